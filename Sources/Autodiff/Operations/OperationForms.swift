// The short ways in which the files of this folder declare operations.
//
// Those that do more than pass on what they are given are never compiled into the declarations: there
// are a hundred of them.

extension Operation {
  /// A function of one number, applied element by element.
  @inline(never)
  static func elementwise(
    _ name: String,
    aliases: [String] = [],
    rule: Rule,
    expansion: Expansion? = nil
  ) -> Operation {
    Operation(
      name: name,
      aliases: aliases,
      arguments: [.operand("x")],
      rule: rule,
      expansion: expansion
    )
  }

  /// A function of one number, applied element by element.
  @inline(never)
  static func elementwise(
    _ name: String,
    aliases: [String] = [],
    value: @escaping @Sendable (Double) -> Double,
    derivative: @escaping @Sendable (_ x: Double, _ y: Double) -> Double,
    expansion: Expansion? = nil
  ) -> Operation {
    elementwise(
      name,
      aliases: aliases,
      rule: .unary(
        value: { x, _ in value(x) },
        derivative: { x, y, _ in derivative(x, y) }
      ),
      expansion: expansion
    )
  }

  /// A function of one number that is a gate, applied element by element.
  static func elementwise<G: UnaryGate>(
    _ name: String,
    aliases: [String] = [],
    gate: G.Type,
    expansion: Expansion? = nil
  ) -> Operation {
    elementwise(name, aliases: aliases, rule: .unary(G.self), expansion: expansion)
  }

  /// An operator or function of two numbers, applied element by element with broadcasting.
  static func binary<G: BinaryGate>(
    _ name: String,
    form: Form,
    pullbacks: [String],
    gate: G.Type
  ) -> Operation {
    binary(name, form: form, pullbacks: pullbacks, rule: .binary(G.self))
  }

  @inline(never)
  private static func binary(
    _ name: String,
    form: Form,
    pullbacks: [String],
    rule: Rule
  ) -> Operation {
    Operation(
      name: name,
      arguments: [.operand("a"), .operand("b")],
      form: form,
      pullbacks: pullbacks,
      rule: rule
    )
  }

  /// An operation on whole tensors.
  @inline(never)
  static func tensor(
    _ name: String,
    arguments: [Argument],
    form: Form = .call,
    pullbacks: [String],
    rule: TensorRule,
    expansion: Expansion? = nil
  ) -> Operation {
    Operation(
      name: name,
      arguments: arguments,
      form: form,
      pullbacks: pullbacks,
      rule: .tensor(rule),
      expansion: expansion
    )
  }
}
