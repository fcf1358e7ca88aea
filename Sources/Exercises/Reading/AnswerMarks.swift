internal import Notation

/// The marks around a formula: `$4$`, `$$4$$`, `\(4\)`, `\[4\]`.
enum MathMarks {
  /// What stands between the marks, without spaces; without marks, all of `range` without the spaces around it.
  static func inner(of bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    let range = trimmed(bytes, range)
    for (open, close) in [("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]")] {
      let length = open.utf8.count
      guard range.count >= 2 * length, bytes[range].starts(with: open.utf8),
        bytes[range].suffix(length).elementsEqual(close.utf8)
      else { continue }
      let inner = range.lowerBound + length..<range.upperBound - length
      // `$q$ = $3$` has marks on either side.
      let isOne =
        open.utf8.first == UInt8(ascii: "$")
        ? !bytes[inner].contains(UInt8(ascii: "$")) : !contains(close, bytes, inner)
      guard isOne else { return range }
      return trimmed(bytes, inner)
    }
    return range
  }

  /// The range without spaces, line ends and, behind, comments.
  static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, isSpace(bytes[start]) { start += 1 }
    while start < end, isSpace(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private static func contains(_ mark: String, _ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    let mark = Array(mark.utf8)
    for i in range where i + 1 < range.upperBound && bytes[i] == mark[0] && bytes[i + 1] == mark[1]
    {
      return true
    }
    return false
  }
}

/// What people write instead of `=`.
struct Separator {
  /// Its bytes.
  var range: Range<Int>
  /// Its first character.
  var scalar: Unicode.Scalar
  /// Whether it says that the number is rounded.
  var isApproximate: Bool

  private static let approximate = ["≈", "~", "≃", "≅", "≐", "∼"]
  private static let others = [":", "->", "→", "＝", "≡", "≙", "≔", "is "]

  /// The first of them in an answer.
  static func find(in bytes: [UInt8], _ range: Range<Int>) -> Separator? {
    for place in range {
      let byte = bytes[place]
      guard byte >= 0x80 || byte == 0x7E || byte == 0x3A || byte == 0x2D || byte == 0x69 else {
        continue
      }
      for text in approximate + others where bytes[place..<range.upperBound].starts(with: text.utf8)
      {
        // `is` is a word of its own.
        if byte == 0x69, place == range.lowerBound || bytes[place - 1] != 0x20 { continue }
        guard let scalar = text.unicodeScalars.first else { continue }
        let length = byte == 0x69 ? 2 : text.utf8.count
        return Separator(
          range: place..<place + length,
          scalar: scalar,
          isApproximate: approximate.contains(text)
        )
      }
    }
    return nil
  }

  /// Where the name ends in an answer without `=`: before its last word.
  static func endOfName(in bytes: [UInt8], _ answer: AnswerLines.Answer) -> Int {
    var place = answer.end
    while place > answer.start, bytes[place - 1] != 0x20, bytes[place - 1] != 0x09 { place -= 1 }
    return place
  }
}
