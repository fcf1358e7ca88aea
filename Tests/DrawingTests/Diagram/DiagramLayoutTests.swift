import Testing

@testable import Drawing

struct DiagramLayoutTests {
  static let samples: [DiagramGraph] = [
    SampleGraph.product, SampleGraph.neuron, SampleGraph.net, SampleGraph.matrices,
    SampleGraph.random(30, window: 6), SampleGraph.random(100, window: 12),
    SampleGraph.random(100, window: 90, seed: 7), SampleGraph.random(60, window: 3, seed: 3),
  ]

  @Test(arguments: samples)
  func `no box, label or name touches another and no wire crosses one`(graph: DiagramGraph) {
    let geometry = PictureGeometry(DiagramLayout.picture(of: graph))
    #expect(geometry.faults() == [])
    #expect(geometry.nodes.count == graph.nodes.count)
  }

  @Test func `the check of the drawings itself finds what touches`() {
    func label(_ id: String, x: Double) -> Picture.Element {
      .group(
        id: id,
        title: nil,
        [.rectangle(origin: .init(x, 0), width: 20, height: 20, corner: 0, role: .chip)]
      )
    }
    let wire = Picture.Element.group(
      id: "e2.0",
      title: nil,
      [
        .path(
          [.move(.init(0, 10)), .curve(.init(50, 10), .init(50, 80), end: .init(100, 80))],
          role: .edge,
          width: 1,
          filled: false,
          dashed: false
        )
      ]
    )
    let picture = Picture(
      width: 100,
      height: 100,
      title: "",
      description: "",
      elements: [label("v1", x: 0), label("v2", x: 10), wire, label("v3", x: 60)]
    )
    #expect(
      PictureGeometry(picture).faults() == [
        "label v1 overlaps label v2", "wire e2.0 crosses label v1", "wire e2.0 crosses label v2",
      ]
    )
  }

  @Test(arguments: samples)
  func `everything lies inside the picture`(graph: DiagramGraph) {
    let picture = DiagramLayout.picture(of: graph)
    let geometry = PictureGeometry(picture)
    let sheet = PictureGeometry.Box(
      name: "",
      left: 0,
      top: 0,
      right: picture.width,
      bottom: picture.height
    )
    for box in geometry.nodes + geometry.labels + geometry.names + geometry.frames {
      #expect(sheet.contains(box), "\(box)")
    }
  }

  @Test(arguments: samples)
  func `every node and edge has its group, every number its label`(graph: DiagramGraph) {
    let ids = PictureGeometry(DiagramLayout.picture(of: graph)).ids
    #expect(Set(ids).count == ids.count)
    var expected = graph.nodes.map { "n\($0.id)" }
    for edge in graph.edges {
      expected += ["e", "v", "g"].map { "\($0)\(edge.to).\(edge.slot)" }
    }
    expected += graph.outputs.flatMap { ["v\($0)", "g\($0)"] }
    #expect(Set(expected).subtracting(ids) == [])
  }

  @Test func `a node with several uses shows the sum of what comes back`() {
    let ids = PictureGeometry(DiagramLayout.picture(of: SampleGraph.neuron)).ids
    let error = SampleGraph.neuron.nodes.first { $0.name == [.init("e")] }
    #expect(ids.contains("g\(error?.id ?? 0)"))
    #expect(!ids.contains("g1"))
  }

  @Test func `an operand that is used twice by one consumer has two wires`() {
    let graph = SampleGraph.neuron
    let geometry = PictureGeometry(DiagramLayout.picture(of: graph))
    let loss = graph.nodes.count
    let wires = geometry.wires.filter { $0.name.hasPrefix("e\(loss).") }
    #expect(wires.count == 2)
    let heights = wires.map { $0.points[$0.points.count / 2].y }
    #expect(abs((heights.first ?? 0) - (heights.last ?? 0)) > 30)
  }

  @Test func `wires lead from left to right and from node to node`() throws {
    let graph = SampleGraph.net
    let geometry = PictureGeometry(DiagramLayout.picture(of: graph))
    for edge in graph.edges {
      let wire = try #require(geometry.wires.first { $0.name == "e\(edge.to).\(edge.slot)" })
      let from = try #require(geometry.nodes.first { $0.name == "n\(edge.from)" })
      let to = try #require(geometry.nodes.first { $0.name == "n\(edge.to)" })
      let (first, last) = (try #require(wire.points.first), try #require(wire.points.last))
      #expect(first.x <= from.right + 0.1 && first.x >= (from.left + from.right) / 2)
      #expect(first.y >= from.top && first.y <= from.bottom)
      #expect(last.x >= to.left - 0.1 && last.x <= (to.left + to.right) / 2)
      #expect(last.y >= to.top && last.y <= to.bottom)
      for (a, b) in zip(wire.points, wire.points.dropFirst()) { #expect(b.x >= a.x - 1e-9) }
    }
  }

  @Test func `the value stands above its wire and the gradient below`() throws {
    let graph = SampleGraph.net
    let geometry = PictureGeometry(DiagramLayout.picture(of: graph))
    for edge in graph.edges {
      let name = "\(edge.to).\(edge.slot)"
      let value = try #require(geometry.labels.first { $0.name == "v\(name)" })
      let gradient = try #require(geometry.labels.first { $0.name == "g\(name)" })
      let wire = try #require(geometry.wires.first { $0.name == "e\(name)" })
      let middle = (value.left + value.right) / 2
      let point = try #require(
        wire.points.min { abs($0.x - middle) < abs($1.x - middle) }
      )
      #expect(value.bottom < point.y && point.y - value.bottom < 6)
      #expect(gradient.top > point.y && gradient.top - point.y < 6)
    }
  }

  @Test func `a frame holds its nodes and nothing else`() throws {
    let graph = SampleGraph.net
    let geometry = PictureGeometry(DiagramLayout.picture(of: graph))
    for group in graph.groups {
      let frame = try #require(geometry.frames.first { $0.name == group.label })
      let inner = graph.groups.filter { $0.parent == group.id }.map { $0.id }
      for node in graph.nodes {
        let box = try #require(geometry.nodes.first { $0.name == "n\(node.id)" })
        let belongs = node.group.map { $0 == group.id || inner.contains($0) } ?? false
        #expect(belongs ? frame.contains(box) : !frame.overlaps(box), "n\(node.id)")
      }
    }
  }

  @Test func `a leaf stands next to its first consumer`() throws {
    let geometry = PictureGeometry(DiagramLayout.picture(of: SampleGraph.product))
    let q = try #require(geometry.nodes.first { $0.name == "n3" })
    let z = try #require(geometry.nodes.first { $0.name == "n4" })
    #expect(abs(q.left + q.right - z.left - z.right) < 1)
  }

  @Test func `a sum stands halfway between its two operands`() throws {
    let geometry = PictureGeometry(DiagramLayout.picture(of: SampleGraph.product))
    let boxes = try [1, 2, 3].map { id in
      try #require(geometry.nodes.first { $0.name == "n\(id)" })
    }
    let middles = boxes.map { ($0.top + $0.bottom) / 2 }
    #expect(abs(middles[0] + middles[1] - 2 * middles[2]) < 1)
  }

  @Test(arguments: samples)
  func `no letter is smaller than twelve points`(graph: DiagramGraph) {
    let sizes = PictureGeometry(DiagramLayout.picture(of: graph)).sizes
    #expect((sizes.min() ?? 0) >= 12)
  }

  @Test(arguments: samples)
  func `the same graph gives the same picture`(graph: DiagramGraph) {
    #expect(DiagramLayout.picture(of: graph) == DiagramLayout.picture(of: graph))
  }

  @Test func `the description tells of every node with its numbers`() {
    let text = DiagramLayout.picture(of: SampleGraph.product).description
    #expect(
      text == """
        A graph of 5 nodes and 4 edges, from left to right. x (input), value −2, gradient −4. \
        y (input), value 5, gradient −4. q is + of x (receives −4), y (receives −4), value 3, \
        gradient −4. z (input), value −4, gradient 3. f is × of q (receives −4), z (receives 3), \
        value −12, gradient 1.
        """
    )
  }
}
