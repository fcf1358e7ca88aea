import Autodiff
import Gradus
import GradusTesting
import Testing

@Suite struct VerifyTests {
  /// f = (x + y) z at −2, 5, −4.
  private func classic() -> (board: Blackboard, f: Quantity) {
    let board = Blackboard()
    let x = board.input("x", -2)
    let y = board.input("y", 5)
    let z = board.input("z", -4)
    let q = (x + y).named("q")
    return (board, (q * z).named("f"))
  }

  @Test func `values and gradients of a board are checked by name`() {
    let (board, f) = classic()
    board.verify("q = 3\nf = -12\ngrad q = -4\ngrad x = -4\ngrad z = 3\ndq/dx = 1", backward: f)
    board.verify("q = 3; f = -12")
  }

  @Test func `the slip is named for a graph that no text says`() {
    let (board, f) = classic()
    // By q, the product hands back z, not q.
    let issues = recorded { board.verify("grad q = 3", backward: f) }
    #expect(issues.count == 1)
    #expect(issues[0].text.hasPrefix("grad q = 3: wrong\n  swapped-operands at f: "))
  }

  @Test func `matrices are checked as they are`() {
    // L = Σ h², h = X W with W = 1: ∂L/∂h = 2 X, and ∂L/∂W = 2 Xᵀ X.
    let board = Blackboard()
    let x = board.input("X", Tensor([[1, 2], [3, 4]]))
    let w = board.parameter("W", Tensor([[1, 0], [0, 1]]))
    let h = matmul(x, w).named("h")
    let loss = sum(h * h).named("L")
    board.verify(
      "h = [[1, 2], [3, 4]]; L = 30; grad h = [[2, 4], [6, 8]]; grad W = [[20, 28], [28, 40]]",
      backward: loss
    )
    let issues = recorded { board.verify("grad h = [[2, 6], [4, 8]]", backward: loss) }
    #expect(issues.count == 1)
    #expect(issues[0].text.contains("transposed at h: "))
  }

  @Test func `a seed is what the pass begins with`() {
    let board = Blackboard()
    let x = board.input("x", Tensor([1, 2, 3]))
    let y = (x * x).named("y")
    board.verify("grad x = [2, 0, 0]", backward: y, seed: Tensor([1, 0, 0]))
  }

  @Test func `formulas are misread as they stand on the board`() {
    let board = Blackboard()
    let a = board.input("a", 4)
    let b = board.input("b", 2)
    let c = board.input("c", 3)
    _ = (a + b * c).named("s")
    // (4 + 2) · 3 for 4 + 2 · 3.
    let issues = recorded { board.verify("s = 18") }
    #expect(issues.count == 1)
    #expect(issues[0].text.contains("precedence at s: "))
  }

  @Test func `a name that is on no board is told with those that are`() {
    let (board, f) = classic()
    let issues = recorded { board.verify("grad xx = 1", backward: f) }
    #expect(issues.count == 1)
    #expect(issues[0].text.contains("<answers>:1:6: error: "))
  }

  @Test func `an output that is no number, and a board that cannot be run, are issues`() {
    let board = Blackboard()
    let a = board.input("a", Tensor([1, 2]))
    let b = board.input("b", Tensor([1, 2, 3]))
    let output = recorded { board.verify("a = [1, 2]", backward: a) }
    #expect(output.count == 1)
    #expect(output[0].text.contains("backward expects a scalar or a seed"))
    _ = (a + b).named("c")
    let shapes = recorded { board.verify("a = [1, 2]") }
    #expect(shapes.count == 1)
    #expect(shapes[0].text.contains("[2] and [3]"))
  }

  @Test func `what is not finite cannot be judged`() {
    let board = Blackboard()
    let x = board.input("x", 0)
    let y = exp(x).named("y")
    _ = (1 / (y - 1)).named("w")
    let issues = recorded { board.verify("w = 1", backward: y) }
    #expect(issues.count == 1)
    #expect(issues[0].text.hasPrefix("w = 1: unreadable"))
  }
}
