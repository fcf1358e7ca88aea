import Drawing
import Testing

struct FormulaNumberTests {
  @Test(arguments: [
    ("3", "3"), ("-4", "−4"), ("0.731", "0.731"), ("-1.5e-07", "−1.5·10⁻⁷"), ("1e5", "10⁵"),
    ("1e-3", "10⁻³"), ("-1e+20", "−10²⁰"), ("2.5E10", "2.5·10¹⁰"), ("1.0e0", "10⁰"),
    ("inf", "∞"), ("-inf", "−∞"), ("Infinity", "∞"), ("NaN", "NaN"), ("nan", "NaN"),
    ("-0", "−0"), ("e", "e"), ("1e", "1e"), ("e5", "e5"), ("", ""), ("1e5x", "1e5x"),
    ("-Infinity", "−∞"),
  ])
  func `a printed number as one writes it by hand`(printed: String, text: String) {
    #expect(PlainTextWriter.write(.decimal(printed)) == text)
    #expect(PlainTextWriter.write(.number(printed)) == text)
  }

  @Test func `the power of ten is set close to its factor`() {
    #expect(
      Formula.decimal("-1.5e-07")
        == .row([
          .number("-1.5"), .symbol("⋅", .tight), .scripts(.number("10"), sup: .number("-7")),
        ])
    )
  }
}
