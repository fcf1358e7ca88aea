extension Departure.Reason {
  /// Why, as a part of a sentence: `exp(1) is irrational`.
  public var message: String {
    switch self {
    case .irrational(let function, let x): "\(function)(\(x.shortFraction)) is irrational"
    case .unknown(let function, let x):
      "no fraction is known for \(function)(\(x.shortFraction))"
    case .irrationalPower(let x, let y):
      "\(Self.bracketed(x))^\(Self.bracketed(y)) is irrational"
    case .irrationalFactor(let function, let factor):
      "the derivative of \(function) has the irrational factor \(factor)"
    case .irrationalOfMany(let function):
      "\(function) is irrational for numbers that are not all equal"
    case .divisionByZero(let x): "\(x.shortFraction) is divided by 0"
    case .undefined(let function, let x): "\(function)(\(x.shortFraction)) has no real value"
    case .undefinedPower(let x, let y):
      "\(Self.bracketed(x))^\(Self.bracketed(y)) has no real value"
    case .tooLong(let digits): "the fraction grew beyond \(digits) digits"
    case .tooMuchWork: "what came before took all the work that an exact run may do"
    case .notFinite(let x): "it is given as \(x.isNaN ? "NaN" : x < 0 ? "-infinity" : "infinity")"
    case .noRule(let function): "\(function) has no rule over fractions"
    }
  }

  private static func bracketed(_ x: Rational) -> String {
    x.isWhole && x.sign >= 0 ? x.shortFraction : "(\(x.shortFraction))"
  }
}
