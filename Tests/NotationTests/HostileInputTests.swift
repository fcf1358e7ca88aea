import Autodiff
import Notation
import Testing

/// Input that nobody writes by hand: it must end in a result or in a diagnostic, soon and without
/// eating the machine.
@Suite struct `Hostile input` {
  private static let size = 10_000_000

  private static func filled(_ start: String, _ unit: String, _ size: Int) -> [UInt8] {
    var unit = Array(unit.utf8)
    let whole = unit.count
    while unit.count < size { unit += unit }
    let room = (size - start.utf8.count) / whole * whole
    return Array(start.utf8) + unit.prefix(room)
  }

  /// How a long line begins, what it goes on with, how many bytes it has, and how the first message
  /// begins: empty if there is none.
  static let lines: [(start: String, unit: String, size: Int, message: String)] = [
    ("# ", "x", size, ""),
    ("", "a", 2_000_000, "1:1: error: expected a statement, found an expression without a name"),
    ("x = ", "(", 2_000_000, "1:261: error: expected at most 256 levels of nesting, found more"),
    ("", "%", 2_000_000, "1:1: error: expected a name, a number or an operator, found '%'"),
    ("x = 1", " ", 1_000_000, ""),
    ("x = ", "9", 1_000_000, "1:5: error: expected a number below 1.8e308, found 9999"),
    ("x = ", "[(", 1_000_000, "1:261: error: expected at most 256 levels of nesting, found more"),
    ("x = ", "-", 1_000_000, "1:261: error: expected at most 256 levels of nesting, found more"),
    ("x = \"", "a", 1_000_000, "1:5: error: expected a closing '\"' on the same line"),
    ("", "\u{0}", 1_000_000, "1:1: error: expected visible characters, found the character U+0000"),
    (
      "x = ", "\u{202E}", 1_000_000,
      "1:5: error: expected visible characters, found the character U"
    ),
    ("", "a b;", 1_000_000, "1:1: error: expected a statement, found 'a'"),
    ("x = 1", "; expect x = 1", 500_000, ""),
    ("x = 1; y = [", "x, ", 200_000, "1:12: error: expected ']' for this '[', found none"),
  ]

  @Test(.timeLimit(.minutes(2)), arguments: lines)
  func `millions of bytes on one line`(
    line: (start: String, unit: String, size: Int, message: String)
  ) {
    let text = mistakes(Self.filled(line.start, line.unit, line.size))
    #expect(text.isEmpty == line.message.isEmpty)
    #expect(text.hasPrefix(line.message.isEmpty ? "" : "test.grad:" + line.message))
    #expect(text.utf8.count < 40_000)
  }

  @Test func `more than ten megabytes are refused`() {
    let bytes = [UInt8](repeating: 0x20, count: Self.size + 1)
    #expect(mistakes(bytes).hasPrefix("test.grad:1:1: error: expected at most 10000000 bytes"))
  }

  /// What is repeated ten thousand times, what it is put around, and how the message goes.
  static let nests: [(open: String, inner: String, close: String)] = [
    ("(", "1", ")"), ("[", "1", "]"), ("-", "1", ""), ("2^", "2", ""), ("exp(", "0", ")"),
    ("x[", "0", "]"), ("-(", "1", ")"), ("2**-", "1", ""), ("f(", "1", ")"), ("[[1][", "0", "]]"),
  ]

  private static func nested(_ nest: (open: String, inner: String, close: String), _ count: Int)
    -> String
  {
    let open = String(repeating: nest.open, count: count)
    let close = String(repeating: nest.close, count: count)
    return "def f(a) = a; x = [0, 1]; y = " + open + nest.inner + close
  }

  @Test(arguments: nests)
  func `ten thousand levels are refused`(nest: (open: String, inner: String, close: String)) {
    let text = mistakes(Self.nested(nest, 10_000))
    #expect(text.contains("expected at most 256 levels of nesting, found more"))
    #expect(text.split(separator: "\n").filter { $0.hasPrefix("test.grad") }.count == 1)
  }

  @Test(arguments: nests)
  func `a hundred levels work`(nest: (open: String, inner: String, close: String)) {
    // Indices in indices need whole numbers without names.
    guard nest.open != "x[", nest.open != "[[1][" else { return }
    #expect(mistakes(Self.nested(nest, 100)) == "")
  }

