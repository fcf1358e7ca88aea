import Learning
import Notation
import Testing

@testable import Training

@Suite("Printing a plan")
struct PlanPrinterTests {
  /// Plans differ in the text and the places of their claims only.
  private func expectRoundTrip(_ text: String) throws {
    let first = try PlanReaderTests.plan(text)
    var second = try PlanReaderTests.plan(first.text)
    #expect(second.text == first.text)
    #expect(second.claims.map { $0.text } == first.claims.map { $0.text })
    second.claims = first.claims
    #expect(second == first, "\(first.text)")
  }

  @Test func `a plan reads back as it was`() throws { try expectRoundTrip(PlanReaderTests.whole) }

  @Test(arguments: PlanReaderTests.sources)
  func `a source reads back as it was`(source: PlanReaderTests.Source) throws {
    try expectRoundTrip("data \(source.text)\nnet dense()")
  }

  @Test(arguments: [
    "folds 4", "batch 7, kept", "split test = 30", "split kept",
    "prepare one_hot, z_score(sample=true), whiten",
    "prepare whiten(3, sample=true)", "init constant(0.25)", "optimiser adam", "penalty l1(0.1)",
    "optimiser adamw(rate=cosine_decay(0.01, steps=100), weight_decay=0, amsgrad=true)",
    "optimiser rmsprop(rate=exponential_decay(0.1, k=0.05))", "show table, surface",
    "optimiser sgd(rate=inverse_decay(0.1, k=1e-7))", "test moons(rows=3, seed=7)",
    "folds 3; search l2 = [1e-300, 1e-5], trials = 7", "test rows\n0 -> 1\n1 -> 0",
  ])
  func `a statement reads back as it was`(line: String) throws {
    try expectRoundTrip(
      "data moons\nnet conv2d(3, activation=relu), avg_pool2d(4), dense(activation=tanh)\n\(line)"
    )
  }

  @Test func `it looks as one writes it`() throws {
    let plan = try PlanReaderTests.plan("data moons\nnet dense(8,tanh),dense()\nepochs 3")
    #expect(
      plan.text == """
        data      moons(rows=200, seed=1, noise=0.1)
        net       dense(8, tanh), dense()
        optimiser sgd(rate=0.1)
        batch     32
        epochs    3
        seed      1

        """
    )
  }
}
