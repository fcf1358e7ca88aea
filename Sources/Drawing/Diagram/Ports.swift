extension LayeredGraph {
  /// Spreads the wires of each box over its side, in the order in which they come, so that they do
  /// not cross at the box.
  ///
  /// Those of a frame stay where its inside has put them.
  mutating func assignPorts() {
    for vertex in vertices.indices {
      let incoming = vertices[vertex].incoming.sorted { leftKey($0) < leftKey($1) }
      let outgoing = vertices[vertex].outgoing.sorted { rightKey($0) < rightKey($1) }
      vertices[vertex].incoming = incoming
      vertices[vertex].outgoing = outgoing
      guard let item = item(of: vertex), let figure = item.figure else { continue }
      for (place, link) in incoming.enumerated() {
        links[link].toPort = Self.port(place, of: incoming.count, figure)
        links[link].toPlace = place
      }
      for (place, link) in outgoing.enumerated() {
        links[link].fromPort = Self.port(place, of: outgoing.count, figure)
        links[link].fromPlace = place
      }
    }
  }

  private static func port(_ place: Int, of count: Int, _ figure: NodeFigure) -> Double {
    guard count > 1 else { return 0 }
    let spread = min(2 * figure.portLimit, 10 * Double(count - 1))
    return spread * (Double(place) / Double(count - 1) - 0.5)
  }
}
