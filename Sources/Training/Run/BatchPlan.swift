internal import Autodiff
internal import FastKernels
internal import Kernels
internal import Learning
internal import Notation

/// What is run for a batch of one size, and where its numbers are found.
final class BatchPlan {
  /// How many samples there are.
  let size: Int
  /// The program's graph.
  let graph: Graph
  /// Its calls.
  let compiled: CompiledGraph<Float>
  /// What is worked out of the outputs besides: how many are right, or the sum of squared errors.
  let metric: InstructionList<Float>
  /// Where the loss without penalties stands.
  let loss: Place
  /// Where what is made small stands.
  let objective: Place
  /// Where the result of ``metric`` stands.
  let metricPlace: Place
  /// What it is multiplied by.
  let metricFactor: Double
  /// Where the outputs begin.
  let output: Place
  /// Where the leaves of the masks are.
  let masks: [Place]
  /// The calls as a runner has looked through them.
  private(set) var prepared: Prepared?

  /// The lists of a plan, ready to run.
  final class Prepared {
    let forward: PreparedList<Float>
    let backward: PreparedList<Float>
    let descent: PreparedList<Float>?
    let metric: PreparedList<Float>

    init(_ plan: BatchPlan, _ runner: PlanRunner<Float>) {
      forward = runner.prepare(plan.compiled.forward)
      backward = runner.prepare(plan.compiled.backward)
      descent = plan.compiled.descent.map { runner.prepare($0) }
      metric = runner.prepare(plan.metric)
    }
  }

  init(
    size: Int,
    graph: Graph,
    compiled: CompiledGraph<Float>,
    metric: InstructionList<Float>,
    loss: Place,
    objective: Place,
    metricPlace: Place,
    metricFactor: Double,
    output: Place,
    masks: [Place]
  ) {
    self.size = size
    self.graph = graph
    self.compiled = compiled
    self.metric = metric
    self.loss = loss
    self.objective = objective
    self.metricPlace = metricPlace
    self.metricFactor = metricFactor
    self.output = output
    self.masks = masks
  }

  /// All its lists.
  var lists: [InstructionList<Float>] {
    [compiled.forward, compiled.backward, metric] + (compiled.descent.map { [$0] } ?? [])
  }

  /// Gets ready to run, and puts numbers in their places that are there from the beginning.
  func prepare(_ runner: PlanRunner<Float>) {
    prepared = Prepared(self, runner)
    for preset in compiled.presets {
      runner.set(preset.numbers.count, at: preset.place, from: preset.numbers, start: 0)
    }
  }
}

/// Makes the plans of a net, all in one memory and over the same parameters.
struct BatchPlanner {
  let form: NetForm
  private(set) var memory: NetMemory
  var calls: [(PlanRunner<Float>) -> Void] = []
  private let objective: String
  private let text: (Int, NetForm.Mode) -> String

  init(_ form: NetForm, penalty: Penalty, memory: NetMemory) {
    self.form = form
    self.memory = memory
    objective = form.objective(penalty)
    text = { size, mode in form.text(batch: size, mode: mode, penalty: penalty) }
  }

  /// The plan for a batch of `size` samples.
  ///
  /// - Throws: ``TrainingMistake/program(_:)`` where the notation refuses the net.
  mutating func plan(
    _ size: Int,
    _ mode: NetForm.Mode,
    descends: Bool = false
  ) throws(TrainingMistake) -> BatchPlan {
    let graph = try NetProgram.graph(text(size, mode))
    var request = CompilerRequest(
      roots: [],
      objective: nil,
      bound: [:],
      parameterGradients: [:],
      labels: nil,
      descends: descends
    )
    var plan = memory.plan
    func node(_ name: String) throws(TrainingMistake) -> NodeID {
      guard let node = graph.node(named: name) else { throw .program("there is no \(name)") }
      return node
    }
    request.bound[try node("x")] = Place(0, in: .features)
    request.bound[try node("y")] = Place(0, in: .targets)
    if form.target.isClasses { request.labels = try node("y") }
    for entry in memory.entries {
      guard let leaf = graph.node(named: entry.parameter.name) else { continue }
      request.bound[leaf] = entry.value
      if mode == .training, let gradient = entry.gradient {
        request.parameterGradients[leaf] = gradient
      }
    }
    var masks: [Place] = []
    for mask in form.masks where mode == .training {
      let place = plan.reserve(size * mask.sample.reduce(1, *))
      masks.append(place)
      request.bound[try node(mask.name)] = place
    }
    let top = try node(objective)
    let (loss, output) = (try node(NetForm.lossName), try node(form.output))
    request.roots = [top, loss, output]
    if mode == .training { request.objective = top }
    var compiler = GraphCompiler<Float>(graph, request, memory: plan, calls: calls)
    compiler.compile()
    if mode == .training { try keepRunningFigures(&compiler) }
    if descends { compiler.descendTheRest(memory) }
    let (metric, place) = metric(&compiler, output, loss, size)
    memory.plan = compiler.memory
    calls = compiler.calls
    return BatchPlan(
      size: size,
      graph: graph,
      compiled: compiler.compiled,
      metric: metric,
      loss: compiler.value(loss),
      objective: compiler.value(top),
      metricPlace: place,
      metricFactor: metric.instructions.isEmpty ? Double(size * form.outputCount) : 1,
      output: compiler.value(output),
      masks: masks
    )
  }

  /// What is worked out of the outputs: how many classes are right, or the sum of squared errors.
  private mutating func metric(
    _ compiler: inout GraphCompiler<Float>,
    _ output: NodeID,
    _ loss: NodeID,
    _ size: Int
  ) -> (InstructionList<Float>, Place) {
    var list = InstructionList<Float>()
    let place = compiler.memory.reserve(1)
    let (x, count) = (compiler.value(output), form.outputCount)
    if form.target.isClasses, count > 1 {
      list.append(.countRight(rows: size, columns: count, x: x, z: place))
    } else if form.target.isClasses {
      let threshold = form.threshold
      var (outputs, labels) = (
        [Double](repeating: 0, count: size), [Double](repeating: 0, count: size)
      )
      compiler.calls.append { runner in
        runner.copy(size, at: x, into: &outputs, from: 0)
        runner.copy(size, at: Place(0, in: .targets), into: &labels, from: 0)
        var right = 0.0
        for i in 0..<size where (outputs[i] > threshold) == (labels[i] == 1) { right += 1 }
        outputs[0] = right
        runner.set(1, at: place, from: outputs, start: 0)
      }
      list.append(.call(compiler.calls.count - 1))
    } else if form.loss == LossPlan("mse") {
      // The loss tells it.
      return (list, compiler.value(loss))
    } else {
      let distance = compiler.memory.reserve(size * count)
      list.append(
        compiler.elementwise(.subtract, x, Place(0, in: .targets), distance, size * count)
      )
      list.append(.dot(x: distance, y: distance, count: size * count, alpha: 1, beta: 0, z: place))
    }
    return (list, place)
  }

  /// Lets batch normalisations remember means and variances, as PyTorch does: a tenth of each batch's.
  private func keepRunningFigures(
    _ compiler: inout GraphCompiler<Float>
  ) throws(TrainingMistake) {
    for (place, normalization) in form.normalizations.enumerated() {
      func entry(_ name: String) -> Place? {
        memory.entries.first { $0.parameter.name == name }?.value
      }
      guard let node = compiler.graph.node(named: "n\(place + 1)"),
        let mean = entry(normalization.mean), let variance = entry(normalization.variance)
      else { continue }
      compiler.keepRunningFigures(of: node, mean: mean, variance: variance)
    }
  }
}
