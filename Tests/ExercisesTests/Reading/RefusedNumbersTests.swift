import Exercises
import Notation
import TestSupport
import Testing

/// What cannot be read says where and why, and what to write instead.
struct RefusedNumbersTests {
  /// A refused text, the column of what is wrong, and words of its message or remedy.
  typealias Row = (text: String, column: Int, words: String)

  static let numbers: [Row] = [
    ("nan", 1, "finite"), ("NaN", 1, "finite"), ("inf", 1, "finite"), ("-inf", 2, "finite"),
    ("∞", 1, "finite"), ("1_000", 1, "without '_': 1000"), ("1 000", 1, "without spaces: 1000"),
    ("1 000 000.5", 1, "1000000.5"), ("½", 1, "write 1/2"), ("1½", 2, "write 1/2"),
    ("2²", 2, "write ^2"), ("10⁻³", 3, "10^-3"), ("4 kg", 3, "'kg'"), ("4kg", 2, "'kg'"),
    ("3 m/s", 3, "'m'"), ("4€", 2, "unit"), ("90°", 3, "unit"), ("≈ 3", 1, "rounds"),
    ("~3", 1, "rounds"), ("3 ± 0.1", 3, "tolerance"), ("3 +- 0.1", 3, "tolerance"),
    ("1 3/2", 1, "proper"), ("1 2/2", 1, "proper"), ("1 1/0", 1, "proper"),
    ("1  1/2", 1, "one space"), ("1 1 / 2", 1, "one space"), ("2 * 1 1/2", 5, "(1 1/2)"),
    ("1 1/2^2", 1, "(1 1/2)"), ("1.5 1/2", 5, "'1' after 1.5"), ("1,000", 1, "1000 or 1.000"),
    ("-12,345", 2, "12345 or 12.345"), ("1,000/3", 1, "1000 or 1.000"),
    ("1,234e3", 1, "1234 or 1.234"), ("1,234%", 1, "1234 or 1.234"),
    ("00,500", 1, "00500 or 00.500"),
    ("1.234,5", 1, "write 1234.5"), ("1.234.567", 1, "write 1234567"), ("1.2.3", 1, "one decimal"),
    ("1..2", 2, "one decimal point"), ("1,2,3", 1, "[1, 2, 3]"), ("12,34.5", 1, "commas"),
    ("0,123,456", 1, "commas"), ("1234,567,890", 1, "commas"), ("1, 2", 2, "[1, 2]"),
    ("0.333...", 6, "1/3"), ("0.333…", 6, "1/3"), ("1e", 1, "exponent"), ("1e+", 1, "exponent"),
    ("e3", 1, "write 1e3"), ("0x10", 1, "decimal digits"), ("0b1", 1, "decimal digits"),
    ("３", 1, "write 3"), ("٣", 1, "write 3"), ("3٣", 2, "write 3"), ("३", 1, "write 3"),
    ("“3”", 1, "quotation"), ("'3'", 1, "quotation"), ("\"3\"", 1, "quotation"),
    ("—4", 1, "write '-'"), ("‑4", 1, "write '-'"), ("$4", 1, "$4$"), ("4$", 2, "$4$"),
    ("1'000", 1, "without ''': 1000"), ("1’000’000", 1, "1000000"), ("1_", 2, "'_'"),
    ("5!", 2, "'!'"), ("?", 1, "empty"), ("|3|", 1, "abs(x)"),
  ]

  static let values: [Row] = [
    ("1/0", 1, "infinite"), ("-1/0", 2, "infinite"), ("0/0", 1, "no real number"),
    ("1/-0", 1, "infinite"), ("1e400", 1, "1e400"), ("2*1e400", 3, "1e400"),
    ("2·10^400", 1, "10^400"), ("10^400", 1, "infinite"), ("1e308*10", 1, "infinite"),
    ("ln 0", 1, "infinity"), ("ln -1", 1, "no real number"), ("√-1", 1, "no real number"),
    ("2 * √-1", 5, "no real number"), ("1/(1/0)", 4, "infinite"), ("[1, 1/0]", 5, "infinite"),
    ("(-8)^(1/3)", 1, "no real number"), ("exp(1000)", 1, "infinite"),
  ]

