extension Optimiser {
  /// Adadelta: steps measured by the steps before, so that no rate needs to be chosen.
  ///
  ///     s ← ρ s + (1 − ρ) g²
  ///     Δ = √(u + ε) / √(s + ε) · g
  ///     u ← ρ u + (1 − ρ) Δ²
  ///     x ← x − η Δ
  ///
  /// State: `s`, `delta`, `u`.
  ///
  /// - SeeAlso: `torch.optim.Adadelta`; M. Zeiler, *ADADELTA: An Adaptive Learning Rate Method* (2012).
  public static let adadelta = Optimiser(
    "adadelta",
    [
      .rate(1), .number("rho", 0.9, below: 1.0.nextUp), .number("eps", 1e-6),
      .number("weight_decay", 0),
    ],
    start: { step in
      step.keep("s", filledWith: 0)
      step.keep("u", filledWith: 0)
    },
    update: { step in
      step.addWeightDecay()
      let (rho, eps) = (step["rho"], step["eps"])
      var s = step.take("s")
      var delta = step.take("delta")
      var u = step.take("u")
      for i in s.indices {
        s[i] = rho * s[i] + (1 - rho) * step.g[i] * step.g[i]
        delta[i] = (u[i] + eps).squareRoot() / (s[i] + eps).squareRoot() * step.g[i]
        u[i] = rho * u[i] + (1 - rho) * delta[i] * delta[i]
        step.x[i] -= step.rate * delta[i]
      }
      step.keep("s", s)
      step.keep("delta", delta)
      step.keep("u", u)
    }
  )
}
