internal import CMath

extension Operation {
  /// A loss of a prediction and a target with a number, element by element.
  @inline(never)
  private static func pairLoss(
    _ name: String,
    _ arguments: [String],
    _ number: Argument? = nil,
    value: @escaping @Sendable (_ p: Double, _ y: Double, _ number: Double) -> Double,
    prediction: @escaping @Sendable (_ p: Double, _ y: Double, _ number: Double) -> Double,
    target: @escaping @Sendable (_ p: Double, _ y: Double, _ number: Double) -> Double,
    expansion: Expansion? = nil
  ) -> Operation {
    .tensor(
      name,
      arguments: arguments.map { .operand($0) } + (number.map { [$0] } ?? [])
        + [.reduction("reduction")],
      pullbacks: arguments.map { "upstream * d\(name)/d\($0)" },
      rule: .elementwiseLoss(name, value: value, slopes: [prediction, target]),
      expansion: expansion
    )
  }

  /// d²/(2·beta) where |d| < beta, else |d| − beta/2, with d = p − y: the Huber loss over beta.
  public static let smoothL1 = pairLoss(
    "smooth_l1",
    ["p", "y"],
    .number("beta", slot: 0, default: 1),
    value: { p, y, beta in
      let d = (p - y).magnitude
      return d < beta ? d * d / (2 * beta) : d - beta / 2
    },
    prediction: { p, y, beta in smoothSlope(p - y, beta) },
    target: { p, y, beta in -smoothSlope(p - y, beta) }
  )

  /// How it is set and said.
  static let smoothL1Setting = Setting(
    of: .smoothL1,
    tex: #"\operatorname{mean}\,S_\beta(① - ②)"#,
    locals: [
      #"\frac{1}{n} \operatorname{clip}(\frac{① - ②}{\beta})"#,
      #"-\frac{1}{n} \operatorname{clip}(\frac{① - ②}{\beta})"#,
    ],
    words:
      "The smooth L1 loss hands the prediction the error over beta, held between −1 and 1, over n."
  )

  private static func smoothSlope(_ d: Double, _ beta: Double) -> Double {
    d.magnitude < beta ? d / beta : signOf(d)
  }

  /// 100·|p − y| / |y|, the error in percent of the target; |y| counts as at least 1e-7, as in Keras.
  public static let mape = pairLoss(
    "mape",
    ["p", "y"],
    value: { p, y, _ in 100 * ((p - y).magnitude / Swift.max(y.magnitude, 1e-7)) },
    prediction: { p, y, _ in 100 * signOf(p - y) / Swift.max(y.magnitude, 1e-7) },
    target: { p, y, _ in
      let rate = -100 * signOf(p - y) / Swift.max(y.magnitude, 1e-7)
      return y.magnitude > 1e-7 ? rate * (p / y) : rate
    }
  )

  /// How it is set and said.
  static let mapeSetting = Setting(
    of: .mape,
    tex: #"100\,\operatorname{mean}\,\left| \frac{① - ②}{②} \right|"#,
    locals: [
      #"\frac{100}{n} \frac{\operatorname{sign}(① - ②)}{|②|}"#,
      #"-\frac{100}{n} \operatorname{sign}(① - ②) \frac{①}{② |②|}"#,
    ],
    words:
      "The percentage error hands the prediction the error's sign times 100 over the target, over n."
  )

  /// (ln(1 + p) − ln(1 + y))², for quantities whose ratio matters.
  public static let msle = pairLoss(
    "msle",
    ["p", "y"],
    value: { p, y, _ in
      let d = log1p(p) - log1p(y)
      return d * d
    },
    prediction: { p, y, _ in 2 * (log1p(p) - log1p(y)) / (1 + p) },
    target: { p, y, _ in -2 * (log1p(p) - log1p(y)) / (1 + y) },
    expansion: { (gates, operands, attributes) throws(GraphError) in
      let left = try gates.apply(.add, gates.constant(1), operands[0])
      let right = try gates.apply(.add, gates.constant(1), operands[1])
      let distance = try gates.apply(
        .subtract,
        try gates.apply(.log, left),
        try gates.apply(.log, right)
      )
      return try gates.reduce(try gates.apply(.square, distance), attributes)
    }
  )

