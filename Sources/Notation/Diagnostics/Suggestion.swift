/// Finds what someone may have meant.
public enum Suggestion {
  /// The candidate nearest to `word` by edits (insert, delete, replace, exchange of neighbours), if
  /// it is near: at most a third of the word's length.
  ///
  /// Case counts half. For a single letter only its other case is near.
  public static func nearest<Candidates: Sequence<String>>(
    to word: String,
    in candidates: Candidates
  ) -> String? {
    let letters = Array(word.unicodeScalars)
    guard !letters.isEmpty, letters.count <= 64 else { return nil }
    let limit = letters.count == 1 ? 1 : 2 * max(1, letters.count / 3)
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let other = Array(candidate.unicodeScalars)
      guard other.count <= 64, 2 * (other.count - letters.count).magnitude <= UInt(limit) else {
        continue
      }
      let distance = distance(letters, other)
      guard distance > 0 || candidate == word else { continue }
      if distance <= limit, distance < (best?.distance ?? .max) { best = (distance, candidate) }
    }
    return best?.candidate
  }

  /// Twice the number of edits; a change of case alone counts 1.
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var previous = [Int](repeating: 0, count: b.count + 1)
    var current = (0...b.count).map { 2 * $0 }
    for i in 1...a.count {
      let before = previous
      previous = current
      current[0] = 2 * i
      for j in 0..<b.count {
        let same = a[i - 1] == b[j]
        let cost = same ? 0 : lowercased(a[i - 1]) == lowercased(b[j]) ? 1 : 2
        current[j + 1] = min(previous[j] + cost, previous[j + 1] + 2, current[j] + 2)
        if i > 1, j > 0, a[i - 1] == b[j - 1], a[i - 2] == b[j] {
          current[j + 1] = min(current[j + 1], before[j - 1] + 2)
        }
      }
    }
    return current[b.count]
  }

  private static func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    ("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value + 32)) : scalar
  }
}
