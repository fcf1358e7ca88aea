extension Optimiser {
  /// Adam: momentum and RMSProp together, both corrected for their start at zero.
  ///
  ///     m ← β₁ m + (1 − β₁) g         m̂ = m / (1 − β₁ᵗ)
  ///     v ← β₂ v + (1 − β₂) g²        v̂ = v / (1 − β₂ᵗ)
  ///     x ← x − η m̂ / (√v̂ + ε)
  ///
  /// With `amsgrad`, v̂ is made of the largest v so far, kept as `v_max`; with `weight_decay` λ,
  /// g ← g + λ x first.
  ///
  /// State: `m`, `v`, `m_hat`, `v_hat`.
  ///
  /// - SeeAlso: `torch.optim.Adam`; D. Kingma, J. Ba, *Adam: A Method for Stochastic Optimization*
  ///   (2015); S. Reddi, S. Kale, S. Kumar, *On the Convergence of Adam and Beyond* (2018), for AMSGrad.
  public static let adam = Optimiser(
    "adam",
    adamArguments(weightDecay: 0),
    start: { step in step.startMoments() },
    update: { step in
      step.addWeightDecay()
      step.moveByMoments()
    }
  )

  /// AdamW: Adam with decay of the weights themselves instead of in the gradient.
  ///
  ///     x ← (1 − η λ) x, then Adam's step with the gradient as it is
  ///
  /// State: as ``adam``'s, and `x_decayed`.
  ///
  /// - SeeAlso: `torch.optim.AdamW`; I. Loshchilov, F. Hutter, *Decoupled Weight Decay Regularization*
  ///   (2019).
  public static let adamw = Optimiser(
    "adamw",
    adamArguments(weightDecay: 0.01),
    start: { step in step.startMoments() },
    update: { step in
      step.decayDecoupled()
      step.moveByMoments()
    }
  )

  private static func adamArguments(weightDecay: Double) -> [OptimiserArgument] {
    [.rate(1e-3)] + momentArguments + [.number("weight_decay", weightDecay), .flag("amsgrad")]
  }

  /// What every relative of Adam can be told.
  static let momentArguments: [OptimiserArgument] = [
    .number("beta1", 0.9, below: 1), .number("beta2", 0.999, below: 1), .number("eps", 1e-8),
  ]
}

extension ParameterStep {
  fileprivate mutating func startMoments() {
    keep("m", filledWith: 0)
    keep("v", filledWith: 0)
    if self["amsgrad"] != 0 { keep("v_max", filledWith: 0) }
  }

  /// Moves on the averages of the gradient and of its square: `m` and `v`.
  mutating func averageMoments() -> (m: [Double], v: [Double]) {
    let (beta1, beta2) = (self["beta1"], self["beta2"])
    var m = take("m")
    var v = take("v")
    for i in x.indices {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i]
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i]
    }
    keep("m", m)
    keep("v", v)
    return (m, v)
  }

  fileprivate mutating func moveByMoments() {
    let correction1 = 1 - power(self["beta1"], t)
    let correction2 = 1 - power(self["beta2"], t)
    let eps = self["eps"]
    var (first, second) = averageMoments()
    if self["amsgrad"] != 0 {
      var largest = take("v_max")
      for i in x.indices { largest[i] = max(largest[i], second[i]) }
      keep("v_max", largest)
      second = largest
    }
    for i in x.indices {
      first[i] /= correction1
      second[i] /= correction2
      x[i] -= rate * first[i] / (second[i].squareRoot() + eps)
    }
    keep("m_hat", first)
    keep("v_hat", second)
  }
}
