internal import CMath

extension Operation {
  private static let reductionArguments: [Argument] = [
    .operand("x"), .axes("axis"), .keepsAxes("keepdims"),
  ]

  @inline(never)
  private static func reduction(
    _ name: String,
    pullback: String,
    allowsEmpty: Bool = false,
    scalars: ScalarForm.LaneForm? = nil,
    value: @escaping @Sendable ([Double]) -> Double,
    slopes: @escaping @Sendable ([Double], Double, inout [Double]) -> Void,
    expansion: Expansion? = nil
  ) -> Operation {
    .tensor(
      name,
      arguments: reductionArguments,
      pullbacks: [pullback],
      rule: .reduction(
        name,
        allowsEmpty: allowsEmpty,
        scalars: scalars ?? .reduction(name),
        value: value,
        slopes: slopes
      ),
      expansion: expansion
    )
  }

  /// The sum over the axes; 0 of nothing.
  public static let sum = reduction(
    "sum",
    pullback: "broadcast(upstream)",
    allowsEmpty: true,
    scalars: .sum,
    value: { lane in total(lane) },
    slopes: { _, _, slopes in fill(&slopes, 1) }
  )

  /// How it is set and said.
  static let sumSetting = Setting(
    of: .sum,
    symbol: "Σ",
    tex: #"\textstyle\sum ①"#,
    locals: ["1"],
    words: "A sum over elements hands its gradient on unchanged to each of them."
  )

  /// The mean over the axes.
  public static let mean = reduction(
    "mean",
    pullback: "broadcast(upstream / n)",
    value: { lane in average(lane) },
    slopes: { lane, _, slopes in fill(&slopes, 1 / Double(lane.count)) },
    expansion: { (gates, operands, attributes) throws(GraphError) in
      let sum = try gates.apply(.sum, operands[0], attributes)
      return try gates.apply(
        .divide,
        sum,
        gates.constant(gates.laneCount(operands[0], attributes))
      )
    }
  )