  /// How it is set and said.
  static let msleSetting = Setting(
    of: .msle,
    tex: #"\operatorname{mean}\,(\ln(1 + ①) - \ln(1 + ②))^2"#,
    locals: [
      #"\frac{2}{n} \frac{\ln(1 + ①) - \ln(1 + ②)}{1 + ①}"#,
      #"-\frac{2}{n} \frac{\ln(1 + ①) - \ln(1 + ②)}{1 + ②}"#,
    ],
    words:
      "The squared logarithmic error hands the prediction twice the logarithms' distance over 1 + p, over n."
  )

  /// p − y·ln p, the negative log likelihood of a Poisson distribution with rate p, without what does
  /// not depend on it; the second term is 0 where y is.
  public static let poisson = pairLoss(
    "poisson",
    ["p", "y"],
    value: { p, y, _ in y == 0 ? p : p - y * CMath.log(p) },
    prediction: { p, y, _ in y == 0 ? 1 : 1 - y / p },
    target: { p, _, _ in -CMath.log(p) },
    expansion: { (gates, operands, attributes) throws(GraphError) in
      let product = try gates.apply(.multiply, operands[1], try gates.apply(.log, operands[0]))
      return try gates.reduce(try gates.apply(.subtract, operands[0], product), attributes)
    }
  )

