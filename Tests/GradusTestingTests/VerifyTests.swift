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
    // The factors' own values instead of each other's.
    let (board, f) = classic()
    withKnownIssue {
      board.verify("grad q = 3", backward: f)
    } matching: {
      $0.told.hasPrefix("grad q = 3 is wrong\n  swapped-operands at f: ")
    }
  }

  @Test func `matrices are checked as they are`() {
    // L = Σ (X W)², so that ∂L/∂W = 2 Xᵀ X W: X W is [[1, 2], [3, 4]] and Xᵀ that again.
    let board = Blackboard()
    let x = board.input("X", Tensor([[1, 2], [3, 4]]))
    let w = board.parameter("W", Tensor([[1, 0], [0, 1]]))
    let h = matmul(x, w).named("h")
    let loss = sum(h * h).named("L")
    board.verify(
      "h = [[1, 2], [3, 4]]; L = 30; grad W = [[20, 28], [28, 40]]",
      backward: loss
    )
    withKnownIssue {
      board.verify("grad h = [[2, 6], [4, 8]]", backward: loss)
    } matching: {
      $0.told.contains("transposed at h: ")
    }
  }

  @Test func `a seed is what the pass begins with`() {
    let board = Blackboard()
    let x = board.input("x", Tensor([1, 2, 3]))
    let y = (x * x).named("y")
    board.verify("grad x = [2, 0, 0]", backward: y, seed: Tensor([1, 0, 0]))
  }

  @Test func `formulas are misread as they stand on the board`() {
    // 2 · 3 + 4, and from left to right in the other order 4 + 2 · 3 = 18.
    let board = Blackboard()
    let a = board.input("a", 4)
    let b = board.input("b", 2)
    let c = board.input("c", 3)
    _ = (a + b * c).named("s")
    withKnownIssue {
      board.verify("s = 18")
    } matching: {
      $0.told.contains("precedence at s: ")
    }
  }

  @Test func `a name that is on no board is told with those that are`() {
    let (board, f) = classic()
    withKnownIssue {
      board.verify("grad xx = 1", backward: f)
    } matching: {
      $0.told.contains("<answers>:1:6: error: ")
    }
  }

  @Test func `a board that cannot be run, and an output that is no number, are issues`() {
    let board = Blackboard()
    let a = board.input("a", Tensor([1, 2]))
    let b = board.input("b", Tensor([1, 2, 3]))
    withKnownIssue {
      board.verify("a = [1, 2]", backward: a)
    } matching: {
      $0.told.contains("backward")
    }
    _ = (a + b).named("c")
    withKnownIssue {
      board.verify("a = [1, 2]")
    } matching: {
      $0.told.contains("[2]") && $0.told.contains("[3]")
    }
  }

  @Test func `what is not finite is told at the formula`() {
    let board = Blackboard()
    let x = board.input("x", 0)
    let y = exp(x).named("y")
    _ = (1 / (y - 1)).named("w")
    withKnownIssue {
      board.verify("w = 1", backward: y)
    } matching: {
      $0.told.contains("w = 1 is unreadable")
    }
  }
}