  /// How it is set and said.
  static let meanSetting = Setting(
    of: .mean,
    tex: #"\operatorname{mean}(①)"#,
    locals: [#"\frac{1}{n}"#],
    words: "A mean hands each of its n elements one n-th of its gradient."
  )

  /// The largest element; equal ones share the gradient.
  public static let max = reduction(
    "max",
    pullback: "upstream * (① == max(①)) / ties",
    value: { lane in extreme(lane) { $0 > $1 } },
    slopes: shareAmongTies
  )

  /// How it is set and said.
  static let maxSetting = Setting(
    of: .max,
    tex: #"\max ①"#,
    locals: [#"\mathbf{1}_{① = \max}"#],
    words: "A maximum hands its gradient to its largest element; equal ones share it."
  )

  /// The smallest element; equal ones share the gradient.
  public static let min = reduction(
    "min",
    pullback: "upstream * (① == min(①)) / ties",
    value: { lane in extreme(lane) { $0 < $1 } },
    slopes: shareAmongTies
  )

  /// How it is set and said.
  static let minSetting = Setting(
    of: .min,
    tex: #"\min ①"#,
    locals: [#"\mathbf{1}_{① = \min}"#],
    words: "A minimum hands its gradient to its smallest element; equal ones share it."
  )

  /// The variance, with n in the denominator.
  public static let variance = reduction(
    "var",
    pullback: "upstream * 2 * (① - mean(①)) / n",
    value: { lane in spread(lane) },
    slopes: { lane, _, slopes in
      let mean = average(lane)
      for k in lane.indices { slopes[k] = 2 * ((lane[k] - mean) / Double(lane.count)) }
    },
    expansion: { (gates, operands, attributes) throws(GraphError) in
      try gates.variance(operands[0], attributes)
    }
  )

  /// How it is set and said.
  static let varianceSetting = Setting(
    of: .variance,
    tex: #"\operatorname{var}(①)"#,
    locals: [#"\frac{2}{n} (① - \mu)"#],
    words: "A variance hands each element twice its distance from the mean over n."
  )

  /// The square root of ``variance``; its derivative is 0 where it is 0.
  public static let standardDeviation = reduction(
    "std",
    pullback: "upstream * (① - mean(①)) / (n * std(①))",
    value: { lane in deviation(lane) },
    slopes: { lane, value, slopes in
      let mean = average(lane)
      for k in lane.indices {
        slopes[k] = value == 0 ? 0 : (lane[k] - mean) / value / Double(lane.count)
      }
    },
    expansion: { (gates, operands, attributes) throws(GraphError) in
      let variance = try gates.variance(operands[0], attributes)
      return try gates.root(ofSquares: variance)
    }
  )

  /// How it is set and said.
  static let standardDeviationSetting = Setting(
    of: .standardDeviation,
    tex: #"\operatorname{std}(①)"#,
    locals: [#"\frac{① - \mu}{n ⓨ}"#],
    words: "A standard deviation hands each element its distance from the mean over n times it."
  )

  /// The 2-norm, the root of the sum of squares; its derivative is 0 where it is 0.
  public static let norm = reduction(
    "norm",
    pullback: "upstream * ① / norm(①)",
    allowsEmpty: true,
    value: { lane in length(of: lane) },
    slopes: { lane, value, slopes in
      for k in lane.indices { slopes[k] = value == 0 ? 0 : lane[k] / value }
    },
    expansion: { (gates, operands, attributes) throws(GraphError) in
      let squared = try gates.apply(.square, operands[0])
      let sum = try gates.apply(.sum, squared, attributes)
      return try gates.root(ofSquares: sum)
    }
  )

  /// How it is set and said.
  static let normSetting = Setting(
    of: .norm,
    symbol: "‖x‖",
    tex: #"\lVert ① \rVert"#,
    locals: [#"\frac{①}{ⓨ}"#],
    words: "A norm hands each element its share of the length."
  )

  /// The product over the axes; 1 of nothing.
  public static let product = reduction(
    "prod",
    pullback: "upstream * products_of_the_others(①)",
    allowsEmpty: true,
    scalars: .product,
    value: { lane in lane.reduce(1, *) },
    slopes: { lane, _, slopes in
      var before = 1.0
      for k in lane.indices {
        slopes[k] = before
        before *= lane[k]
      }
      var after = 1.0
      for k in lane.indices.reversed() {
        slopes[k] *= after
        after *= lane[k]
      }
    }
  )

  /// How it is set and said.
  static let productSetting = Setting(
    of: .product,
    symbol: "Π",
    tex: #"\textstyle\prod ①"#,
    locals: [#"\prod_{j \ne i} ①_j"#],
    words: "A product over elements hands each of them the product of all the others."
  )

  /// ln Σ eˣ, in the form that does not overflow; −∞ of nothing.
  public static let logSumExp = reduction(
    "logsumexp",
    pullback: "upstream * softmax(①)",
    allowsEmpty: true,
    value: { lane in stableLogSumExp(lane) },
    slopes: { lane, _, slopes in
      softmaxLane(lane, 1, &slopes)
    },
    expansion: { (gates, operands, attributes) throws(GraphError) in
      let powers = try gates.apply(.exp, operands[0])
      let sum = try gates.apply(.sum, powers, attributes)
      return try gates.apply(.log, sum)
    }
  )

  /// How it is set and said.
  static let logSumExpSetting = Setting(
    of: .logSumExp,
    symbol: "lse",
    tex: #"\operatorname{logsumexp}(①)"#,
    locals: [#"\operatorname{softmax}(①)"#],
    words: "Log-sum-exp hands each element its softmax share of the gradient."
  )
}

/// ln Σ eˣ of a lane, shifted by its largest element.
func stableLogSumExp(_ lane: [Double]) -> Double {
  let (top, rest) = logSumExpParts(lane)
  return top + rest
}

/// The largest element of a lane, and ln Σ e^((x − top)/T).
///
/// Added up they are ln Σ eˣ for T = 1; what is measured from the largest element uses them apart, since a large
/// `top` would swallow `rest`.
func logSumExpParts(_ lane: [Double], _ temperature: Double = 1) -> (top: Double, rest: Double) {
  guard !lane.isEmpty else { return (-.infinity, 0) }
  let top = extreme(lane) { $0 > $1 }
  guard top.isFinite else { return (top, 0) }
  var others = 0.0
  var isCounted = false
  for x in lane {
    if x == top, !isCounted {
      isCounted = true
    } else {
      others += exp((x - top) / temperature)
    }
  }
  return (top, log1p(others))
}

/// The root of the sum of squares: as it is written, unless that over- or underflows.
func length(of lane: [Double]) -> Double {
  var sum = 0.0
  for x in lane { sum += x * x }
  if sum.isFinite, sum > 1e-290 { return sum.squareRoot() }
  let scale = largestMagnitude(lane)
  guard scale > 0, scale.isFinite else { return scale }
  sum = 0
  for x in lane { sum += (x / scale) * (x / scale) }
  return scale * sum.squareRoot()
}

/// The largest absolute value of a lane; NaN if there is one.
func largestMagnitude(_ lane: [Double]) -> Double {
  var largest = 0.0
  for x in lane { largest = x.magnitude > largest || x.isNaN ? x.magnitude : largest }
  return largest
}

private func total(_ lane: [Double]) -> Double {
  var sum = 0.0
  for x in lane { sum += x }
  return sum
}

/// The mean, also where the sum is too large for a number and the mean is not.
private func average(_ lane: [Double]) -> Double {
  let sum = total(lane)
  if sum.isFinite || !largestMagnitude(lane).isFinite { return sum / Double(lane.count) }
  var mean = 0.0
  for x in lane { mean += x / Double(lane.count) }
  return mean
}

/// The root of ``spread(_:)``, also where that over- or underflows.
private func deviation(_ lane: [Double]) -> Double {
  let square = spread(lane)
  if square.isFinite, square > 1e-290 { return square.squareRoot() }
  let mean = average(lane)
  return length(of: lane.map { $0 - mean }) / Double(lane.count).squareRoot()
}

private func spread(_ lane: [Double]) -> Double {
  let mean = average(lane)
  var sum = 0.0
  for x in lane { sum += (x - mean) * (x - mean) }
  return sum / Double(lane.count)
}

private func extreme(_ lane: [Double], _ wins: (Double, Double) -> Bool) -> Double {
  var best = lane[0]
  for x in lane {
    if x.isNaN { return x }
    if wins(x, best) { best = x }
  }
  return best
}

private func fill(_ slopes: inout [Double], _ number: Double) {
  for k in slopes.indices { slopes[k] = number }
}

private let shareAmongTies: @Sendable ([Double], Double, inout [Double]) -> Void = {
  lane,
  value,
  slopes in
  var ties = 0.0
  for x in lane where x == value { ties += 1 }
  for k in lane.indices { slopes[k] = lane[k] == value ? 1 / ties : 0 }
}
