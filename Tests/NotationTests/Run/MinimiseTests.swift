import Autodiff
import Foundation
import Learning
import Notation
import TestSupport
import Testing

/// An entry of the reference file whose program is a `minimize`.
private struct DescentExample: CustomTestStringConvertible, Sendable {
  var id = ""
  var program = ""
  /// The figures of each step, from 1.
  var steps: [Int: [String: Tensor]] = [:]

  var testDescription: String { id }

  static let all: [DescentExample] = {
    guard let data = try? referenceData("worked-examples.json"),
      let file = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let examples = file["examples"] as? [[String: Any]]
    else { return [] }
    return examples.compactMap(DescentExample.init)
  }()

  init?(_ entry: [String: Any]) {
    id = entry["id"] as? String ?? ""
    let lines = entry["program"] as? [String] ?? DescentExample.programs[id] ?? []
    guard lines.contains(where: { $0.contains("minimize") }) else { return nil }
    program = lines.joined(separator: "\n")
    for step in entry["steps"] as? [[String: Any]] ?? [] {
      guard let at = step["at"] as? Int, let name = step["name"] as? String else { continue }
      steps[at, default: [:]][name] = Tensor(reference: step["value"])
    }
  }

  /// The file's L-BFGS examples count iterations.
  private static let programs = [
    "optim.lbfgs.torch.1d": [
      "param x = [1]", "f = sum(x^2) / 2", "minimize f over x with lbfgs(max_iter=1) for 2 steps",
    ],
    "optim.lbfgs.torch.2d": [
      "param x = [3, 3]", "f = x[0]^2 + x[0] * x[1] + 4 * x[1]^2",
      "minimize f over x with lbfgs(max_iter=1) for 3 steps",
    ],
  ]
}

@Suite struct `Minimising` {
  @Test func `the reference file has an example of each optimiser`() {
    #expect(DescentExample.all.count >= 32)
    for optimiser in Optimiser.all {
      #expect(DescentExample.all.contains { $0.program.contains("with \(optimiser.name)(") })
    }
  }

