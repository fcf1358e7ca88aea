import Autodiff
import Exercises
import Notation
import Testing

/// What a person writes is read as what it means, and claims what it says.
struct AcceptedNumbersTests {
  /// A number in digits, with its value, its significant digits and the unit of its last one.
  struct Decimal: Sendable, CustomTestStringConvertible {
    var text: String
    var value: Double
    var digits: Int
    var unit: Double
    var isWhole: Bool

    init(_ text: String, _ value: Double, _ digits: Int, _ unit: Double, isWhole: Bool = false) {
      self.text = text
      self.value = value
      self.digits = digits
      self.unit = unit
      self.isWhole = isWhole
    }

    var testDescription: String { text }
  }

  static let decimals: [Decimal] = [
    Decimal("-4", -4, 1, 1, isWhole: true),
    Decimal("+4", 4, 1, 1, isWhole: true),
    Decimal("\u{2212}4", -4, 1, 1, isWhole: true),
    Decimal("–4", -4, 1, 1, isWhole: true),
    Decimal("- 4", -4, 1, 1, isWhole: true),
    Decimal("007", 7, 1, 1, isWhole: true),
    Decimal("100", 100, 3, 1, isWhole: true),
    Decimal("0", 0, 0, 1, isWhole: true),
    Decimal("-0", 0, 0, 1, isWhole: true),
    Decimal("0.00", 0, 0, 0.01),
    Decimal("0.050", 0.05, 2, 0.001),
    Decimal(".5", 0.5, 1, 0.1),
    Decimal("-.5", -0.5, 1, 0.1),
    Decimal("5.", 5, 1, 1),
    Decimal("3.140", 3.14, 4, 0.001),
    Decimal("1,234.5", 1234.5, 5, 0.1),
    Decimal("1,000.", 1000, 4, 1),
    Decimal("1,000.00", 1000, 6, 0.01),
    Decimal("1,234,567", 1_234_567, 7, 1, isWhole: true),
    Decimal("-12,345,678.9", -12_345_678.9, 9, 0.1),
    Decimal("2e-3", 0.002, 1, 0.001),
    Decimal("2e\u{2212}3", 0.002, 1, 0.001),
    Decimal("2.0e-3", 0.002, 2, 0.0001),
    Decimal("1.50E+3", 1500, 3, 10),
    Decimal("1,234.5e2", 123_450, 5, 10),
    Decimal("2·10^-3", 0.002, 1, 0.001),
    Decimal("2×10^-3", 0.002, 1, 0.001),
    Decimal("2*10^-3", 0.002, 1, 0.001),
    Decimal("2.50 * 10**3", 2500, 3, 10),
    Decimal("-6.02 \\cdot 10^{23}", -6.02e23, 3, 1e21),
    Decimal("5\\times10^{-2}", 0.05, 1, 0.01),
    Decimal("2·10^(+3)", 2000, 1, 1000),
    Decimal("12%", 0.12, 2, 0.01),
    Decimal("12 %", 0.12, 2, 0.01),
    Decimal("-12.5\\%", -0.125, 3, 0.001),
    Decimal("0.1%", 0.001, 1, 0.001),
    Decimal("(0.12)", 0.12, 2, 0.01),
    Decimal("-(-4)", 4, 1, 1, isWhole: true),
    Decimal("$4$", 4, 1, 1, isWhole: true),
    Decimal("\\(-4.0\\)", -4, 2, 0.1),
    Decimal("$$ 4 $$", 4, 1, 1, isWhole: true),
    Decimal("\\left( 4 \\right)", 4, 1, 1, isWhole: true),
    Decimal("4 # as on page 3", 4, 1, 1, isWhole: true),
    Decimal("\u{A0}4\t", 4, 1, 1, isWhole: true),
    Decimal("9007199254740993", 9_007_199_254_740_992, 16, 1, isWhole: true),
    Decimal("0.1000000000000000055511151231257827", 0.1, 34, 1e-34),
    Decimal("1e-300", 1e-300, 1, 1e-300),
    Decimal("1e308", 1e308, 1, 1e308),
  ]

