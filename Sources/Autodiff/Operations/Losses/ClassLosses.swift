internal import CMath

extension Operation {
  /// Cross entropy −Σ y ln p of probabilities; `y` is one-hot, any distribution, or class indices.
  public static let crossEntropy = Operation.tensor(
    "cross_entropy",
    arguments: [.operand("p"), .operand("y"), .reduction("reduction")],
    pullbacks: ["-upstream * ② / ①", "-upstream * log(①)"],
    rule: .classLoss("cross_entropy") { p, y, _ in
      var loss = 0.0
      for k in p.indices where y[k] != 0 { loss -= y[k] * CMath.log(p[k]) }
      return loss
    } prediction: { p, y, slopes in
      for k in p.indices { slopes[k] = y[k] == 0 ? 0 : -y[k] / p[k] }
    } target: { p, _, slopes in
      for k in p.indices { slopes[k] = -CMath.log(p[k]) }
    },
    expansion: { (gates, operands, attributes) throws(GraphError) in
      let logarithm = try gates.apply(.log, operands[0])
      return try gates.negativeLogLikelihood(logarithm, operands[1], attributes)
    }
  )

  /// How it is set and said.
  static let crossEntropySetting = Setting(
    of: .crossEntropy,
    tex: #"-\textstyle\sum ② \ln ①"#,
    locals: [#"-\frac{②}{①}"#, #"-\ln ①"#],
    words: "Cross entropy hands each probability minus its target over itself."
  )

  /// Cross entropy of logits, logsumexp(z) − Σ y z for a distribution y; hands back p − y.
  public static let softmaxCrossEntropy = Operation.tensor(
    "softmax_cross_entropy",
    arguments: [.operand("z"), .operand("y"), .reduction("reduction")],
    pullbacks: ["upstream * (softmax(①) - ②)", "-upstream * log_softmax(①)"],
    rule: .classLoss("softmax_cross_entropy") { z, y, _ in
      let (top, rest) = logSumExpParts(z)
      var loss = 0.0
      for k in z.indices where y[k] != 0 { loss += y[k] * (top - z[k] + rest) }
      return loss
    } prediction: { z, y, slopes in
      softmaxLane(z, 1, &slopes)
      var mass = 0.0
      for k in z.indices { mass += y[k] }
      for k in z.indices { slopes[k] = slopes[k] * mass - y[k] }
    } target: { z, _, slopes in
      let (top, rest) = logSumExpParts(z)
      for k in z.indices { slopes[k] = top - z[k] + rest }
    },
    expansion: { (gates, operands, attributes) throws(GraphError) in
      var lastAxis = Attributes()
      lastAxis.axes = [gates.rank(operands[0]) - 1]
      lastAxis.first = 1
      let probabilities = try gates.apply(.softmax, operands[0], lastAxis)
      let logarithm = try gates.apply(.log, probabilities)
      return try gates.negativeLogLikelihood(logarithm, operands[1], attributes)
    }
  )

  /// How it is set and said.
  static let softmaxCrossEntropySetting = Setting(
    of: .softmaxCrossEntropy,
    tex: #"-\textstyle\sum ② \ln \operatorname{softmax}(①)"#,
    locals: [#"\operatorname{softmax}(①) - ②"#, #"-\ln \operatorname{softmax}(①)"#],
    words: "Softmax and cross entropy together hand each logit its probability minus its target."
  )

  /// The negative log likelihood −Σ y ln p of log probabilities.
  public static let nll = Operation.tensor(
    "nll",
    arguments: [.operand("logp"), .operand("y"), .reduction("reduction")],
    pullbacks: ["-upstream * ②", "-upstream * ①"],
    rule: .classLoss("nll") { x, y, _ in
      var loss = 0.0
      for k in x.indices where y[k] != 0 { loss -= y[k] * x[k] }
      return loss
    } prediction: { x, y, slopes in
      for k in x.indices { slopes[k] = -y[k] }
    } target: { x, _, slopes in
      for k in x.indices { slopes[k] = -x[k] }
    },
    expansion: { (gates, operands, attributes) throws(GraphError) in
      try gates.negativeLogLikelihood(operands[0], operands[1], attributes)
    }
  )

  /// How it is set and said.
  static let nllSetting = Setting(
    of: .nll,
    tex: #"-\textstyle\sum ② ①"#,
    locals: ["-②", "-①"],
    words: "The negative log likelihood hands each log probability minus its target."
  )

  /// The Kullback-Leibler divergence Σ p ln(p/q) of two distributions.
  public static let klDivergence = Operation.tensor(
    "kl_div",
    arguments: [.operand("p"), .operand("q"), .reduction("reduction")],
    pullbacks: ["upstream * (log(① / ②) + 1)", "-upstream * ① / ②"],
    rule: .classLoss("kl_div", allowsLabels: false) { p, q, _ in
      var loss = 0.0
      for k in p.indices where p[k] != 0 { loss += p[k] * logRatio(p[k], q[k]) }
      return loss
    } prediction: { p, q, slopes in
      for k in p.indices { slopes[k] = logRatio(p[k], q[k]) + 1 }
    } target: { p, q, slopes in
      for k in p.indices { slopes[k] = p[k] == 0 ? 0 : -p[k] / q[k] }
    }
  )

  /// How it is set and said.
  static let klDivergenceSetting = Setting(
    of: .klDivergence,
    tex: #"\textstyle\sum ① \ln \frac{①}{②}"#,
    locals: [#"\ln \frac{①}{②} + 1"#, #"-\frac{①}{②}"#],
    words: "The Kullback-Leibler divergence hands q minus p over q, and p the log ratio plus one."
  )
}

/// ln(p/q), also where the quotient is too large or too small for a number.
private func logRatio(_ p: Double, _ q: Double) -> Double {
  let ratio = p / q
  return ratio.isNormal ? log(ratio) : log(p) - log(q)
}

extension TensorRule {
  /// A loss over classes, which lie on the last axis: sums the classes, then averages the rows.
  ///
  /// | operand | shape |
  /// |---------|-------|
  /// | prediction | `S + [C]` |
  /// | target, as distributions | `S + [C]` |
  /// | target, as class indices | `S`; no gradient flows to it |
  @inline(never)
  static func classLoss(
    _ name: String,
    allowsLabels: Bool = true,
    value: @escaping @Sendable ([Double], [Double], Int) -> Double,
    prediction: @escaping @Sendable ([Double], [Double], inout [Double]) -> Void,
    target: @escaping @Sendable ([Double], [Double], inout [Double]) -> Void
  ) -> TensorRule {
    TensorRule(
      shape: { (shapes, attributes) throws(GraphError) in
        let (z, y) = (shapes[0], shapes[1])
        let rows = Shape([Int](z.axes.dropLast()))
        guard z.rank > 0, y == z || (allowsLabels && y == rows) else {
          throw .shapeMismatch(
            operation: name,
            expected: allowsLabels
              ? "[…, C], and a target of that shape or class indices […]" : "equal shapes",
            found: shapes
          )
        }
        if z.count == 0 { throw .emptyReduction(operation: name) }
        return attributes.reduction == .none ? rows : .scalar
      },
      forward: { frame, values in
        let rows = ClassRows(frame)
        let reduction = frame.attributes.reduction
        var total = 0.0
        for row in 0..<rows.count {
          let (p, y) = rows.read(row, values)
          let loss = value(p, y, row)
          if reduction == .none { values[frame.output.offset + row] = loss }
          total += loss
        }
        switch reduction {
        case .none: break
        case .sum: values[frame.output.offset] = total
        case .mean: values[frame.output.offset] = total / Double(rows.count)
        }
      },
      backward: { frame, values, gradients, slot, contributions, at in
        let rows = ClassRows(frame)
        guard slot == 0 || !rows.hasLabels else { return }
        let reduction = frame.attributes.reduction
        var slopes = [Double](repeating: 0, count: rows.classes)
        for row in 0..<rows.count {
          let (p, y) = rows.read(row, values)
          if slot == 0 { prediction(p, y, &slopes) } else { target(p, y, &slopes) }
          var upstream = gradients[frame.upstream + (reduction == .none ? row : 0)]
          if reduction == .mean { upstream /= Double(rows.count) }
          for k in 0..<rows.classes {
            contributions[at + row * rows.classes + k] += upstream * slopes[k]
          }
        }
      },
      check: { frame, values in
        let rows = ClassRows(frame)
        return rows.hasLabels
          ? firstBadClass(frame.operands[1], values, classes: rows.classes, operation: name) : nil
      },
      scalars: .rows
    )
  }
}

/// A prediction and its target, row by row.
private struct ClassRows {
  let classes: Int
  let count: Int
  let hasLabels: Bool
  private let prediction: Int
  private let target: Int

  init(_ frame: Frame) {
    let shape = frame.operands[0].shape
    classes = shape.axes[shape.rank - 1]
    count = shape.count / max(classes, 1)
    hasLabels = frame.operands[1].shape != shape
    prediction = frame.operands[0].offset
    target = frame.operands[1].offset
  }

  /// The prediction of a row and its target as a distribution.
  func read(_ row: Int, _ values: [Double]) -> ([Double], [Double]) {
    let start = prediction + row * classes
    let p = [Double](values[start..<start + classes])
    guard hasLabels else {
      return (p, [Double](values[target + row * classes..<target + (row + 1) * classes]))
    }
    var y = [Double](repeating: 0, count: classes)
    if let place = classIndex(values[target + row], of: classes) { y[place] = 1 }
    return (p, y)
  }
}
