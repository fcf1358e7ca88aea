import Autodiff
import Learning
import Notation
import Testing

@testable import Training

@Suite("The state of a training in a file")
struct StateTests {
  /// A model whose best epoch is not its last.
  static func model(_ optimiser: String = "adam(rate=0.05)") throws -> [UInt8] {
    let plan = try PlanReaderTests.plan(
      """
      data moons(rows=40)
      split validation = 25%
      net dense(3), batch_norm, tanh, dense()
      optimiser \(optimiser)
      epochs 3
      """
    )
    let samples = try GoingOnTests.samples(plan)
    let result = try PlanRun(plan, samples).run()
    var state = try #require(result.state)
    state.parameters[0][0] += 1
    return result.net.json(plan: plan, state: state)
  }

  private func told(_ bytes: [UInt8]) -> String {
    do throws(Diagnostics) {
      _ = try ModelReader.model(bytes, file: "model.json")
      return "nothing"
    } catch {
      return error.all.first?.message ?? ""
    }
  }

  struct Damage: Sendable, CustomTestStringConvertible {
    var old: String
    var new: String
    var told: String
    var testDescription: String { told }
  }

  static let damages: [Damage] = [
    Damage(
      old: "\"optimiser\": \"adam(rate=0.05)\"",
      new: "\"optimiser\": \"adma(rate=0.05)\"",
      told: "optimiser: optimiser does not know 'adma'; did you mean 'adam'?"
    ),
    Damage(
      old: "\"optimiser\": \"adam(rate=0.05)\"",
      new: "\"optimiser\": \"adam\\nseed 3\"",
      told: "optimiser: expected items of one line, found a line end or a sign"
    ),
    Damage(
      old: "\"optimiser\": \"adam(rate=0.05)\"",
      new: "\"optimiser\": \"sgd(rate=0.05)\"",
      told: "quantities expects no more here, as the optimiser keeps, found m of W1"
    ),
    Damage(
      old: "\"optimiser\": \"adam(rate=0.05)\"",
      new: "\"optimiser\": \"sgd(rate=0.05, momentum=0.5)\"",
      told: "quantities expects v of W1 here, as the optimiser keeps, found m of W1"
    ),
    Damage(
      old: "\"optimiser\": \"adam(rate=0.05)\"",
      new: "\"optimiser\": \"nadam(rate=0.05)\"",
      told: "quantities expects mu_product of W1 here, as the optimiser keeps, found m of W1"
    ),
    Damage(
      old: "\"optimiser\": \"adam(rate=0.05)\",",
      new: "",
      told: "a model expects 'optimiser', found none"
    ),
    Damage(
      old: "{\"epoch\": 1, ",
      new: "{\"epoch\": 2, ",
      told: "epochs expects epoch 1 here, found 2"
    ),
    Damage(
      old: "{\"epoch\": 0, ",
      new: "{\"epoch\": 1000000, ",
      told: "epochs expects epoch 0 here, found 1000000"
    ),
    Damage(
      old: "\"epoch\": 0, \"steps\": 0",
      new: "\"epoch\": 0, \"steps\": 3",
      told: "epochs expects 0 steps before the first epoch, found 3"
    ),
    Damage(
      old: "\"epoch\": 3, \"steps\": 3",
      new: "\"epoch\": 3, \"steps\": 2",
      told: "epochs expects more steps after epoch 3 than before it, found 2"
    ),
    Damage(
      old: "\"epoch\": 3, \"steps\": 3",
      new: "\"epoch\": 3, \"steps\": 99999999999999999",
      told: "expected a whole number from 0, found '99999999999999999'"
    ),
    Damage(
      old: "\"epoch\": 3, \"steps\": 3",
      new: "\"epoch\": 3, \"steps\": -1",
      told: "expected a whole number from 0, found '-1'"
    ),
    Damage(
      old: "\"epoch\": 3, \"steps\": 3, ",
      new: "\"epoch\": 3, ",
      told: "a model expects 'steps', found none"
    ),
    Damage(
      old: "\"training\": {\"loss\":",
      new: "\"training\": {\"loss\": \"none\", \"lost\":",
      told: "expected a number, found 'none'"
    ),
    Damage(
      old: "\"training\": {\"loss\":",
      new: "\"training\": {\"lost\":",
      told: "a model expects 'loss', found none"
    ),
    Damage(
      old: "\n      {\"parameter\": \"W1\", \"name\": \"m\", \"float32\": [",
      new: "\n      {\"parameter\": \"W1\", \"name\": \"m\", \"float32\": [0.5, ",
      told: "m of W1 expects 6 elements, as its shape says, found 7"
    ),
    Damage(
      old: "\"name\": \"m\", \"float32\"",
      new: "\"name\": \"m\", \"float64\"",
      told: "quantities expects m of W1 as float32 here, as the optimiser keeps, found float64"
    ),
    Damage(
      old: "\"name\": \"m\", \"float32\"",
      new: "\"name\": \"m\", \"float16\"",
      told: "a model expects 'float32', found none"
    ),
    Damage(
      old: "{\"parameter\": \"b1\", \"name\": \"m\"",
      new: "{\"parameter\": \"b2\", \"name\": \"m\"",
      told: "quantities expects m of b1 here, as the optimiser keeps, found m of b2"
    ),
    Damage(
      old: "    \"quantities\": [",
      new: "    \"quantities\": [], \"q\": [",
      told: "quantities expects m of W1 here, as the optimiser keeps, found none"
    ),
    Damage(
      old: "    \"parameters\": [\n      [",
      new: "    \"parameters\": [\n      [7, ",
      told: "W1 expects 6 elements, as its shape says, found 7"
    ),
    Damage(
      old: "    \"parameters\": [\n      [",
      new: "    \"parameters\": [\n      [1], [",
      told: "parameters expects 8 of them, as layers have, found 9"
    ),
    Damage(
      old: "    \"parameters\": [\n      [",
      new: "    \"parameters\": [\n      [\"NaN\", ",
      told: "expected a number, found '\"'"
    ),
  ]

