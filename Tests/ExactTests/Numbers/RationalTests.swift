import Testing

@testable import Exact

@Suite struct RationalTests {
  private func fraction(_ p: Int, _ q: Int) throws -> Rational { try #require(Rational(p, q)) }

  @Test func `fractions are in lowest terms with the sign above`() throws {
    #expect(try fraction(6, -4).fraction == "-3/2")
    #expect(try fraction(0, -7).fraction == "0")
    #expect(try fraction(10, 5).fraction == "2")
    #expect(Rational(1, 0) == nil)
  }

  @Test func `arithmetic is that of schools`() throws {
    let (a, b) = (try fraction(5, 6), try fraction(-3, 4))
    #expect((a + b).fraction == "1/12")
    #expect((a - b).fraction == "19/12")
    #expect((a * b).fraction == "-5/8")
    #expect(b.reciprocal?.fraction == "-4/3")
    #expect(b < a)
    #expect(try fraction(1, 3) < fraction(1, 2))
    #expect(Rational.zero.reciprocal == nil)
  }

  @Test(arguments: [
    ("0.1", "1/10"), ("-2.50", "-5/2"), (".5", "1/2"), ("5.", "5"), ("12e2", "1200"),
    ("1E-3", "1/1000"), ("1.25e+1", "25/2"), ("007", "7"), ("0e999999999999", "0"),
    ("-0", "0"), ("0.000", "0"),
  ])
  func `a decimal is the fraction that is written`(text: String, fraction: String) {
    #expect(Rational(decimal: text)?.fraction == fraction)
  }

  @Test(arguments: ["", ".", "x", "1e", "--1", "1.2.3", "1e99999999999999999999", "1e4000"])
  func `what is no decimal, or too long a one, is none`(text: String) {
    #expect(Rational(decimal: text) == nil)
  }

  @Test(arguments: [
    0.1, -2.5, 1e300, 5e-324, 2.2250738585072014e-308, .pi, 1 / 3, 1.7976931348623157e308, 0,
    4.9406564584124654e-322,
  ])
  func `a double is the fraction that it is, and comes back`(double: Double) throws {
    #expect(try #require(Rational(exactly: double)).nearestDouble == double)
  }

  @Test func `a tenth as a double is the fraction known from textbooks`() {
    // 0.1 = 0x1.999999999999ap-4 = 3602879701896397 / 2^55.
    #expect(Rational(exactly: 0.1)?.fraction == "3602879701896397/36028797018963968")
    #expect(Rational(exactly: .infinity) == nil)
    #expect(Rational(exactly: .nan) == nil)
  }

  @Test(arguments: [
    "0.1", "0.3", "1e23", "9007199254740993", "9007199254740995", "1.7976931348623158e308",
    "1e-323", "2.4703282292062327e-324", "2.4703282292062328e-324", "2.2250738585072011e-308",
    "123456789012345678901234567890", "0.30000000000000004", "1e-400",
  ])
  func `the nearest double is the one that the compiler reads`(text: String) throws {
    #expect(try #require(Rational(decimal: text)).nearestDouble == Double(text))
  }

  @Test func `beyond the largest double is infinity`() throws {
    #expect(try #require(Rational(decimal: "1e400")).nearestDouble == .infinity)
    #expect(try #require(Rational(decimal: "-1e400")).nearestDouble == -.infinity)
  }

  @Test(
    arguments: [
      ("0.1", 0.1, 0.4), ("0.3", 0.1 + 0.2, 0.8), ("0.3", 0.3, 0.2), ("1", 1, 0), ("0", 0, 0),
      // Above 1 doubles lie 2^-52 apart, below it half as far.
      ("1", 1 + 0x1p-52, 1), ("1", 1 - 0x1p-53, 0.5),
      // No digit is right: 2^52 units of the larger of the two.
      ("1", 0, 0x1p52), ("0", 0x1p-54, 0x1p52),
    ] as [(String, Double, Double)]
  )
  func `units in the last place`(exact: String, double: Double, units: Double) throws {
    let found = try #require(Rational(decimal: exact)).unitsInTheLastPlace(of: double)
    #expect((found - units).magnitude < 0.05 * max(units, 0.01))
  }

  @Test func `a double that is not finite is infinitely far off`() {
    #expect(Rational.one.unitsInTheLastPlace(of: .nan) == .infinity)
    #expect(Rational.one.unitsInTheLastPlace(of: .infinity) == .infinity)
  }

  @Test(arguments: [
    (1, 3, "0.33333333333333333"), (2, 3, "0.66666666666666667"), (1, 8, "0.125"),
    (-22, 7, "-3.1428571428571429"), (1, 1_000_000, "1e-6"), (12345, 100, "123.45"),
    (1200, 1, "1200"), (999_999_999_999_999_999, 1, "1e18"), (1, 700, "0.0014285714285714286"),
    (1, 1_048_576, "9.5367431640625e-7"),
  ])
  func `decimals have 17 digits, or fewer where they end`(p: Int, q: Int, text: String) throws {
    #expect(try fraction(p, q).decimal() == text)
  }

  @Test func `long numbers are cut in the middle`() throws {
    let long = try #require(Rational(decimal: "12345678901234567890123456789012345678.5"))
    // 2 · 12345678901234567890123456789012345678 + 1 over 2.
    #expect(long.shortFraction == "24691357…1357 (38 digits)/2")
  }

  @Test func `roots are fractions only of powers`() throws {
    #expect(try fraction(9, 4).root(2)?.fraction == "3/2")
    #expect(try fraction(8, 27).root(3)?.fraction == "2/3")
    #expect(try fraction(2, 1).root(2) == nil)
    #expect(try fraction(-4, 1).root(2) == nil)
    #expect(Rational(1).root(1_000_000)?.fraction == "1")
    #expect(Rational(2).root(1_000_000) == nil)
  }
}
