internal import Autodiff

extension DataTable.Cell {
  /// A number with four significant digits; empty if there is none.
  static func figure(_ number: Double?, _ role: Role = .plain) -> DataTable.Cell {
    guard let number else { return DataTable.Cell(formula: .text(""), text: "", role: role) }
    let text = NumberFormat.short(4).text(number)
    return DataTable.Cell(formula: .decimal(text), text: text, role: role)
  }

  /// How many.
  static func count(_ number: Int) -> DataTable.Cell {
    let text = String(number)
    return DataTable.Cell(formula: .decimal(text), text: text)
  }

  /// Words, or the head of a column.
  static func text(_ words: String, isNumeric: Bool = false) -> DataTable.Cell {
    DataTable.Cell(formula: .text(words), text: words, isNumeric: isNumeric)
  }
}

/// Which of many things are shown where there is room for few: the first, the last, those at even distances
/// between, and one more.
enum Thinning {
  /// Places in a list of `count`, ascending, about `limit` of them; `kept` is among them.
  static func places(of count: Int, limit: Int, keeping kept: Int? = nil) -> [Int] {
    guard count > max(limit, 2) else { return Array(0..<max(0, count)) }
    var places = (0..<max(limit, 2)).map { $0 * (count - 1) / (max(limit, 2) - 1) }
    if let kept, kept >= 0, kept < count, !places.contains(kept) {
      places.append(kept)
      places.sort()
    }
    return places
  }
}
