import Autodiff
import Notation
import Testing

/// What is right for each `ask` of a program.
private func answers(_ program: String) throws -> [[Double]] {
  let run = try Program.read(SourceText(file: "test.grad", text: program)).run()
  return try run.program.questions.map { try run.answer(to: $0).elements }
}

@Suite struct `Right answers` {
  @Test func `values and gradients of the classic`() throws {
    #expect(
      try answers(
        "x = -2; y = 5; z = -4; q = x + y; f = q * z; backward f; ask q; ask grad x; ask grad z"
      ) == [[3], [-4], [3]]
    )
  }

  @Test func `a leaf that the output does not use has the gradient 0`() throws {
    #expect(try answers("x = [1, 2]; y = 3; f = y * y; backward f; ask grad x") == [[0, 0]])
  }

  // w² by steps of 0.25: each step halves w. From 8: 8, 4, 2, 1, with the gradients 16, 8, 4, 2.
  private let halving =
    "param w = 8; L = w^2; d = L - 1\nminimize L over w with sgd(rate=0.25) for 3 steps\n"

  @Test(arguments: [
    ("ask w", 1.0), ("ask w @ 0", 8), ("ask w @ 2", 2), ("ask w @ 3", 1), ("ask grad w @ 1", 8),
    ("ask grad w @ 3", 2), ("ask L @ 1", 16), ("ask d @ 2", 3), ("ask grad L @ 2", 1),
  ])
  func `steps of a minimize can be asked for`(question: String, right: Double) throws {
    #expect(try answers(halving + question) == [[right]])
  }

  @Test func `without a backward, the gradient is that of the last step`() throws {
    // The third step begins at 2.
    #expect(try answers(halving + "ask grad w; ask grad L") == [[4], [1]])
  }

  @Test func `with a backward, it is that pass`() throws {
    // At 8, before any step.
    #expect(
      try answers(
        "param w = 8; L = w^2; backward L; minimize L over w with sgd(rate=0.25) for 3 steps; ask grad w"
      ) == [[16]]
    )
  }

  @Test func `a step is one of the last minimize`() throws {
    let more = "minimize L over w with sgd(rate=0.5) for 1 step\n"
    // The second one takes w from 1 to 0 at once.
    #expect(try answers(halving + more + "ask w @ 0; ask w @ 1; ask d @ 0") == [[1], [0], [0]])
  }
}

@Suite struct `Programs without their claims` {
  private func plain(_ text: String, keeping: [String] = []) throws -> String {
    try Program.read(SourceText(file: "p", text: text))
      .textWithoutClaims { keeping.contains($0.name) }
  }

  @Test func `claims and questions go with their lines and comments`() throws {
    #expect(
      try plain("x = 2 # given\nexpect x = 2 # a secret\n\nq = x * x; expect q = 4; r = q\nask q\n")
        == "x = 2 # given\n\nq = x * x; r = q\n"
    )
  }

  @Test func `questions that are wanted stay`() throws {
    #expect(
      try plain(
        "  x = 2; expect x = 2; ask x \"a # b; c\" to 3 digits # why?\nask x",
        keeping: ["x"]
      )
        == "  x = 2; ask x \"a # b; c\" to 3 digits  # why?\nask x\n"
    )
  }

  @Test func `a claim over several lines goes as a whole`() throws {
    #expect(
      try plain("x = [1,\n  2]\r\nexpect x = [1,\r\n  2]\r\ny = 3") == "x = [1,\n  2]\ny = 3\n"
    )
  }
}
