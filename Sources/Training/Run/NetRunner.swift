internal import Autodiff
internal import FastKernels
internal import Kernels
internal import Learning

/// A net in memory, with its plans for batches of several sizes, and the samples that it runs on.
final class NetRunner {
  let form: NetForm
  let penalty: Penalty
  let memory: NetMemory
  let samples: SampleBlock<Float>
  let runner: PlanRunner<Float>
  private(set) var steps: StepMaker
  private let training: [BatchPlan]
  private let evaluation: [BatchPlan]
  private let seed: UInt64

  /// What the state of training is at some time: where it goes on from.
  struct State {
    /// Parameters, gradients and the optimiser's numbers, as they lie in memory.
    var numbers: [Float]
    /// The optimiser, with what it keeps elsewhere.
    var steps: StepMaker
  }

  /// Plans a net for batches of these sizes.
  ///
  /// - Throws: ``TrainingMistake`` where the net cannot be planned.
  init(
    _ form: NetForm,
    penalty: Penalty,
    optimiser: OptimiserPlan,
    samples: SampleBlock<Float>,
    training trainingSizes: Set<Int>,
    evaluation evaluationSizes: Set<Int>,
    seed: UInt64,
    level: KernelLevel,
    threads: Int
  ) throws(TrainingMistake) {
    self.form = form
    self.penalty = penalty
    self.samples = samples
    self.seed = seed
    let rule = StepRule(optimiser)
    let memory = NetMemory(form, states: rule.stateCount)
    var planner = BatchPlanner(form, penalty: penalty, memory: memory)
    var (training, evaluation) = ([BatchPlan](), [BatchPlan]())
    for size in trainingSizes.sorted() where size > 0 {
      training.append(try planner.plan(size, .training, descends: rule.isPlain))
    }
    for size in evaluationSizes.sorted() where size > 0 {
      evaluation.append(try planner.plan(size, .evaluation))
    }
    self.memory = planner.memory
    self.training = training
    self.evaluation = evaluation
    steps = StepMaker(optimiser, memory)
    let plans = training + evaluation
    runner = PlanRunner(
      memory: planner.memory.plan.count,
      samples: samples,
      for: plans.flatMap { $0.lists } + steps.lists,
      level: level,
      threads: threads
    )
    runner.calls = planner.calls
    for plan in plans { plan.prepare(runner) }
    steps.prepareLists(runner)
  }

  // MARK: Parameters

  /// Sets a parameter's elements.
  func set(_ name: String, to elements: [Float]) {
    for entry in memory.entries where entry.parameter.name == name {
      runner.write(elements, at: entry.value)
    }
  }

  /// A parameter's elements.
  func elements(of entry: NetMemory.Entry) -> [Float] {
    runner.read(entry.parameter.shape.count, at: entry.value)
  }

  /// All parameters.
  var parameters: [TrainedNet.Parameter] {
    memory.entries.map { entry in
      TrainedNet.Parameter(
        name: entry.parameter.name,
        shape: entry.parameter.shape,
        elements: elements(of: entry),
        isTrained: entry.parameter.isTrained
      )
    }
  }

  /// Puts all parameters back.
  func restore(_ parameters: [TrainedNet.Parameter]) {
    for parameter in parameters { set(parameter.name, to: parameter.elements) }
  }

  /// Lets the optimiser begin with the parameters as they stand.
  func begin() { steps.begin(runner) }

  /// Lets the optimiser go on after so many steps, with what its rule keeps of each trained parameter.
  func goOn(after steps: Int, _ states: [OptimiserState]) { self.steps.goOn(after: steps, states) }

  /// Where training stands.
  var state: State { State(numbers: runner.read(memory.savedCount, at: Place(0)), steps: steps) }

  /// Goes back to where training stood.
  func restore(_ state: State) {
    runner.write(state.numbers, at: Place(0))
    steps = state.steps
  }

  // MARK: Batches

