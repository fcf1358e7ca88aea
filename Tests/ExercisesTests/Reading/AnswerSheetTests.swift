import Autodiff
import Exercises
import Notation
import TestSupport
import Testing

/// Sheets of answers: which line is about what.
struct AnswerSheetTests {
  private static let names = NodeNames([
    "x", "y", "q", "f", "df", "W", "W1", "w_1", "alpha", "loss", "ŷ", "z_12", "a1", "a_1",
  ])

  private func read(_ text: String) -> AnswerSheet {
    AnswerSheet.read(SourceText(file: "a.txt", text: text), knowing: AnswerSheetTests.names)
  }

  @Test(
    arguments: [
      ("q", Quantity("q")), ("df", Quantity("df")), ("W1", Quantity("W1")),
      ("grad x", Quantity("x", .gradient)), ("grad(x)", Quantity("x", .gradient)),
      ("grad df", Quantity("df", .gradient)), ("x.grad", Quantity("x", .gradient)),
      ("∇x", Quantity("x", .gradient)), ("∇_x", Quantity("x", .gradient)),
      ("∇ w_1", Quantity("w_1", .gradient)), ("\\nabla x", Quantity("x", .gradient)),
      ("\\nabla_{x}", Quantity("x", .gradient)),
      ("df/dx", Quantity("x", .derivative(of: "f"))),
      ("dq/dx", Quantity("x", .derivative(of: "q"))),
      ("ddf/dx", Quantity("x", .derivative(of: "df"))),
      ("df/ddf", Quantity("df", .derivative(of: "f"))),
      ("d f / d x", Quantity("x", .derivative(of: "f"))),
      ("dloss/dW", Quantity("W", .derivative(of: "loss"))),
      ("∂f/∂x", Quantity("x", .derivative(of: "f"))),
      ("∂f / ∂w_1", Quantity("w_1", .derivative(of: "f"))),
      ("\\partial f/\\partial x", Quantity("x", .derivative(of: "f"))),
      ("\\frac{df}{dx}", Quantity("x", .derivative(of: "f"))),
      ("\\frac{\\partial f}{\\partial x}", Quantity("x", .derivative(of: "f"))),
      ("$\\frac{\\partial f}{\\partial w_{1}}$", Quantity("w_1", .derivative(of: "f"))),
      ("\\(q\\)", Quantity("q")),
      ("w_1 @ 2", Quantity("w_1", step: 2)), ("w_1@0", Quantity("w_1", step: 0)),
      ("grad w_1 @ 2", Quantity("w_1", .gradient, step: 2)),
      ("w_1.grad @ 2", Quantity("w_1", .gradient, step: 2)),
      ("df/dw_1 @ 12", Quantity("w_1", .derivative(of: "f"), step: 12)),
      // As they are set in formulas.
      ("w₁", Quantity("w_1")), ("w1", Quantity("w_1")), ("W_1", Quantity("W1")),
      ("W_{1}", Quantity("W1")), ("α", Quantity("alpha")), ("\\alpha", Quantity("alpha")),
      ("∂f/∂α", Quantity("alpha", .derivative(of: "f"))), ("z₁₂", Quantity("z_12")),
      ("a1", Quantity("a1")), ("a_1", Quantity("a_1")),
      // Composed and decomposed.
      ("\u{177}", Quantity("ŷ")), ("y\u{302}", Quantity("ŷ")),
      ("grad y\u{302}", Quantity("ŷ", .gradient)),
      ("df/dy\u{302}", Quantity("ŷ", .derivative(of: "f"))),
    ] as [(String, Quantity)]
  )
  func `what an answer is about is read as people write it`(_ text: String, _ quantity: Quantity) {
    let entry = read(text + " = 3").entries.first
    #expect(entry?.quantity == quantity)
    #expect(entry?.problem == nil)
    #expect(entry?.name == text)
    #expect(entry?.given == "3")
    #expect(entry?.answer?.tensor == Tensor(3))
  }

