@testable import Exercises
import Testing

/// The rule of rounding, number by number.
struct RoundingTests {
  private func decimal(_ value: Double, _ digits: Int, _ unit: Double) -> WrittenNumber {
    WrittenNumber(value, .decimal(digits: digits, unit: unit))
  }

  /// A written number, its digits and unit, the value, and how it fits.
  struct Row: Sendable {
    var written: Double
    var digits: Int
    var unit: Double
    var value: Double
    var fit: Rounding.Fit

    init(_ written: Double, _ digits: Int, _ unit: Double, _ value: Double, _ fit: Rounding.Fit) {
      (self.written, self.digits, self.unit) = (written, digits, unit)
      (self.value, self.fit) = (value, fit)
    }
  }

  static let rows: [Row] = [
    Row(0.62, 2, 0.01, 0.6225, .rounded),
    Row(0.622, 3, 0.001, 0.6225, .rounded),
    Row(0.623, 3, 0.001, 0.6225, .rounded),
    Row(0.6, 1, 0.1, 0.6225, .coarse),
    Row(0.66, 2, 0.01, 0.6666666666666666, .cut),
    Row(0.67, 2, 0.01, 0.6666666666666666, .rounded),
    Row(0.68, 2, 0.01, 0.6666666666666666, .none),
    Row(-0.66, 2, 0.01, 0.6666666666666666, .none),
    Row(-0.66, 2, 0.01, -0.6666666666666666, .cut),
    Row(10, 2, 1, 9.96, .rounded),
    Row(1, 1, 1, 0.96, .coarse),
    Row(1, 1, 1, 0.56, .none),
    Row(0, 0, 1, 1e-10, .equal),
    Row(0, 0, 1, 1e-6, .none),
    Row(0, 0, 0.01, 0.004, .none),
    Row(0.10, 2, 0.01, 0.0962, .rounded),
    Row(0.5, 1, 0.1, 0.5, .equal),
    Row(1.5e-3, 2, 1e-4, 0.00151, .rounded),
    Row(100, 3, 1, 99.7, .rounded),
  ]

  @Test(arguments: rows)
  func `a decimal fits the value that it rounds`(_ row: Row) {
    let written = decimal(row.written, row.digits, row.unit)
    #expect(Rounding.fit(written, row.value, digits: 2) == row.fit)
  }

  @Test func `more digits can be demanded`() {
    let written = decimal(0.622, 3, 0.001)
    #expect(Rounding.fit(written, 0.62246, digits: 3) == .rounded)
    #expect(Rounding.fit(written, 0.62246, digits: 4) == .coarse)
    #expect(Rounding.fit(decimal(3, 1, 1), 3, digits: 4) == .equal)
  }

  // 0.6 → 0.61953: 0.62 says one digit of the change 0.01953, 0.6195 three.
  @Test func `digits of a moved parameter are counted in its change`() {
    let change = 0.01953
    #expect(Rounding.fit(decimal(0.62, 2, 0.01), 0.61953, digits: 2, change: change) == .coarse)
    #expect(Rounding.fit(decimal(0.620, 3, 0.001), 0.61953, digits: 2, change: change) == .rounded)
    #expect(Rounding.fit(decimal(0.6, 1, 0.1), 0.61953, digits: 2, change: change) == .none)
  }

  @Test func `what is written exactly fits exactly`() {
    let third = WrittenNumber(1.0 / 3, .exact)
    #expect(Rounding.fit(third, 0.333333333333, digits: 2) == .equal)
    #expect(Rounding.fit(third, 0.3334, digits: 2) == .none)
    #expect(Rounding.fit(third, .nan, digits: 2) == .none)
    #expect(Rounding.fit(third, .infinity, digits: 2) == .none)
  }

  @Test func `digits are counted from the first to the unit`() {
    #expect(Rounding.significantDigits(of: 0.0123, unit: 0.001) == 2)
    #expect(Rounding.significantDigits(of: 0.0123, unit: 0.01) == 1)
    #expect(Rounding.significantDigits(of: 0.0123, unit: 0.1) == 0)
    #expect(Rounding.significantDigits(of: 1e300, unit: 1) == 301)
  }
}