  /// The figures of one batch: sums over its samples.
  struct BatchFigures {
    /// The loss of each sample, added up.
    var loss: Double
    /// How many are right, or the sum of squared errors.
    var metric: Double
  }

  /// Looks at rows and runs the net forward as in training; nil if the loss is not finite.
  func forward(_ rows: ArraySlice<Int>) -> BatchFigures? {
    guard let plan = plan(rows.count), let prepared = plan.prepared else { return nil }
    samples.look(at: rows)
    drawMasks(plan)
    runner.run(prepared.forward)
    guard runner.number(at: plan.objective).isFinite else { return nil }
    return figures(plan)
  }

  /// Runs back from the loss of the rows that ``forward(_:)`` looked at, and moves the parameters.
  ///
  /// With `keepsGradients`, all gradients stand in the memory afterwards.
  func backward(_ count: Int, keepsGradients: Bool = false) {
    guard let prepared = plan(count)?.prepared else { return }
    steps.prepare(runner)
    if let descent = prepared.descent, !keepsGradients {
      runner.run(descent)
    } else {
      runner.run(prepared.backward)
      steps.move(runner)
    }
    steps.advance()
  }

  /// Runs back without moving anything.
  func differentiate(_ count: Int) {
    guard let prepared = plan(count)?.prepared else { return }
    runner.run(prepared.backward)
  }

  /// Runs the net forward as it is used; nil for a number of rows that was not planned.
  func evaluate(_ rows: ArraySlice<Int>) -> BatchFigures? {
    guard let plan = evaluationPlan(rows.count), let prepared = plan.prepared else { return nil }
    samples.look(at: rows)
    runner.run(prepared.forward)
    return figures(plan)
  }

  /// A node's value in the last batch of that size.
  func value(_ name: String, batch: Int, mode: NetForm.Mode) -> [Float]? {
    number(name, batch, mode) { $0.values[$1] }
  }

  /// What arrived at a node in the last batch of that size.
  func gradient(_ name: String, batch: Int) -> [Float]? {
    number(name, batch, .training) { $0.gradients[$1] }
  }

  /// The plan for a batch of training.
  func plan(_ size: Int) -> BatchPlan? {
    // There are one or two.
    for plan in training where plan.size == size { return plan }
    return nil
  }

  private func evaluationPlan(_ size: Int) -> BatchPlan? {
    for plan in evaluation where plan.size == size { return plan }
    return nil
  }

  private func number(
    _ name: String,
    _ batch: Int,
    _ mode: NetForm.Mode,
    _ place: (CompiledGraph<Float>, Int) -> Place?
  ) -> [Float]? {
    guard let plan = mode == .training ? plan(batch) : evaluationPlan(batch),
      let node = plan.graph.node(named: name), let found = place(plan.compiled, node.index)
    else { return nil }
    return runner.read(plan.graph.shape(of: node).count, at: found)
  }

  private func figures(_ plan: BatchPlan) -> BatchFigures {
    if let prepared = plan.prepared { runner.run(prepared.metric) }
    return BatchFigures(
      loss: Double(runner.number(at: plan.loss)) * Double(plan.size),
      metric: Double(runner.number(at: plan.metricPlace)) * plan.metricFactor
    )
  }

  /// Draws which units are kept, by the number of the step, so that a step can be run again.
  private func drawMasks(_ plan: BatchPlan) {
    for (index, place) in plan.masks.enumerated() {
      runner.write(mask(index, samples: plan.size), at: place)
    }
  }

  /// The mask of a dropout in the next step, for a batch of so many samples.
  func mask(_ index: Int, samples: Int) -> [Float] {
    let mask = form.masks[index]
    var random = RandomNumbers(
      seed: seed &+ UInt64(truncatingIfNeeded: steps.steps &* 1009 &+ index &+ 1)
        &* 0x9E37_79B9_7F4A_7C15
    )
    let count = samples * mask.sample.reduce(1, *)
    return (0..<count).map { _ in random.uniform() < mask.keep ? 1 : 0 }
  }
}
