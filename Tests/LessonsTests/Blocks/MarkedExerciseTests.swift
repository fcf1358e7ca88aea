import Autodiff
import Exercises
import Notation
import Testing

@testable import Lessons

/// That what a page holds as right is what the marker finds right.
@Suite struct `Right values of pages and of the marker` {
  @Test(arguments: [
    "x = -2; y = 5; z = -4; q = x + y; f = q * z\nbackward f\nask q; ask f; ask grad x; ask grad q",
    "W = [[1, 2], [3, 4]]; x = [1, -1]; y = W @ x; L = sum(y^2)\nbackward L\nask y; ask grad W; ask grad x",
    "param w = 8; L = w^2; d = L - 1\nminimize L over w with sgd(rate=0.25) for 3 steps\nask w; ask w @ 0; ask w @ 2; ask grad w; ask grad w @ 1; ask L; ask L @ 1; ask d @ 2; ask grad d",
    "param w = 3; param b = 1; x = 2; t = 1\np = w * x + b; L = (p - t)^2\nbackward L\nminimize L over w, b with sgd(rate=0.125, momentum=0.5) for 2 steps\nask grad w; ask grad b; ask w @ 1; ask b @ 2; ask grad w @ 1; ask p; ask p @ 1",
    "param w = 1; L = (w - 3)^2\nminimize L over w with sgd(rate=0.25) for 2 steps\nminimize L over w with sgd(rate=0.5) for 1 step\nask w; ask w @ 0; ask w @ 1; ask grad w",
  ])
  func `agree`(program: String) throws {
    let built = try built("```exercise\n\(program)\n```\n")
    let block = built.exerciseBlocks[0]
    let exercise = built.results[0].exercises[0]
    let sheet = block.asks.map { "\($0.quantity) = \($0.right.text(NumberFormat.exact))" }
      .joined(separator: "\n")
    let answers = AnswerSheet.read(
      SourceText(file: "answers", text: sheet),
      knowing: NodeNames(of: exercise.program)
    )
    let marked = try Marker(exercise).mark(answers)
    #expect(marked.answers.map(\.quantity) == block.asks.map(\.quantity))
    #expect(marked.answers.map(\.verdict) == block.asks.map { _ in .correct })
    // The page's engine reads the same exercise from its text.
    let page = Exercise(try Program.read(SourceText(file: "page", text: block.program)))
    #expect(page.questions.map(\.quantity) == exercise.questions.map(\.quantity))
    #expect(try Marker(page).mark(answers).score == block.asks.count)
  }
}
