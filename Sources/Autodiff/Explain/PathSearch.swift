internal import CMath

/// ln, for files that do not import the C library.
func logarithm(_ x: Double) -> Double { log(x) }

/// Finds the paths with the largest shares, one after the other, without walking the others.
///
/// A path begun is kept with the largest share that it can still come to, which ``PathSums/best`` tells
/// exactly; the most promising one is always continued first, so the paths are finished from large to
/// small. Of equal ones the longest is continued, so that ties do not multiply what is kept.
struct PathSearch {
  /// A path begun, or whole.
  private struct Begun {
    /// Where it has come to.
    var place: Int32
    /// The edge that it came by; −1 for a root.
    var edge: Int32
    /// What it goes on from; −1 for a root.
    var before: Int32
    /// How many local derivatives it has.
    var length: Int32
    /// ln of the magnitude of its product.
    var size: Double
    /// ln of the largest share that it can come to, rounded, so that equal shares compare equal.
    var promise: Double
  }

  /// What may be kept: paths begun, and local derivatives of those found.
  private static let begunLimit = 3_000_000
  private static let factorLimit = 250_000

  private let way: ElementGraph
  private let sums: PathSums
  private var begun: [Begun] = []
  /// A heap of places in `begun`.
  private var heap: [Int32] = []

  /// The paths found, each as places of ``ElementGraph/edges``, with the root that it begins at.
  private(set) var paths: [(root: Int, edges: [Int])] = []

  /// Finds at most `limit` paths.
  init(_ way: ElementGraph, _ sums: PathSums, seed: (Element) -> Double, limit: Int) {
    self.way = way
    self.sums = sums
    for root in way.roots where sums.counts[root].value > 0 {
      begin(
        root,
        edge: -1,
        before: -1,
        length: 0,
        size: PathSums.size(seed(way.elements[root]))
      )
    }
    var factors = 0
    while paths.count < limit, let next = pop() {
      let path = begun[next]
      if Int(path.place) == way.target {
        factors += Int(path.length)
        if factors > PathSearch.factorLimit, !paths.isEmpty { return }
        paths.append(finished(next))
        continue
      }
      for edge in way.edges(of: Int(path.place)) {
        let child = Int(way.edges[edge].child)
        guard sums.counts[child].value > 0 else { continue }
        begin(
          child,
          edge: edge,
          before: next,
          length: Int(path.length) + 1,
          size: PathSums.product(path.size, PathSums.size(way.edges[edge].local))
        )
      }
      if begun.count > PathSearch.begunLimit { return }
    }
  }

  private func finished(_ end: Int) -> (root: Int, edges: [Int]) {
    var edges: [Int] = []
    var place = end
    while begun[place].before >= 0 {
      edges.append(Int(begun[place].edge))
      place = Int(begun[place].before)
    }
    return (Int(begun[place].place), edges.reversed())
  }

  private mutating func begin(
    _ place: Int,
    edge: Int,
    before: Int,
    length: Int,
    size: Double
  ) {
    let promise = PathSums.product(size, sums.best[place])
    begun.append(
      Begun(
        place: Int32(place),
        edge: Int32(edge),
        before: Int32(before),
        length: Int32(length),
        size: size,
        promise: promise.isFinite ? (promise * 1e6).rounded() / 1e6 : promise
      )
    )
    heap.append(Int32(begun.count - 1))
    var child = heap.count - 1
    while child > 0, comes(heap[child], before: heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func pop() -> Int? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return Int(first) }
    heap[0] = last
    var parent = 0
    while true {
      var best = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && comes(heap[child], before: heap[best]) {
        best = child
      }
      guard best != parent else { return Int(first) }
      heap.swapAt(parent, best)
      parent = best
    }
  }

  private func comes(_ a: Int32, before b: Int32) -> Bool {
    let (first, second) = (begun[Int(a)], begun[Int(b)])
    if first.promise != second.promise { return first.promise > second.promise }
    if first.length != second.length { return first.length > second.length }
    return a < b
  }
}
