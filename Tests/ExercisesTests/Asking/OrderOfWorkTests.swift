import Exercises
import Notation
import Testing

@Suite struct OrderOfWorkTests {
  private func asked(_ text: String, limit: Int = 100) throws -> [String] {
    let program = try Program.read(SourceText(file: "p", text: text))
    return try Exercise.inOrderOfWork(program, limit: limit).questions.map { $0.quantity.text }
  }

  @Test func `values forward, then gradients back`() throws {
    #expect(
      try asked("x = -2; y = 5; z = -4; q = x + y; f = q * z; backward f")
        == ["q", "f", "grad q", "grad z", "grad y", "grad x"]
    )
  }

  @Test func `what does not lead to the output has no gradient`() throws {
    #expect(
      try asked("x = 2; y = x^2; u = 3 * y; k = 5; backward y")
        == ["y", "u", "grad x"]
    )
    #expect(try asked("x = 2; y = x^2") == ["y"])
    #expect(try asked("x = 2").isEmpty)
  }

  @Test func `a program's own questions go before`() throws {
    #expect(try asked("x = 2; y = x^2; backward y; ask grad x") == ["grad x"])
  }

  @Test func `steps of minimize one after the other`() throws {
    let text =
      "x = 3; c = x + 1; param w = 1; p = w * c; L = p^2; minimize L over w with sgd(rate=0.1) for 2 steps"
    #expect(
      try asked(text) == [
        "c @ 0", "p @ 0", "L @ 0", "grad p @ 0", "grad w @ 0", "w @ 1",
        "p @ 1", "L @ 1", "grad p @ 1", "grad w @ 1", "w @ 2", "p", "L",
      ]
    )
    #expect(try asked(text, limit: 3) == ["c @ 0", "p @ 0", "L @ 0"])
  }

  @Test func `what is not finite, and what is too large, is left out`() throws {
    #expect(
      try asked("x = 0; y = 1 / x; z = ones([65]); u = z + 1; s = sum(z * 2)") == ["s"]
    )
  }

  @Test func `the same derivative by another name is the same`() throws {
    let program = try Program.read(
      SourceText(file: "p", text: "x = 2; q = x^2; f = 3 * q; backward f")
    )
    let exercise = Exercise(program)
    #expect(exercise.isSame(Quantity("x", .derivative(of: "f")), Quantity("x", .gradient)))
    #expect(!exercise.isSame(Quantity("x", .derivative(of: "q")), Quantity("x", .gradient)))
  }
}
