extension Operation {
  /// Value and derivative at `x` of a function of one number that works element by element; nil of any
  /// other operation.
  ///
  /// At kinks the derivative is the one that reverse passes use.
  public func atPoint(
    _ x: Double,
    _ attributes: Attributes
  ) -> (value: Double, derivative: Double)? {
    guard case .unary(let value, let derivative) = rule else { return nil }
    let y = value(x, attributes)
    return (y, derivative(x, y, attributes))
  }
}
