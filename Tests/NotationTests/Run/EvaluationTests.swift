import Autodiff
import Notation
import Testing

@Suite struct `Expressions about a run` {
  private static let program = """
    x = 2; W = [[1, 2], [3, 4]]
    def half(a) = a / 2
    y = x * sum(W)
    backward y
    """

  /// What `{{ … }}` may hold, and its value.
  static let expressions: [(expression: String, value: String)] = [
    ("x", "2"), ("y", "20"), ("x + y", "22"), ("W[0, 1]", "2"), ("W @ [1, 1]", "[3, 7]"),
    ("grad x", "10"), ("grad W", "[[2, 2], [2, 2]]"), ("grad W[0, 1]", "2"),
    ("grad W[0]", "[2, 2]"),
    ("half(y)", "10"), ("1/3", "0.3333333333333333"), ("grad x * 2", "20"), ("x^2 - 1", "3"),
    (" x ", "2"), ("grad y", "1"),
  ]

  @Test(arguments: expressions)
  func `have values and gradients`(row: (expression: String, value: String)) throws {
    let run = try run(Self.program)
    let source = SourceText(file: "text.md", text: row.expression)
    #expect(try run.evaluate(source).plain == row.value)
    // Nothing is added to the run.
    #expect(run.trace.graph.names == ["x", "W", "y"])
  }

  /// What cannot be evaluated, and what is said.
  static let mistakes: [(expression: String, message: String)] = [
    ("z", "1:1: error: unknown name 'z'"), ("grad z", "1:6: error: unknown name 'z'"),
    ("x +", "1:4: error: expected a name or a number, found the end of the program"),
    ("x y", "1:3: error: expected the end of the expression, found 'y'"),
    ("\"a\"", "1:1: error: expected a number or a node, found \"a\""),
    ("x + true", "1:5: error: expected a number or a node, found true"),
    ("", "1:1: error: expected a name or a number, found the end of the program"),
    ("W @ [1, 2, 3]", "1:1: error: matmul expects [M, K] · [K], found [2, 2] and [3]"),
    ("one_hot(7, 3)", "1:1: error: one_hot expects a class from 0 to 2, found 7"),
    ("sigmod(x)", "1:1: error: unknown function 'sigmod'; did you mean 'sigmoid'?"),
    ("grad", "1:5: error: expected a name or a number, found the end of the program"),
    ("x[5]", "1:1: error: index expects at most 0 entries"),
    ("half", "1:1: error: expected a node"),
    ("x = 3", "1:3: error: expected the end of the expression, found '='"),
    ("x\u{202E}", "1:2: error: expected visible characters, found the character U+202E"),
    ("(x", "1:1: error: expected ')' for this '(', found none"),
  ]

  @Test(arguments: mistakes)
  func `are refused with their place`(row: (expression: String, message: String)) throws {
    let run = try run(Self.program)
    let source = SourceText(file: "text.md", text: row.expression)
    do throws(Diagnostics) {
      let value = try run.evaluate(source)
      Issue.record("\(row.expression) is \(value.plain)")
    } catch {
      #expect(error.rendered().hasPrefix("text.md:" + row.message), "\(error.rendered())")
    }
  }

  @Test func `gradients need a backward`() throws {
    let run = try run("x = 2")
    do throws(Diagnostics) {
      _ = try run.evaluate(SourceText(file: "t", text: "grad x"))
      Issue.record("there is no gradient")
    } catch {
      #expect(error.rendered().hasPrefix("t:1:6: error: expected a 'backward'"))
    }
  }

  /// Values as they are written on a command line.
  static let literals: [(text: String, value: String)] = [
    ("-2", "-2"), ("1/3", "0.3333333333333333"), ("[[1, 2], [3, 4]]", "[[1, 2], [3, 4]]"),
    (" 5 ", "5"), ("zeros([2])", "[0, 0]"), (".5", "0.5"), ("[1, -2/4]", "[1, -0.5]"),
  ]

  @Test(arguments: literals)
  func `a literal is read by itself`(row: (text: String, value: String)) throws {
    #expect(try Literal.read(row.text, called: "--set x").plain == row.value)
  }

  /// What is no literal, and what is said.
  static let noLiterals: [(text: String, message: String)] = [
    ("", "1:1: error: expected a name or a number, found the end of the program"),
    ("y", "1:1: error: unknown name 'y'"), ("1; y = 2", "1:1: error: expected a value"),
    ("1 2", "1:3: error: expected the end of the line"), ("[1", "1:1: error: expected ']'"),
    ("\"a\"", "1:1: error: expected a number or a node"),
  ]

  @Test(arguments: noLiterals)
  func `what is no literal is refused`(row: (text: String, message: String)) throws {
    do throws(Diagnostics) {
      _ = try Literal.read(row.text, called: "--set x")
      Issue.record("it was read")
    } catch {
      #expect(error.rendered().hasPrefix("--set x:" + row.message), "\(error.rendered())")
    }
  }
}