  static let syntax: [Row] = [
    ("x + 1", 1, "name 'x'"), ("1 + x", 5, "name 'x'"), ("grad x", 1, "name 'grad'"),
    ("x = 3", 1, "name 'x'"), ("true", 1, "name 'true'"), ("\\alpha", 1, "name"),
    ("[]", 1, "at least one"), ("[[]]", 2, "at least one"), ("()", 1, "at least one"),
    ("[1, [2]]", 5, "beside a number"), ("[[1], 2]", 7, "a number beside"),
    ("[[1, 2], [3]]", 10, "[1] beside shape [2]"), ("[1, 2", 1, "']' for this '['"),
    ("[[1, 2], [3, 4]", 1, "']' for this '['"), ("[1, (2", 5, "')' for this '('"),
    ("(1, 2]", 6, "expected ')', found ']'"), ("1, 2]", 5, "opening bracket"),
    ("[1,,2]", 4, "found ','"), ("[,1]", 2, "found ','"), ("[,]", 2, "found ','"),
    ("[1; 2]", 3, "','"), ("3; 4", 2, "write one number"), ("[1 2]", 4, "[1, 2]"),
    ("3 4", 3, "[3, 4]"),
    ("= 3", 1, "'='"), ("= = 3", 1, "'='"), ("1/3 = 0.333", 5, "second '='"),
    ("--4", 1, "one sign"), ("+-4", 1, "one sign"), ("-+4", 1, "one sign"), ("2 * --3", 5, "sign"),
    ("1/2%", 4, "/100"), ("5%%", 2, "/100"), ("5% + 1", 2, "/100"), ("%", 1, "'%'"),
    ("2π", 2, "2 * π"), ("2 π", 3, "2 * π"), ("2√2", 2, "'*'"), ("2(3)", 2, "'*'"),
    ("(1)(2)", 4, "'*'"), ("2 ln 2", 3, "'*'"), ("2e", 1, "2 * e"), ("e(2)", 2, "'*'"),
    ("√2√3", 3, "'*'"), ("log 2", 1, "log("), ("sin", 1, "sin("), ("sqr(2)", 1, "sqrt"),
    ("foo(2)", 1, "unknown function"), ("ln", 3, "found the end"), ("√", 2, "found the end"),
    ("1 +", 4, "found the end"), ("* 3", 1, "'*'"), ("/2", 1, "'/'"), ("2^", 3, "found the end"),
    ("2^^3", 3, "'^'"), ("-", 2, "found the end"), (".", 1, "0.5"), ("...", 1, "dots"),
    ("3:4", 2, "'/'"), ("3 < 4", 3, "'<'"), ("3 @ 4", 1, "matmul"), ("exp()", 1, "1 argument"),
    ("sqrt(1, 2)", 1, "1 argument"), ("sum([1], axs=0)", 10, "axis"),
    ("[1,2] + [1,2,3]", 1, "broadcast"), ("[1, 2][5]", 8, "index"), ("3[0]", 2, "operator"),
    ("\\begin{pmatrix}", 1, "[[1, 2], [3, 4]]"), ("\\sqrt[3]{8}", 1, "8^(1/3)"),
    ("\\frac12", 1, "\\frac{1}{3}"), ("\\frac{1}", 8, "numerator"), ("\\foo", 1, "TeX"),
    ("\\frac{}{2}", 6, "at least one"), ("sum(true)", 5, "true"), ("4 \"kg\"", 3, "operator"),
    ("outer(ones([900]), ones([900]))", 1, "at most 100000 numbers"),
    ("ones([1000000])", 1, "at most 100000 numbers"),
    ("normal([1000, 1000])", 1, "at most 100000 numbers"),
  ]

  @Test(arguments: numbers + values + syntax)
  func `a refused form says where and why`(_ row: Row) throws {
    let entry = AnswerReader.read(number: row.text, called: "answer")
    #expect(entry.answer == nil)
    let problem = try #require(entry.problem)
    #expect(problem.location == SourceLocation(file: "answer", line: 1, column: row.column))
    #expect(problem.severity == .error)
    let told = problem.message + " / " + (problem.help ?? "")
    #expect(told.contains(row.words), "\(told)")
    #expect(!entry.isBlank)
  }

  @Test func `the words of all refused forms stand`() throws {
    var text = ""
    for row in RefusedNumbersTests.numbers + RefusedNumbersTests.values
      + RefusedNumbersTests.syntax
    {
      let problem = AnswerReader.read(number: row.text, called: "answer").problem
      text += (problem?.rendered() ?? "read: " + row.text) + "\n"
    }
    try expectSnapshot(text, named: "refused-numbers.txt")
  }
}
