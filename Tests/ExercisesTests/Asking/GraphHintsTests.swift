import Exercises
import Notation
import Testing

@Suite struct GraphHintsTests {
  private func hints(_ text: String, _ quantity: Quantity) throws -> [String] {
    let program = try Program.read(SourceText(file: "p", text: text))
    return Exercise(program).hints(for: quantity)
  }

  private static let classic = "x = -2; y = 5; z = -4; q = x + y; f = q * z; backward f"

  @Test func `a value comes from what it is computed of`() throws {
    #expect(
      try hints("x = 2; w = 3; z = tanh(w * x + 1)", Quantity("z")) == [
        "z is computed as tanh(w * x + 1).",
        "On the way there: w * x, then w * x + 1.",
        "It needs the values of w and x.",
      ]
    )
    #expect(try hints("x = 2", Quantity("x")) == ["x is given: it stands in the program."])
    #expect(try hints("x = 2", Quantity("y")).isEmpty)
  }

  @Test func `a gradient comes back through each use`() throws {
    #expect(
      try hints(Self.classic, Quantity("q", .gradient)) == [
        "q is used once, by f = q * z: what arrives there is handed back through it.",
        "Through f = q * z: take the gradient that arrives there. "
          + "A product hands each operand its gradient times the other operand.",
      ]
    )
    let twice = try hints(
      "x = 3; y = x * x + relu(x); u = x + 1; backward y",
      Quantity("x", .gradient)
    )
    #expect(
      twice[0]
        == "x is used 3 times, by x * x, x * x and relu(x). Each use hands something back, and the "
        + "gradient is the sum."
    )
    #expect(twice.count == 3)
    #expect(
      twice[2].hasPrefix(
        "Through relu(x): take the gradient that arrives there, times the local derivative by x. "
      )
    )
  }

  @Test func `the output, and what does not lead there`() throws {
    #expect(
      try hints(Self.classic, Quantity("f", .gradient))
        == ["This is where the way back begins: how much f changes with itself."]
    )
    #expect(
      try hints(Self.classic, Quantity("x", .derivative(of: "z")))
        == ["Follow x forward: is there a path from it to z?"]
    )
    #expect(try hints("x = 2; y = x^2", Quantity("x", .gradient)).isEmpty)
  }

  @Test func `moved parameters, step by step`() throws {
    let text = "param w = 1; L = w^2; minimize L over w with sgd(rate=0.1) for 2 steps"
    #expect(
      try hints(text, Quantity("w", step: 0))
        == ["Before the first step, w is what the program gives."]
    )
    #expect(try hints(text, Quantity("w"))[0].hasPrefix("Step 2 begins at w @ 1 "))
    #expect(
      try hints(text, Quantity("L", step: 1))[0]
        == "L is computed as w^2. The parameters are those after 1 step."
    )
    #expect(
      try hints(text, Quantity("L"))[0]
        == "L is computed as w^2. The parameters are those after 2 steps."
    )
    #expect(
      try hints(text, Quantity("w", .gradient, step: 0))[0].hasSuffix(
        "The parameters are still as the program gives them."
      )
    )
  }

  /// Every hint to everything that is asked of a program, with numbers that stand in no program.
  @Test(arguments: [
    "x = 1.37; w = [2.81, 0.53]; h = tanh(w * x); y = sum(h / (1 + x)); backward y",
    "X = [[1.37, 2], [0.5, 1.1]]; W = [[0.3, 0.7], [1.9, 2.3]]; P = softmax(X @ W); L = cross_entropy(P, [0, 1]); backward L",
    "x = 1.37; param w = 0.53; L = (w * x - 2.3)^2; minimize L over w with sgd(rate=0.17) for 2 steps",
  ])
  func `no hint holds an answer`(text: String) throws {
    let program = try Program.read(SourceText(file: "p", text: text))
    let exercise = try Exercise.inOrderOfWork(program)
    var options = Marker.Options()
    options.reveals = true
    let right = try Marker(exercise).mark(AnswerSheet(entries: []), options: options).answers
    #expect(!right.isEmpty)
    for (question, answer) in zip(exercise.questions, right) {
      let hints = exercise.hints(for: question.quantity)
      #expect(!hints.isEmpty, "\(question.quantity.text)")
      for number in answer.right?.elements ?? [] {
        let digits = "\(number)".filter(\.isNumber).drop { $0 == "0" }.prefix(3)
        #expect(!hints.joined().filter(\.isNumber).contains(digits), "\(question.quantity.text)")
      }
    }
  }
}