  /// Bytes that are no UTF-8, and the column of the first bad one.
  static let encodings: [(bytes: [UInt8], column: Int)] = [
    ([0x80], 1), ([0x78, 0xFF], 2), ([0xFE], 1), ([0xC0, 0x80], 1), ([0xC1, 0xBF], 1),
    ([0xC3], 1), ([0xC3, 0x28], 1), ([0xE0, 0x80, 0x80], 1), ([0xE2, 0x82], 1),
    ([0xE2, 0x28, 0xA1], 1),
    ([0xED, 0xA0, 0x80], 1), ([0xED, 0xBF, 0xBF], 1), ([0xF0, 0x80, 0x80, 0x80], 1),
    ([0xF4, 0x90, 0x80, 0x80], 1), ([0xF5, 0x80, 0x80, 0x80], 1), ([0xF0, 0x9F, 0x98], 1),
    ([0xCE, 0xB7, 0x20, 0xCE], 3), ([0x23, 0xC3, 0xA9, 0xE9, 0x0A], 3), ([0xEF, 0xBB], 1),
    ([0xEF, 0xBB, 0xBF, 0x78, 0xFF], 2), ([0x00, 0xFF], 2),
  ]

  @Test(arguments: encodings)
  func `invalid UTF-8 is an error at its first bad byte`(row: (bytes: [UInt8], column: Int)) {
    let text = mistakes(row.bytes)
    #expect(
      text.hasPrefix("test.grad:1:\(row.column): error: expected UTF-8 text, found the byte 0x")
    )
    #expect(mistakes(Array("x = 1\ny = 2\n".utf8) + row.bytes).hasPrefix("test.grad:3:"))
  }

  @Test(arguments: [
    "\u{0}", "\u{1B}", "\u{7F}", "\u{85}", "\u{8}", "\u{C}", "\u{B}", "\u{202A}", "\u{202E}",
    "\u{2066}", "\u{2069}", "\u{200E}", "\u{200F}", "\u{61C}", "\u{200B}", "\u{FEFF}", "\u{E0041}",
  ])
  func `control and bidirectional characters are errors outside comments`(character: String) {
    let shown =
      "\\u{" + String(character.unicodeScalars.first?.value ?? 0, radix: 16, uppercase: true) + "}"
    for program in ["x = 1\(character)", "x\(character) = 1", "L = mse(1, 2, \"su\(character)m\")"]
    {
      let text = mistakes(program)
      #expect(text.contains("error: expected visible characters, found the character U+"))
      #expect(text.contains(shown))
      #expect(!text.unicodeScalars.contains { String($0) == character })
    }
    #expect(mistakes("x = 1 # \(character)") == "")
    let comment = mistakes("x = y # \(character)")
    #expect(comment.contains(shown))
    #expect(!comment.unicodeScalars.contains { String($0) == character })
  }

  @Test func `a file's name is shown escaped too`() {
    #expect(
      mistakes(Array("x".utf8), file: "a\u{202E}\nb").hasPrefix("a\\u{202E}\\u{A}b:1:1: error")
    )
  }

  @Test(.timeLimit(.minutes(2)))
  func `a sum of 50,000 terms runs forward and back`() throws {
    let run = try run("x = 2; y = x" + String(repeating: " + x", count: 50_000) + "; backward y")
    #expect(try run.value("y").plain == "100002")
    #expect(try run.gradient("x").plain == "50001")
    #expect(try run.contributions("x").count == 50_001)
  }

  @Test func `the JSON of a long sum stays within bounds`() throws {
    let run = try run("x = 2; y = x" + String(repeating: " + x", count: 5_000) + "; backward y")
    #expect(run.json().count < 100_000_000)
  }

  @Test func `a chain of two hundred functions works, one of a thousand is refused`() throws {
    func chain(_ count: Int) -> String {
      var text = "def f0(a) = a + 1\n"
      for i in 1..<count { text += "def f\(i)(a) = f\(i - 1)(a) + 1\n" }
      return text + "x = 1; y = f\(count - 1)(x); backward y"
    }
    #expect(try run(chain(200)).value("y").plain == "201")
    #expect(mistakes(chain(1000)).contains("levels of nesting"))
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["x = 1", "x = [1, 2]", "f30 = 2"])
  func `functions that double their work end in a diagnostic`(leaf: String) {
    var text = "def f0(a) = a * a\n"
    for i in 1..<64 { text += "def f\(i)(a) = f\(i - 1)(a) + f\(i - 1)(a)\n" }
    #expect(mistakes(text + leaf + "; y = f63(x)").contains("error: "))
    #expect(mistakes(text + "y = f63(1)").contains("expects at most 67108864 numbers in all"))
    // With a mistake at the bottom it must not be told again and again.
    let broken = text.replacing("a * a", with: "a @ a")
    #expect(mistakes(broken + "x = 1; y = f20(x)").split(separator: "\n").count < 200)
  }

  @Test(.timeLimit(.minutes(1)))
  func `calls without names that double their work end in a diagnostic`() {
    var text = "def f0(a) = a * a\n"
    for i in 1..<100 {
      text += "def f\(i)(a) = f\(i - 1)(a) + 0.1 * f\(i - 1)(2)\n"
    }
    #expect(
      mistakes(text + "x = 1; y = f99(x)").contains("expects at most 67108864 numbers in all")
    )
    #expect(mistakes(text + "x = 1; y = f8(x)").isEmpty)
  }

  /// Programs that ask for too much, and what is said.
  static let greedy: [(program: String, message: String)] = [
    (
      "x = zeros([100000, 100000])", "1:5: error: a program expects at most 67108864 numbers in all"
    ),
    ("x = ones([9007199254740993, 2])", "1:10: error: ones expects whole numbers from 0"),
    (
      "x = zeros([67108864, 67108864, 67108864, 67108864])", "1:5: error: a program expects at most"
    ),
    ("x = eye(8193)", "1:5: error: a program expects at most"),
    ("x = arange(1e300)", "1:12: error: arange expects a whole number from 0 for 'n'"),
    ("x = arange(-1)", "1:12: error: arange expects a whole number from 0 for 'n', found -1"),
    ("x = arange(1/0)", "1:12: error: arange expects a whole number from 0 for 'n', found 1/0"),
    ("x = one_hot(1, 67108865)", "1:16: error: one_hot expects a whole number from 1 for 'n'"),
    (
      "x = zeros(0 - 3)", "1:11: error: zeros expects whole numbers from 0 for 'shape', found 0 - 3"
    ),
    ("x = ones(9000); y = outer(x, x)", "1:21: error: a program expects at most"),
    ("x = [1, 2][1e300]", "1:12: error: expected a whole number as an index, found 1e300"),
    ("x = [1, 2][9223372036854775807]", "1:12: error: expected a whole number as an index"),
    ("x = [1, 2][-9223372036854775808:]", "1:12: error: expected a whole number as an index"),
    ("x = [1, 2][0/0]", "1:12: error: expected a whole number as an index, found 0/0"),
    (
      "x = sum([1], axis=-9223372036854775808)", "1:19: error: sum expects whole numbers for 'axis'"
    ),
    ("x = reshape([1], [9e15, 9e15])", "1:18: error: reshape expects whole numbers from -1"),
    (
      "x = reshape([1], [-1, -1])",
      "1:18: error: reshape expects a shape for 1 element, found [-1, -1]"
    ),
    ("x = reshape(zeros(0), [-1, 0])", "1:23: error: reshape expects a shape for 0 elements"),
    ("x = max(zeros([0, 3]), axis=0)", "1:5: error: max expects at least one element, found none"),
    ("x = zeros(0)[0]", "1:14: error: index expects at least one entry on axis 0"),
    ("x = concat(1, 2)", "1:5: error: concat expects operands with at least one axis"),
    ("x = 1; backward zeros(0) * x", "1:17: error: backward expects a scalar or a seed"),
    ("x = mse(zeros(0), zeros(0))", "1:5: error: mse expects at least one element, found none"),
    ("x = \(Array(repeating: "sum(zeros(60000000))", count: 2).joined(separator: " + "))", "1:"),
  ]

  @Test(arguments: greedy)
  func `what asks for too much is refused`(row: (program: String, message: String)) {
    #expect(mistakes(row.program).hasPrefix("test.grad:" + row.message), "\(mistakes(row.program))")
  }

  /// Programs with tensors of no elements or odd shapes that must run.
  @Test(arguments: [
    "x = zeros([0, 67108864, 67108864, 67108864]); y = x.T + 1; z = sum(y * y); backward z",
    "x = zeros([67108864, 67108864, 0]); y = sum(x); backward y",
    "x = zeros([3, 0]); y = sum(x, axis=1); z = sum(y); backward z",
    "x = zeros([0, 3]); y = x @ ones([3, 2]); z = sum(y); backward z",
    "x = zeros([2, 0]); y = x @ zeros([0, 2]); z = sum(y); backward z",
    "x = zeros(0); y = softmax(x); z = logsumexp(concat(x, [1])); backward z",
    "x = zeros([0, 2]); y = x[0:0, 1]; z = prod(y); backward z",
    "x = zeros(0); y = [x, x]; z = norm(y); backward z",
    "x = zeros([2, 0]); z = mse(x, x, reduction=\"sum\"); backward z",
    "x = zeros([0, 3]); z = sum(max(x, axis=1)); backward z",
    "x = zeros([1, 1, 1, 1, 1, 1]); z = sum(x, axis=[0, 2, -1]); backward z[0, 0, 0]",
  ])
  func `empty tensors run`(program: String) {
    #expect(mistakes(program) == "")
  }

  @Test func `many parameters, arguments, claims and passes take no square of time`() throws {
    let names = (0..<3_000).map { "p\($0)" }
    let text =
      "def f(\(names.joined(separator: ", "))) = \(names.joined(separator: " + "))\n"
      + "y = f(\(names.reversed().map { "\($0)=1" }.joined(separator: ", ")))\n"
      + "x = 2\n" + String(repeating: "expect x + 1 = 3\nbackward x\n", count: 3_000)
    let run = try run(text)
    #expect(try run.value("y").plain == "3000")
    #expect(run.expectations.count == 3_000)
  }
}
