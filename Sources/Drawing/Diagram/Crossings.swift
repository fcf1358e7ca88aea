extension LayeredGraph {
  /// How many pairs of wires cross between this rank and the next.
  func crossings(after rank: Int) -> Int {
    guard rank + 1 < ranks.count else { return 0 }
    var ends: [(from: Int, to: Int)] = []
    for vertex in ranks[rank] {
      for link in vertices[vertex].outgoing { ends.append((leftKey(link), rightKey(link))) }
    }
    ends.sort { $0.from != $1.from ? $0.from < $1.from : $0.to < $1.to }
    return Self.inversions(ends)
  }

  /// How many pairs of wires cross in all.
  func crossings() -> Int {
    var sum = 0
    for rank in ranks.indices { sum += crossings(after: rank) }
    return sum
  }

  /// Where a link begins, as a number that grows from top to bottom of the rank.
  func leftKey(_ link: Int) -> Int {
    vertices[links[link].from].place << 12 | min(links[link].fromPlace, 0xFFF)
  }

  /// Where a link ends, as a number that grows from top to bottom of the rank.
  func rightKey(_ link: Int) -> Int {
    vertices[links[link].to].place << 12 | min(links[link].toPlace, 0xFFF)
  }

  /// The pairs that stand in one order by their first number and in the other by their second, the
  /// pairs being sorted by the first.
  ///
  /// Counted with a Fenwick tree, as in Barth, Jünger and Mutzel, "Simple and efficient bilayer
  /// cross counting" (2002).
  private static func inversions(_ pairs: [(from: Int, to: Int)]) -> Int {
    var ranked = pairs.map { $0.to }
    ranked.sort()
    var distinct: [Int] = []
    for key in ranked where distinct.last != key { distinct.append(key) }
    var tree = [Int](repeating: 0, count: distinct.count + 1)
    var count = 0
    var start = 0
    while start < pairs.count {
      var end = start
      while end < pairs.count, pairs[end].from == pairs[start].from { end += 1 }
      // Wires that begin at the same place do not cross, so all are asked before any is entered.
      for pair in pairs[start..<end] {
        var position = Self.position(of: pair.to, in: distinct)
        var before = 0
        while position > 0 {
          before += tree[position]
          position &= position - 1
        }
        count += start - before
      }
      for pair in pairs[start..<end] {
        var position = Self.position(of: pair.to, in: distinct)
        while position < tree.count {
          tree[position] += 1
          position += position & -position
        }
      }
      start = end
    }
    return count
  }

  /// The place of a key among sorted keys, from 1.
  private static func position(of key: Int, in keys: [Int]) -> Int {
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low + 1
  }
}