  @Test(arguments: decimals)
  func `a decimal claims its digits`(_ row: Decimal) throws {
    let answer = try WrittenTensor.read(row.text, called: "answer")
    let number = WrittenNumber(
      row.value,
      .decimal(digits: row.digits, unit: row.unit),
      isWhole: row.isWhole
    )
    #expect(answer == WrittenTensor(shape: .scalar, numbers: [number]))
  }

  @Test(
    arguments: [
      ("0,5", 0.5, 1, 0.1, "0.5"), ("12,34", 12.34, 4, 0.01, "12.34"),
      ("0,500", 0.5, 3, 0.001, "0.500"), ("-1234,567", -1234.567, 7, 0.001, "1234.567"),
      (",5", 0.5, 1, 0.1, "0.5"), ("5,", 5, 1, 1, "5"), ("1,5e3", 1500, 2, 100, "1.5e3"),
      ("0,5%", 0.005, 1, 0.001, "0.5"), ("1,0000", 1, 5, 0.0001, "1.0000"),
    ] as [(String, Double, Int, Double, String)]
  )
  func `a decimal comma is read with a notice`(
    _ text: String,
    _ value: Double,
    _ digits: Int,
    _ unit: Double,
    _ read: String
  ) {
    let entry = AnswerReader.read(number: text, called: "answer")
    #expect(entry.answer?.numbers == [WrittenNumber(value, .decimal(digits: digits, unit: unit))])
    #expect(entry.notices.map(\.severity) == [.warning])
    #expect(entry.notices.first?.message.hasSuffix("is read as \(read)") == true)
  }

  @Test(
    arguments: [
      ("3/8", 0.375), ("-3/8", -0.375), ("1/-2", -0.5), ("-1/-2", 0.5), ("1/+2", 0.5),
      ("0/5", 0), ("0.5/2", 0.25), ("1,234.5/2", 617.25),
      ("1 1/2", 1.5), ("-1 1/2", -1.5), ("0 1/2", 0.5), ("(1 1/2)", 1.5), ("1\u{A0}1/2", 1.5),
      ("1 1/2 + 1/4", 1.75), ("2 - 1 1/2", 0.5), ("2*(1 1/2)", 3),
      ("-2^2", -4), ("(-2)^2", 4), ("2^-1", 0.5), ("2^3^2", 512), ("2**3", 8), ("10^-3", 0.001),
      ("√4", 2), ("√16/2", 2), ("-√16", -4), ("√(16)/2", 2), ("√√16", 2), ("2*√4", 4), ("2^√4", 4),
      ("√4^2", 4), ("\\sqrt{16}", 4), ("\\frac{\\sqrt{16}}{2}", 2), ("√2", 1.4142135623730951),
      ("√2/2", 0.7071067811865476),
      ("e^-1", 0.36787944117144233), ("e^{-1}", 0.36787944117144233), ("e", 2.718281828459045),
      ("exp(-1)", 0.36787944117144233), ("π", 3.141592653589793), ("pi", 3.141592653589793),
      ("\\pi", 3.141592653589793), ("π/2", 1.5707963267948966), ("2*pi", 6.283185307179586),
      ("2\\cdot\\pi", 6.283185307179586), ("2 \\times 3", 6),
      ("ln 2", 0.6931471805599453), ("ln(2)", 0.6931471805599453), ("\\ln 2", 0.6931471805599453),
      ("-ln 2", -0.6931471805599453), ("ln 2/2", 0.34657359027997264),
      ("ln 2^3", 2.0794415416798357), ("ln(2)^3", 0.33302465198892944), ("log(1)", 0),
      ("ln √4", 0.6931471805599453),
      ("\\frac{1}{3}", 0.3333333333333333), ("-\\frac{1}{3}", -0.3333333333333333),
      ("$\\frac{1}{3}$", 0.3333333333333333), ("\\dfrac{1}{4}", 0.25), ("\\frac{-1}{4}", -0.25),
      ("2*\\frac{1}{4}", 0.5),
      ("e^-1 / (1 + e^-1)", 0.2689414213699951), ("1/(1+exp(-1))", 0.7310585786300049),
      ("1 - -2", 3), ("1--2", 3), ("2 * -3", -6), ("2 * +3", 6), ("1 + 2*3", 7), ("8/2/2", 2),
      ("2·3×4", 24), ("abs(-3)", 3), ("sum([1, 2, 3])", 6), ("maximum(1, 5)", 5), ("max([1,5])", 5),
      ("[1, 2] @ [3, 4]", 11), ("[1, 2][1]", 2), ("mse([1, 2], [3, 4], reduction=\"sum\")", 8),
      ("leaky_relu(-1, slope=0.5)", -0.5),
    ] as [(String, Double)]
  )
  func `a fraction or another expression is exact`(_ text: String, _ value: Double) throws {
    let answer = try WrittenTensor.read(text, called: "answer")
    #expect(answer.shape == .scalar)
    let number = try #require(answer.numbers.first)
    #expect(number.precision == .exact)
    #expect(!number.isWhole)
    #expect((number.value - value).magnitude <= 4e-16 * max(1, value.magnitude))
  }

