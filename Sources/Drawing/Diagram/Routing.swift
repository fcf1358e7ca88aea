extension LayeredGraph {
  /// Gives every rank its place from left to right.
  ///
  /// Ranks stand the farther apart, the farther the wires between them have to climb. Gives the
  /// width of all.
  ///
  /// `slack` is what every two ranks stand farther apart than they have to.
  mutating func placeRanks(leading: Double, trailing: Double, slack: Double = 0) -> Double {
    var x = leading
    spans = []
    for rank in ranks.indices {
      var (width, widestLeaf) = (0.0, 0.0)
      for vertex in ranks[rank] {
        width = max(width, vertices[vertex].width)
        if isLeaf(vertex) { widestLeaf = max(widestLeaf, vertices[vertex].width) }
      }
      for vertex in ranks[rank] {
        let half = vertices[vertex].width / 2
        vertices[vertex].x = x + width / 2
        if isLeaf(vertex) { vertices[vertex].x = x + width - widestLeaf / 2 }
        if let item = item(of: vertex) {
          switch item.kind {
          case .tip: vertices[vertex].x = x + half
          case .reference: vertices[vertex].x = x + width - half
          default: break
          }
        }
      }
      spans.append((x, x + width))
      x += width
      guard rank + 1 < ranks.count else { continue }
      var climb = 0.0
      for vertex in ranks[rank] {
        for link in vertices[vertex].outgoing {
          let (start, end) = heights(of: link)
          climb = max(climb, abs(end - start))
        }
      }
      x += slack + (climb < 0.05 ? 14 : min(max(22 + 0.32 * climb, 30), 120))
    }
    return x + trailing
  }

  /// A leaf stands at the right of its rank, near its consumer.
  private func isLeaf(_ vertex: Int) -> Bool {
    vertices[vertex].incoming.isEmpty && item(of: vertex)?.figure != nil
  }

  private func heights(of link: Int) -> (start: Double, end: Double) {
    let link = links[link]
    return (vertices[link.from].y + link.fromPort, vertices[link.to].y + link.toPort)
  }

  /// The course of a link: level where it leaves and arrives, and a curve between.
  func course(of link: Int) -> [Picture.Segment] {
    let (start, end) = heights(of: link)
    let (from, to) = (links[link].from, links[link].to)
    let first = Picture.Point(vertices[from].x + reach(of: from, links[link].fromPort), start)
    let last = Picture.Point(vertices[to].x - reach(of: to, links[link].toPort), end)
    if abs(end - start) < 0.05 { return [.move(first), .line(last)] }
    let low = clearance(at: from, toRight: true, from: start, to: end, own: first.x)
    let high = clearance(at: to, toRight: false, from: end, to: start, own: last.x)
    let bend = (high - low) / 2
    var segments: [Picture.Segment] = [.move(first)]
    if low > first.x + 0.05 { segments.append(.line(.init(low, start))) }
    segments.append(
      .curve(.init(low + bend, start), .init(high - bend, end), end: .init(high, end))
    )
    if high < last.x - 0.05 { segments.append(.line(last)) }
    return segments
  }

  /// How far from the middle of a vertex its wires begin.
  private func reach(of vertex: Int, _ port: Double) -> Double {
    guard let item = item(of: vertex) else { return 0 }
    return item.figure?.reach(at: port) ?? item.width / 2
  }

  /// How far to its side a vertex needs a wire to stay level that then climbs so far: as long as there
  /// is text on that side of it.
  private func ownHalf(_ vertex: Int, climb: Double) -> Double {
    guard let item = item(of: vertex) else { return vertices[vertex].width / 2 }
    guard let figure = item.figure else { return item.width / 2 }
    let text = climb < 0 ? figure.nameWidth : figure.labelWidth
    return text > 0 && abs(climb) > 10 ? max(text / 2 + 4, figure.halfWidth) : 0
  }

  /// Where, going away from a vertex, a wire can leave its line for another height without touching
  /// what stands above or below the vertex in its rank.
  private func clearance(
    at vertex: Int,
    toRight: Bool,
    from start: Double,
    to end: Double,
    own: Double
  ) -> Double {
    let sign = toRight ? 1.0 : -1
    let rank = ranks[vertices[vertex].rank]
    func edge(_ other: Int) -> Double { vertices[other].x + sign * (vertices[other].width / 2 + 4) }
    var widest = sign * own
    widest = max(widest, sign * vertices[vertex].x + ownHalf(vertex, climb: end - start))
    let step = end > start ? 1 : -1
    var place = vertices[vertex].place + step
    while rank.indices.contains(place) {
      let other = vertices[rank[place]]
      let near = step > 0 ? other.y - other.up - 6 : other.y + other.down + 6
      if step > 0 ? near > end : near < end { break }
      if case .bend = other.kind {
        // Another wire keeps its line as long as it is in the rank.
        let span = spans[vertices[vertex].rank]
        widest = max(widest, toRight ? span.right : -span.left)
      } else {
        widest = max(widest, sign * edge(rank[place]))
      }
      place += step
    }
    return sign * widest
  }
}
