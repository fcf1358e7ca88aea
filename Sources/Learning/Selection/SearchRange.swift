internal import Autodiff

/// Where a hyperparameter is looked for: from `low` to `high`, on a scale.
public struct SearchRange: Equatable, Sendable {
  /// How the numbers between the ends are spread.
  public enum Scale: Equatable, Sendable {
    /// Evenly in their logarithms: for learning rates and strengths, whose magnitude matters.
    case logarithmic
    /// Evenly.
    case linear
    /// Evenly, and rounded to whole numbers: for counts of units.
    case whole
  }

  /// The name of the hyperparameter.
  public let name: String
  /// The least number that is tried.
  public let low: Double
  /// The largest number that is tried.
  public let high: Double
  /// How the numbers between are spread.
  public let scale: Scale

  /// Makes a range.
  ///
  /// Nil unless low ≤ high, both are finite, and above 0 on a logarithmic scale.
  public init?(_ name: String, from low: Double, to high: Double, _ scale: Scale = .logarithmic) {
    guard low.isFinite, high.isFinite, low <= high, scale != .logarithmic || low > 0 else {
      return nil
    }
    self.name = name
    self.low = low
    self.high = high
    self.scale = scale
  }

  /// The number at the share `u` of the way from `low` to `high`: 10^(lg low + u (lg high − lg low)) on a
  /// logarithmic scale.
  ///
  /// The ends are exact; numbers between have 12 significant digits, so that 0.001 is not 0.00099999….
  public func number(at u: Double) -> Double {
    if u <= 0 { return low }
    if u >= 1 { return high }
    switch scale {
    case .logarithmic:
      let (a, b) = (Portable.logarithm(low), Portable.logarithm(high))
      return min(high, max(low, Self.tidy(Portable.exponential(a + u * (b - a)))))
    case .linear: return min(high, max(low, Self.tidy(low + u * (high - low))))
    case .whole: return min(high, max(low, (low + u * (high - low)).rounded()))
    }
  }

  /// `count` numbers spread over the range, both ends among them; of one, the middle.
  ///
  /// On a scale of whole numbers, equal ones are told once.
  public func grid(_ count: Int) -> [Double] {
    guard count > 1 else { return count == 1 ? [number(at: 0.5)] : [] }
    var numbers: [Double] = []
    for i in 0..<count {
      let number = number(at: Double(i) / Double(count - 1))
      if numbers.last != number { numbers.append(number) }
    }
    return numbers
  }

  /// Where a number lies in the range, from 0 to 1 on its scale.
  public func share(of number: Double) -> Double {
    guard high > low else { return 0.5 }
    guard scale == .logarithmic else { return (number - low) / (high - low) }
    let (a, b) = (Portable.logarithm(low), Portable.logarithm(high))
    return number > 0 ? (Portable.logarithm(number) - a) / (b - a) : 0
  }

  private static func tidy(_ number: Double) -> Double {
    Double(NumberFormat.digits(12).text(number)) ?? number
  }
}