  @Test(
    arguments: [
      ("[1, 2]", [2], [1, 2]), ("[1, 2,]", [2], [1, 2]), ("(1, 2)", [2], [1, 2]),
      ("[1,234.5]", [2], [1, 234.5]), ("(0,5)", [2], [0, 5]), ("[1]", [1], [1]),
      ("[[1, 2], [3, 4]]", [2, 2], [1, 2, 3, 4]), ("((1, 2), (3, 4))", [2, 2], [1, 2, 3, 4]),
      ("[[[1], [2]]]", [1, 2, 1], [1, 2]), ("-[1, -2]", [2], [-1, 2]),
      ("[1/4, -1 1/2, √4, 12%, 2e-3]", [5], [0.25, -1.5, 2, 0.12, 0.002]),
      ("[[1, 2], [3, 4]].T", [2, 2], [1, 3, 2, 4]), ("2 * [1, 2]", [2], [2, 4]),
      ("[1, 2]/4", [2], [0.25, 0.5]), ("zeros([2, 2])", [2, 2], [0, 0, 0, 0]),
      ("[zeros([2]), [1, 2]]", [2, 2], [0, 0, 1, 2]), ("[1,\n 2]", [2], [1, 2]),
      ("$[1, 2]$", [2], [1, 2]), ("\\left[1, 2\\right]", [2], [1, 2]), ("[(1), 2]", [2], [1, 2]),
      ("sum([[1, 2], [3, 4]], axis=0)", [2], [4, 6]), ("[1, 2, 3][0:2]", [2], [1, 2]),
    ] as [(String, [Int], [Double])]
  )
  func `vectors and matrices are read`(_ text: String, _ axes: [Int], _ values: [Double]) throws {
    let answer = try WrittenTensor.read(text, called: "answer")
    #expect(answer.tensor == Tensor(shape: Shape(axes), elements: values))
  }

  @Test func `each entry has a precision of its own`() throws {
    let answer = try WrittenTensor.read("-[0.10, 1/3, 5%]", called: "answer")
    #expect(
      answer.numbers == [
        WrittenNumber(-0.1, .decimal(digits: 2, unit: 0.01)),
        WrittenNumber(-1.0 / 3, .exact),
        WrittenNumber(-0.05, .decimal(digits: 1, unit: 0.01)),
      ]
    )
  }

  @Test func `what is too small for a double still has a unit`() throws {
    let number = try WrittenTensor.read("12e-400", called: "answer").numbers.first
    #expect(number?.value == 0)
    guard case .decimal(2, let unit) = number?.precision else {
      Issue.record("not a decimal")
      return
    }
    #expect(unit > 0 && unit < 1e-300)
  }

  @Test(arguments: ["", "  ", "\n", "# nothing yet", "\u{A0}"])
  func `nothing is blank`(_ text: String) {
    let entry = AnswerReader.read(number: text, called: "answer")
    #expect(entry.isBlank)
    #expect(entry.given == "" || text == "\u{A0}" || text.first == "#")
  }
}
