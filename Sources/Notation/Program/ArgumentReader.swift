internal import Autodiff

/// Reads the arguments of a call that are no nodes: numbers, axes, shapes, flags and words.
struct ArgumentReader {
  let function: String
  let text: ParsedText

  /// Puts an argument into `attributes`; false, with a mistake, if it is not what is expected.
  func read(
    _ argument: Operation.Argument,
    _ child: SyntaxTree.Child,
    _ isVariadic: Bool,
    _ attributes: inout Attributes,
    _ builder: inout ExpressionBuilder
  ) -> Bool {
    switch argument {
    case .operand, .operands: return true
    case .number(let name, let slot, _):
      guard let number = number(child, name, &builder) else { return false }
      if slot == 0 { attributes.first = number } else { attributes.second = number }
    case .axis(let name, _):
      guard let axis = wholeNumber(child, name, atLeast: nil, &builder) else { return false }
      if isVariadic { attributes.first = Double(axis) } else { attributes.axes = [axis] }
    case .axes(let name):
      guard let axes = wholeNumbers(child, name, atLeast: nil, &builder) else { return false }
      attributes.axes = axes
    case .keepsAxes(let name):
      guard let flag = flag(child, name, &builder) else { return false }
      attributes.keepsAxes = flag
    case .shape(let name):
      guard let shape = wholeNumbers(child, name, atLeast: -1, &builder) else { return false }
      attributes.shape = shape
    case .count(let name):
      guard let count = wholeNumber(child, name, atLeast: 1, &builder) else { return false }
      attributes.first = Double(count)
    case .whole(let name, let slot, let least, _):
      guard let whole = wholeNumber(child, name, atLeast: least, &builder) else { return false }
      if slot == 0 { attributes.first = Double(whole) } else { attributes.second = Double(whole) }
    case .reduction(let name):
      guard let reduction = reduction(child, name, &builder) else { return false }
      attributes.reduction = reduction
    }
    return true
  }

  /// A whole number.
  func wholeNumber(
    _ child: SyntaxTree.Child,
    _ name: String,
    atLeast least: Int?,
    _ builder: inout ExpressionBuilder
  ) -> Int? {
    guard let value = constant(child, name, "a whole number", &builder) else { return nil }
    guard let number = value.scalar, value.shape.isScalar, let whole = Int(exactly: number),
      whole >= least ?? .min, whole.magnitude <= UInt(Graph.elementLimit)
    else {
      wrong(child, name, "a whole number\(least.map { " from \($0)" } ?? "")", &builder)
      return nil
    }
    return whole
  }

  /// A list of whole numbers; a single one counts as a list.
  func wholeNumbers(
    _ child: SyntaxTree.Child,
    _ name: String,
    atLeast least: Int?,
    _ builder: inout ExpressionBuilder
  ) -> [Int]? {
    guard let value = constant(child, name, "whole numbers", &builder) else { return nil }
    var numbers: [Int] = []
    for element in value.elements {
      guard let whole = Int(exactly: element), whole >= least ?? .min,
        whole.magnitude <= UInt(Graph.elementLimit)
      else { break }
      numbers.append(whole)
    }
    guard numbers.count == value.elements.count, value.shape.rank <= 1 else {
      wrong(child, name, "whole numbers\(least.map { " from \($0)" } ?? "")", &builder)
      return nil
    }
    return numbers
  }

  /// A number.
  func number(
    _ child: SyntaxTree.Child,
    _ name: String,
    _ builder: inout ExpressionBuilder
  ) -> Double? {
    guard let value = constant(child, name, "a number", &builder) else { return nil }
    guard value.shape.isScalar, let number = value.scalar else {
      wrong(child, name, "a number", &builder)
      return nil
    }
    return number
  }

  /// `true` or `false`.
  func flag(
    _ child: SyntaxTree.Child,
    _ name: String,
    _ builder: inout ExpressionBuilder
  ) -> Bool? {
    let piece = text.tree.pieces[child.piece]
    guard piece.kind == .boolean else {
      wrong(child, name, "true or false", &builder)
      return nil
    }
    return piece.number != 0
  }

  private func reduction(
    _ child: SyntaxTree.Child,
    _ name: String,
    _ builder: inout ExpressionBuilder
  ) -> Attributes.Reduction? {
    let piece = text.tree.pieces[child.piece]
    let words = Attributes.Reduction.allCases
    if piece.kind == .string {
      let word = text.source.text(piece.start + 1, piece.end - 1)
      for candidate in words where candidate.rawValue == word { return candidate }
    }
    wrong(child, name, #""mean", "sum" or "none""#, &builder)
    return nil
  }

  private func constant(
    _ child: SyntaxTree.Child,
    _ name: String,
    _ expected: String,
    _ builder: inout ExpressionBuilder
  ) -> Tensor? {
    let piece = text.tree.pieces[child.piece]
    guard piece.isConstant else {
      forget(piece, &builder)
      builder.tell(
        .notConstant(argument: name, function: function),
        from: piece.start,
        to: piece.end
      )
      return nil
    }
    guard piece.kind != .boolean, piece.kind != .string, piece.kind != .slice else {
      wrong(child, name, expected, &builder)
      return nil
    }
    return builder.constant(child.piece, of: text)
  }

  /// Records that an argument is not what is expected.
  func wrong(
    _ child: SyntaxTree.Child,
    _ name: String,
    _ expected: String,
    _ builder: inout ExpressionBuilder
  ) {
    let piece = text.tree.pieces[child.piece]
    forget(piece, &builder)
    builder.tell(
      .badArgument(
        argument: name,
        function: function,
        expected: expected,
        found: text.source.shortText(piece.start, piece.end)
      ),
      from: piece.start,
      to: piece.end
    )
  }

  /// Drops what was told of names inside an argument that must not have any.
  private func forget(_ piece: SyntaxTree.Piece, _ builder: inout ExpressionBuilder) {
    builder.mistakes.removeAll { $0.start >= piece.start && $0.end <= piece.end }
  }
}
