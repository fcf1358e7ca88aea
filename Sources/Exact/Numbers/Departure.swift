/// Why a number is no fraction that an exact run can go on with, and where that began.
///
/// Everything that is computed from such a number carries the same departure on.
public final class Departure: Sendable {
  /// What happened.
  public let reason: Reason
  /// Whether there is a real number all the same: e has one, 1/0 has none.
  ///
  /// 0 times a real number is 0.
  let isNumber: Bool
  /// The node of the program's graph whose rule led away, as its place; nil while that is not settled.
  let origin: Int?
  /// Whether it was the node's local derivative, its value being a fraction.
  let isDerivative: Bool

  init(_ reason: Reason, isNumber: Bool, origin: Int? = nil, isDerivative: Bool = false) {
    self.reason = reason
    self.isNumber = isNumber
    self.origin = origin
    self.isDerivative = isDerivative
  }

  /// What leads out of the fractions.
  public enum Reason: Equatable, Sendable {
    /// A function's value is irrational there: e¹, ln 2, √2.
    case irrational(function: String, Rational)
    /// No fraction is known for a function's value there: erf(1).
    case unknown(function: String, Rational)
    /// A power with a broken exponent that is irrational.
    case irrationalPower(Rational, Rational)
    /// The local derivative of a function has an irrational factor, as 2/√π of erf.
    case irrationalFactor(function: String, factor: String)
    /// A function of several numbers is irrational for those it got.
    case irrationalOfMany(function: String)
    /// A number was divided by 0.
    case divisionByZero(Rational)
    /// A function has no value there: ln 0, √−1.
    case undefined(function: String, Rational)
    /// A power has no value: (−8)^(1/3), 0^(−1).
    case undefinedPower(Rational, Rational)
    /// Numerator and denominator together have more digits than are kept.
    case tooLong(digits: Int)
    /// So much was computed exactly before that the rest is left to float64.
    case tooMuchWork
    /// The number is given as infinite or as no number.
    case notFinite(Double)
    /// The function has no rule over fractions.
    case noRule(function: String)
  }
}
