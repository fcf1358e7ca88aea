/// Finds heights for the vertices of a layered graph, given their order: wires that pass through many
/// ranks run straight, and a box stands in the middle of its neighbours where it can.
///
/// The method of Brandes and Köpf, "Fast and simple horizontal coordinate assignment" (2002), turned
/// by 90 degrees and extended by the extents and ports of boxes: four extreme placements are found,
/// each aligning a vertex with one of its middle neighbours, and averaged. Linear time.
struct VerticalPlacement {
  private let graph: LayeredGraph
  /// Whether the graph is read from the bottom up or from right to left.
  private var mirrored = (vertically: false, horizontally: false)
  /// Links that would cross an inner piece of a long wire if they were straight.
  private var conflicts: [Bool]

  /// The height of each vertex.
  static func heights(of graph: LayeredGraph) -> [Double] {
    var placement = VerticalPlacement(graph)
    placement.findConflicts()
    var candidates: [[Double]] = []
    for horizontally in [false, true] {
      for vertically in [false, true] {
        placement.mirrored = (vertically, horizontally)
        let (roots, shifts) = placement.align()
        var heights = placement.compact(roots, shifts)
        if vertically { heights = heights.map { -$0 } }
        candidates.append(heights)
      }
    }
    return placement.mean(candidates)
  }

  private init(_ graph: LayeredGraph) {
    self.graph = graph
    conflicts = graph.links.map { $0.isSide }
  }

  // MARK: Conflicts

  private func isInner(_ link: Int) -> Bool {
    let link = graph.links[link]
    return graph.vertices[link.from].isOnWire && graph.vertices[link.to].isOnWire
  }

  /// Marks every link that crosses a piece in the middle of a long wire: the long wire is the one to
  /// run straight.
  private mutating func findConflicts() {
    for rank in graph.ranks.indices.dropFirst() {
      let vertices = graph.ranks[rank]
      var above = -1
      var scanned = 0
      for (place, vertex) in vertices.enumerated() {
        var below = Int.max
        if let inner = graph.vertices[vertex].incoming.first(where: { isInner($0) }) {
          below = graph.vertices[graph.links[inner].from].place
        } else if place < vertices.count - 1 {
          continue
        }
        while scanned <= place {
          for link in graph.vertices[vertices[scanned]].incoming where !isInner(link) {
            let from = graph.vertices[graph.links[link].from].place
            if from < above || from > below { conflicts[link] = true }
          }
          scanned += 1
        }
        above = below == Int.max ? above : below
      }
    }
  }

  // MARK: Alignment

  /// Ranks in the direction of reading, each from its top as it is read.
  private var readRanks: [[Int]] {
    let ranks = mirrored.horizontally ? graph.ranks.reversed() : graph.ranks
    return mirrored.vertically ? ranks.map { $0.reversed() } : ranks
  }

  /// Puts every vertex into a block with one of its middle neighbours in the rank read before.
  ///
  /// Gives the block's first vertex for each, and how far below it the vertex stands.
  private func align() -> (roots: [Int], shifts: [Double]) {
    var roots = Array(graph.vertices.indices)
    var shifts = [Double](repeating: 0, count: roots.count)
    let sign = mirrored.vertically ? -1.0 : 1
    for rank in readRanks {
      var reached = Int.min
      for vertex in rank {
        let before = linksBefore(vertex)
        guard !before.isEmpty else { continue }
        let trunk = before.firstIndex { link in
          !graph.links[link].isSide && before.contains { graph.links[$0].isSide }
        }
        let middle = trunk.map { [$0] } ?? [(before.count - 1) / 2, before.count / 2]
        for index in middle where roots[vertex] == vertex {
          let link = before[index]
          let key = keyBefore(link)
          guard !conflicts[link], key > reached else { continue }
          let ends = graph.links[link]
          let other = mirrored.horizontally ? ends.to : ends.from
          let port = mirrored.horizontally ? ends.toPort : ends.fromPort
          let ownPort = mirrored.horizontally ? ends.fromPort : ends.toPort
          roots[vertex] = roots[other]
          shifts[vertex] = shifts[other] + sign * (port - ownPort)
          reached = key | 0xFFF
        }
      }
    }
    return (roots, shifts)
  }

