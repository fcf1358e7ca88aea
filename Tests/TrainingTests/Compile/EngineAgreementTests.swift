import Autodiff
import FastKernels
import Learning
import Notation
import Testing

@testable import Training

/// Nets of every kind of layer, loss and penalty, in batches, against the engine that lessons run on.
@Suite("Kernel calls and the engine")
struct EngineAgreementTests {
  struct Case: CustomStringConvertible, Sendable {
    var name: String
    var layers: [LayerPlan]
    var sampleShape: [Int]
    var target: NetForm.Target
    var loss: LossPlan?
    var penalty = Penalty()
    var description: String { name }
  }

  private static func dense(_ units: Int, _ activation: String? = nil) -> LayerPlan {
    .dense(units: units, activation: activation.map { LayerPlan.Activation($0) })
  }

  static let cases: [Case] = {
    var cases = [
      "relu", "tanh", "sigmoid", "exp", "softplus", "leaky_relu", "elu", "gelu", "silu", "square",
      "abs", "sin", "gaussian",
    ].map { activation in
      Case(
        name: activation,
        layers: [dense(5, activation), dense(4, activation), dense(3)],
        sampleShape: [6],
        target: .classes(3)
      )
    }
    for loss in ["mse", "mae", "huber", "log_cosh", "smooth_l1"] {
      cases.append(
        Case(
          name: loss,
          layers: [dense(5, "tanh"), dense(2)],
          sampleShape: [6],
          target: .numbers(2),
          loss: LossPlan(loss)
        )
      )
    }
    for loss in ["mse", "hinge", "squared_hinge", "bce_with_logits"] {
      cases.append(
        Case(
          name: "\(loss) of classes",
          layers: [dense(5, "tanh"), dense(3)],
          sampleShape: [6],
          target: .classes(3),
          loss: LossPlan(loss)
        )
      )
    }
    for loss in ["bce_with_logits", "hinge", "mse"] {
      cases.append(
        Case(
          name: "\(loss) of one output",
          layers: [dense(5, "tanh"), dense(1)],
          sampleShape: [6],
          target: .classes(2),
          loss: LossPlan(loss)
        )
      )
    }
    cases += [
      Case(
        name: "penalties",
        layers: [dense(5, "relu"), dense(3)],
        sampleShape: [6],
        target: .classes(3),
        penalty: Penalty(l1: 0.01, l2: 0.02)
      ),
      Case(
        name: "batch normalisation and dropout",
        layers: [
          dense(5), .batchNorm, .activation(.init("relu")), .dropout(keep: 0.5), dense(3),
        ],
        sampleShape: [6],
        target: .classes(3)
      ),
      Case(
        name: "batch normalisation of images as features",
        layers: [.batchNorm, dense(4, "tanh"), dense(3)],
        sampleShape: [3, 4],
        target: .classes(3)
      ),
      Case(
        name: "images that are dropped out of before a convolution",
        layers: [
          .dropout(keep: 0.8),
          .conv2d(channels: 2, size: 2, stride: 1, padding: 0, activation: nil),
          dense(3),
        ],
        sampleShape: [4, 4],
        target: .classes(3)
      ),
      Case(
        name: "images",
        layers: [
          .conv2d(channels: 3, size: 3, stride: 1, padding: 1, activation: .init("relu")),
          .batchNorm, .maxPool2d(size: 2),
          .conv2d(channels: 2, size: 2, stride: 2, padding: 1, activation: .init("tanh")),
          .avgPool2d(size: 2), .dropout(keep: 0.7), dense(3),
        ],
        sampleShape: [8, 8],
        target: .classes(3)
      ),
    ]
    return cases
  }()

