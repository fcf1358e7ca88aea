import Autodiff
import Learning
import Notation
import Testing

@testable import Training

@Suite("A model in a file")
struct ModelTests {
  /// A trained net for the samples of a plan.
  static func net(_ plan: String) throws -> TrainedNet {
    let text = try PlanReader.text(SourceText(file: "a.train", text: plan))
    let samples = try LoadedSamples.load(text.plan) { _, _, _ throws(Diagnostics) in
      throw Diagnostics([])
    }
    return try PlanRun(text.plan, samples).run().net
  }

  static let plans = [
    "data moons(rows=40)\nnet dense(3, tanh), dense()\nepochs 2",
    "data moons(rows=40)\nprepare z_score, min_max(-1, 1), divide(3)\nnet dense(3), leaky_relu(slope=0.2), dense()\nepochs 1",
    "data spirals(rows=60, arms=3)\nprepare whiten\nnet dense(4, relu), batch_norm, dropout(0.8), dense()\nepochs 2",
    "data line(rows=40)\nnet dense()\nloss huber(delta=0.5)\nepochs 1",
    "data rows, categories = 1\nred 1 -> a\nblue 2 -> b\nred 3 -> b\nprepare one_hot, z_score\nnet dense()\nepochs 1",
    "data rows\n1 2 3 4 5 6 7 8 9 -> a\n2 2 3 4 1 6 7 8 9 -> b\nnet dense(9, relu), dense()\nepochs 1",
  ]

  @Test(arguments: plans) func `reads back as it was written, to the last bit`(plan: String) throws
  {
    let net = try Self.net(plan)
    let bytes = net.json(plan: try PlanReaderTests.plan(plan))
    let found = try ModelReader.read(bytes, file: "model.json")
    #expect(found == net)
    #expect(found.json(plan: try PlanReaderTests.plan(plan)) == bytes)
  }