  @Test(arguments: DescentExample.all)
  fileprivate func `every figure of every step is the reference's`(example: DescentExample) throws {
    let history = try run(example.program).history
    #expect(history.count == example.steps.count + 1)
    var compared = 0
    for (t, figures) in example.steps {
      let before = try #require(history[t - 1]["x"])
      let after = try #require(history[t]["x"])
      #expect(history[t].step == t)
      for (name, expected) in figures {
        // A converged L-BFGS makes no further iteration.
        if example.id == "optim.lbfgs.torch.1d", t == 2, !["x", "g", "f"].contains(name) {
          continue
        }
        let actual: Tensor? =
          switch name {
          case "x": after.value
          case "g": before.gradient
          case "f": Tensor(history[t].loss)
          default: after.state[name]
          }
        #expect(
          actual.map { agree($0, expected) } ?? false,
          "step \(t), \(name): \(actual?.plain ?? "none"), reference \(expected.plain)"
        )
        compared += 1
      }
    }
    #expect(compared >= 3 * example.steps.count)
  }

  @Test func `afterwards every node stands at the final parameters`() throws {
    let run = try run(
      """
      param w = 1
      f = w^2
      half = f / 2
      expect f = 1
      expect f + 1 = 2
      minimize f over w with sgd(rate=0.25) for 1 step
      later = 10 * w
      expect w = 0.5
      expect f = 0.25
      expect half + later = 5.125
      """
    )
    #expect(run.expectations.allSatisfy { $0.passed })
    #expect(run.expectations.count == 5)
    #expect(try run.value("later") == Tensor(5))
    #expect(try run.evaluate(SourceText(file: "", text: "w + 1")) == Tensor(1.5))
  }

  @Test func `gradients are those of the last backward, as it ran`() throws {
    let text = """
      param w = 3
      f = w^2
      backward f
      expect grad w = 6
      minimize f over w with sgd(rate=0.1) for 5 steps
      expect grad w = 6
      """
    let run = try run(text)
    #expect(run.expectations.allSatisfy { $0.passed })
    #expect(try run.gradient("w") == Tensor(6))
    #expect(
      run.trace.localDerivative(of: try #require(run.trace.graph.node(named: "f")), slot: 0)
        == Tensor(6)
    )
    let again = try self.run(text + "\nbackward f")
    #expect(agree(try again.gradient("w"), Tensor(6 * 0.32768)))
    #expect((run.gradientCheck()?.largest?.relative ?? 1) < 1e-9)
  }

  @Test func `several minimisations append`() throws {
    let run = try run(
      """
      param w = 1; param b = [1, 2]
      f = w^2 + sum(b^2)
      minimize f over w with sgd(rate=0.5) for 1 step
      minimize f over b, w with adam for 2 steps
      """
    )
    #expect(run.history.map { $0.step } == [0, 1, 0, 1, 2])
    #expect(run.history.map { $0.minimisation } == [0, 0, 1, 1, 1])
    #expect(run.history[3].parameters.map { $0.name } == ["b", "w"])
    #expect(run.history[1].loss == run.history[2].loss)
    #expect(run.history[1]["w"]?.value == Tensor(0))
    #expect(run.history[2]["w"]?.state["m"] == Tensor(0))
    #expect(run.history[4]["b"]?.state["m_hat"]?.shape == Shape([2]))
  }

  @Test(arguments: [
    ("0.5", [0.5, 0.5, 0.5, 0.5]),
    ("step_decay(0.5, every=2, factor=0.5)", [0.5, 0.5, 0.25, 0.25]),
    (
      "exponential_decay(0.5, k=0.5)",
      [0.5, 0.303265329856317, 0.183939720585721, 0.111565080074215]
    ),
    ("inverse_decay(0.5, k=0.5)", [0.5, 1 / 3.0, 0.25, 0.2]),
    ("cosine_decay(0.5, steps=2)", [0.5, 0.25, 0, 0]),
  ])
  func `a schedule sets the rate of each step`(rate: String, expected: [Double]) throws {
    let history = try run(
      "param x = 0\nf = x\nminimize f over x with sgd(rate=\(rate)) for 4 steps"
    ).history
    for t in 1...4 {
      let moved = (history[t - 1]["x"]?.value.scalar ?? 0) - (history[t]["x"]?.value.scalar ?? 0)
      #expect(agree(moved, expected[t - 1], 1e-12))
      let noted = history[t]["x"]?.state["rate"]?.scalar
      #expect(rate == "0.5" ? noted == nil : agree(noted ?? -1, expected[t - 1], 1e-12))
    }
  }

  @Test func `the schedules' runs are the reference's`() throws {
    let expected = [
      "step_decay(0.5, every=2, factor=0.5)": 63 / 512.0,
      "exponential_decay(0.5, k=0.5)": 0.23548109337724724054, "inverse_decay(0.5, k=0.5)": 1 / 6.0,
    ]
    for (schedule, end) in expected {
      let run = try run(
        "param x = 1\nf = x^2 / 2\nminimize f over x with sgd(rate=\(schedule)) for 5 steps"
      )
      #expect(agree(try run.value("x"), Tensor(end)))
    }
  }

  @Test func `what is not finite on the way is told with its step`() throws {
    let run = try run(
      "param x = 1\nf = log(x)\nminimize f over x with sgd(rate=1) for 2 steps"
    )
    #expect(
      run.warnings.map { $0.message } == ["log of 0 is -infinity in f, after step 1 of minimize"]
    )
    #expect(run.history.count == 3)
    let wild = try self.run(
      "param x = 1\nf = x^4\nminimize f over x with sgd(rate=1e150) for 3 steps"
    )
    #expect(wild.warnings.count == 1)
    #expect(wild.warnings.first?.message.hasSuffix("after step 1 of minimize") ?? false)
  }

  @Test func `the history in JSON`() throws {
    let run = try run(
      "param w = [1, 2]\nL = sum(w^2)\nminimize L over w with sgd(rate=0.25, momentum=0.5) for 1 step"
    )
    let json = String(decoding: run.json(), as: UTF8.self)
    let expected = """
        "history": [
          {"step": 0, "loss": 5, "values": {"w": [1, 2]}, "gradients": {"w": [2, 4]}, \
      "state": {"w": {"v": [0, 0]}}},
          {"step": 1, "loss": 1.25, "values": {"w": [0.5, 1]}, "gradients": {"w": [1, 2]}, \
      "state": {"w": {"v": [2, 4]}}}
        ],
      """
    #expect(json.contains(expected), "\(json)")
  }

  private func run(_ text: String) throws -> ProgramRun { try NotationTests.run(text) }
}
