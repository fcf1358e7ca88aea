public import Autodiff

/// Numbers that a person claims: what stands behind the `=` or `~` of an `expect`.
public struct ClaimedNumbers: Sendable {
  /// The numbers.
  public let value: Tensor
  /// For `~`, the unit of each number's last digit.
  private let units: [Double]?

  /// Reads numbers without names: `3`, `[0, 0, 0, 1]`, `[0.27, 0.731]`.
  ///
  /// With `isRounded`, each is right when the value rounds to the digits written.
  ///
  /// - Throws: What is wrong with them.
  public init(_ source: SourceText, isRounded: Bool) throws(Diagnostics) {
    let (text, root) = try ProgramRun.expression(source)
    var builder = ExpressionBuilder(graph: Graph())
    guard text.tree.pieces[root].isConstant else {
      let piece = text.tree.pieces[root]
      throw Diagnostics([
        Mistake(.claimNotConstant, from: piece.start, to: piece.end).diagnostic(in: source)
      ])
    }
    guard let value = builder.constant(root, of: text) else {
      throw Diagnostics(of: builder.mistakes, in: source)
    }
    self.value = value
    units = isRounded ? text.tree.lastDigits(root, in: source) : nil
    if isRounded, units == nil {
      let piece = text.tree.pieces[root]
      throw Diagnostics(
        of: [Mistake(.roundedNotLiteral, from: piece.start, to: piece.end)],
        in: source
      )
    }
  }

  /// Whether the claim at place `index` holds for a computed number.
  public func holds(_ number: Double, at index: Int, tolerance: Double) -> Bool {
    if let units {
      return Program.Claim.rounds(number, to: value.elements[index], unit: units[index])
    }
    return Program.Claim.isEqual(number, value.elements[index], tolerance)
  }
}
