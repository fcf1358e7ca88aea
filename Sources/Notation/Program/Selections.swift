internal import Autodiff

extension ExpressionBuilder {
  /// What an index takes of each axis of `shape`; nil, with a mistake, if it does not fit.
  mutating func selections(
    _ place: Int,
    of shape: Shape,
    _ text: ParsedText
  ) -> [Attributes.Selection]? {
    let entries = text.tree.children(of: place).dropFirst()
    let piece = text.tree.pieces[place]
    guard entries.count <= shape.rank else {
      tell(
        .graph(.tooManyIndices(count: entries.count, shape: shape)),
        from: piece.start,
        to: piece.end
      )
      return nil
    }
    var selections: [Attributes.Selection] = []
    for (axis, entry) in entries.enumerated() {
      let part = text.tree.pieces[entry.piece]
      let selection =
        part.kind == .slice
        ? slice(entry.piece, axis, shape, text) : single(entry.piece, axis, shape, text)
      guard let selection else { return nil }
      selections.append(selection)
    }
    for axis in entries.count..<shape.rank {
      selections.append(.init(start: 0, count: shape.axes[axis], dropsAxis: false))
    }
    return selections
  }

  private mutating func single(
    _ place: Int,
    _ axis: Int,
    _ shape: Shape,
    _ text: ParsedText
  ) -> Attributes.Selection? {
    let piece = text.tree.pieces[place]
    guard let index = whole(place, text) else { return nil }
    let length = shape.axes[axis]
    let start = index < 0 ? index + length : index
    guard start >= 0, start < length else {
      tell(
        .graph(.indexOutOfRange(index: index, axis: axis, shape: shape)),
        from: piece.start,
        to: piece.end
      )
      return nil
    }
    return .init(start: start, count: 1, dropsAxis: true)
  }

  /// A slice is cut to its axis, as in NumPy.
  private mutating func slice(
    _ place: Int,
    _ axis: Int,
    _ shape: Shape,
    _ text: ParsedText
  ) -> Attributes.Selection? {
    let marks = Int(text.tree.pieces[place].number)
    var parts = Array(text.tree.children(of: place))
    let length = shape.axes[axis]
    var bounds = [0, length]
    for bound in 0...1 where marks & (bound + 1) != 0 {
      guard let index = whole(parts.removeFirst().piece, text) else { return nil }
      bounds[bound] = max(0, min(length, index < 0 ? index + length : index))
    }
    return .init(start: bounds[0], count: max(0, bounds[1] - bounds[0]), dropsAxis: false)
  }

  private mutating func whole(_ place: Int, _ text: ParsedText) -> Int? {
    ArgumentReader(function: "index", text: text)
      .wholeNumber(SyntaxTree.Child(piece: place), "index", atLeast: nil, &self)
  }
}
