import Autodiff
import Testing

@Suite struct `Numbers as text` {
  static let table: [(number: Double, format: NumberFormat, text: String)] = [
    // At most so many significant digits, trailing zeros dropped.
    (0, .short(6), "0"), (-0.0, .short(6), "0"), (1, .short(6), "1"), (-2.5, .short(6), "-2.5"),
    (0.1 + 0.2, .short(6), "0.3"), (1.0 / 3, .short(6), "0.333333"), (2.0 / 3, .short(4), "0.6667"),
    (1234567.89, .short(6), "1234570"), (0.0001, .short(6), "0.0001"), (0.00001, .short(6), "1e-5"),
    (0.000012345678, .short(4), "1.235e-5"), (123456789, .short(9), "123456789"),
    (1234567890, .short(6), "1.23457e9"), (1e21, .short(3), "1e21"),
    (-1e-300, .short(3), "-1e-300"),
    (999.9996, .short(6), "1000"), (9.9999999, .short(3), "10"), (0.99996, .short(4), "1"),
    (0.00009999999, .short(3), "0.0001"), (.leastNonzeroMagnitude, .short(6), "5e-324"),
    (1.5, .short(1), "2"),
    (2.5, .short(1), "3"), (-2.5, .short(1), "-3"), (0.125, .short(2), "0.13"),
    (100, .short(1), "100"), (150, .short(1), "200"),
    // Exactly so many significant digits.
    (0.731, .digits(3), "0.731"), (0.7, .digits(3), "0.700"), (3, .digits(3), "3.00"),
    (0, .digits(3), "0.00"), (12345, .digits(3), "12300"), (0.05, .digits(2), "0.050"),
    (999.96, .digits(4), "1000"), (1e-7, .digits(3), "1.00e-7"), (1.5e12, .digits(3), "1.50e12"),
    (-0.99999, .digits(2), "-1.0"), (0.0999, .digits(2), "0.10"),
    // Exactly so many digits behind the point.
    (3.14159, .decimals(2), "3.14"), (2.675, .decimals(2), "2.68"), (1, .decimals(2), "1.00"),
    (0.004, .decimals(2), "0.00"), (-0.004, .decimals(2), "0.00"), (0.005, .decimals(2), "0.01"),
    (-1.5, .decimals(0), "-2"), (0.4, .decimals(0), "0"), (0.6, .decimals(0), "1"),
    (99.999, .decimals(2), "100.00"), (1e15, .decimals(1), "1000000000000000.0"),
    (1e-10, .decimals(3), "0.000"), (12345.678, .decimals(1), "12345.7"),
    // Percentages.
    (0.5, .percent(1), "50%"), (0.125, .percent(1), "12.5%"), (0.12345, .percent(1), "12.3%"),
    (1, .percent(0), "100%"), (0.285, .percent(0), "29%"), (0.07, .percent(1), "7%"),
    (0, .percent(1), "0%"), (-0.001, .percent(1), "-0.1%"), (-0.0001, .percent(1), "0%"),
    (12.5, .percent(2), "1250%"), (0.29, .percent(2), "29%"), (1e-9, .percent(1), "0%"),
    // What is not finite.
    (.nan, .short(6), "NaN"), (.infinity, .digits(2), "∞"), (-.infinity, .percent(1), "-∞"),
  ]

  @Test(arguments: table)
  func `for people`(row: (number: Double, format: NumberFormat, text: String)) {
    #expect(row.format.text(row.number) == row.text)
  }

  static let exact: [(number: Double, text: String)] = [
    (0, "0"), (-0.0, "-0"), (-2, "-2"), (0.1, "0.1"), (0.1 + 0.2, "0.30000000000000004"),
    (1e16, "1e+16"), (1e-7, "1e-07"), (123456, "123456"), (1.0 / 3, "0.3333333333333333"),
    (.nan, "NaN"), (.infinity, "Infinity"), (-.infinity, "-Infinity"),
    (.greatestFiniteMagnitude, "1.7976931348623157e+308"), (.leastNonzeroMagnitude, "5e-324"),
  ]

  @Test(arguments: exact)
  func `for machines`(row: (number: Double, text: String)) {
    #expect(NumberFormat.exact(row.number) == row.text)
  }

  @Test func `what machines read comes back as the same double`() {
    var random = SplitMix(seed: 9)
    for _ in 0..<20_000 {
      let number = Double(bitPattern: random.next())
      guard number.isFinite else { continue }
      #expect(Double(NumberFormat.exact(number))?.bitPattern == number.bitPattern)
    }
  }

  @Test func `rounding agrees with the exact decimal`() {
    var random = SplitMix(seed: 10)
    for _ in 0..<5_000 {
      let number = (random.unit() - 0.5) * 2000
      let text = NumberFormat.decimals(3).text(number)
      let read = Double(text) ?? .nan
      #expect((read - number).magnitude <= 0.0005 * (1 + 1e-9), "\(number) as \(text)")
      #expect(text.split(separator: ".").last?.count == 3)
    }
  }
}
