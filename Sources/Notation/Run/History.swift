public import Autodiff
public import Learning

extension ProgramRun {
  /// Where a `minimize` stood before its first step or after one.
  public struct HistoryEntry: Equatable, Sendable {
    /// Which `minimize` of the program it belongs to, from 0.
    public var minimisation: Int
    /// How many of its steps have led there.
    public var step: Int
    /// The loss there.
    public var loss: Double
    /// The moved parameters, in the order in which the statement names them.
    public var parameters: [Parameter]

    /// One moved parameter.
    public struct Parameter: Equatable, Sendable {
      /// Its name.
      public var name: String
      /// Its value there.
      public var value: Tensor
      /// The gradient of the loss there.
      public var gradient: Tensor
      /// What the optimiser keeps of it, and worked out in the step that led there.
      public var state: OptimiserState
    }

    /// The parameter of that name.
    public subscript(name: String) -> Parameter? { parameters.first { $0.name == name } }
  }

  /// Compares recorded gradients with central differences: those of the last `backward`, or, where
  /// there is none, those of the last `minimize`'s loss at the final parameters.
  ///
  /// Nil without either.
  public func gradientCheck() -> GradientCheck? {
    if trace.pass != nil { return trace.gradientCheck() }
    for case .minimize(let plan) in program.actions.reversed() {
      var trace = trace
      trace.backward(from: program.scalars?.scalars(of: plan.loss).first ?? plan.loss)
      return trace.gradientCheck()
    }
    return nil
  }
}

/// What happened while parameters moved.
struct TrainingLog {
  var history: [ProgramRun.HistoryEntry] = []
  var warnings: [Diagnostic] = []
  var minimisations = 0
}

extension Program {
  /// Runs one `minimize`; every node then stands re-evaluated.
  func run(
    _ plan: Minimisation,
    _ trace: inout Trace,
    _ claimTrace: inout Trace?,
    _ log: inout TrainingLog
  ) throws(Trace.Fault) {
    var minimiser = Minimiser(
      of: plan.loss,
      over: plan.parameters,
      with: plan.optimiser,
      settings: plan.settings,
      rate: plan.rate,
      opened: scalars,
      in: trace
    )
    var hasWarned = false
    for step in 0...plan.steps {
      if step > 0 { try minimiser.step(&trace) }
      log.history.append(entry(minimiser.point, log.minimisations))
      if !hasWarned, let warning = warning(plan, minimiser.point, trace) {
        hasWarned = true
        log.warnings.append(warning)
      }
    }
    log.minimisations += 1
    try claimTrace?.replay(
      plan.parameters,
      with: minimiser.point.parameters.map { $0.value.elements }
    )
  }

  private func entry(_ point: Minimiser.Point, _ minimisation: Int) -> ProgramRun.HistoryEntry {
    ProgramRun.HistoryEntry(
      minimisation: minimisation,
      step: point.step,
      loss: point.loss,
      parameters: point.parameters.map { parameter in
        ProgramRun.HistoryEntry.Parameter(
          name: graph.name(of: parameter.node) ?? "",
          value: parameter.value,
          gradient: parameter.gradient,
          state: parameter.state
        )
      }
    )
  }

  /// What is not finite at a point, where it first arose.
  private func warning(
    _ plan: Minimisation,
    _ point: Minimiser.Point,
    _ trace: Trace
  ) -> Diagnostic? {
    let isFine = point.parameters.allSatisfy { $0.gradient.isFinite && $0.value.isFinite }
    guard !isFine || !trace.isFinite else { return nil }
    let when = point.step == 0 ? "before the first step" : "after step \(point.step)"
    for parameter in point.parameters where !parameter.value.isFinite {
      let name = graph.name(of: parameter.node) ?? ""
      return Diagnostic(
        .warning,
        "\(name) is no longer finite \(when) of minimize",
        of: source,
        from: plan.start,
        to: plan.end,
        help: "make the steps smaller?"
      )
    }
    var probe = trace
    probe.backward(from: scalars?.scalars(of: plan.loss).first ?? plan.loss)
    guard let origin = probe.nonFiniteOrigins.first else { return nil }
    let range = runPlace(of: origin.node)
    return Diagnostic(
      .warning,
      "\(origin.message(in: probe)), \(when) of minimize",
      of: source,
      from: range.lowerBound,
      to: range.upperBound
    )
  }
}

extension ProgramRun {
  /// Writes the history into a run's JSON.
  func history(_ json: inout JSONText) {
    json.line(2)
    json.key("history")
    json.open("[")
    for entry in history {
      json.line(4)
      json.open("{")
      json.key("step")
      json.integer(entry.step)
      json.key("loss")
      json.number(entry.loss)
      json.key("values")
      json.open("{")
      for parameter in entry.parameters {
        json.key(parameter.name)
        json.tensor(parameter.value)
      }
      json.close("}")
      json.key("gradients")
      json.open("{")
      for parameter in entry.parameters {
        json.key(parameter.name)
        json.tensor(parameter.gradient)
      }
      json.close("}")
      json.key("state")
      json.open("{")
      for parameter in entry.parameters {
        json.key(parameter.name)
        json.open("{")
        for quantity in parameter.state.entries {
          json.key(quantity.name)
          json.tensor(quantity.value)
        }
        json.close("}")
      }
      json.close("}")
      json.close("}")
    }
    json.close("]", indent: history.isEmpty ? nil : 2)
  }
}
