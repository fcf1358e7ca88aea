public import Autodiff

extension ProgramRun {
  /// The right answer to a question.
  ///
  /// A value is that at the program's end: after every `minimize`. A gradient is that of the last `backward`;
  /// where there is none, that which the last step of the last `minimize` used. With a step, both are those
  /// at the point where that many steps of the last `minimize` have led.
  ///
  /// - Throws: A mistake that only the values at that point show.
  public func answer(to question: Program.Question) throws(Diagnostics) -> Tensor {
    let zeros = Tensor(repeating: 0, shape: program.graph.shape(of: question.node))
    guard let plan = program.lastMinimisation,
      question.step != nil || (question.isGradient && trace.pass == nil)
    else {
      return question.isGradient ? gradient(of: question.node) ?? zeros : value(of: question.node)
    }
    // The last of n steps begins where n − 1 have led.
    let step = question.step ?? max(0, plan.steps - 1)
    if let last = history.last?.minimisation,
      let entry = history.last(where: { $0.minimisation == last && $0.step == step }),
      let parameter = entry[question.nodeName]
    {
      return question.isGradient ? parameter.gradient : parameter.value
    }
    let run = try program.stopped(afterStep: step).run()
    guard question.isGradient else { return run.value(of: question.node) }
    var trace = run.trace
    trace.backward(from: program.scalars?.scalars(of: plan.loss).first ?? plan.loss)
    let tensors = RunTensors(
      trace: trace,
      reading: program.scalars.map { TensorReading($0, trace) }
    )
    return tensors.gradient(of: question.node) ?? zeros
  }
}

extension ProgramRun {
  /// What the gradient that a question asks for is the gradient of: the output of the last `backward`, or the
  /// loss of the last `minimize`; nil where neither is.
  public func differentiated(by question: Program.Question) -> NodeID? {
    if question.step == nil, let output { return output }
    return program.lastMinimisation?.loss ?? output
  }
}

extension Program {
  /// The last `minimize`.
  fileprivate var lastMinimisation: Minimisation? {
    for case .minimize(let plan) in actions.reversed() { return plan }
    return nil
  }

  /// The program up to a step of its last `minimize`, without claims.
  fileprivate func stopped(afterStep step: Int) -> Program {
    var program = self
    program.claimGraph = nil
    program.actions = []
    let last = actions.lastIndex { if case .minimize = $0 { true } else { false } }
    for (i, action) in actions.enumerated() {
      guard case .minimize(var plan) = action else { continue }
      if i == last { plan.steps = step }
      program.actions.append(.minimize(plan))
    }
    return program
  }
}