  @Test(
    arguments: [
      ("foo = 3", 1, "unknown name 'foo'"), ("foo =", 1, "names are: x, y, q"),
      ("qq = 3", 1, "'q'"), ("grad los = 3", 6, "did you mean 'loss'?"),
      ("df/dlos = 3", 5, "did you mean 'loss'?"), ("dL/dx = 3", 2, "unknown name 'L'"),
      ("dx = 3", 1, "'x'"), ("los.grad = 3", 1, "'loss'"), ("a₁ = 3", 1, "unknown name"),
      ("Grad x = 3", 1, "'grad'"), ("gradient x = 3", 1, "grad x = 3"),
      ("grad = 3", 1, "unknown name"), ("grad x y = 3", 1, "found 'grad x y'"),
      ("x[0] = 3", 1, "element"), ("2q = 3", 1, "found '2q'"), ("-q = 3", 1, "found '-q'"),
      ("q*x = 3", 1, "found 'q*x'"), ("f/x = 3", 1, "found 'f/x'"), ("df/x = 3", 1, "df/dx"),
      ("dq = 3", 1, "'q'"), ("q' = 3", 2, "letters, digits and _"), ("x² = 3", 2, "letters"),
      ("\"q\" = 3", 1, "found '\"q\"'"),
      ("w_1 @ x = 3", 7, "number of a step"), ("w_1 @ = 3", 5, "number of a step"),
      ("w_1 @ -1 = 3", 7, "number of a step"), ("w_1 @ 1.5 = 3", 7, "number of a step"),
      ("= 3", 1, "a name and '='"), ("-4", 1, "a name and '='"), ("q 3", 1, "expected '='"),
      ("q", 1, "expected '='"), ("q: 3", 2, "found ':'"), ("q -> 3", 3, "found '->'"),
      ("q ≈ 3", 3, "rounds"), ("q ~ 3", 3, "rounds"), ("q := 3", 3, "found ':='"),
      ("q == 3", 4, "'='"),
      ("q ＝ 3", 3, "found '＝'"), ("q is 3", 3, "found 'is'"), ("q = = 3", 5, "'='"),
      ("q = 1 = 2", 7, "second '='"), ("q <= 3", 3, "'<'"), ("q = 1,000", 5, "1000 or 1.000"),
      ("q = x + 1", 5, "name 'x'"), ("\\frac{f}{x} = 3", 1, "df/dx"),
    ] as [(String, Int, String)]
  )
  func `a line that cannot be read says where and why`(
    _ text: String,
    _ column: Int,
    _ words: String
  ) throws {
    let sheet = read("\n" + text + "\nf = 1")
    #expect(sheet.entries.count == 2)
    let problem = try #require(sheet.entries.first?.problem)
    #expect(problem.location == SourceLocation(file: "a.txt", line: 2, column: column))
    let told = problem.message + " / " + (problem.help ?? "")
    #expect(told.contains(words), "\(told)")
    #expect(sheet.entries.first?.answer == nil)
    #expect(sheet.entries.last?.answer?.tensor == Tensor(1))
  }

  @Test(arguments: ["q ≈ 3", "q: 3", "q -> 3", "q := 3", "q 3", "q = nan", "q == 3", "q = 3 kg"])
  func `an answer that cannot be read is still about its quantity`(_ text: String) {
    let entry = read(text).entries.first
    #expect(entry?.quantity == Quantity("q"))
    #expect(entry?.name == "q")
    #expect(entry?.problem != nil)
  }

