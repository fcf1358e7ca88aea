import Autodiff
import Notation
import Testing

@Suite struct `Questions about gradients` {
  private let program = "weight = [[1, 2, 3], [4, 5, 6]]; f = sum(weight); backward f"

  private func message(_ program: String, _ question: String) throws -> String {
    let run = try run(program)
    do throws(Diagnostics) {
      _ = try run.gradientQuestion(SourceText(file: "q", text: question))
      return ""
    } catch {
      return error.rendered()
    }
  }

  @Test(arguments: [
    ("grad weight", [0, 1, 2, 3, 4, 5]), ("grad weight[1, 2]", [5]), ("grad weight[-1, 0]", [3]),
    ("grad weight[1]", [3, 4, 5]), ("grad weight[:, 1]", [1, 4]),
    (" grad  weight [0, 0:2]", [0, 1]),
    ("grad weight[0, 2:1]", []),
  ])
  func `elements asked for`(question: String, elements: [Int]) throws {
    let asked = try run(program).gradientQuestion(SourceText(file: "q", text: question))
    #expect(asked.elements == elements)
  }

  @Test(arguments: [
    ("", "q:1:1: error: expected grad and the name of a node, found the end of the program"),
    ("weight", "q:1:1: error: expected grad and the name of a node, found 'weight'"),
    ("grad", "q:1:5: error: expected the name of a node, found the end of the program"),
    ("grad 3", "q:1:6: error: expected the name of a node, found '3'"),
    ("grad wieght", "q:1:6: error: unknown name 'wieght'; did you mean 'weight'?"),
    ("grad q", "q:1:6: error: unknown name 'q'"),
    (
      "grad weight[2, 0]", "q:1:13: error: index expects -2 to 1 on axis 0 of shape [2, 3], found 2"
    ),
    (
      "grad weight[0, 0, 0]",
      "q:1:6: error: index expects at most 2 entries for shape [2, 3], found 3"
    ),
    (
      "grad weight + 1",
      "q:1:6: error: expected a node's name, or one with an index, found 'weight + 1'"
    ),
    (
      "grad weight.T",
      "q:1:6: error: expected a node's name, or one with an index, found 'weight.T'"
    ),
    ("grad weight weight", "q:1:13: error: expected the end of the question, found 'weight'"),
    (
      "grad weight[f]",
      "q:1:13: error: expected an index without names, found an expression with names"
    ),
    ("grad weight[", "q:1:12: error: expected ']' for this '[', found none"),
    ("grad (((", "q:1:6: error: expected ')' for this '(', found none"),
    ("grad \u{202E}x", "q:1:6: error: expected visible characters, found the character U+202E"),
  ])
  func `mistakes`(question: String, first: String) throws {
    let told = try message(program, question)
    #expect(told.split(separator: "\n").first.map(String.init) == first, "\(told)")
  }

  @Test func `a program without backward, and a function`() throws {
    #expect(
      try message("x = 1", "grad x").hasPrefix(
        "q:1:6: error: expected a 'backward' before the gradient is asked for, found none"
      )
    )
    let functions = try message("def g(a) = a\nx = g(1); backward x", "grad g")
    #expect(functions.hasPrefix("q:1:6: error: expected a node, found the function 'g'"))
    #expect(functions.contains("help: only nodes have gradients"))
  }
}
