/// An array as it is written in text, `[[1, 2], [3, 4]]`: its shape, and its entries if it is a matrix.
struct ArrayText: Equatable {
  /// The number of entries along each axis, outermost first.
  private(set) var shape: [Int] = []
  /// The entries of a matrix, row by row; empty for any other rank and for large ones.
  private(set) var rows: [[String]] = []

  /// Reads an array.
  ///
  /// Nil where the text is not one, or its brackets do not match.
  init?(_ text: String) {
    var counts: [Int] = []
    var entry = String.UnicodeScalarView()
    var isClosed = false
    for scalar in text.unicodeScalars {
      if isClosed { return nil }
      switch scalar {
      case "[":
        guard counts.count < 16 else { return nil }
        counts.append(1)
        if counts.count > shape.count { shape.append(0) }
        if counts.count == 2 { rows.append([]) }
      case ",", "]":
        guard !counts.isEmpty else { return nil }
        if counts.count == 2, !rows.isEmpty, rows.count <= 8, rows[rows.count - 1].count <= 8 {
          rows[rows.count - 1].append(String(entry))
        }
        entry = .init()
        if scalar == "," {
          counts[counts.count - 1] += 1
        } else {
          let count = counts.removeLast()
          if shape[counts.count] == 0 { shape[counts.count] = count }
          isClosed = counts.isEmpty
        }
      case " ": break
      default:
        guard !counts.isEmpty else { return nil }
        entry.append(scalar)
      }
    }
    guard isClosed else { return nil }
    if shape.count != 2 || rows.count > 8 { rows = [] }
  }
}

extension [String] {
  /// The texts in a row, with something between them.
  func joined(_ separator: String) -> String {
    var text = ""
    for (index, part) in enumerated() { text += index == 0 ? part : separator + part }
    return text
  }
}
