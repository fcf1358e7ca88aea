/// How a written number stands to a computed one: the rule of rounding that every verdict goes by.
enum Rounding {
  /// How well a number fits, best first.
  enum Fit: Int, Comparable {
    /// To a billionth.
    case equal
    /// What is written is the value rounded to enough digits.
    case rounded
    /// Rounded to too few.
    case coarse
    /// Cut off instead of rounded.
    case cut
    /// It does not.
    case none

    static func < (a: Fit, b: Fit) -> Bool { a.rawValue < b.rawValue }

    /// Whether the number is right.
    var isRight: Bool { self <= .rounded }
  }

  /// Equal to a billionth: relatively, or absolutely where both are that small.
  static func isEqual(_ a: Double, _ b: Double) -> Bool {
    if a == b { return true }
    let size = Swift.max(a.magnitude, b.magnitude)
    return (a - b).magnitude <= 1e-9 * size || size <= 1e-9
  }

  /// How a written number fits a value.
  ///
  /// - Parameters:
  ///   - written: The number.
  ///   - value: The value.
  ///   - digits: How many significant digits are enough.
  ///   - change: For an updated parameter how far it has moved: its digits are counted in that.
  /// - Returns: The best that can be said of it.
  static func fit(
    _ written: WrittenNumber,
    _ value: Double,
    digits: Int,
    change: Double? = nil
  ) -> Fit {
    guard value.isFinite else { return .none }
    if isEqual(written.value, value) { return .equal }
    guard case .decimal(let digitsWritten, let unit) = written.precision,
      written.value != 0
    else { return .none }
    var known = digitsWritten
    var isMoved = true
    if let change, change != 0 {
      known = significantDigits(of: change.magnitude, unit: unit)
      // Where the old value rounds to the same, nothing is known of the step.
      isMoved = known > 0 || !rounds(value - change, to: written.value, unit: unit)
    }
    if rounds(value, to: written.value, unit: unit) {
      if known >= digits { return .rounded }
      // 1 for 0.96 is a digit of it, 1 for 0.56 none.
      return isMoved && value.magnitude >= 0.95 * unit ? .coarse : .none
    }
    let missing = value.magnitude - written.value.magnitude
    let isCut =
      isMoved && known >= (written.isWhole ? 2 : 1) && (value < 0) == (written.value < 0)
      && missing > 0 && missing < unit
    return isCut ? .cut : .none
  }

  /// Whether `value` lies within half a unit of what was written; a tie may go either way.
  static func rounds(_ value: Double, to written: Double, unit: Double) -> Bool {
    (value - written).magnitude <= 0.5 * unit * (1 + 1e-9) + 1e-13 * value.magnitude
  }

  /// How many digits of a positive number stand before the place of a unit, and at it.
  static func significantDigits(of number: Double, unit: Double) -> Int {
    var digits = 0
    var scale = unit * (1 - 1e-9)
    while number >= scale, digits < 400 {
      digits += 1
      scale *= 10
    }
    return digits
  }
}
