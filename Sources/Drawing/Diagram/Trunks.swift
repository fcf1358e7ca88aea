extension LayeredGraph {
  /// Finds long chains that others join from the side, as the running sum of many products: such a
  /// chain is to run straight, where else every join would take it a step down or up.
  mutating func findTrunks() {
    // How many boxes lead up to a vertex on the longest way.
    var depths = [Int](repeating: 0, count: vertices.count)
    for rank in ranks {
      for vertex in rank {
        for link in vertices[vertex].incoming {
          let step = vertices[vertex].isOnWire ? 0 : 1
          depths[vertex] = max(depths[vertex], depths[links[link].from] + step)
        }
        if let item = item(of: vertex), item.isEntrance { depths[vertex] = 2 }
      }
    }
    for vertex in vertices.indices where vertices[vertex].incoming.count > 1 {
      let incoming = vertices[vertex].incoming
      let deepest = incoming.map { depths[links[$0].from] }.max() ?? 0
      guard deepest >= 4 else { continue }
      let others = incoming.filter { 4 * depths[links[$0].from] <= deepest }
      guard others.count == incoming.count - 1 else { continue }
      for link in others { links[link].isSide = true }
      centerTrunk(at: vertex)
    }
  }

  /// The chain meets the middle of a node, what joins it from above or below comes in beside it.
  private mutating func centerTrunk(at vertex: Int) {
    let incoming = vertices[vertex].incoming
    guard let figure = item(of: vertex)?.figure,
      let trunk = incoming.firstIndex(where: { !links[$0].isSide })
    else { return }
    let most = max(trunk, incoming.count - 1 - trunk)
    let distance = min(9, figure.portLimit / Double(max(most, 1)))
    for (place, link) in incoming.enumerated() {
      links[link].toPort = Double(place - trunk) * distance
    }
  }
}
