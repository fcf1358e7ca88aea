/// How many paths there are; beyond what 63 bits hold, at least so many.
public struct PathCount: Equatable, Sendable {
  /// The number.
  public let value: Int

  /// Whether there are more paths than can be counted.
  public var isAtLeast: Bool { value == Int.max }

  init(_ value: Int) { self.value = value }

  static func + (a: PathCount, b: PathCount) -> PathCount {
    let (sum, overflow) = a.value.addingReportingOverflow(b.value)
    return PathCount(overflow ? Int.max : sum)
  }

  static func * (a: PathCount, b: PathCount) -> PathCount {
    let (product, overflow) = a.value.multipliedReportingOverflow(by: b.value)
    return PathCount(overflow ? Int.max : product)
  }
}

/// What can be told of all paths at once, without walking each: for every element of the way, from its
/// local derivatives and what is known of the elements behind them.
struct PathSums {
  /// How many paths lead from each element to the target.
  private(set) var counts: [PathCount]
  /// How many of them have a local derivative that is 0.
  private(set) var zeros: [PathCount]
  /// The products along the paths, added up.
  private(set) var totals: [Double]
  /// Their magnitudes, added up.
  private(set) var magnitudes: [Double]
  /// ln of the largest magnitude of a product; −∞ where all are 0, ∞ where one is not finite.
  private(set) var best: [Double]
  /// How many paths without a 0 lead from the output to each element.
  private(set) var open: [PathCount]

  init(_ way: ElementGraph, seed: (Element) -> Double) {
    let count = way.elements.count
    counts = [PathCount](repeating: PathCount(0), count: count)
    zeros = counts
    open = counts
    totals = [Double](repeating: 0, count: count)
    magnitudes = totals
    best = [Double](repeating: -.infinity, count: count)
    guard let target = way.target else { return }
    for place in stride(from: count - 1, through: 0, by: -1) {
      if place == target {
        counts[place] = PathCount(1)
        totals[place] = 1
        magnitudes[place] = 1
        best[place] = 0
        continue
      }
      for edge in way.edges[way.edges(of: place)] {
        let child = Int(edge.child)
        guard counts[child].value > 0 else { continue }
        counts[place] = counts[place] + counts[child]
        zeros[place] = zeros[place] + (edge.local == 0 ? counts[child] : zeros[child])
        totals[place] += edge.local * totals[child]
        magnitudes[place] += edge.local.magnitude * magnitudes[child]
        let size = PathSums.product(PathSums.size(edge.local), best[child])
        if size > best[place] { best[place] = size }
      }
    }
    for root in way.roots where seed(way.elements[root]) != 0 { open[root] = PathCount(1) }
    for place in 0..<count where open[place].value > 0 {
      for edge in way.edges[way.edges(of: place)] where edge.local != 0 {
        open[Int(edge.child)] = open[Int(edge.child)] + open[place]
      }
    }
  }

  /// ln of a number's magnitude; ∞ for what is not finite, so that it is found first.
  static func size(_ number: Double) -> Double {
    number.isFinite ? logarithm(number.magnitude) : .infinity
  }

  /// The ln of a product from those of its factors: what is not finite stays so.
  static func product(_ a: Double, _ b: Double) -> Double {
    a == .infinity || b == .infinity ? .infinity : a + b
  }
}
