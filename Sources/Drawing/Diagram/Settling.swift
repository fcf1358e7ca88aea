/// Draws a placed graph together: pieces that are straight move as one, each to the mean height of
/// what it is linked to, as far as its neighbours in every rank let it.
///
/// What then is nearly straight is made straight. Nothing changes its order and no separation is
/// broken.
///
/// Time: a bounded number of rounds, each linear.
struct Settling {
  private var graph: LayeredGraph
  /// How much more a node keeps to the middle of its operands than to its consumers.
  private static let operandWeight = 4.0
  /// The straight piece of each vertex, by the piece's first vertex.
  private var pieces: [Int]
  /// The vertices of each piece, by its first vertex; empty for all others.
  private var members: [[Int]]

  /// The heights of the vertices, drawn together from those that `graph` has.
  static func heights(of graph: LayeredGraph) -> [Double] {
    var settling = Settling(graph)
    let size = graph.vertices.count
    let rounds = size < 2000 ? 60 : size < 10_000 ? 20 : 6
    for round in 0..<rounds {
      let moved = settling.moveAll(fromTop: round % 2 == 0)
      if moved < 0.5 { break }
    }
    settling.straighten()
    for round in 0..<rounds / 2 {
      if settling.moveAll(fromTop: round % 2 == 1) < 0.5 { break }
    }
    return settling.graph.vertices.map { $0.y }
  }

  private init(_ graph: LayeredGraph) {
    self.graph = graph
    pieces = Array(graph.vertices.indices)
    members = graph.vertices.indices.map { [$0] }
    for link in graph.links.indices where abs(climb(of: link)) < 0.01 { join(link) }
  }

  /// How much lower a link ends than it begins.
  private func climb(of link: Int) -> Double {
    let link = graph.links[link]
    return graph.vertices[link.to].y + link.toPort - graph.vertices[link.from].y - link.fromPort
  }

  private mutating func join(_ link: Int) {
    let (a, b) = (pieces[graph.links[link].from], pieces[graph.links[link].to])
    guard a != b else { return }
    let (kept, taken) = members[a].count >= members[b].count ? (a, b) : (b, a)
    for vertex in members[taken] { pieces[vertex] = kept }
    members[kept].append(contentsOf: members[taken])
    members[taken] = []
  }

  /// Moves every piece once.
  ///
  /// Gives the farthest way that one went.
  private mutating func moveAll(fromTop: Bool) -> Double {
    var order = members.indices.filter { !members[$0].isEmpty }
    order.sort { a, b in
      let (first, second) = (graph.vertices[a].y, graph.vertices[b].y)
      if first != second { return fromTop ? first < second : first > second }
      return a < b
    }
    var farthest = 0.0
    for piece in order {
      var (sum, count) = (0.0, 0.0)
      for vertex in members[piece] {
        for link in graph.vertices[vertex].incoming
        where pieces[graph.links[link].from] != piece && !graph.links[link].isSide {
          sum -= Self.operandWeight * climb(of: link)
          count += Self.operandWeight
        }
        for link in graph.vertices[vertex].outgoing where pieces[graph.links[link].to] != piece {
          sum += climb(of: link)
          count += 1
        }
      }
      guard count > 0 else { continue }
      let way = move(piece, by: sum / count)
      farthest = max(farthest, abs(way))
    }
    return farthest
  }

  /// Moves a piece down (or up) as far as wanted and allowed.
  ///
  /// Gives how far it went.
  @discardableResult
  private mutating func move(_ piece: Int, by wanted: Double) -> Double {
    let way = min(max(wanted, -room(of: piece, down: false)), room(of: piece, down: true))
    guard abs(way) > 0.001 else { return 0 }
    for vertex in members[piece] { graph.vertices[vertex].y += way }
    return way
  }

  /// How far a piece can go down or up.
  private func room(of piece: Int, down: Bool) -> Double {
    var room = Double.infinity
    for index in members[piece] {
      let vertex = graph.vertices[index]
      let rank = graph.ranks[vertex.rank]
      let place = vertex.place + (down ? 1 : -1)
      guard rank.indices.contains(place), pieces[rank[place]] != piece else { continue }
      let other = graph.vertices[rank[place]]
      let (upper, under) = down ? (vertex, other) : (other, vertex)
      room = min(room, under.y - upper.y - VerticalPlacement.separation(upper, under))
    }
    return max(0, room)
  }

  /// Makes links straight that nearly are, where one of their ends can give way.
  private mutating func straighten() {
    for link in graph.links.indices {
      let climb = climb(of: link)
      let (from, to) = (pieces[graph.links[link].from], pieces[graph.links[link].to])
      guard from != to, abs(climb) < 7 else { continue }
      let isFirstLighter = members[from].count <= members[to].count
      for moved in isFirstLighter ? [from, to] : [to, from] {
        let way = moved == from ? climb : -climb
        guard room(of: moved, down: way > 0) >= abs(way) else { continue }
        move(moved, by: way)
        join(link)
        break
      }
    }
  }
}
