internal import Autodiff

extension ExactRule {
  /// The rules of operations on one number, by name.
  static let unary: [String: ExactRule] = [
    "identity": function { x in
      x
    } derivative: { _, _ in
      .one
    },
    "negate": function { x in
      -x
    } derivative: { _, _ in
      -.one
    },

    "exp": function { x in
      x.exponential
    } derivative: { _, y in
      y
    },
    "log": function { x in
      x.logarithm
    } derivative: { x, _ in
      .one / x
    },
    "log2": function { x in
      x.binaryLogarithm
    } derivative: { x, _ in
      .one / x * factor("log2", "1/ln 2")
    },
    "log10": function { x in
      x.decimalLogarithm
    } derivative: { x, _ in
      .one / x * factor("log10", "1/ln 10")
    },
    "sqrt": function { x in
      x.squareRoot
    } derivative: { _, y in
      .one / (y + y)
    },
    "square": function { x in
      x * x
    } derivative: { x, _ in
      x + x
    },
    "abs": function { x in
      x.magnitude
    } derivative: { x, _ in
      x.signum
    },
    "sign": function { x in
      x.signum
    } derivative: { _, _ in
      .zero
    },
    "step": function { x in
      x.isNotNegative
    } derivative: { _, _ in
      .zero
    },

    "sin": function { x in
      x.fixed(at: 0, value: .zero, "sin")
    } derivative: { x, _ in
      x.fixed(at: 0, value: .one, "cos")
    },
    "cos": function { x in
      x.fixed(at: 0, value: .one, "cos")
    } derivative: { x, _ in
      -x.fixed(at: 0, value: .zero, "sin")
    },
    "tan": function { x in
      x.fixed(at: 0, value: .zero, "tan")
    } derivative: { _, y in
      .one + y * y
    },
    "tanh": function { x in
      x.fixed(at: 0, value: .zero, "tanh")
    } derivative: { _, y in
      .one - y * y
    },
    "erf": function { x in
      x.known(atZero: .zero, "erf")
    } derivative: { _, _ in
      factor("erf", "2/√π")
    },

    "sigmoid": function { x in
      x.logistic
    } derivative: { _, y in
      y * (.one - y)
    },
    // ln(1 + eˣ) is irrational everywhere.
    "softplus": function { x in
      softplus(x)
    } derivative: { x, _ in
      x.logistic
    },
    "relu": function { x in
      x.rectified
    } derivative: { x, _ in
      x.isPositive
    },
    "silu": function { x in
      x.fixed(at: 0, value: .zero, "silu")
    } derivative: { x, _ in
      x.logistic * (.one + x * (.one - x.logistic))
    },
    "gelu": function { x in
      x.known(atZero: .zero, "gelu")
    } derivative: { x, _ in
      x.known(atZero: .half, "the derivative of gelu")
    },
    "gaussian": function { x in
      x.fixed(at: 0, value: .one, "gaussian")
    } derivative: { x, y in
      -(x + x) * y
    },

    "leaky_relu": .unary(
      value: { x, p in x.applying { $0.sign > 0 ? x : p.first * x } },
      derivative: { x, _, p in x.applying { $0.sign > 0 ? .one : p.first } }
    ),
    "elu": .unary(
      value: { x, p in
        x.applying { $0.sign > 0 ? x : p.first * (x.exponential - .one) }
      },
      derivative: { x, _, p in x.applying { $0.sign > 0 ? .one : p.first * x.exponential } }
    ),
    "clip": .unary(
      value: { x, p in
        let raised = within(x, above: p.first) { $0 ? x : p.first }
        return within(raised, below: p.second) { $0 ? raised : p.second }
      },
      derivative: { x, _, p in
        within(x, above: p.first) { isAbove in
          isAbove ? within(x, below: p.second) { $0 ? .one : .zero } : .zero
        }
      }
    ),
  ]

