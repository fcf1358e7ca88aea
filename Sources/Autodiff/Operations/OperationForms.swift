// The short ways in which the files of this folder declare operations.

extension Operation {
  /// A function of one number, applied element by element.
  static func elementwise(
    _ name: String,
    aliases: [String] = [],
    symbol: String? = nil,
    tex: String,
    local: String,
    words: String,
    value: @escaping @Sendable (Double) -> Double,
    derivative: @escaping @Sendable (_ x: Double, _ y: Double) -> Double,
    expansion: Expansion? = nil
  ) -> Operation {
    Operation(
      name: name,
      aliases: aliases,
      arguments: [.operand("x")],
      setting: Setting(
        symbol: symbol ?? name,
        form: .call,
        tex: tex,
        locals: [local],
        pullbacks: [],
        words: words
      ),
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
    symbol: String? = nil,
    tex: String,
    local: String,
    words: String,
    gate: G.Type,
    expansion: Expansion? = nil
  ) -> Operation {
    elementwise(
      name,
      aliases: aliases,
      symbol: symbol,
      tex: tex,
      local: local,
      words: words,
      value: { x in G.value(x) },
      derivative: { x, y in G.derivative(x, y) },
      expansion: expansion
    )
  }

  /// An operator or function of two numbers, applied element by element with broadcasting.
  static func binary<G: BinaryGate>(
    _ name: String,
    symbol: String,
    form: Form,
    tex: String,
    locals: [String],
    pullbacks: [String],
    words: String,
    gate: G.Type
  ) -> Operation {
    Operation(
      name: name,
      aliases: [],
      arguments: [.operand("a"), .operand("b")],
      setting: Setting(
        symbol: symbol,
        form: form,
        tex: tex,
        locals: locals,
        pullbacks: pullbacks,
        words: words
      ),
      rule: .binary(G.self),
      expansion: nil
    )
  }

  /// An operation on whole tensors.
  static func tensor(
    _ name: String,
    arguments: [Argument],
    symbol: String? = nil,
    form: Form = .call,
    tex: String,
    locals: [String] = [],
    pullbacks: [String],
    words: String,
    rule: TensorRule,
    expansion: Expansion? = nil
  ) -> Operation {
    Operation(
      name: name,
      aliases: [],
      arguments: arguments,
      setting: Setting(
        symbol: symbol ?? name,
        form: form,
        tex: tex,
        locals: locals,
        pullbacks: pullbacks,
        words: words
      ),
      rule: .tensor(rule),
      expansion: expansion
    )
  }
}
