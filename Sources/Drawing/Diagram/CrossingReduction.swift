extension LayeredGraph {
  /// Reorders the vertices inside their ranks so that fewer wires cross, by sweeps that order each
  /// rank by the mean place of its neighbours (Sugiyama, Tagawa and Toda, 1981) and by exchanging
  /// neighbours.
  ///
  /// The first order stays unless another has fewer crossings.
  ///
  /// Time: a bounded number of sweeps, each linear in the links but for sorting; large graphs get fewer.
  mutating func reduceCrossings() {
    var best = ranks
    var fewest = crossings()
    let size = vertices.count + links.count
    let sweeps = size < 1500 ? 24 : size < 12_000 ? 8 : 3
    var fruitless = 0
    for sweep in 0..<sweeps where fewest > 0 && fruitless < 8 {
      orderByMeans(leftToRight: sweep % 2 == 0, reversesTies: sweep % 4 >= 2)
      if size < 1500 { exchangeNeighbours() }
      let count = crossings()
      fruitless += 1
      if count < fewest { (best, fewest, fruitless) = (ranks, count, 0) }
    }
    ranks = best
    numberPlaces()
    if size < 30_000 { exchangeNeighbours() }
  }

  private mutating func orderByMeans(leftToRight: Bool, reversesTies: Bool) {
    let sequence = leftToRight ? Array(ranks.indices) : ranks.indices.reversed()
    for rank in sequence {
      var keyed: [(vertex: Int, mean: Double, place: Int)] = []
      for (place, vertex) in ranks[rank].enumerated() {
        keyed.append((vertex, meanPlace(vertex, ofLeft: leftToRight) ?? Double(place), place))
      }
      keyed.sort { a, b in
        if a.mean != b.mean { return a.mean < b.mean }
        return reversesTies ? a.place > b.place : a.place < b.place
      }
      for (place, entry) in keyed.enumerated() {
        ranks[rank][place] = entry.vertex
        vertices[entry.vertex].place = place
      }
    }
  }

  private func meanPlace(_ vertex: Int, ofLeft: Bool) -> Double? {
    let chosen = ofLeft ? vertices[vertex].incoming : vertices[vertex].outgoing
    guard !chosen.isEmpty else { return nil }
    var sum = 0.0
    for link in chosen {
      let other = ofLeft ? links[link].from : links[link].to
      let port = ofLeft ? links[link].fromPlace : links[link].toPlace
      let ports = ofLeft ? vertices[other].outgoing.count : vertices[other].incoming.count
      sum += Double(vertices[other].place) + Double(port + 1) / Double(ports + 1) - 0.5
    }
    return sum / Double(chosen.count)
  }

  /// Exchanges neighbours in a rank as long as that removes crossings.
  private mutating func exchangeNeighbours() {
    var rounds = 0
    var improved = true
    while improved && rounds < 10 {
      improved = false
      rounds += 1
      for rank in ranks.indices where ranks[rank].count > 1 {
        for place in 0..<(ranks[rank].count - 1) {
          let (upper, lower) = (ranks[rank][place], ranks[rank][place + 1])
          if gain(exchanging: upper, lower) > 0 {
            ranks[rank].swapAt(place, place + 1)
            vertices[upper].place = place + 1
            vertices[lower].place = place
            improved = true
          }
        }
      }
    }
  }

  /// How many crossings fewer there are when two neighbours change places.
  private func gain(exchanging upper: Int, _ lower: Int) -> Int {
    gain(
      vertices[upper].incoming.map { leftKey($0) },
      vertices[lower].incoming.map { leftKey($0) }
    )
      + gain(
        vertices[upper].outgoing.map { rightKey($0) },
        vertices[lower].outgoing.map { rightKey($0) }
      )
  }

  private func gain(_ upper: [Int], _ lower: [Int]) -> Int {
    guard upper.count * lower.count <= 4096 else { return 0 }
    var gain = 0
    for a in upper {
      for b in lower { gain += a > b ? 1 : a < b ? -1 : 0 }
    }
    return gain
  }
}
