extension Optimiser {
  /// RAdam: Adam that trusts v only when enough steps have gone into it.
  ///
  ///     m, v, m̂ as Adam's
  ///     ρ∞ = 2 / (1 − β₂) − 1,  ρ = ρ∞ − 2 t β₂ᵗ / (1 − β₂ᵗ)
  ///     ρ ≤ 5:  x ← x − η m̂
  ///     ρ > 5:  x ← x − η m̂ r l,  l = √(1 − β₂ᵗ) / (√v + ε),
  ///             r = √( (ρ − 4)(ρ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρ) )
  ///
  /// With `decoupled_weight_decay`, the weights decay themselves, as AdamW's do.
  ///
  /// State: `m`, `v`, `m_hat`, `rho`; once ρ > 5 also `r` and `l`.
  ///
  /// - SeeAlso: `torch.optim.RAdam`; L. Liu et al., *On the Variance of the Adaptive Learning Rate and
  ///   Beyond* (2020).
  public static let radam = Optimiser(
    "radam",
    [.rate(1e-3)] + momentArguments + [
      .number("weight_decay", 0), .flag("decoupled_weight_decay"),
    ],
    start: { step in
      step.keep("m", filledWith: 0)
      step.keep("v", filledWith: 0)
    },
    update: { step in
      if step["decoupled_weight_decay"] != 0 {
        step.decayDecoupled()
      } else {
        step.addWeightDecay()
      }
      let (beta2, eps) = (step["beta2"], step["eps"])
      var (first, second) = step.averageMoments()
      let correction = 1 - power(step["beta1"], step.t)
      for i in first.indices { first[i] /= correction }
      step.keep("m_hat", first)
      let rest = power(beta2, step.t)
      let limit = 2 / (1 - beta2) - 1
      let rho = limit - 2 * Double(step.t) * rest / (1 - rest)
      step.note("rho", rho)
      guard rho > 5 else {
        for i in first.indices { step.x[i] -= step.rate * first[i] }
        return
      }
      let ratio = (rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho)
      let rectification = ratio.squareRoot()
      for i in first.indices {
        second[i] = (1 - rest).squareRoot() / (second[i].squareRoot() + eps)
        step.x[i] -= step.rate * first[i] * rectification * second[i]
      }
      step.note("r", rectification)
      step.keep("l", second)
    }
  )
}
