import Testing

@testable import Drawing

struct LargeAndOddGraphTests {
  @Test(.timeLimit(.minutes(1)), arguments: [30, 1_900])
  func `a graph of 2,000 nodes is drawn whole`(window: Int) {
    let graph = SampleGraph.random(2_000, window: window)
    let geometry = PictureGeometry(DiagramLayout.picture(of: graph))
    #expect(geometry.nodes.count == 2_000)
    #expect(Set(geometry.ids).count == geometry.ids.count)
    #expect(geometry.wires.filter { $0.name.hasPrefix("e") }.count == graph.edges.count)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a chain of 3,000 nodes under ever longer wires is drawn with references`() throws {
    var sample = SampleGraph()
    let first = sample.leaf(.input, "x", "1")
    var last = first
    for _ in 0..<3_000 { last = sample.operation("+", [last, first], "1") }
    let picture = DiagramLayout.picture(of: sample.graph("A chain"))
    #expect(picture.height < 3_000)
    let references = picture.elements.filter { element in
      guard case .group(_, _, let shapes) = element else { return false }
      return shapes.contains { shape in
        if case .text(let runs, _, _, _, .name, .faint) = shape { return runs == [.init("x")] }
        return false
      }
    }
    #expect(references.count > 2_800)
  }

  @Test(.timeLimit(.minutes(1)))
  func `one node with 1,500 operands is drawn`() {
    var sample = SampleGraph()
    let operands = (0..<1_500).map { sample.leaf(.input, "x_\($0)", "\($0)") }
    _ = sample.operation("stack", [operands.first ?? 1] + operands, "1")
    let geometry = PictureGeometry(DiagramLayout.picture(of: sample.graph("A stack")))
    #expect(geometry.wires.count == 1_502)
  }

  @Test(.timeLimit(.minutes(1)))
  func `frames nested 300 deep are drawn`() {
    var sample = SampleGraph()
    for depth in 0..<300 {
      sample.groups.append(.init(id: depth, label: "f", parent: depth == 0 ? nil : depth - 1))
    }
    let x = sample.leaf(.input, "x", "1")
    let y = sample.operation("exp", [x], "2", group: 299)
    _ = sample.operation("exp", [y], "3")
    let geometry = PictureGeometry(DiagramLayout.picture(of: sample.graph("Frames")))
    #expect(geometry.frames.count == 300)
    #expect(geometry.faults() == [])
  }

  @Test func `an empty graph is an empty picture`() {
    let graph = DiagramGraph(nodes: [], edges: [], groups: [], outputs: [], title: "Nothing")
    let picture = DiagramLayout.picture(of: graph)
    #expect(picture.elements.isEmpty)
    #expect(picture.width > 0 && picture.height > 0)
  }

  @Test func `edges to nowhere, backwards and into themselves are left out`() {
    var graph = SampleGraph.product
    graph.edges.append(.init(from: 99, to: 3, slot: 2, value: "1", gradient: nil))
    graph.edges.append(.init(from: 5, to: 3, slot: 3, value: "1", gradient: nil))
    graph.edges.append(.init(from: 3, to: 3, slot: 4, value: "1", gradient: nil))
    graph.outputs.append(98)
    let changed = PictureGeometry(DiagramLayout.picture(of: graph))
    #expect(changed.ids == PictureGeometry(DiagramLayout.picture(of: SampleGraph.product)).ids)
  }

  @Test func `a frame that a wire leaves and enters again is drawn without its line`() {
    var sample = SampleGraph()
    sample.groups = [.init(id: 1, label: "torn", parent: nil)]
    let x = sample.leaf(.input, "x", "1")
    let inside = sample.operation("exp", [x], "2", group: 1)
    let outside = sample.operation("sin", [inside], "3")
    _ = sample.operation("+", [inside, outside], "4", group: 1)
    let geometry = PictureGeometry(DiagramLayout.picture(of: sample.graph("Torn")))
    #expect(geometry.frames.isEmpty)
    #expect(geometry.nodes.count == 4)
    #expect(geometry.faults() == [])
  }

  @Test func `frames inside each other in a circle and frames that are not there do no harm`() {
    var graph = SampleGraph.product
    graph.groups = [
      .init(id: 1, label: "a", parent: 2), .init(id: 2, label: "b", parent: 1),
      .init(id: 3, label: "c", parent: 77), .init(id: 3, label: "d", parent: 3),
    ]
    graph.nodes[0].group = 1
    graph.nodes[2].group = 3
    graph.nodes[4].group = 55
    let geometry = PictureGeometry(DiagramLayout.picture(of: graph))
    #expect(geometry.nodes.count == 5)
    #expect(geometry.faults() == [])
  }
}
