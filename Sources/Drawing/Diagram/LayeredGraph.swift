/// A level in ranks from left to right, every wire cut into links between neighbouring ranks.
///
/// Ranks of boxes and ranks of labels take turns. In a rank a wire passes through a bend or its own
/// label and is level there, so nothing in a rank can be crossed by it; all curves lie between ranks.
struct LayeredGraph {
  /// A box, a label, or the passage of a wire through a rank.
  struct Vertex {
    /// What it is.
    enum Kind: Equatable {
      /// A box, by its index in the level.
      case item(Int)
      /// The labels of a wire.
      case label(wire: Int)
      /// Nothing but a wire.
      case bend(wire: Int)
    }

    var kind: Kind
    var width: Double
    var up: Double
    var down: Double
    var rank: Int
    /// Links from the left, links to the right; from top to bottom once the order stands.
    var incoming: [Int] = []
    var outgoing: [Int] = []
    /// Its place in its rank, from the top.
    var place = 0
    /// Where it stands in the end.
    var x = 0.0
    var y = 0.0

    /// Whether it is a part of a wire.
    var isOnWire: Bool {
      if case .item = kind { return false }
      return true
    }
  }

  /// A piece of a wire between two neighbouring ranks.
  struct Link {
    var from: Int
    var to: Int
    var wire: Int
    /// How far below the vertices' lines it begins and ends.
    var fromPort = 0.0
    var toPort = 0.0
    /// The fixed places of its ends among those of a frame, from the top; 0 elsewhere.
    var fromPlace = 0
    var toPlace = 0
    /// Whether it joins a long chain from the side: it is the chain that is to run straight.
    var isSide = false
  }

  private(set) var items: [Level.Item]
  var vertices: [Vertex] = []
  var links: [Link] = []
  /// The vertices of each rank from top to bottom.
  var ranks: [[Int]] = []
  /// The room of each rank from left to right, once it is found.
  var spans: [(left: Double, right: Double)] = []

  /// Cuts the wires of a level.
  ///
  /// A wire that would pass through more than `longest` layers is not drawn all the way; a
  /// reference to its operand stands before its consumer.
  init(_ level: Level, layers: [Int], longest: Int) {
    items = level.items
    let last = layers.max() ?? 0
    // rankOf[k] is the rank of layer k; between it and the next stands one for labels if need be.
    var hasLabels = [Bool](repeating: false, count: last + 1)
    for stretch in level.stretches where stretch.label != nil {
      let layer = layers[stretch.to] - 1
      if layer >= 0 { hasLabels[layer] = true }
    }
    var rankOf: [Int] = []
    var rank = 0
    for layer in 0...last {
      rankOf.append(rank)
      rank += hasLabels[layer] ? 2 : 1
    }
    ranks = [[Int]](repeating: [], count: rank)
    for (index, item) in level.items.enumerated() {
      vertices.append(
        Vertex(
          kind: .item(index),
          width: item.width,
          up: item.up,
          down: item.down,
          rank: rankOf[layers[index]]
        )
      )
    }
    for stretch in level.stretches.indices {
      cut(level.stretches[stretch], layers, rankOf, hasLabels, longest)
    }
    orderAsWritten(level)
  }

  private mutating func cut(
    _ stretch: Level.Stretch,
    _ layers: [Int],
    _ rankOf: [Int],
    _ hasLabels: [Bool],
    _ longest: Int
  ) {
    var current = stretch.from
    var layer = layers[stretch.from]
    let end = layers[stretch.to]
    if end - layer > longest {
      layer = end - 1
      let width = TextWidth.of(
        stretch.operandName,
        size: DiagramStyle.labelSize,
        face: .name
      )
      items.append(
        Level.Item(kind: .reference(wire: stretch.wire), width: width + 8, up: 10, down: 10)
      )
      current = vertices.count
      vertices.append(
        Vertex(
          kind: .item(items.count - 1),
          width: width + 8,
          up: 10,
          down: 10,
          rank: rankOf[layer]
        )
      )
    }
    for rank in (rankOf[layer] + 1)..<max(rankOf[layer] + 1, rankOf[end]) {
      let isLabelRank = rank == rankOf[end] - 1 && hasLabels[end - 1]
      var vertex = Vertex(kind: .bend(wire: stretch.wire), width: 0, up: 0, down: 0, rank: rank)
      if isLabelRank, let label = stretch.label {
        vertex.kind = .label(wire: stretch.wire)
        (vertex.width, vertex.up, vertex.down) = (label.width, label.up, label.down)
      }
      vertices.append(vertex)
      link(current, vertices.count - 1, stretch.wire)
      current = vertices.count - 1
    }
    link(current, stretch.to, stretch.wire)
  }

  private mutating func link(_ from: Int, _ to: Int, _ wire: Int) {
    var link = Link(from: from, to: to, wire: wire)
    if let port = item(of: from)?.exits[wire] { link.fromPort = port }
    if let port = item(of: to)?.entrances[wire] { link.toPort = port }
    vertices[from].outgoing.append(links.count)
    vertices[to].incoming.append(links.count)
    links.append(link)
  }

  /// The box that a vertex is.
  func item(of vertex: Int) -> Level.Item? {
    guard case .item(let index) = vertices[vertex].kind else { return nil }
    return items[index]
  }

  /// Orders every rank as the program is written: from the results back, operands from left to
  /// right become operands from top to bottom.
  ///
  /// Without shared nodes this crosses no wires.
  private mutating func orderAsWritten(_ level: Level) {
    numberFramePorts()
    let slots = slotOfWire(level)
    for vertex in vertices.indices {
      vertices[vertex].incoming = vertices[vertex].incoming.sorted { first, second in
        let (a, b) = (links[first], links[second])
        if a.toPlace != b.toPlace { return a.toPlace < b.toPlace }
        let (slotA, slotB) = (slots[a.wire] ?? 0, slots[b.wire] ?? 0)
        return slotA != slotB ? slotA < slotB : a.wire < b.wire
      }
    }
    var isPlaced = [Bool](repeating: false, count: vertices.count)
    for result in vertices.indices where vertices[result].outgoing.isEmpty {
      var stack = [result]
      while let vertex = stack.popLast() {
        if isPlaced[vertex] { continue }
        isPlaced[vertex] = true
        ranks[vertices[vertex].rank].append(vertex)
        for link in vertices[vertex].incoming.reversed() { stack.append(links[link].from) }
      }
    }
    numberPlaces()
  }

  private func slotOfWire(_ level: Level) -> [Int: Int] {
    var slots: [Int: Int] = [:]
    for stretch in level.stretches { slots[stretch.wire] = stretch.slot }
    return slots
  }

  /// The wires of a frame come in and go out in an order that its inside has fixed.
  private mutating func numberFramePorts() {
    for vertex in vertices.indices {
      guard let item = item(of: vertex), case .frame = item.kind else { continue }
      let incoming = vertices[vertex].incoming.sorted { links[$0].toPort < links[$1].toPort }
      for (place, link) in incoming.enumerated() { links[link].toPlace = place }
      let outgoing = vertices[vertex].outgoing.sorted { links[$0].fromPort < links[$1].fromPort }
      for (place, link) in outgoing.enumerated() { links[link].fromPlace = place }
    }
  }

  /// Writes the order of the ranks into the vertices.
  mutating func numberPlaces() {
    for rank in ranks {
      for (place, vertex) in rank.enumerated() { vertices[vertex].place = place }
    }
  }
}
