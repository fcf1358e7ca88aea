extension TensorRule {
  /// The same rule, which demands that its first number is above 0.
  @inline(never)
  func demandingPositive(_ argument: String, of operation: String) -> TensorRule {
    var rule = self
    let shape = self.shape
    rule.shape = { (shapes, attributes) throws(GraphError) in
      guard attributes.first > 0 else {
        throw .badNumber(
          operation: operation,
          argument: argument,
          expected: "a number above 0",
          found: attributes.first
        )
      }
      return try shape(shapes, attributes)
    }
    return rule
  }
}
