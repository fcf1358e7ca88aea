extension Optimiser {
  /// Adamax: Adam with the largest gradient, slowly forgotten, in place of the root of v̂.
  ///
  ///     m ← β₁ m + (1 − β₁) g
  ///     u ← max(β₂ u, |g| + ε)
  ///     x ← x − η / (1 − β₁ᵗ) · m / u
  ///
  /// State: `m`, `u`.
  ///
  /// - SeeAlso: `torch.optim.Adamax`; D. Kingma, J. Ba, *Adam: A Method for Stochastic Optimization*
  ///   (2015), section 7.1.
  public static let adamax = Optimiser(
    "adamax",
    [.rate(2e-3)] + momentArguments + [.number("weight_decay", 0)],
    start: { step in
      step.keep("m", filledWith: 0)
      step.keep("u", filledWith: 0)
    },
    update: { step in
      step.addWeightDecay()
      let (beta1, beta2, eps) = (step["beta1"], step["beta2"], step["eps"])
      let rate = step.rate / (1 - power(beta1, step.t))
      var m = step.take("m")
      var u = step.take("u")
      for i in m.indices {
        m[i] = beta1 * m[i] + (1 - beta1) * step.g[i]
        let size = step.g[i].magnitude + eps
        u[i] = size.isNaN ? size : max(beta2 * u[i], size)
        step.x[i] -= rate * m[i] / u[i]
      }
      step.keep("m", m)
      step.keep("u", u)
    }
  )
}