  /// The rules of operations on two numbers, by name.
  static let binary: [String: ExactRule] = [
    "add": .binary(
      value: { a, b in a + b },
      left: { _, _, _ in .one },
      right: { _, _, _ in .one }
    ),
    "subtract": .binary(
      value: { a, b in a - b },
      left: { _, _, _ in .one },
      right: { _, _, _ in -.one }
    ),
    "multiply": .binary(
      value: { a, b in a * b },
      left: { _, b, _ in b },
      right: { a, _, _ in a }
    ),
    "divide": .binary(
      value: { a, b in a / b },
      left: { _, b, _ in .one / b },
      right: { a, b, _ in -a / (b * b) }
    ),
    "power": .binary(
      value: { x, y in power(x, y) },
      left: { x, y, _ in
        y.applying(isTotal: false) { exponent in
          exponent.sign == 0
            ? .zero : exponent == .one ? .one : y * power(x, y - .one)
        }
      },
      right: { x, y, z in
        x.applying(isTotal: false) { base in
          if base.sign < 0, let exponent = y.rational {
            return .leaving(.undefinedPower(base, exponent), isNumber: false)
          }
          if base.sign == 0, let exponent = y.rational, exponent.sign >= 0 { return .zero }
          return z * x.logarithm
        }
      }
    ),
    "maximum": .binary(
      value: { a, b in compare(a, b) { isBelow, _ in isBelow ? b : a } },
      left: { a, b, _ in compare(a, b) { $1 ? .one : $0 ? .zero : .half } },
      right: { a, b, _ in compare(a, b) { $0 ? .one : $1 ? .zero : .half } }
    ),
    "minimum": .binary(
      value: { a, b in compare(a, b) { isBelow, _ in isBelow ? a : b } },
      left: { a, b, _ in compare(a, b) { $0 ? .one : $1 ? .zero : .half } },
      right: { a, b, _ in compare(a, b) { $1 ? .one : $0 ? .zero : .half } }
    ),
  ]

  private static func function(
    value: @escaping @Sendable (ExactNumber) -> ExactNumber,
    derivative: @escaping @Sendable (_ x: ExactNumber, _ y: ExactNumber) -> ExactNumber
  ) -> ExactRule {
    .unary(value: { x, _ in value(x) }, derivative: { x, y, _ in derivative(x, y) })
  }

  /// A slope that is irrational whatever the input.
  private static func factor(_ function: String, _ factor: String) -> ExactNumber {
    .leaving(.irrationalFactor(function: function, factor: factor), isNumber: true)
  }

  /// What follows from whether x is at least a bound; −∞ is one that every number keeps.
  private static func within(
    _ x: ExactNumber,
    above bound: ExactNumber,
    _ result: (Bool) -> ExactNumber
  ) -> ExactNumber {
    if bound.departure?.reason == .notFinite(-.infinity) { return result(true) }
    return compare(x, bound) { isBelow, _ in result(!isBelow) }
  }

  /// What follows from whether x is at most a bound; ∞ is one that every number keeps.
  private static func within(
    _ x: ExactNumber,
    below bound: ExactNumber,
    _ result: (Bool) -> ExactNumber
  ) -> ExactNumber {
    if bound.departure?.reason == .notFinite(.infinity) { return result(true) }
    return compare(x, bound) { result(!$1) }
  }

  private static func power(_ x: ExactNumber, _ y: ExactNumber) -> ExactNumber {
    guard let base = x.rational, let exponent = y.rational else {
      return ExactNumber.departure(of: [x, y]).map { .left($0.withoutNumber) } ?? .zero
    }
    return .power(base, exponent)
  }
}

/// ln(1 + eˣ), which is irrational for every fraction x.
func softplus(_ x: ExactNumber) -> ExactNumber {
  x.applying { .leaving(.irrational(function: "softplus", $0), isNumber: true) }
}

/// What follows from whether a is below b, or above; the departure of either where one is no fraction.
func compare(
  _ a: ExactNumber,
  _ b: ExactNumber,
  _ result: (_ isBelow: Bool, _ isAbove: Bool) -> ExactNumber
) -> ExactNumber {
  if let p = a.rational, let q = b.rational { return result(p < q, q < p) }
  return ExactNumber.departure(of: [a, b]).map { .left($0) } ?? .zero
}
