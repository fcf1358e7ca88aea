internal import CMath

extension Operation {
  private static let reductionArguments: [Argument] = [
    .operand("x"), .axes("axis"), .keepsAxes("keepdims"),
  ]

  private static func reduction(
    _ name: String,
    symbol: String? = nil,
    tex: String,
    local: String,
    pullback: String,
    words: String,
    allowsEmpty: Bool = false,
    scalars: ScalarForm.LaneForm? = nil,
    value: @escaping @Sendable ([Double]) -> Double,
    slopes: @escaping @Sendable ([Double], Double, inout [Double]) -> Void,
    expansion: Expansion? = nil
  ) -> Operation {
    .tensor(
      name,
      arguments: reductionArguments,
      symbol: symbol,
      tex: tex,
      locals: [local],
      pullbacks: [pullback],
      words: words,
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
    symbol: "Σ",
    tex: #"\textstyle\sum ①"#,
    local: "1",
    pullback: "broadcast(upstream)",
    words: "A sum over elements hands its gradient on unchanged to each of them.",
    allowsEmpty: true,
    scalars: .sum,
    value: { lane in total(lane) },
    slopes: { _, _, slopes in fill(&slopes, 1) }
  )

  /// The mean over the axes.
  public static let mean = reduction(
    "mean",
    tex: #"\operatorname{mean}(①)"#,
    local: #"\frac{1}{n}"#,
    pullback: "broadcast(upstream / n)",
    words: "A mean hands each of its n elements one n-th of its gradient.",
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

  /// The largest element; equal ones share the gradient.
  public static let max = reduction(
    "max",
    tex: #"\max ①"#,
    local: #"\mathbf{1}_{① = \max}"#,
    pullback: "upstream * (① == max(①)) / ties",
    words: "A maximum hands its gradient to its largest element; equal ones share it.",
    value: { lane in extreme(lane) { $0 > $1 } },
    slopes: shareAmongTies
  )

  /// The smallest element; equal ones share the gradient.
  public static let min = reduction(
    "min",
    tex: #"\min ①"#,
    local: #"\mathbf{1}_{① = \min}"#,
    pullback: "upstream * (① == min(①)) / ties",
    words: "A minimum hands its gradient to its smallest element; equal ones share it.",
    value: { lane in extreme(lane) { $0 < $1 } },
    slopes: shareAmongTies
  )

  /// The variance, with n in the denominator.
  public static let variance = reduction(
    "var",
    tex: #"\operatorname{var}(①)"#,
    local: #"\frac{2}{n} (① - \mu)"#,
    pullback: "upstream * 2 * (① - mean(①)) / n",
    words: "A variance hands each element twice its distance from the mean over n.",
    value: { lane in spread(lane) },
    slopes: { lane, _, slopes in
      let mean = average(lane)
      for k in lane.indices { slopes[k] = 2 * ((lane[k] - mean) / Double(lane.count)) }
    },
    expansion: { (gates, operands, attributes) throws(GraphError) in
      try gates.variance(operands[0], attributes)
    }
  )

  /// The square root of ``variance``; its derivative is 0 where it is 0.
  public static let standardDeviation = reduction(
    "std",
    tex: #"\operatorname{std}(①)"#,
    local: #"\frac{① - \mu}{n ⓨ}"#,
    pullback: "upstream * (① - mean(①)) / (n * std(①))",
    words: "A standard deviation hands each element its distance from the mean over n times it.",
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

  /// The 2-norm, the root of the sum of squares; its derivative is 0 where it is 0.
  public static let norm = reduction(
    "norm",
    symbol: "‖x‖",
    tex: #"\lVert ① \rVert"#,
    local: #"\frac{①}{ⓨ}"#,
    pullback: "upstream * ① / norm(①)",
    words: "A norm hands each element its share of the length.",
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

  /// The product over the axes; 1 of nothing.
  public static let product = reduction(
    "prod",
    symbol: "Π",
    tex: #"\textstyle\prod ①"#,
    local: #"\prod_{j \ne i} ①_j"#,
    pullback: "upstream * products_of_the_others(①)",
    words: "A product over elements hands each of them the product of all the others.",
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

  /// ln Σ eˣ, in the form that does not overflow; −∞ of nothing.
  public static let logSumExp = reduction(
    "logsumexp",
    symbol: "lse",
    tex: #"\operatorname{logsumexp}(①)"#,
    local: #"\operatorname{softmax}(①)"#,
    pullback: "upstream * softmax(①)",
    words: "Log-sum-exp hands each element its softmax share of the gradient.",
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
