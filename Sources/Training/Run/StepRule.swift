internal import Autodiff
internal import FastKernels
internal import Kernels
internal import Learning

/// How parameters are moved once their gradients are there: by kernels where there are some for the rule, else by
/// the rule itself, in double precision.
enum StepRule {
  /// Plain descent, on the way back or at its end.
  case descent
  /// Descent with momentum, decay or both.
  case momentum
  /// Adam or AdamW.
  case adam(decoupled: Bool)
  /// AdaGrad, or RMSProp without momentum and centring.
  case adaptive(isMean: Bool)
  /// Any other rule, parameter by parameter.
  case movers

  /// How an optimiser's steps are made.
  init(_ plan: OptimiserPlan) {
    let settings = plan.settings
    switch plan.name {
    case "sgd":
      let isPlain = settings["momentum"] == 0 && settings["weight_decay"] == 0
      self = isPlain ? .descent : .momentum
    case "adam" where settings["amsgrad"] == 0: self = .adam(decoupled: false)
    case "adamw" where settings["amsgrad"] == 0: self = .adam(decoupled: true)
    case "adagrad": self = .adaptive(isMean: false)
    case "rmsprop" where settings["momentum"] == 0 && settings["centered"] == 0:
      self = .adaptive(isMean: true)
    default: self = .movers
    }
  }

  /// How many numbers it keeps of each parameter in the memory.
  var stateCount: Int {
    switch self {
    case .descent, .movers: 0
    case .momentum, .adaptive: 1
    case .adam: 2
    }
  }

  /// Whether parameters can be moved on the way back.
  var isPlain: Bool {
    if case .descent = self { return true }
    return false
  }
}

/// Makes the steps of an optimiser over a net's memory.
struct StepMaker {
  let rule: StepRule
  let plan: OptimiserPlan
  private let list: InstructionList<Float>
  private var prepared: PreparedList<Float>?
  private let states: [Place]
  private let count: Int
  private(set) var movers: [ParameterMover] = []
  private let entries: [NetMemory.Entry]
  /// How many steps were made.
  private(set) var steps = 0

  init(_ plan: OptimiserPlan, _ memory: NetMemory) {
    self.plan = plan
    rule = StepRule(plan)
    entries = memory.entries.filter { $0.gradient != nil }
    var list = InstructionList<Float>()
    let (g, x, n) = (memory.gradients, memory.values, memory.trainedCount)
    switch rule {
    case .descent: list.append(.accumulate(.rate(times: -1), x: g, z: x, count: n))
    case .momentum: list.append(.momentum(g: g, v: memory.states[0], x: x, count: n))
    case .adam:
      list.append(.adam(g: g, m: memory.states[0], v: memory.states[1], x: x, count: n))
    case .adaptive: list.append(.adaptive(g: g, s: memory.states[0], x: x, count: n))
    case .movers: break
    }
    self.list = list
    (states, count) = (memory.states, n)
  }

  /// Its calls.
  var lists: [InstructionList<Float>] { [list] }

  /// Gets them ready to run.
  mutating func prepareLists(_ runner: PlanRunner<Float>) { prepared = runner.prepare(list) }

  /// The learning rate of the next step.
  var rate: Double { plan.rate.value(after: steps) }

  /// Begins with the parameters as they stand.
  mutating func begin(_ runner: PlanRunner<Float>) {
    if case .adaptive(isMean: false) = rule {
      let start = Float(plan.settings["initial_accumulator_value"])
      runner.write([Float](repeating: start, count: count), at: states[0])
    }
    guard case .movers = rule, let optimiser = Optimiser.named(plan.name) else { return }
    movers = entries.compactMap { entry in
      let count = entry.parameter.shape.count
      return ParameterMover(
        optimiser,
        settings: plan.settings,
        shape: entry.parameter.shape,
        elements: runner.read(count, at: entry.value).map { Double($0) },
        rate: rate
      )
    }
  }

  /// Lets the runner know the figures of the next step.
  mutating func prepare(_ runner: PlanRunner<Float>) {
    let rate = rate
    let settings = plan.settings
    runner.rate = Float(rate)
    switch rule {
    case .descent, .movers: break
    case .adaptive(let isMean):
      let kept = isMean ? settings["alpha"] : 1
      let slowed = isMean ? rate : rate / (1 + Double(steps) * settings["lr_decay"])
      runner.adaptive = AdaptiveStep(
        rate: Float(slowed),
        kept: Float(kept),
        share: Float(isMean ? 1 - kept : 1),
        epsilon: Float(settings["eps"]),
        decay: Float(settings["weight_decay"])
      )
    case .momentum:
      runner.momentum = MomentumStep(
        rate: Float(rate),
        momentum: Float(settings["momentum"]),
        share: steps == 0 ? 1 : Float(1 - settings["dampening"]),
        decay: Float(settings["weight_decay"]),
        nesterov: settings["nesterov"] != 0
      )
    case .adam(let decoupled):
      let (beta1, beta2) = (settings["beta1"], settings["beta2"])
      let decay = settings["weight_decay"]
      runner.adam = AdamStep(
        rate: Float(rate),
        beta1: Float(beta1),
        beta2: Float(beta2),
        epsilon: Float(settings["eps"]),
        correction1: Float(1 - StepMaker.power(beta1, steps + 1)),
        correction2: Float(1 - StepMaker.power(beta2, steps + 1)),
        decay: decoupled ? 0 : Float(decay),
        kept: decoupled ? Float(1 - rate * decay) : 1
      )
    }
  }

  /// Moves the parameters against their gradients.
  mutating func move(_ runner: PlanRunner<Float>) {
    guard case .movers = rule else {
      if let prepared { runner.run(prepared) }
      return
    }
    for (i, entry) in entries.enumerated() where i < movers.count {
      let count = entry.parameter.shape.count
      guard let gradient = entry.gradient else { continue }
      var elements = runner.read(count, at: entry.value).map { Double($0) }
      let slopes = runner.read(count, at: gradient).map { Double($0) }
      movers[i].step(&elements, gradient: slopes, rate: rate)
      runner.set(count, at: entry.value, from: elements, start: 0)
    }
  }

  /// Goes on after so many steps, with what the rule itself keeps of each trained parameter.
  mutating func goOn(after steps: Int, _ states: [OptimiserState]) {
    self.steps = steps
    for (i, state) in states.enumerated() where i < movers.count {
      movers[i].goOn(from: state, after: steps)
    }
  }

  /// Notes that a step was made.
  mutating func advance() { steps += 1 }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, factor, rest) = (1.0, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result *= factor }
      factor *= factor
      rest >>= 1
    }
    return result
  }
}
