internal import CMath

extension Optimiser {
  /// FTRL-proximal: the parameter is worked out anew from all gradients so far, and is 0 while they
  /// do not outweigh l1.
  ///
  ///     n' = n + g²
  ///     σ = (n'^(−p) − n^(−p)) / η
  ///     z ← z + g − σ x,  n ← n'
  ///     quadratic = n^(−p) / η + 2 λ₂
  ///     x = (clip(z, −λ₁, λ₁) − z) / quadratic
  ///
  /// p is `learning_rate_power`, λ₁ is `l1`, λ₂ is `l2` + `beta` / (2 η); with `l2_shrinkage` s, z is
  /// moved by g + 2 s x. z starts at 0 whatever x is, so that the first value of x counts only through
  /// σ x. The rule and its defaults are those of Keras.
  ///
  /// State: `n`, `sigma`, `z`, `quadratic`.
  ///
  /// - SeeAlso: `keras.optimizers.Ftrl`; H. B. McMahan et al., *Ad Click Prediction: a View from the
  ///   Trenches* (2013).
  public static let ftrl = Optimiser(
    "ftrl",
    [
      .rate(1e-3), .number("learning_rate_power", -0.5, from: -.infinity, below: 0.0.nextUp),
      .number("initial_accumulator_value", 0.1), .number("l1", 0), .number("l2", 0),
      .number("l2_shrinkage", 0), .number("beta", 0),
    ],
    start: { step in
      step.keep("n", filledWith: step["initial_accumulator_value"])
      step.keep("z", filledWith: 0)
    },
    update: { step in
      let (rate, exponent) = (step.rate, -step["learning_rate_power"])
      let (l1, shrinkage) = (step["l1"], step["l2_shrinkage"])
      let l2 = step["l2"] + step["beta"] / (2 * rate)
      var n = step.take("n")
      var sigma = step.take("sigma")
      var z = step.take("z")
      var quadratic = step.take("quadratic")
      for i in n.indices {
        let (g, x) = (step.g[i], step.x[i])
        let next = n[i] + g * g
        let grown = exponent == 0.5 ? next.squareRoot() : pow(next, exponent)
        let before = exponent == 0.5 ? n[i].squareRoot() : pow(n[i], exponent)
        sigma[i] = (grown - before) / rate
        z[i] += g + 2 * shrinkage * x - sigma[i] * x
        n[i] = next
        quadratic[i] = grown / rate + 2 * l2
        step.x[i] = (min(max(z[i], -l1), l1) - z[i]) / quadratic[i]
      }
      step.keep("n", n)
      step.keep("sigma", sigma)
      step.keep("z", z)
      step.keep("quadratic", quadratic)
    }
  )
}