  @Test func `each line is an answer, with blanks, comments and places`() {
    let sheet = read(
      "# by hand\n\nq = 3 # easy\n  grad x = -4;df/dx = 1/2;\n\ty =\nW = [[1, 2], # first\n  [3, 4]]\nf = # later\n"
    )
    #expect(sheet.entries.map(\.name) == ["q", "grad x", "df/dx", "y", "W", "f"])
    #expect(sheet.entries.map(\.given) == ["3", "-4", "1/2", "", "[[1, 2], [3, 4]]", ""])
    #expect(sheet.entries.map(\.isBlank) == [false, false, false, true, false, true])
    #expect(sheet.entries.map(\.location.line) == [3, 4, 4, 5, 6, 8])
    #expect(sheet.entries.map(\.location.column) == [1, 3, 15, 2, 1, 1])
    #expect(sheet.entries.allSatisfy { $0.problem == nil && $0.notices.isEmpty })
    #expect(
      sheet.entries[4].answer?.tensor == Tensor(shape: Shape([2, 2]), elements: [1, 2, 3, 4])
    )
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `every line end ends a line`(_ end: String) {
    let text = ["q = 3", "W = [1,", "2]", "f = nan", "x = 5"].joined(separator: end)
    let sheet = read("\u{FEFF}" + text)
    #expect(sheet.entries.map(\.name) == ["q", "W", "f", "x"])
    #expect(sheet.entries.map(\.location.line) == [1, 2, 4, 5])
    #expect(sheet.entries[0].location.column == 1)
    #expect(sheet.entries[1].given == "[1, 2]")
    #expect(sheet.entries[2].problem?.location.column == 5)
  }

  @Test func `an unclosed bracket does not swallow the answers below`() {
    let sheet = read("W = [[1, 2],\n  [3, 4]\nq = 3\nx = (1\n\\frac{df}{dx} = 2\ny = [1\n")
    #expect(sheet.entries.map(\.name) == ["W", "q", "x", "\\frac{df}{dx}", "y"])
    #expect(sheet.entries.map { $0.problem == nil } == [false, true, false, true, false])
    #expect(sheet.entries[0].problem?.location.column == 5)
    #expect(sheet.entries[0].problem?.location.line == 1)
    #expect(sheet.entries[4].problem?.location.line == 6)
  }

  @Test func `a named argument on a line of its own is no answer`() {
    let sheet = read("q = sum([1, 2],\n  axis=0)")
    #expect(sheet.entries.map(\.answer?.tensor) == [Tensor(3)])
  }

  @Test func `marks of a formula may stand around a line or its sides`() {
    let sheet = read("$q = 3$\n$x$ = $4$\n\\(f\\) = \\(5\\)\n\\(y = 6\\)\nW = $7$")
    #expect(sheet.entries.map(\.answer?.tensor) == [3, 4, 5, 6, 7].map { Tensor($0) })
    #expect(sheet.entries.map(\.quantity?.node) == ["q", "x", "f", "y", "W"])
  }

  @Test func `constants win over nodes of their name`() {
    let source = SourceText(file: "a.txt", text: "e = e\npi = pi")
    let sheet = AnswerSheet.read(source, knowing: NodeNames(["e", "pi"]))
    #expect(sheet.entries.map(\.quantity) == [Quantity("e"), Quantity("pi")])
    #expect(
      sheet.entries.map(\.answer?.tensor) == [Tensor(2.718281828459045), Tensor(3.141592653589793)]
    )
  }

  @Test func `a program's names are those of its nodes`() throws {
    let source = SourceText(
      file: "p.grad",
      text: "def g(a) = a^2\nx = 2\nŵ = g(x)\nbackward ŵ"
    )
    let names = NodeNames(of: try Program.read(source))
    #expect(names.all == ["x", "ŵ"])
    #expect(names.spelling(of: "w\u{302}") == "ŵ")
    #expect(names.spelling(of: "a") == nil)
    #expect(names.spelling(of: "g") == nil)
  }

  @Test func `the words of lines that cannot be read stand`() throws {
    let lines = [
      "foo = 3", "grad los = 3", "dL/dx = 3", "Grad x = 3", "x[0] = 3", "q*x = 3", "w_1 @ x = 3",
      "w_1 @ = 3", "= 3", "-4", "q 3", "q: 3", "q ≈ 3", "q == 3", "q' = 3", "q = 1,000",
      "W = [[1, 2],", "  [3, 4]", "q = 0,5", "q\u{202E} = 3", "# \u{202E} here it may stand",
    ]
    var text = ""
    for entry in read(lines.joined(separator: "\n")).entries {
      for diagnostic in [entry.problem].compactMap({ $0 }) + entry.notices {
        text += diagnostic.rendered() + "\n"
      }
    }
    try expectSnapshot(text, named: "refused-lines.txt")
  }
}
