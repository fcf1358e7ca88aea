extension Optimiser {
  /// AdaGrad: every parameter has its own rate, which shrinks with the gradients it has seen.
  ///
  ///     η_t = η / (1 + (t − 1) · lr_decay)
  ///     s ← s + g²
  ///     x ← x − η_t g / (√s + ε)
  ///
  /// State: `s`.
  ///
  /// - SeeAlso: `torch.optim.Adagrad`; J. Duchi, E. Hazan, Y. Singer, *Adaptive Subgradient Methods for
  ///   Online Learning and Stochastic Optimization* (2011).
  public static let adagrad = Optimiser(
    "adagrad",
    [
      .rate(0.01), .number("lr_decay", 0), .number("weight_decay", 0),
      .number("initial_accumulator_value", 0), .number("eps", 1e-10),
    ],
    start: { step in step.keep("s", filledWith: step["initial_accumulator_value"]) },
    update: { step in
      step.addWeightDecay()
      let rate = step.rate / (1 + Double(step.t - 1) * step["lr_decay"])
      let eps = step["eps"]
      var s = step.take("s")
      for i in s.indices {
        s[i] += step.g[i] * step.g[i]
        step.x[i] -= rate * step.g[i] / (s[i].squareRoot() + eps)
      }
      step.keep("s", s)
    }
  )
}
