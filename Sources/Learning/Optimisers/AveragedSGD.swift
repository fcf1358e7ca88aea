internal import CMath

extension Optimiser {
  /// Averaged gradient descent: descends with a falling rate and keeps the mean of where it has been.
  ///
  ///     x ← (1 − λ η_t) x − η_t g
  ///     x̄ = x while μ_t = 1, else x̄ ← x̄ + μ_t (x − x̄)
  ///     η_{t+1} = η / (1 + λ η t)^α,  μ_{t+1} = 1 / max(1, t − t₀)
  ///
  /// with η the rate of step t: a schedule shows one step late. `lambd` is λ; the average begins after
  /// `t0` steps. Only x moves the loss; x̄ is kept for whoever wants it.
  ///
  /// State: `eta` (η_t), `mu` (μ_t), `ax` (x̄), `eta_next` (η_{t+1}).
  ///
  /// - SeeAlso: `torch.optim.ASGD`; B. Polyak, A. Juditsky, *Acceleration of Stochastic Approximation by
  ///   Averaging* (1992).
  public static let asgd = Optimiser(
    "asgd",
    [
      .rate(0.01), .number("lambd", 1e-4, from: -.infinity),
      .number("alpha", 0.75, from: -.infinity), .number("t0", 1e6, from: -.infinity),
      .number("weight_decay", 0),
    ],
    start: { step in step.keep("ax", filledWith: 0) },
    update: { step in
      step.addWeightDecay()
      let before = Double(step.t - 1)
      let lambda = step["lambd"]
      let eta = step.number("eta_next", else: step.rate)
      let mu = before == 0 ? 1 : 1 / max(1, before - step["t0"])
      var average = step.take("ax")
      for i in average.indices {
        step.x[i] = (1 - lambda * eta) * step.x[i] - eta * step.g[i]
        average[i] = mu == 1 ? step.x[i] : average[i] + mu * (step.x[i] - average[i])
      }
      step.note("eta", eta)
      step.note("mu", mu)
      step.keep("ax", average)
      let growth = 1 + lambda * step.rate * Double(step.t)
      step.note("eta_next", step.rate / pow(growth, step["alpha"]))
    }
  )
}