  @Test func `numbers keep every bit of a Float`() throws {
    var net = try Self.net(Self.plans[0])
    let numbers: [Float] = [
      .leastNonzeroMagnitude, -.greatestFiniteMagnitude, 0.1, -0.0, 1 / 3, 16_777_217,
    ]
    for (place, number) in numbers.enumerated() { net.parameters[0].elements[place] = number }
    let found = try ModelReader.read(net.json(), file: "model.json")
    #expect(
      found.parameters[0].elements.map { $0.bitPattern }
        == net.parameters[0].elements.map { $0.bitPattern }
    )
  }

  struct Damage: Sendable, CustomTestStringConvertible {
    var name: String
    var old: String
    var new: String
    var told: String
    var testDescription: String { name }
  }

  static let damages: [Damage] = [
    Damage(
      name: "another format",
      old: "gradus-model/1",
      new: "gradus-model/9",
      told: "expected the format 'gradus-model/1', found 'gradus-model/9'"
    ),
    Damage(
      name: "a layer that is none",
      old: "dense(3, tanh)",
      new: "dens(3, tanh)",
      told: "layers: net does not know 'dens'; did you mean 'dense'?"
    ),
    Damage(
      name: "more units",
      old: "dense(3, tanh)",
      new: "dense(4, tanh)",
      told: "parameters expects W1 [2, 4] here, as layers have, found W1 [2, 3]"
    ),
    Damage(
      name: "endless units",
      old: "dense(3, tanh)",
      new: "dense(1000000, tanh), dense(1000000), dense(1000000)",
      told: ""
    ),
    Damage(
      name: "another statement",
      old: "dense(3, tanh)",
      new: "dense(3)\\ndata digits",
      told: "layers: expected items of one line, found a line end or a sign"
    ),
    Damage(
      name: "an unknown loss",
      old: "\"softmax_cross_entropy\"",
      new: "\"mystery\"",
      told: "loss: loss expects "
    ),
    Damage(
      name: "another sample shape",
      old: "\"sample_shape\": [2]",
      new: "\"sample_shape\": [3]",
      told: "sample_shape expects 2 numbers, as preprocessing gives, found 3"
    ),
    Damage(
      name: "a shape that overflows",
      old: "\"sample_shape\": [2]",
      new: "\"sample_shape\": [2147483647, 2147483647, 2147483647]",
      told: "sample_shape expects 2 numbers"
    ),
    Damage(
      name: "a shape beyond 31 bits",
      old: "\"shape\": [2, 3]",
      new: "\"shape\": [99999999999, 3]",
      told: "expected a whole number from 0, found '99999999999'"
    ),
    Damage(
      name: "a lying shape",
      old: "\"shape\": [2, 3]",
      new: "\"shape\": [20000, 30000]",
      told: "W1 expects 600000000 elements, as its shape says, found 6"
    ),
    Damage(
      name: "a number too large",
      old: "\"elements\": [",
      new: "\"elements\": [1e39, ",
      told: "expected a number that 32 bits can hold, found 1e39"
    ),
    Damage(
      name: "no number",
      old: "\"elements\": [",
      new: "\"elements\": [NaN, ",
      told: "expected a number, found 'N'"
    ),
    Damage(
      name: "a stage that is none",
      old: "\"preprocessing\": [",
      new: "\"preprocessing\": [{\"stage\": \"magic\"}",
      told: "expected a stage of preprocessing, found 'magic'"
    ),
    Damage(
      name: "a stage of other columns",
      old: "\"preprocessing\": [",
      new: "\"preprocessing\": [{\"stage\": \"z_score\", \"means\": [1], \"deviations\": [1]}",
      told: "preprocessing expects figures that fit"
    ),
    Damage(
      name: "division by 0",
      old: "\"preprocessing\": [",
      new: "\"preprocessing\": [{\"stage\": \"divide\", \"divisor\": 0}",
      told: "preprocessing expects figures that fit"
    ),
    Damage(
      name: "a key twice",
      old: "\"outputs\": 2",
      new: "\"outputs\": 2, \"outputs\": 2",
      told: "expected 'outputs' once, found it again"
    ),
    Damage(
      name: "other outputs",
      old: "\"outputs\": 2",
      new: "\"outputs\": 3",
      told: "outputs expects 2, as layers give, found 3"
    ),
    Damage(
      name: "a missing part",
      old: "\"outputs\": 2,",
      new: "",
      told: "a model expects 'outputs', found none"
    ),
    Damage(
      name: "no classes",
      old: "\"classes\": [\"0\", \"1\"]",
      new: "\"classes\": []",
      told: "a model expects 'classes', found none"
    ),
    Damage(
      name: "half a surrogate",
      old: "\"classes\": [\"0\"",
      new: "\"classes\": [\"\\ud800\"",
      told: "expected a text of JSON, found half a surrogate pair"
    ),
    Damage(
      name: "what is not known, however deep",
      old: "\"outputs\": 2",
      new: "\"x\": " + String(repeating: "[", count: 100_000),
      told: "expected at most 64 brackets in each other, found more"
    ),
    Damage(
      name: "what is not known",
      old: "\"outputs\": 2",
      new: "\"x\": {\"a\": [1, true, null, \"\\u00e9\\n\"]}, \"outputs\": 2",
      told: "nothing"
    ),
  ]

  private func told(_ bytes: [UInt8]) -> String {
    do throws(Diagnostics) {
      _ = try ModelReader.read(bytes, file: "model.json")
      return "nothing"
    } catch {
      return error.all.first?.message ?? ""
    }
  }

  @Test(arguments: damages) func `is told where it does not fit`(damage: Damage) throws {
    let text = String(decoding: try Self.net(Self.plans[0]).json(), as: UTF8.self)
    let parts = text.split(separator: damage.old, maxSplits: 1, omittingEmptySubsequences: false)
    try #require(parts.count == 2)
    let found = told(Array((parts[0] + damage.new + parts[1]).utf8))
    #expect(found != "nothing" || damage.told == "nothing")
    #expect(found.hasPrefix(damage.told), "\(found)")
  }

  @Test func `cut at any byte it is a mistake, never a trap`() throws {
    let bytes = try Self.net(Self.plans[4]).json()
    for end in stride(from: 0, to: bytes.count - 2, by: 7) {
      #expect(told(Array(bytes[..<end])) != "nothing")
    }
  }

  @Test func `with any byte changed it is read or a mistake, never a trap`() throws {
    let bytes = try Self.net(Self.plans[2]).json()
    var random = RandomNumbers(seed: 1)
    for _ in 0..<400 {
      var changed = bytes
      changed[random.integer(below: bytes.count)] = UInt8(random.integer(below: 256))
      _ = told(changed)
    }
  }

  @Test func `a mistake stands at its line and column`() throws {
    let text = "{\n  \"format\": \"gradus-model/1\",\n  \"outputs\": two\n}"
    do throws(Diagnostics) {
      _ = try ModelReader.read(Array(text.utf8), file: "model.json")
      Issue.record("nothing was told")
    } catch {
      #expect(error.all.first?.location == SourceLocation(file: "model.json", line: 3, column: 14))
    }
  }
}
