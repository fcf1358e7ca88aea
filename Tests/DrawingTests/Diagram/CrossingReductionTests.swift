import Testing

@testable import Drawing

struct CrossingReductionTests {
  /// A level with plain boxes and these stretches.
  static func layered(_ count: Int, _ edges: [(Int, Int)], layers: [Int]) -> LayeredGraph {
    let items = (0..<count).map { Level.Item(kind: .node($0), width: 20, up: 10, down: 10) }
    let stretches = edges.enumerated().map { index, edge in
      Level.Stretch(wire: index, from: edge.0, to: edge.1, label: nil, slot: index)
    }
    return LayeredGraph(
      Level(items: items, stretches: stretches),
      layers: layers,
      longest: Int.max
    )
  }

  /// Crossings counted pair by pair.
  static func crossingsByPairs(_ graph: LayeredGraph) -> Int {
    var count = 0
    for (index, a) in graph.links.enumerated() {
      for b in graph.links[(index + 1)...]
      where graph.vertices[a.from].rank == graph.vertices[b.from].rank {
        let starts = graph.vertices[a.from].place - graph.vertices[b.from].place
        let ends = graph.vertices[a.to].place - graph.vertices[b.to].place
        if starts * ends < 0 { count += 1 }
      }
    }
    return count
  }

  static func random(_ seed: UInt64) -> LayeredGraph {
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let layers = (0..<40).map { $0 / 8 }
    var edges: [(Int, Int)] = []
    for item in 8..<40 {
      for _ in 0..<2 { edges.append((next(8 * layers[item]), item)) }
    }
    return layered(40, edges, layers: layers)
  }

  @Test(arguments: 1...12)
  func `crossings are counted as pair by pair`(seed: Int) {
    let graph = Self.random(UInt64(seed))
    let count = Self.crossingsByPairs(graph)
    #expect(graph.crossings() == count)
    #expect(count > 0)
  }

  @Test(arguments: 1...12)
  func `sweeps leave fewer crossings than the order of writing`(seed: Int) {
    var graph = Self.random(UInt64(seed))
    let before = graph.crossings()
    let vertices = graph.ranks.map { $0.sorted() }
    graph.reduceCrossings()
    #expect(Self.crossingsByPairs(graph) < before)
    #expect(graph.ranks.map { $0.sorted() } == vertices)
  }

  @Test func `two crossed wires are uncrossed`() {
    // Both operands of 2 come from 0 and 1; 3 takes them the other way round.
    var graph = Self.layered(
      6,
      [(0, 2), (1, 3), (2, 5), (3, 4)],
      layers: [0, 0, 1, 1, 2, 2]
    )
    graph.ranks[1].reverse()
    graph.numberPlaces()
    #expect(graph.crossings() > 0)
    graph.reduceCrossings()
    #expect(graph.crossings() == 0)
  }

  @Test func `a tree keeps the order of its operands`() {
    // (0 + 1) * (2 + 3)
    let graph = Self.layered(
      7,
      [(0, 4), (1, 4), (2, 5), (3, 5), (4, 6), (5, 6)],
      layers: [0, 0, 0, 0, 1, 1, 2]
    )
    #expect(graph.crossings() == 0)
    #expect(graph.ranks == [[0, 1, 2, 3], [4, 5], [6]])
  }
}