  @Test(arguments: cases, [KernelLevel.reference, KernelChoice.current.level])
  func `values and gradients of a batch are those of the engine`(
    _ test: Case,
    level: KernelLevel
  ) throws {
    let size = 7
    let form = try NetForm(
      test.layers,
      sampleShape: test.sampleShape,
      target: test.target,
      loss: test.loss
    )
    var random = RandomNumbers(seed: 5)
    let width = test.sampleShape.reduce(1, *)
    let features = (0..<size * width).map { _ in Float(random.normal()) }
    var (labels, targets): ([Int32], [Float]) = ([], [])
    switch test.target {
    case .classes(let count):
      labels = (0..<size).map { Int32($0 % count) }
      targets = labels.map { Float($0) }
    case .numbers(let count): targets = (0..<size * count).map { _ in Float(random.normal()) }
    }
    let net = try NetRunner(
      form,
      penalty: test.penalty,
      optimiser: OptimiserPlan(),
      samples: SampleBlock(
        count: size,
        features: features,
        labels: labels,
        targets: targets,
        most: size
      ),
      training: [size],
      evaluation: [],
      seed: 3,
      level: level,
      threads: 1
    )
    var values: [String: [Float]] = ["x": features, "y": targets]
    for parameter in form.initialParameters(nil, seed: 11) {
      // Not 0, so that a term left out shows.
      let elements = parameter.elements.map { $0 + Float(0.1 * random.normal()) }
      net.set(parameter.name, to: elements)
      values[parameter.name] = elements
    }
    for (index, mask) in form.masks.enumerated() {
      values[mask.name] = net.mask(index, samples: size)
    }

    let rows = Array(0..<size)
    let figures = try #require(net.forward(rows[...]))
    net.differentiate(size)

    let text = form.text(batch: size, mode: .training, penalty: test.penalty)
    let program = try Program.read(SourceText(file: "net", text: text))
    let trace = try reference(program.graph, values, form.objective(test.penalty))
    let loss = try #require(trace.graph.node(named: NetForm.lossName))
    let expected = trace.value(of: loss).elements[0]
    #expect(isNear(figures.loss / Double(size), expected))
    for parameter in form.parameters where parameter.isTrained {
      let node = try #require(trace.graph.node(named: parameter.name))
      let gradient = try #require(trace.gradient(of: node)).elements
      let found = try #require(net.gradient(parameter.name, batch: size))
      let scale = gradient.reduce(1e-2) { max($0, $1.magnitude) }
      for (a, b) in zip(found, gradient) {
        #expect((Double(a) - b).magnitude <= 2e-5 * scale, "\(parameter.name): \(a), \(b)")
      }
    }
  }

  /// The same in double precision, by the engine.
  private func reference(
    _ graph: Graph,
    _ values: [String: [Float]],
    _ objective: String
  ) throws -> Trace {
    var trace = try Trace(running: graph)
    var (leaves, elements): ([NodeID], [[Double]]) = ([], [])
    for (name, numbers) in values {
      guard let node = graph.node(named: name) else { continue }
      leaves.append(node)
      elements.append(numbers.map { Double($0) })
    }
    try trace.replay(leaves, with: elements)
    trace.backward(from: try #require(graph.node(named: objective)))
    return trace
  }

  private func isNear(_ a: Double, _ b: Double) -> Bool {
    (a - b).magnitude <= 1e-5 * max(1, b.magnitude)
  }

  @Test func `plain descent on the way back leads where descent afterwards leads`() throws {
    let form = try NetForm(
      [Self.dense(5, "relu"), Self.dense(4, "tanh"), Self.dense(3)],
      sampleShape: [6],
      target: .classes(3),
      loss: nil
    )
    var ends: [[TrainedNet.Parameter]] = []
    for keepsGradients in [false, true] {
      var random = RandomNumbers(seed: 5)
      let net = try NetRunner(
        form,
        penalty: Penalty(),
        optimiser: OptimiserPlan(),
        samples: SampleBlock(
          count: 8,
          features: (0..<48).map { _ in Float(random.normal()) },
          labels: (0..<8).map { Int32($0 % 3) },
          targets: (0..<8).map { Float($0 % 3) },
          most: 8
        ),
        training: [8],
        evaluation: [],
        seed: 3,
        level: KernelChoice.current.level,
        threads: 1
      )
      net.restore(form.initialParameters(nil, seed: 2))
      for _ in 0..<5 {
        _ = try #require(net.forward(Array(0..<8)[...]))
        net.backward(8, keepsGradients: keepsGradients)
      }
      ends.append(net.parameters)
    }
    for (a, b) in zip(ends[0], ends[1]) {
      for (x, y) in zip(a.elements, b.elements) { #expect((x - y).magnitude <= 1e-6) }
    }
  }
}
