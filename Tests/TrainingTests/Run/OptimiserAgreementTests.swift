import Autodiff
import FastKernels
import Learning
import Notation
import Testing

@testable import Training

/// Steps of training and steps of `minimize`, whose rules are held against PyTorch's figures elsewhere.
@Suite("Steps of training and of minimize")
struct OptimiserAgreementTests {
  struct Case: CustomStringConvertible, Sendable {
    var name: String
    var told: [String: Double] = [:]
    var rate = LearningRate.constant(0.05)
    var description: String { "\(name) \(told)" }
  }

  static let cases: [Case] =
    Optimiser.all.filter { $0.isSeparate }.map { Case(name: $0.name) } + [
      Case(name: "sgd", told: ["momentum": 0.9]),
      Case(name: "sgd", told: ["momentum": 0.9, "dampening": 0.3, "weight_decay": 0.01]),
      Case(name: "sgd", told: ["momentum": 0.8, "nesterov": 1]),
      Case(name: "adam", told: ["weight_decay": 0.1, "beta1": 0.8]),
      Case(name: "adam", told: ["amsgrad": 1]),
      Case(name: "adamw", told: ["weight_decay": 0.1]),
      Case(name: "rmsprop", told: ["momentum": 0.5]),
      Case(name: "rmsprop", told: ["centered": 1]),
      Case(name: "adagrad", told: ["lr_decay": 0.1, "initial_accumulator_value": 0.2]),
      Case(name: "sgd", rate: .stepDecay(0.1, every: 2, factor: 0.5)),
    ]

  @Test(arguments: cases)
  func `six steps with all samples lead to the same parameters`(_ test: Case) throws {
    let optimiser = try #require(Optimiser.named(test.name))
    var settings = OptimiserSettings(of: optimiser)
    for (name, number) in test.told { settings[name] = number }
    let plan = OptimiserPlan(name: test.name, settings: settings, rate: test.rate)
    let size = 9
    let form = try NetForm(
      [.dense(units: 4, activation: .init("tanh")), .dense(units: 3, activation: nil)],
      sampleShape: [5],
      target: .classes(3),
      loss: nil
    )
    var random = RandomNumbers(seed: 21)
    let features = (0..<size * 5).map { _ in Float(random.normal()) }
    let labels = (0..<size).map { Int32($0 % 3) }
    let net = try NetRunner(
      form,
      penalty: Penalty(),
      optimiser: plan,
      samples: SampleBlock(
        count: size,
        features: features,
        labels: labels,
        targets: labels.map { Float($0) },
        most: size
      ),
      training: [size],
      evaluation: [],
      seed: 1,
      level: KernelChoice.current.level,
      threads: 1
    )
    let start = form.initialParameters(nil, seed: 4)
    net.restore(start)
    net.begin()
    let rows = Array(0..<size)
    for _ in 0..<6 {
      _ = try #require(net.forward(rows[...]))
      net.backward(size)
    }

    let text = form.text(batch: size, mode: .training)
    var trace = try Trace(running: try Program.read(SourceText(file: "net", text: text)).graph)
    func node(_ name: String) throws -> NodeID { try #require(trace.graph.node(named: name)) }
    var leaves = [try node("x"), try node("y")]
    var elements = [features.map { Double($0) }, labels.map { Double($0) }]
    for parameter in start {
      leaves.append(try node(parameter.name))
      elements.append(parameter.elements.map { Double($0) })
    }
    try trace.replay(leaves, with: elements)
    var minimiser = Minimiser(
      of: try node(NetForm.lossName),
      over: try start.map { try node($0.name) },
      with: optimiser,
      settings: settings,
      rate: test.rate,
      in: trace
    )
    for _ in 0..<6 { try minimiser.step(&trace) }
    for (found, expected) in zip(net.parameters, minimiser.point.parameters) {
      for (a, b) in zip(found.elements, expected.value.elements) {
        #expect((Double(a) - b).magnitude < 2e-5 * max(1, b.magnitude), "\(found.name)")
      }
    }
  }
}
