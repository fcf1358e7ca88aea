internal import Exercises

/// A decimal of a few digits, exactly: units × 10^−places.
struct Decimal: Equatable {
  var units: Int
  var places: Int

  init(units: Int, places: Int) {
    self.units = units
    self.places = places
  }

  /// Reads `-0.25`; nil for anything else, and for more than 9 digits.
  init?(_ scalars: ArraySlice<Unicode.Scalar>) {
    var rest = scalars
    var isNegative = false
    if let sign = rest.first, ["-", "−", "+"].contains(sign) {
      isNegative = sign != "+"
      rest.removeFirst()
    }
    var digits = 0
    var units = 0
    var places: Int?
    for scalar in rest {
      if scalar == ".", places == nil {
        places = 0
      } else if ("0"..."9").contains(scalar), digits < 9 {
        units = 10 * units + Int(scalar.value - 48)
        digits += 1
        places = places.map { $0 + 1 }
      } else {
        return nil
      }
    }
    guard digits > 0 else { return nil }
    self.init(units: isNegative ? -units : units, places: places ?? 0)
  }

  /// The same with more places.
  func scaled(to places: Int) -> Int {
    var units = units
    for _ in self.places..<max(places, self.places) { units *= 10 }
    return units
  }

  /// As it is written in a program, without zeros at its end.
  var number: VariantNumber {
    var (units, places) = (units.magnitude, places)
    while places > 0, units % 10 == 0 {
      units /= 10
      places -= 1
    }
    var digits = String(units)
    if places > 0 {
      digits = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
      digits = "\(digits.dropLast(places)).\(digits.suffix(places))"
    }
    let text = self.units < 0 ? "-" + digits : digits
    return VariantNumber(text, Double(text) ?? 0)
  }
}

/// All decimals from one to another in equal steps.
struct DecimalRange {
  private let low: Int
  private let step: Int
  private let places: Int
  let count: Int

  /// Nil for an empty range and for steps that lead nowhere.
  init?(from low: Decimal, to high: Decimal, step: Decimal) {
    places = max(low.places, high.places, step.places)
    self.low = low.scaled(to: places)
    self.step = step.scaled(to: places)
    let span = high.scaled(to: places) - self.low
    guard self.step > 0, span >= 0 else { return nil }
    count = span / self.step + 1
  }

  var numbers: [VariantNumber] {
    (0..<count).map { Decimal(units: low + $0 * step, places: places).number }
  }
}
