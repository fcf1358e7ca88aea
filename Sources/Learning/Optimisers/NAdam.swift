internal import CMath

extension Optimiser {
  /// NAdam: Adam with Nesterov's look-ahead, and a momentum that grows with the steps.
  ///
  ///     μ_t = β₁ (1 − ½ · 0.96^(t ψ)),  Π_t = μ₁ ⋯ μ_t,  ψ = momentum_decay
  ///     m ← β₁ m + (1 − β₁) g
  ///     v ← β₂ v + (1 − β₂) g²,  v̂ = v / (1 − β₂ᵗ)
  ///     m̂ = μ_{t+1} m / (1 − Π_{t+1}) + (1 − μ_t) g / (1 − Π_t)
  ///     x ← x − η m̂ / (√v̂ + ε)
  ///
  /// With `decoupled_weight_decay`, the weights decay themselves, as AdamW's do.
  ///
  /// State: `mu`, `mu_next`, `mu_product` (Π_t), `m`, `v`, `m_hat`, `v_hat`.
  ///
  /// - SeeAlso: `torch.optim.NAdam`; T. Dozat, *Incorporating Nesterov Momentum into Adam* (2016).
  public static let nadam = Optimiser(
    "nadam",
    [.rate(2e-3)] + momentArguments + [
      .number("weight_decay", 0), .number("momentum_decay", 4e-3), .flag("decoupled_weight_decay"),
    ],
    start: { step in
      step.note("mu_product", 1)
      step.keep("m", filledWith: 0)
      step.keep("v", filledWith: 0)
    },
    update: { step in
      if step["decoupled_weight_decay"] != 0 {
        step.decayDecoupled()
      } else {
        step.addWeightDecay()
      }
      let (beta1, decay) = (step["beta1"], step["momentum_decay"])
      let mu = beta1 * (1 - 0.5 * pow(0.96, Double(step.t) * decay))
      let next = beta1 * (1 - 0.5 * pow(0.96, Double(step.t + 1) * decay))
      let product = step.number("mu_product", else: 1) * mu
      step.note("mu", mu)
      step.note("mu_next", next)
      step.note("mu_product", product)
      var (first, second) = step.averageMoments()
      let correction = 1 - power(step["beta2"], step.t)
      let eps = step["eps"]
      for i in step.x.indices {
        first[i] = next * first[i] / (1 - product * next) + (1 - mu) * step.g[i] / (1 - product)
        second[i] /= correction
        step.x[i] -= step.rate * first[i] / (second[i].squareRoot() + eps)
      }
      step.keep("m_hat", first)
      step.keep("v_hat", second)
    }
  )
}
