internal import Autodiff
internal import Notation

extension Slip {
  /// Up the gradient.
  static let ascent = Slip("ascent", "stepped up the gradient instead of down") { scene in
    guard !scene.program.movedParameters.isEmpty else { return [] }
    return [
      Making(
        at: nil,
        manner: nil,
        "the step leads up the gradient: it has to be subtracted",
        .rate(Rehearsal.Rate(isNegated: true))
      )
    ]
  }

  /// A learning rate of 1.
  static let rateForgotten = Slip(
    "rate-forgotten",
    "stepped by the gradient with a learning rate of 1"
  ) { scene in
    guard !scene.program.movedParameters.isEmpty else { return [] }
    return [
      Making(
        at: nil,
        manner: nil,
        "the learning rate is missing: the whole gradient was subtracted",
        .rate(Rehearsal.Rate(isLeftOut: true))
      )
    ]
  }

  /// The new weight, or the step, for the gradient.
  static let updateForGradient = Slip(
    "update-for-gradient",
    "gave the new weight, or the step, where the gradient was asked"
  ) { scene in
    guard !scene.program.movedParameters.isEmpty else { return [] }
    return [
      Making(
        at: nil,
        manner: nil,
        "the gradient was asked for, not the new weight or the step",
        .answer { quantity, run, program in
          guard quantity.kind != .value, quantity.canonical(in: program).kind == .gradient,
            let node = program.graph.node(named: quantity.node),
            program.movedParameters.contains(node),
            let (before, after) = run.step(of: node, from: quantity.step, in: program),
            let change = after.combined(with: before, -)
          else { return [] }
          return [after, change, change.scaled(by: -1)]
        }
      )
    ]
  }

  /// The gradient for the new weight.
  static let gradientForUpdate = Slip(
    "gradient-for-update",
    "gave the gradient where the new weight was asked"
  ) { scene in
    guard !scene.program.movedParameters.isEmpty else { return [] }
    return [
      Making(
        at: nil,
        manner: nil,
        "the new weight was asked for, not its gradient",
        .answer { quantity, run, program in
          guard quantity.kind == .value, let node = program.graph.node(named: quantity.node),
            program.movedParameters.contains(node)
          else { return [] }
          let step = quantity.step.map { $0 - 1 }
          return run.gradient(of: node, after: step).map { [$0] } ?? []
        }
      )
    ]
  }

  /// Updated parameters in the pass that updates them.
  static let updatedTooEarly = Slip(
    "updated-too-early",
    "used already updated parameters in the same backward pass"
  ) { scene in
    let parameters = scene.program.movedParameters
    guard parameters.count > 1 else { return [] }
    let told =
      "already updated, was used in the same backward pass: every gradient of a step goes by the old values"
    var makings = parameters.prefix(64).map { node in
      Making(
        at: node,
        manner: nil,
        "\(scene.label(node)), \(told)",
        .early([node])
      )
    }
    makings.append(
      Making(
        at: nil,
        manner: nil,
        "updated parameters were used in the same backward pass: every gradient of a step goes by the old values",
        .early(parameters)
      )
    )
    return makings
  }
}

extension Rehearsal {
  /// A moved parameter before and after the step that a gradient leads to.
  func step(of node: NodeID, from step: Int?, in program: Program) -> (Tensor, Tensor)? {
    if let step {
      guard let before = value(of: node, after: step), let after = value(of: node, after: step + 1)
      else { return nil }
      return (before, after)
    }
    guard let before = lastPass?.valueDuringPass(of: node) else { return nil }
    return (before, value(of: node) ?? before)
  }
}
