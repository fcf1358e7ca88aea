/// A value or gradient as it is written at a wire: a line of text, the rows of a small matrix in
/// brackets, or the shape of what has no room.
struct LabelBlock: Equatable {
  /// Room that it takes, its ground included.
  let width: Double
  /// Room that it takes, its ground included.
  let height: Double

  private let content: Content

  private enum Content: Equatable {
    case line(String)
    case shape(String)
    case matrix([[String]], columns: [Double])
    case blank(before: String)
  }

  /// The label for a value as the graph gives it: `-2`, `[1, 2]`, `[[1, 2], [3, 4]]`.
  ///
  /// For ``DiagramGraph/blank`` it is a line to write on.
  init(_ source: String) {
    if source.hasSuffix(DiagramGraph.blank) {
      let before = String(source.dropLast(DiagramGraph.blank.count))
      content = .blank(before: before)
      width = Self.measure(before) + Self.blankWidth + 12
      height = Self.blankHeight
      return
    }
    let text = PlainText.withMinus(PlainText.shown(source))
    content = Self.content(of: text, ArrayText(text))
    switch content {
    case .line(let line):
      width = Self.measure(line) + 12
      height = DiagramStyle.lineHeight
    case .shape(let shape):
      width = Self.measure(shape, .plain) + 12
      height = DiagramStyle.lineHeight
    case .matrix(let rows, let columns):
      width = columns.reduce(0, +) + 12 * Double(columns.count - 1) + 24
      height = DiagramStyle.rowHeight * Double(rows.count) + 6
    case .blank:
      width = Self.blankWidth
      height = Self.blankHeight
    }
  }

  /// Room to write a number by hand.
  private static let blankWidth = 46.0
  private static let blankHeight = 26.0

  private static func measure(_ text: String, _ face: Picture.Face = .strong) -> Double {
    TextWidth.of(text, size: DiagramStyle.labelSize, face: face)
  }

  private static func content(of text: String, _ array: ArrayText?) -> Content {
    let limit = DiagramStyle.labelLimit
    guard let array, array.shape.count > 0 else { return .line(text.cut(toWidth: limit, measure)) }
    let shape = "shape [" + array.shape.map { String($0) }.joined(", ") + "]"
    if array.shape.count == 2, array.shape[0] <= 4, array.shape[1] <= 5, !array.rows.isEmpty {
      var columns = [Double](repeating: 0, count: array.shape[1])
      for row in array.rows {
        guard row.count == columns.count else { return .shape(shape) }
        for (column, cell) in row.enumerated() {
          columns[column] = max(columns[column], measure(cell))
        }
      }
      if columns.reduce(0, +) + 12 * Double(columns.count) <= limit {
        return .matrix(array.rows, columns: columns)
      }
    }
    let isLine = array.shape.count == 1 && text.utf8.count < 200 && measure(text) <= limit
    return isLine ? .line(text) : .shape(shape)
  }

  /// The shapes of the label, `center` being the middle of the room it takes.
  func elements(center: Picture.Point, role: Picture.Role) -> [Picture.Element] {
    let origin = Picture.Point(center.x - width / 2, center.y - height / 2)
    let chip = Picture.Element.rectangle(
      origin: origin,
      width: width,
      height: height,
      corner: min(11, height / 2),
      role: .chip
    )
    switch content {
    case .line(let line): return [chip, text(line, at: center, .middle, .strong, role)]
    case .blank(let before):
      let line = Picture.Element.path(
        [
          .move(.init(origin.x + width - 6 - Self.blankWidth, origin.y + height - 3)),
          .line(.init(origin.x + width - 6, origin.y + height - 3)),
        ],
        role: role,
        width: 1,
        filled: false,
        dashed: false
      )
      let sign = text(before, at: .init(origin.x + 6, center.y), .start, .strong, role)
      return before.isEmpty ? [chip, line] : [chip, sign, line]
    case .shape(let shape): return [chip, text(shape, at: center, .middle, .plain, role)]
    case .matrix(let rows, let columns):
      var elements = [chip]
      for (index, row) in rows.enumerated() {
        let y = origin.y + 3 + DiagramStyle.rowHeight * (Double(index) + 0.5)
        var x = origin.x + 12
        for (cell, columnWidth) in zip(row, columns) {
          x += columnWidth
          elements.append(text(cell, at: .init(x, y), .end, .strong, role))
          x += 12
        }
      }
      elements.append(bracket(x: origin.x + 6, tip: 4, origin, role))
      elements.append(bracket(x: origin.x + width - 6, tip: -4, origin, role))
      return elements
    }
  }

  private func text(
    _ text: String,
    at point: Picture.Point,
    _ anchor: Picture.Anchor,
    _ face: Picture.Face,
    _ role: Picture.Role
  ) -> Picture.Element {
    .text(
      [Picture.Run(text)],
      at: point,
      anchor: anchor,
      size: DiagramStyle.labelSize,
      face: face,
      role: role
    )
  }

  private func bracket(
    x: Double,
    tip: Double,
    _ origin: Picture.Point,
    _ role: Picture.Role
  ) -> Picture.Element {
    let (top, bottom) = (origin.y + 2.5, origin.y + height - 2.5)
    return .path(
      [
        .move(.init(x + tip, top)), .line(.init(x, top)), .line(.init(x, bottom)),
        .line(.init(x + tip, bottom)),
      ],
      role: role,
      width: 1.3,
      filled: false,
      dashed: false
    )
  }
}

extension String {
  /// As much of the text as has room, with an ellipsis if that is not all.
  func cut(
    toWidth limit: Double,
    _ measure: (String, Picture.Face) -> Double,
    _ face: Picture.Face = .strong
  ) -> String {
    if utf8.count < 400, measure(self, face) <= limit { return self }
    var kept = String.UnicodeScalarView()
    var width = measure("…", face)
    for scalar in unicodeScalars {
      width += measure(String(scalar), face)
      if width > limit { break }
      kept.append(scalar)
    }
    return String(kept) + "…"
  }
}
