internal import BigInt

// Functions of one number, with the places where a fraction has a fraction as its value.
//
// That e^x, ln x, sin x and their kin are irrational for every other fraction is the theorem of Lindemann
// and Weierstrass.

extension ExactNumber {
  /// eˣ: 1 at 0.
  var exponential: ExactNumber { fixed(at: 0, value: .one, "exp") }

  /// ln x: 0 at 1.
  var logarithm: ExactNumber { logarithm(base: nil, "log") }

  /// log₂ x: whole at the powers of two.
  var binaryLogarithm: ExactNumber { logarithm(base: 2, "log2") }

  /// log₁₀ x: whole at the powers of ten.
  var decimalLogarithm: ExactNumber { logarithm(base: 10, "log10") }

  /// √x: a fraction where numerator and denominator are squares.
  var squareRoot: ExactNumber {
    applying(isTotal: false) { x in
      if x.sign < 0 { return .leaving(.undefined(function: "sqrt", x), isNumber: false) }
      guard let root = x.root(2) else {
        return .leaving(.irrational(function: "sqrt", x), isNumber: true)
      }
      return .rational(root)
    }
  }

  /// σ(x): ½ at 0.
  var logistic: ExactNumber { fixed(at: 0, value: .half, "sigmoid") }

  /// A function that has `value` at a place and is irrational at every other fraction.
  func fixed(
    at place: Int,
    value: ExactNumber,
    _ function: String
  ) -> ExactNumber {
    applying { x in
      x == Rational(place)
        ? value : .leaving(.irrational(function: function, x), isNumber: true)
    }
  }

  /// A function that has `value` at 0 and no known fraction elsewhere.
  func known(atZero value: ExactNumber, _ function: String) -> ExactNumber {
    applying { x in
      x.sign == 0 ? value : .leaving(.unknown(function: function, x), isNumber: true)
    }
  }

  private func logarithm(base: Int?, _ function: String) -> ExactNumber {
    applying(isTotal: false) { x in
      if x.sign <= 0 { return .leaving(.undefined(function: function, x), isNumber: false) }
      if x == .one { return .zero }
      if let base, let exponent = x.exponent(of: base) { return ExactNumber(exponent) }
      return .leaving(.irrational(function: function, x), isNumber: true)
    }
  }

  /// −1, 0 or 1.
  var signum: ExactNumber { applying { ExactNumber($0.sign) } }

  /// |x|.
  var magnitude: ExactNumber { applying { .rational($0.magnitude) } }

  /// x where x > 0, else 0.
  var rectified: ExactNumber { applying { $0.sign > 0 ? .rational($0) : .zero } }

  /// 1 where x > 0, else 0.
  var isPositive: ExactNumber { applying { $0.sign > 0 ? .one : .zero } }

  /// 1 for a number that is not below 0, else 0.
  var isNotNegative: ExactNumber { applying { $0.sign >= 0 ? .one : .zero } }
}

extension Rational {
  /// The whole n with baseⁿ = x, if there is one.
  fileprivate func exponent(of base: Int) -> Int? {
    let isFraction = self < .one
    guard let power = isFraction ? reciprocal : self, power.isWhole else { return nil }
    let length = power.numerator.magnitude.bitWidth
    // As long a power of the base has one exponent at the most.
    let guess = Int((Double(length - 1) * (base == 2 ? 1 : 0.30102999566398)).rounded(.up))
    for n in Swift.max(0, guess - 1)...(guess + 1) {
      if BigUInt(base).power(n) == power.numerator.magnitude { return isFraction ? -n : n }
    }
    return nil
  }
}
