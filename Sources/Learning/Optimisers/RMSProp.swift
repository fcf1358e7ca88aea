extension Optimiser {
  /// RMSProp: AdaGrad that forgets.
  ///
  ///     s ← α s + (1 − α) g²
  ///     denom = √s + ε,  or √(s − m²) + ε with m ← α m + (1 − α) g, if centered
  ///     x ← x − η g / denom,  or v ← ρ v + g / denom, x ← x − η v with momentum ρ
  ///
  /// State: `s`, `denom`; if centered also `m`, with momentum also `v`.
  ///
  /// - SeeAlso: `torch.optim.RMSprop`; G. Hinton, *Neural Networks for Machine Learning*, lecture 6
  ///   (2012); A. Graves, *Generating Sequences With Recurrent Neural Networks* (2013), for the centered
  ///   form.
  public static let rmsprop = Optimiser(
    "rmsprop",
    [
      .rate(0.01), .number("alpha", 0.99), .number("eps", 1e-8), .number("weight_decay", 0),
      .number("momentum", 0), .flag("centered"),
    ],
    start: { step in
      step.keep("s", filledWith: 0)
      if step["centered"] != 0 { step.keep("m", filledWith: 0) }
      if step["momentum"] != 0 { step.keep("v", filledWith: 0) }
    },
    update: { step in
      step.addWeightDecay()
      let (alpha, eps, momentum) = (step["alpha"], step["eps"], step["momentum"])
      var s = step.take("s")
      for i in s.indices { s[i] = alpha * s[i] + (1 - alpha) * step.g[i] * step.g[i] }
      step.keep("s", s)
      var denominator = s
      if step["centered"] != 0 {
        var m = step.take("m")
        for i in m.indices {
          m[i] = alpha * m[i] + (1 - alpha) * step.g[i]
          denominator[i] = s[i] - m[i] * m[i]
        }
        step.keep("m", m)
      }
      for i in s.indices { denominator[i] = denominator[i].squareRoot() + eps }
      step.keep("denom", denominator)
      guard momentum != 0 else {
        for i in s.indices { step.x[i] -= step.rate * step.g[i] / denominator[i] }
        return
      }
      var v = step.take("v")
      for i in v.indices {
        v[i] = momentum * v[i] + step.g[i] / denominator[i]
        step.x[i] -= step.rate * v[i]
      }
      step.keep("v", v)
    }
  )
}