  /// How it is set and said.
  static let poissonSetting = Setting(
    of: .poisson,
    tex: #"\operatorname{mean}\,[① - ② \ln ①]"#,
    locals: [#"\frac{1}{n} (1 - \frac{②}{①})"#, #"-\frac{1}{n} \ln ①"#],
    words: "The Poisson loss hands the rate one minus the count over it, over n."
  )

  /// y·(ln y − x) of log probabilities x, 0 where y is 0: PyTorch's `KLDivLoss`.
  ///
  /// Its mean divides by the number of elements, so only `reduction="sum"` over the number of rows is the divergence;
  /// ``klDivergence`` of probabilities averages the rows.
  public static let klDivLog = pairLoss(
    "kl_div_log",
    ["x", "y"],
    value: { x, y, _ in y == 0 ? 0 : y * (CMath.log(y) - x) },
    prediction: { _, y, _ in -y },
    target: { x, y, _ in CMath.log(y) + 1 - x }
  )

  /// How it is set and said.
  static let klDivLogSetting = Setting(
    of: .klDivLog,
    tex: #"\operatorname{mean}\,② (\ln ② - ①)"#,
    locals: [#"-\frac{②}{n}"#, #"\frac{1}{n} (\ln ② + 1 - ①)"#],
    words: "The divergence of log probabilities hands each of them minus its target over n."
  )

  /// x where y = 1, max(0, margin − x) where y = −1: small for what belongs together, at least the
  /// margin for what does not.
  ///
  /// No gradient flows to y; where a distance is the margin, the gradient still flows, as in PyTorch.
  public static let hingeEmbedding = pairLoss(
    "hinge_embedding",
    ["x", "y"],
    .number("margin", slot: 0, default: 1),
    value: { x, y, margin in
      (y != -1 ? x : 0) + (y != 1 ? (margin - x > 0 ? margin - x : x.isNaN ? x : 0) : 0)
    },
    prediction: { x, y, margin in
      (y != -1 ? 1 : 0) - (y != 1 && margin - x >= 0 ? 1 : 0)
    },
    target: { _, _, _ in 0 }
  )

  /// How it is set and said.
  static let hingeEmbeddingSetting = Setting(
    of: .hingeEmbedding,
    tex: #"\operatorname{mean}\,h_{②}(①)"#,
    locals: [#"\frac{②}{n}"#, "0"],
    words: "The hinge embedding loss hands a distance its target over n where the loss is not 0."
  )

  /// ln(1 + e^(−y·x)) of a score and a target ±1: the smooth hinge.
  public static let softMargin = pairLoss(
    "soft_margin",
    ["x", "y"],
    value: { x, y, _ in logOnePlusExp(-y * x) },
    prediction: { x, y, _ in -y * logistic(-y * x) },
    target: { x, y, _ in -x * logistic(-y * x) },
    expansion: { (gates, operands, attributes) throws(GraphError) in
      let product = try gates.apply(.multiply, operands[1], operands[0])
      let loss = try gates.apply(.softplus, try gates.apply(.negate, product))
      return try gates.reduce(loss, attributes)
    }
  )

  /// How it is set and said.
  static let softMarginSetting = Setting(
    of: .softMargin,
    tex: #"\operatorname{mean}\,\ln(1 + e^{-② ①})"#,
    locals: [#"-\frac{②}{n} \sigma(-② ①)"#, #"-\frac{①}{n} \sigma(-② ①)"#],
    words:
      "The soft margin hands the score minus its target times the sigmoid of the missing margin, over n."
  )

  /// max(0, −y·(a − b) + margin): a is to be ranked above b where y = 1, below it where y = −1.
  ///
  /// Where the margin is just kept, the gradient still flows, as in PyTorch.
  public static let marginRanking = Operation.tensor(
    "margin_ranking",
    arguments: [
      .operand("a"), .operand("b"), .operand("y"), .number("margin", slot: 0, default: 0),
      .reduction("reduction"),
    ],
    pullbacks: [
      "-upstream * y where missed", "upstream * y where missed", "upstream * (② - ①) where missed",
    ],
    rule: .elementwiseLoss("margin_ranking") { x, margin in
      let gap = -x[2] * (x[0] - x[1]) + margin
      return gap > 0 || gap.isNaN ? gap : 0
    } slope: { x, margin, slot in
      guard -x[2] * (x[0] - x[1]) + margin >= 0 else { return 0 }
      return slot == 0 ? -x[2] : slot == 1 ? x[2] : x[1] - x[0]
    },
    expansion: { (gates, operands, attributes) throws(GraphError) in
      let gap = try gates.apply(.subtract, operands[0], operands[1])
      let product = try gates.apply(.multiply, operands[2], gap)
      let missed = try gates.missed(
        try gates.apply(.negate, product),
        margin: attributes.first
      )
      return try gates.reduce(missed, attributes)
    }
  )

  /// How it is set and said.
  static let marginRankingSetting = Setting(
    of: .marginRanking,
    tex: #"\operatorname{mean}\,\max(0, -y (① - ②) + m)"#,
    words:
      "The ranking loss hands the first score minus its target over n where the margin is missed, the second its negative."
  )

  /// max(0, d₊ − d₋ + margin) of the distances of an anchor to a like and an unlike example, measured in
  /// whatever way.
  ///
  /// Where the margin is just kept, the gradient still flows, as in PyTorch.
  public static let tripletMarginWithDistance = pairLoss(
    "triplet_margin_with_distance",
    ["near", "far"],
    .number("margin", slot: 0, default: 1),
    value: { near, far, margin in
      let gap = near - far + margin
      return gap > 0 || gap.isNaN ? gap : 0
    },
    prediction: { near, far, margin in near - far + margin >= 0 ? 1 : 0 },
    target: { near, far, margin in near - far + margin >= 0 ? -1 : 0 },
    expansion: { (gates, operands, attributes) throws(GraphError) in
      let gap = try gates.apply(.subtract, operands[0], operands[1])
      return try gates.reduce(try gates.missed(gap, margin: attributes.first), attributes)
    }
  )

  /// How it is set and said.
  static let tripletMarginWithDistanceSetting = Setting(
    of: .tripletMarginWithDistance,
    tex: #"\operatorname{mean}\,\max(0, ① - ② + m)"#,
    locals: [
      #"\frac{1}{n}\,\mathbf{1}_{① + m \ge ②}"#, #"-\frac{1}{n}\,\mathbf{1}_{① + m \ge ②}"#,
    ],
    words:
      "The triplet loss hands the near distance 1 over n where the margin is missed, the far one its negative."
  )
}

private func signOf(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : x.isNaN ? x : 0 }