  @Test(arguments: damages) func `is told where it does not fit`(damage: Damage) throws {
    let text = String(decoding: try Self.model(), as: UTF8.self)
    let parts = text.split(separator: damage.old, maxSplits: 1, omittingEmptySubsequences: false)
    try #require(parts.count == 2, "\(damage.old) in \(text)")
    #expect(told(Array((parts[0] + damage.new + parts[1]).utf8)) == damage.told)
  }

  @Test func `a mistake stands at its line and column`() throws {
    let text = String(decoding: try Self.model(), as: UTF8.self)
    let broken = text.replacing("\"epoch\": 2, \"steps\": 2", with: "\"epoch\": 9, \"steps\": 2")
    let lines = broken.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.hasPrefix("      {\"epoch\": 9") }) + 1
    do throws(Diagnostics) {
      _ = try ModelReader.model(Array(broken.utf8), file: "model.json")
      Issue.record("nothing was told")
    } catch {
      let location = SourceLocation(file: "model.json", line: line, column: 7)
      #expect(error.all.first?.location == location)
      #expect(error.all.first?.help == "the file was changed by hand, or cut: write it anew")
    }
  }

  @Test(arguments: ["adam(rate=0.05)", "rprop(rate=0.01)"])
  func `cut at any byte it is a mistake, never a trap`(optimiser: String) throws {
    let bytes = try Self.model(optimiser)
    for end in stride(from: bytes.count / 2, to: bytes.count - 2, by: 7) {
      #expect(told(Array(bytes[..<end])) != "nothing")
    }
  }

  @Test(arguments: ["adam(rate=0.05)", "rprop(rate=0.01)"])
  func `with any byte changed it is read and trained on, or a mistake, never a trap`(
    optimiser: String
  ) throws {
    let bytes = try Self.model(optimiser)
    let text = String(decoding: bytes, as: UTF8.self)
    let begin = try #require(text.utf8.firstRange(of: "\"training\": {\n".utf8)?.lowerBound)
    let start = text.utf8.distance(from: text.utf8.startIndex, to: begin)
    let plan = try PlanReaderTests.plan(
      """
      data moons(rows=40)
      split validation = 25%
      net dense(3), batch_norm, tanh, dense()
      optimiser \(optimiser)
      epochs 4
      """
    )
    let samples = try GoingOnTests.samples(plan)
    var random = RandomNumbers(seed: 2)
    for _ in 0..<300 {
      var changed = bytes
      let place = start + random.integer(below: bytes.count - start)
      changed[place] = UInt8(random.integer(below: 256))
      guard let model = try? ModelReader.model(changed, file: "model.json") else { continue }
      _ = try? PlanRun(plan, samples, state: model.state).run()
    }
  }

  @Test func `numbers beyond all others are kept`() throws {
    let plan = try GoingOnTests.plan("nadam(rate=0.01)")
    let result = try PlanRun(plan, try GoingOnTests.samples(plan)).run()
    var state = try #require(result.state)
    state.epochs[2].validation = PartFigures(loss: .infinity, metric: -.infinity)
    let numbers: [Double] = [.infinity, -.infinity, -0.0, .leastNonzeroMagnitude, 0.1, 1e300]
    let place = try #require(state.quantities.firstIndex { $0.name == "v" })
    guard case .float64(var elements) = state.quantities[place].elements else {
      Issue.record("nadam keeps doubles")
      return
    }
    for (i, number) in numbers.enumerated() { elements[i] = number }
    state.quantities[place].elements = .float64(elements)
    let bytes = result.net.json(state: state)
    let found = try ModelReader.model(bytes, file: "model.json").state
    #expect(found == state)
    #expect(result.net.json(state: found) == bytes)
  }
}
