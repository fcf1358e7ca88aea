extension Level {
  /// Finds a place for every box and a course for every wire, so that no box or label touches another
  /// and no wire touches a box it does not belong to, or a label.
  ///
  /// `order` has operands before consumers. `isFrame`: the level is the inside of a frame and keeps
  /// room for its line and its name, of which `nameWidth` is the width.
  func placed(order: [Int], isFrame: Bool, nameWidth: Double) -> PlacedLevel {
    let layers = self.layers(order: order)
    var graph = LayeredGraph(self, layers: layers, longest: longestWire(layers))
    graph.reduceCrossings()
    graph.assignPorts()
    graph.findTrunks()
    let heights = VerticalPlacement.heights(of: graph)
    for vertex in heights.indices { graph.vertices[vertex].y = heights[vertex] }
    let settled = Settling.heights(of: graph)
    for vertex in settled.indices { graph.vertices[vertex].y = settled[vertex] }
    let top = graph.vertices.map { $0.y - $0.up }.min() ?? 0
    let bottom = graph.vertices.map { $0.y + $0.down }.max() ?? 0
    let head = isFrame ? DiagramStyle.frameHead : 0
    for vertex in graph.vertices.indices { graph.vertices[vertex].y += head - top }
    let padding = isFrame ? DiagramStyle.framePadding : 0
    let startsInside = !items.contains { $0.isEntrance }
    let endsInside = !items.contains { $0.isExit }
    let (leading, trailing) = (startsInside ? padding : 0, endsInside ? padding : 0)
    var width = graph.placeRanks(leading: leading, trailing: trailing)
    if !isFrame, width < DiagramStyle.airyWidth, graph.ranks.count > 1 {
      let slack = (DiagramStyle.airyWidth - width) / Double(graph.ranks.count - 1)
      width = graph.placeRanks(leading: leading, trailing: trailing, slack: min(slack, 20))
    }
    return graph.result(
      width: max(width, nameWidth + 2 * padding),
      naturalWidth: width,
      height: head + bottom - top + padding
    )
  }

  /// How many layers a wire may span before a reference to its operand takes its place: as many as it
  /// likes, unless wires would then pass through more ranks than can be drawn.
  private func longestWire(_ layers: [Int]) -> Int {
    var lengths = [Int](repeating: 0, count: (layers.max() ?? 0) + 2)
    for stretch in stretches { lengths[max(0, layers[stretch.to] - layers[stretch.from])] += 1 }
    var passages = 0
    let limit = max(1500, stretches.count / 2)
    for length in lengths.indices.dropFirst(2) {
      passages += lengths[length] * 2 * (length - 1)
      if passages > limit { return length - 1 }
    }
    return Int.max
  }
}

extension LayeredGraph {
  /// Where everything is in the end.
  func result(width: Double, naturalWidth: Double, height: Double) -> PlacedLevel {
    let ranksRight = width - naturalWidth
    var placed = PlacedLevel(
      width: width,
      height: height,
      items: [],
      paths: [],
      labels: [],
      entrances: [:],
      exits: [:]
    )
    for vertex in vertices {
      var point = Picture.Point(vertex.x, vertex.y)
      switch vertex.kind {
      case .bend: break
      case .label(let wire): placed.labels.append((wire, point))
      case .item(let index):
        let kind = items[index].kind
        if case .entrance(let wire) = kind { placed.entrances[wire] = point.y }
        if case .exit(let wire) = kind {
          placed.exits[wire] = point.y
          point.x += ranksRight
        }
        placed.items.append((kind, point))
      }
    }
    for (wire, links) in linksByWire() {
      var segments: [Picture.Segment] = []
      for link in links {
        var course = course(of: link)
        if case .item(let index) = vertices[self.links[link].to].kind, items[index].isExit,
          ranksRight > 0
        {
          course.append(.line(.init(width, vertices[self.links[link].to].y)))
        }
        segments.append(contentsOf: segments.isEmpty ? course[...] : course.dropFirst())
      }
      placed.paths.append((wire, segments))
    }
    return placed
  }

  /// The links of each wire from left to right, wires in the order in which they were cut.
  private func linksByWire() -> [(wire: Int, links: [Int])] {
    var groups: [(wire: Int, links: [Int])] = []
    for (index, link) in links.enumerated() {
      if let last = groups.last, last.wire == link.wire {
        groups[groups.count - 1].links.append(index)
      } else {
        groups.append((link.wire, [index]))
      }
    }
    return groups
  }
}
