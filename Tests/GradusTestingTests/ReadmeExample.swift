import Gradus
import GradusTesting
import Testing

@Test func `the chain rule, worked out by hand`() {
  expectAnswers(
    """
    q = 3
    f = -12
    grad q = -4
    grad x = -4
    """,
    for: "x = -2; y = 5; z = -4; q = x + y; f = q * z; backward f"
  )
}

@Test func `a square, worked out by hand`() {
  let board = Blackboard()
  let x = board.input("x", 3)
  let y = (x * x).named("y")
  board.verify("y = 9\ngrad x = 6", backward: y)
}
