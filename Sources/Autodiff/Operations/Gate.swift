/// The rule of an operation on one number, given as a type, so that a sweep over scalars compiles it in.
@usableFromInline
protocol UnaryGate: SendableMetatype {
  /// The value at `x`.
  static func value(_ x: Double) -> Double
  /// The derivative at `x`, where the value is `y`.
  static func derivative(_ x: Double, _ y: Double) -> Double
}

/// The rule of an operation on two numbers, given as a type, so that a sweep over scalars compiles it in.
@usableFromInline
protocol BinaryGate: SendableMetatype {
  /// The value at `(a, b)`.
  static func value(_ a: Double, _ b: Double) -> Double
  /// The derivative by `a`, where the value is `y`.
  static func left(_ a: Double, _ b: Double, _ y: Double) -> Double
  /// The derivative by `b`, where the value is `y`.
  static func right(_ a: Double, _ b: Double, _ y: Double) -> Double
}

/// The operations on numbers that sweeps over scalars compile in: those of which large scalar nets are made.
///
/// Every other operation runs by the rule in its declaration, as these do on tensors. They come first in
/// ``Operation/all``, in this order, so that a gate's raw value is what nodes store.
public enum Gate: UInt8, CaseIterable, Sendable {
  case identity = 1
  case add, subtract, multiply, divide, power, negate
  case exp, log, square, abs, tanh, sigmoid, relu
  case maximum, minimum

  /// The operation.
  public var operation: Operation {
    switch self {
    case .identity: .identity
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .power: .power
    case .negate: .negate
    case .exp: .exp
    case .log: .log
    case .square: .square
    case .abs: .abs
    case .tanh: .tanh
    case .sigmoid: .sigmoid
    case .relu: .relu
    case .maximum: .maximum
    case .minimum: .minimum
    }
  }

  /// Whether it takes two numbers.
  var isBinary: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .power, .maximum, .minimum: true
    case .identity, .negate, .exp, .log, .square, .abs, .tanh, .sigmoid, .relu: false
    }
  }
}

extension Operation.Rule {
  /// A gate's rule, element by element.
  static func unary<G: UnaryGate>(_ gate: G.Type) -> Operation.Rule {
    .unary(value: { x, _ in G.value(x) }, derivative: { x, y, _ in G.derivative(x, y) })
  }

  /// A gate's rule, element by element.
  static func binary<G: BinaryGate>(_ gate: G.Type) -> Operation.Rule {
    .binary(
      value: { a, b in G.value(a, b) },
      left: { a, b, y in G.left(a, b, y) },
      right: { a, b, y in G.right(a, b, y) }
    )
  }
}
