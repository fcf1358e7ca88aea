extension Optimiser {
  /// Rprop: only the gradient's sign counts; the step grows while it stays and shrinks when it turns.
  ///
  ///     agree = sign(g · last g)
  ///     size ← size · η⁺ if agree = 1, · η⁻ if agree = −1, held between step_min and step_max
  ///     after a turn the component rests: g = 0 for this step and as the last g of the next
  ///     x ← x − sign(g) · size
  ///
  /// `eta_minus`, `eta_plus` are PyTorch's `etas`; `step_min`, `step_max` its `step_sizes`. The first
  /// size is the rate.
  ///
  /// State: `agree`, `size`, `g_used` (the g of the last line).
  ///
  /// - SeeAlso: `torch.optim.Rprop`; M. Riedmiller, H. Braun, *A Direct Adaptive Method for Faster
  ///   Backpropagation Learning: The RPROP Algorithm* (1993).
  public static let rprop = Optimiser(
    "rprop",
    [
      .rate(0.01), .number("eta_minus", 0.5, below: 1), .number("eta_plus", 1.2, from: 1),
      .number("step_min", 1e-6), .number("step_max", 50),
    ],
    start: { step in
      step.keep("size", filledWith: step.rate)
      step.keep("g_used", filledWith: 0)
    },
    update: { step in
      let (minus, plus) = (step["eta_minus"], step["eta_plus"])
      let (least, most) = (step["step_min"], step["step_max"])
      var agree = step.take("agree")
      var size = step.take("size")
      var used = step.take("g_used")
      for i in size.indices {
        agree[i] = sign(step.g[i] * used[i])
        let factor = agree[i] > 0 ? plus : agree[i] < 0 ? minus : 1
        size[i] = min(max(size[i] * factor, least), most)
        used[i] = agree[i] < 0 ? 0 : step.g[i]
        step.x[i] -= sign(used[i]) * size[i]
      }
      step.keep("agree", agree)
      step.keep("size", size)
      step.keep("g_used", used)
    }
  )

  private static func sign(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : x }
}
