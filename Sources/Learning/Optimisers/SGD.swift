extension Optimiser {
  /// Gradient descent, with momentum if asked for.
  ///
  ///     v ← ρ v + (1 − d) g     (v = g in the first step)
  ///     u = v, or g + ρ v with Nesterov's look-ahead
  ///     x ← x − η u
  ///
  /// | argument | meaning |
  /// |---|---|
  /// | `momentum` | ρ, how much of the last direction is kept; without it, x ← x − η g |
  /// | `dampening` | d |
  /// | `nesterov` | needs momentum and no dampening |
  /// | `weight_decay` | λ: g ← g + λ x first |
  ///
  /// State: `v`; with `nesterov` also `u`.
  ///
  /// - SeeAlso: `torch.optim.SGD`; I. Sutskever et al., *On the importance of initialization and momentum
  ///   in deep learning* (2013).
  public static let sgd = Optimiser(
    "sgd",
    [
      .rate(nil), .number("momentum", 0), .number("dampening", 0, from: -.infinity),
      .flag("nesterov"), .number("weight_decay", 0),
    ],
    conflict: { settings in
      settings["nesterov"] != 0 && (settings["momentum"] == 0 || settings["dampening"] != 0)
        ? ("nesterov", "momentum above 0 and dampening 0") : nil
    },
    start: { step in
      if step["momentum"] != 0 { step.keep("v", filledWith: 0) }
    },
    update: { step in
      step.addWeightDecay()
      let momentum = step["momentum"]
      guard momentum != 0 else {
        for i in step.x.indices { step.x[i] -= step.rate * step.g[i] }
        return
      }
      let share = step.t == 1 ? 1 : 1 - step["dampening"]
      var v = step.take("v")
      for i in v.indices { v[i] = momentum * v[i] + share * step.g[i] }
      step.keep("v", v)
      var u = v
      if step["nesterov"] != 0 {
        for i in u.indices { u[i] = step.g[i] + momentum * v[i] }
        step.keep("u", u)
      }
      for i in u.indices { step.x[i] -= step.rate * u[i] }
    }
  )
}