  private func linksBefore(_ vertex: Int) -> [Int] {
    let links =
      mirrored.horizontally ? graph.vertices[vertex].outgoing : graph.vertices[vertex].incoming
    return mirrored.vertically ? links.reversed() : links
  }

  /// Grows in the direction of reading.
  ///
  /// The low bits, the port, do not matter between vertices.
  private func keyBefore(_ link: Int) -> Int {
    let key = mirrored.horizontally ? graph.rightKey(link) : graph.leftKey(link)
    let place = key >> 12
    return (mirrored.vertically ? -place : place) << 12
  }

  // MARK: Compaction

  /// Puts the blocks as near to each other as they may stand: first all up, then each down again as
  /// far as those below it allow, which closes what is open between them.
  private func compact(_ roots: [Int], _ shifts: [Double]) -> [Double] {
    var lower: [[(block: Int, distance: Double)]] = Array(repeating: [], count: roots.count)
    var missing = [Int](repeating: 0, count: roots.count)
    for rank in readRanks {
      for (upper, under) in zip(rank, rank.dropFirst()) {
        let distance = separation(upper, under) + shifts[upper] - shifts[under]
        lower[roots[upper]].append((roots[under], distance))
        missing[roots[under]] += 1
      }
    }
    var order = roots.indices.filter { roots[$0] == $0 && missing[$0] == 0 }
    var tops = [Double](repeating: 0, count: roots.count)
    var next = 0
    while next < order.count {
      let block = order[next]
      for (under, distance) in lower[block] {
        tops[under] = max(tops[under], tops[block] + distance)
        missing[under] -= 1
        if missing[under] == 0 { order.append(under) }
      }
      next += 1
    }
    for block in order.reversed() where !lower[block].isEmpty {
      var room = Double.infinity
      for (under, distance) in lower[block] { room = min(room, tops[under] - distance) }
      tops[block] = max(tops[block], room)
    }
    return roots.indices.map { tops[roots[$0]] + shifts[$0] }
  }

  /// How far apart the lines of two neighbours in a rank must be at least.
  private func separation(_ upper: Int, _ under: Int) -> Double {
    let (a, b) = mirrored.vertically ? (under, upper) : (upper, under)
    return Self.separation(graph.vertices[a], graph.vertices[b])
  }

  /// How far apart the lines of two vertices must be at least, the first standing above the second.
  static func separation(_ upper: LayeredGraph.Vertex, _ under: LayeredGraph.Vertex) -> Double {
    let gap: Double
    switch (upper.kind, under.kind) {
    case (.bend, .bend): gap = 14
    case (.item, .item): gap = 16
    case (.item, _), (_, .item): gap = 12
    default: gap = 14
    }
    return upper.down + gap + under.up
  }

  // MARK: Mean

  /// The mean of the two middle ones of four placements, moved onto the smallest of them.
  ///
  /// Separations hold in it since they hold in each; what is straight in all four stays straight.
  private func mean(_ candidates: [[Double]]) -> [Double] {
    let extents = candidates.map { heights in
      var (top, bottom) = (Double.infinity, -Double.infinity)
      for (vertex, height) in zip(graph.vertices, heights) {
        top = min(top, height - vertex.up)
        bottom = max(bottom, height + vertex.down)
      }
      return (top: top, bottom: bottom)
    }
    var smallest = 0
    for index in extents.indices.dropFirst()
    where extents[index].bottom - extents[index].top
      < extents[smallest].bottom - extents[smallest].top - 0.01
    { smallest = index }
    let goal = extents[smallest]
    let moved = candidates.indices.map { index in
      // Placements read from the bottom meet the smallest at its bottom.
      let way = index % 2 == 0 ? goal.top - extents[index].top : goal.bottom - extents[index].bottom
      return candidates[index].map { $0 + way }
    }
    return graph.vertices.indices.map { vertex in
      var four = moved.map { $0[vertex] }
      four.sort()
      return (four[1] + four[2]) / 2
    }
  }
}
