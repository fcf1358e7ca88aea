import Autodiff
import Learning
import Testing

struct InitialiserTests {
  @Test func `widths are those of the worked example`() throws {
    let example = try WorkedExample.one("init.bounds")
    for (i, fan) in try example.matrix("fan").enumerated() {
      let fans = Fans(weights: Shape([Int(fan[0]), Int(fan[1])]))
      #expect(
        agree(
          [Initialiser.xavier.distribution(fans: fans).deviation],
          try example.step("xavier_std", at: i + 1)
        )
      )
      #expect(
        agree(
          [Initialiser.heNormal.distribution(fans: fans).deviation],
          try example.step("he_std", at: i + 1)
        )
      )
      let uniform = Initialiser.glorotUniform.distribution(fans: fans)
      guard case .uniform(let low, let high) = uniform else {
        Issue.record("glorot_uniform is uniform")
        return
      }
      #expect(agree([high], try example.step("glorot_b", at: i + 1)))
      #expect(low == -high)
      #expect(
        agree([uniform.deviation * uniform.deviation], try example.step("glorot_var", at: i + 1))
      )
    }
  }

  @Test func `normal and uniform forms of a rule have the same width`() {
    let fans = Fans(input: 37, output: 11)
    let pairs: [(Initialiser, Initialiser)] = [
      (.glorotNormal, .glorotUniform), (.heNormal, .heUniform), (.lecunNormal, .lecunUniform),
      (.xavier, .lecunNormal),
    ]
    for (a, b) in pairs {
      #expect(agree([a.distribution(fans: fans).deviation], [b.distribution(fans: fans).deviation]))
    }
  }

  @Test(arguments: Initialiser.all.map(\.name))
  func `weights have the mean and the width of their rule`(_ name: String) throws {
    let initialiser = try #require(Initialiser.named(name))
    let fans = Fans(input: 200, output: 100)
    var weights = [Double](repeating: .nan, count: 20_000)
    var random = RandomNumbers(seed: 5)
    var span = weights.mutableSpan
    initialiser.fill(&span, fans: fans, random: &random)
    let width = initialiser.distribution(fans: fans).deviation
    let summary = ScoreSummary(weights)
    #expect((summary.deviation - width).magnitude <= 0.02 * width + 1e-12)
    let mean = name == "constant" ? 0.5 : 0
    #expect((summary.mean - mean).magnitude <= 4 * width / 20_000.0.squareRoot() + 1e-12)
    var single = [Float](repeating: .nan, count: 20_000)
    random = RandomNumbers(seed: 5)
    var floats = single.mutableSpan
    initialiser.fill(&floats, fans: fans, random: &random)
    #expect(single == weights.map { Float($0) })
    #expect(!initialiser.tex.isEmpty && !initialiser.words.isEmpty)
  }

  @Test func `arguments are taken in order`() {
    let fans = Fans(input: 0, output: -2)
    #expect(fans == Fans(input: 1, output: 1))
    #expect(
      Initialiser.normal.distribution([0.5], fans: fans) == .normal(mean: 0.5, deviation: 0.01)
    )
    #expect(Initialiser.uniform.distribution([-1, 2, 9], fans: fans) == .uniform(low: -1, high: 2))
    #expect(Initialiser.constant.distribution([3], fans: fans) == .constant(3))
    #expect(Initialiser.named("xavier_uniform") == nil)
  }

  @Test func `fans count the window of a convolution`() {
    // Eight kernels of 3 × 5 on four channels.
    #expect(Fans(weights: Shape([8, 4, 3, 5])) == Fans(input: 60, output: 120))
    #expect(Fans(weights: Shape([6])) == Fans(input: 6, output: 6))
    #expect(Fans(weights: .scalar) == Fans(input: 1, output: 1))
  }

  @Test(arguments: try WorkedExample.all("init.recursion").map(\.id))
  func `the signal through ten layers is that predicted`(_ id: String) throws {
    let example = try WorkedExample.one(id)
    let activation: SignalPrediction.Activation = example.id.contains("relu") ? .relu : .tanh
    let layers = SignalPrediction.layers(10, gain: try example.scalar("gain"), activation)
    let expected = try example.step("std")
    for (layer, wanted) in zip(layers, expected) {
      #expect((layer.deviation - wanted).magnitude <= 1e-9 * wanted)
    }
    if activation == .relu { #expect(agree(layers.map(\.mean), try example.step("mean"))) }
  }
}
