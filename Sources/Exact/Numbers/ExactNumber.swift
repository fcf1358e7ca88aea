/// A number of an exact run: a fraction, or the departure that led away from them.
///
/// The operators work on fractions exactly and hand departures on, so that the rules of operations are
/// written as in a textbook.
public enum ExactNumber: Sendable {
  /// A fraction.
  case rational(Rational)
  /// No fraction, since this happened.
  case left(Departure)

  /// A fraction whose numerator and denominator have more decimal digits together is not kept.
  public static let digitLimit = 3000
  /// The same limit in binary digits.
  static let bitLimit = 9966

  static let zero = ExactNumber.rational(.zero)
  static let one = ExactNumber.rational(.one)
  static let half = ExactNumber.rational(.half)

  /// The fraction; nil where it left them.
  public var rational: Rational? {
    if case .rational(let number) = self { return number }
    return nil
  }

  /// Why it is no fraction; nil where it is one.
  public var departure: Departure? {
    if case .left(let departure) = self { return departure }
    return nil
  }

  /// A whole number.
  init(_ whole: Int) { self = .rational(Rational(whole)) }

  /// A double, exactly.
  init(exactly double: Double) {
    if let number = Rational(exactly: double) {
      self = .rational(number)
    } else {
      self = .leaving(.notFinite(double), isNumber: false)
    }
  }

  /// A number that leaves the fractions here.
  static func leaving(_ reason: Departure.Reason, isNumber: Bool) -> ExactNumber {
    .left(Departure(reason, isNumber: isNumber))
  }

  /// A fraction, if it is short enough to go on with.
  init(limiting number: Rational) {
    self =
      number.bits <= ExactNumber.bitLimit
      ? .rational(number) : .leaving(.tooLong(digits: ExactNumber.digitLimit), isNumber: true)
  }

  /// What becomes of a fraction; a departure stays what it is.
  ///
  /// `isTotal` says whether the function has a value for every real number.
  func applying(
    isTotal: Bool = true,
    _ function: (Rational) -> ExactNumber
  ) -> ExactNumber {
    switch self {
    case .rational(let number): return function(number)
    case .left(let departure): return isTotal ? self : .left(departure.withoutNumber)
    }
  }

  /// The departure that a result of several numbers carries on: one without a number goes first.
  static func departure(of numbers: [ExactNumber]) -> Departure? {
    var first: Departure?
    for case .left(let departure) in numbers {
      if !departure.isNumber { return departure }
      first = first ?? departure
    }
    return first
  }

  var isZero: Bool { rational?.sign == 0 }

  /// How many binary digits it has; few for what is no fraction.
  var bits: Int { rational?.bits ?? 1 }
}

extension Departure {
  /// The same departure where it is not known whether there is a number any more.
  var withoutNumber: Departure {
    isNumber
      ? Departure(reason, isNumber: false, origin: origin, isDerivative: isDerivative) : self
  }
}

// MARK: Arithmetic

extension ExactNumber {
  static func + (a: ExactNumber, b: ExactNumber) -> ExactNumber {
    if case .rational(let p) = a, case .rational(let q) = b {
      return p.sign == 0 ? b : q.sign == 0 ? a : ExactNumber(limiting: p + q)
    }
    return .departing(a, b)
  }

  static func - (a: ExactNumber, b: ExactNumber) -> ExactNumber { a + -b }

  static prefix func - (a: ExactNumber) -> ExactNumber { a.applying { .rational(-$0) } }

  /// The product; 0 times any real number is 0.
  static func * (a: ExactNumber, b: ExactNumber) -> ExactNumber {
    if case .rational(let p) = a, case .rational(let q) = b {
      return p == .one ? b : q == .one ? a : ExactNumber(limiting: p * q)
    }
    if a.isZero, b.departure?.isNumber == true { return a }
    if b.isZero, a.departure?.isNumber == true { return b }
    return .departing(a, b)
  }

  static func / (a: ExactNumber, b: ExactNumber) -> ExactNumber {
    switch b {
    case .left(let departure): return .departing(a, .left(departure.withoutNumber))
    case .rational(let q):
      guard let reciprocal = q.reciprocal else {
        return a.applying(isTotal: false) {
          .leaving(.divisionByZero($0), isNumber: false)
        }
      }
      return a * .rational(reciprocal)
    }
  }

  private static func departing(_ a: ExactNumber, _ b: ExactNumber) -> ExactNumber {
    departure(of: [a, b]).map { .left($0) } ?? .zero
  }

  /// xⁿ for a whole n, without working out what would be too long.
  static func power(_ x: Rational, _ n: Int) -> ExactNumber {
    if n == 0 { return .one }
    guard let base = n < 0 ? x.reciprocal : x else {
      return .leaving(.undefinedPower(x, Rational(n)), isNumber: false)
    }
    // ±1 and 0 do not grow.
    guard base.magnitude != .one, base.sign != 0 else {
      return base.sign < 0 && n % 2 == 0 ? .one : .rational(base)
    }
    let times = Int(clamping: n.magnitude)
    let (length, overflow) = (base.bits - 2).multipliedReportingOverflow(by: times)
    guard !overflow, length / 2 <= ExactNumber.bitLimit else {
      return .leaving(.tooLong(digits: ExactNumber.digitLimit), isNumber: true)
    }
    return ExactNumber(limiting: base.raised(to: times))
  }

  /// x^y as the engine has it: 0⁰ is 1, and a negative number has no broken power.
  static func power(_ x: Rational, _ y: Rational) -> ExactNumber {
    if let n = y.whole { return power(x, n) }
    if y.isWhole {
      guard x.magnitude == .one || x.sign == 0 else {
        return .leaving(.tooLong(digits: ExactNumber.digitLimit), isNumber: true)
      }
      if x.sign == 0, y.sign < 0 { return .leaving(.undefinedPower(x, y), isNumber: false) }
      return x.sign < 0 && y.isEven ? .one : .rational(x)
    }
    if x.sign < 0 || (x.sign == 0 && y.sign < 0) {
      return .leaving(.undefinedPower(x, y), isNumber: false)
    }
    if x.sign == 0 || x == .one { return .rational(x) }
    guard let order = y.order, let root = x.root(order), let n = y.numeratorAsInt else {
      return .leaving(.irrationalPower(x, y), isNumber: true)
    }
    return power(root, n)
  }
}
