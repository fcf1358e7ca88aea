/// Finds the word that somebody probably meant.
enum Suggestion {
  /// The word of `known` nearest to `found`: at most two letters away, and fewer than half of them.
  static func nearest(to found: String, in known: [String]) -> String? {
    let letters = Array(found.unicodeScalars.prefix(40))
    var best: (word: String, distance: Int)?
    for word in known {
      let distance = distance(letters, Array(word.unicodeScalars))
      if distance <= 2, 2 * distance <= max(letters.count, 2), distance < best?.distance ?? 3 {
        best = (word, distance)
      }
    }
    return best?.word
  }

  /// How many letters must be put in, left out, replaced or exchanged with their neighbour.
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var row = Array(0...b.count)
    for i in a.indices {
      var next = [i + 1]
      for j in b.indices {
        var cost = min(row[j] + (a[i] == b[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
        next.append(cost)
      }
      before = row
      row = next
    }
    return row[b.count]
  }
}
