extension Operation {
  /// max(0, max over the wrong classes of p − Σ y p + 1), as in Keras; the true class enters the inner
  /// maximum as 0, and ties share.
  public static let categoricalHinge = Operation.tensor(
    "categorical_hinge",
    arguments: [.operand("p"), .operand("y"), .reduction("reduction")],
    pullbacks: [
      "upstream * (share * (1 - ②) - ②) where missed",
      "-upstream * ① * (share + 1) where missed",
    ],
    rule: .rowLoss(
      "categorical_hinge",
      [.vector, .classes],
      expected: "[…, C] and [C], […, C] or class indices […]"
    ) { row, _ in
      let gap = strongestWrong(row[0], row[1]).value - inner(row[0], row[1]) + 1
      return gap > 0 || gap.isNaN ? gap : 0
    } slopes: { row, _, slot, slopes in
      let (p, y) = (row[0], row[1])
      let (value, ties) = strongestWrong(p, y)
      let isMissed = value - inner(p, y) + 1 > 0
      for k in p.indices {
        let share = (1 - y[k]) * p[k] == value ? 1 / ties : 0
        let slope = slot == 0 ? share * (1 - y[k]) - y[k] : -p[k] * (share + 1)
        slopes[k] = isMissed ? slope : 0
      }
    }
  )

  /// How it is set and said.
  static let categoricalHingeSetting = Setting(
    of: .categoricalHinge,
    tex: #"\max(0, \max\,(1 - ②) ① - \textstyle\sum ② ① + 1)"#,
    words:
      "The categorical hinge hands the true class minus its gradient and the strongest wrong class plus it, where the margin is missed."
  )

  /// The mean over the classes of binary cross entropy on logits: any number of classes may be right.
  public static let multiLabelSoftMargin = Operation.tensor(
    "multi_label_soft_margin",
    arguments: [.operand("x"), .operand("y"), .reduction("reduction")],
    pullbacks: ["upstream * (sigmoid(①) - ②) / C", "-upstream * ① / C"],
    rule: .rowLoss(
      "multi_label_soft_margin",
      [.vector, .vector],
      expected: "equal shapes […, C]"
    ) { row, _ in
      var loss = 0.0
      for (x, y) in zip(row[0], row[1]) { loss += logOnePlusExp(x) - y * x }
      return loss / Double(row[0].count)
    } slopes: { row, _, slot, slopes in
      for k in row[0].indices {
        let slope = slot == 0 ? logistic(row[0][k]) - row[1][k] : -row[0][k]
        slopes[k] = slope / Double(row[0].count)
      }
    }
  )

  /// How it is set and said.
  static let multiLabelSoftMarginSetting = Setting(
    of: .multiLabelSoftMargin,
    tex: #"\operatorname{mean}\,[\operatorname{softplus}(①) - ② ①]"#,
    words:
      "The multi-label soft margin hands each logit its sigmoid minus its target over the number of classes."
  )

  /// Σ over right classes j and wrong classes i of max(0, 1 − (x_j − x_i)), over the number of classes.
  ///
  /// `y` is 1 for the right classes and 0 for the others; no gradient flows to it.
  public static let multiLabelMargin = Operation.tensor(
    "multi_label_margin",
    arguments: [.operand("x"), .operand("y"), .reduction("reduction")],
    pullbacks: ["upstream * missed pairs / C", "zeros"],
    rule: .rowLoss(
      "multi_label_margin",
      [.vector, .vector],
      expected: "equal shapes […, C]"
    ) { row, _ in
      var loss = 0.0
      forEachPair(row) { _, _, missing in loss += missing }
      return loss / Double(row[0].count)
    } slopes: { row, _, slot, slopes in
      for k in slopes.indices { slopes[k] = 0 }
      guard slot == 0 else { return }
      forEachPair(row) { right, wrong, missing in
        guard missing > 0 else { return }
        slopes[right] -= 1 / Double(row[0].count)
        slopes[wrong] += 1 / Double(row[0].count)
      }
    }
  )

  /// How it is set and said.
  static let multiLabelMarginSetting = Setting(
    of: .multiLabelMargin,
    tex: #"\frac{1}{C} \textstyle\sum_{j,\,i} \max(0, 1 - (①_j - ①_i))"#,
    words:
      "The multi-label margin hands a right class minus 1/C for every wrong one that comes too near, and that one plus 1/C."
  )

  /// Σ over the wrong classes i of max(0, margin − x_y + x_i)^p, over the number of classes; p is 1 or 2.
  public static let multiMargin = Operation.tensor(
    "multi_margin",
    arguments: [
      .operand("x"), .operand("y"), .whole("p", slot: 0, least: 1, default: 1),
      .number("margin", slot: 1, default: 1), .reduction("reduction"),
    ],
    pullbacks: ["upstream * p * missed^(p - 1) / C", "upstream * losses / C"],
    rule: .rowLoss(
      "multi_margin",
      [.vector, .classes],
      expected: "[…, C] and [C], […, C] or class indices […]"
    ) { row, attributes in
      var loss = 0.0
      for right in row[0].indices where row[1][right] != 0 {
        loss += row[1][right] * marginLoss(row[0], right, attributes)
      }
      return loss
    } slopes: { row, attributes, slot, slopes in
      let (x, y) = (row[0], row[1])
      for right in x.indices { slopes[right] = slot == 1 ? marginLoss(x, right, attributes) : 0 }
      guard slot == 0 else { return }
      for right in x.indices where y[right] != 0 {
        for wrong in x.indices where wrong != right {
          let missing = attributes.second - x[right] + x[wrong]
          guard missing > 0 else { continue }
          let slope =
            y[right] * attributes.first * wholePower(missing, attributes.first - 1)
            / Double(x.count)
          slopes[wrong] += slope
          slopes[right] -= slope
        }
      }
    }
  )

  /// How it is set and said.
  static let multiMarginSetting = Setting(
    of: .multiMargin,
    tex: #"\frac{1}{C} \textstyle\sum_{i \ne y} \max(0, m - ①_y + ①_i)^p"#,
    words:
      "The multi-class margin hands each wrong class that comes too near 1/C of what it misses, and the right class minus all of that."
  )

  /// The strongest wrong class, and how many share its place.
  private static func strongestWrong(_ p: [Double], _ y: [Double]) -> (value: Double, ties: Double)
  {
    var best = -Double.infinity
    var ties = 0.0
    for k in p.indices {
      let wrong = (1 - y[k]) * p[k]
      if wrong.isNaN { return (wrong, 1) }
      if wrong > best {
        (best, ties) = (wrong, 1)
      } else if wrong == best {
        ties += 1
      }
    }
    return (best, ties)
  }

  private static func forEachPair(
    _ row: [[Double]],
    _ body: (_ right: Int, _ wrong: Int, _ missing: Double) -> Void
  ) {
    for right in row[0].indices where row[1][right] != 0 {
      for wrong in row[0].indices where row[1][wrong] == 0 {
        let gap = 1 - (row[0][right] - row[0][wrong])
        body(right, wrong, gap > 0 || gap.isNaN ? gap : 0)
      }
    }
  }

  private static func marginLoss(_ x: [Double], _ right: Int, _ attributes: Attributes) -> Double {
    var loss = 0.0
    for wrong in x.indices where wrong != right {
      let missing = attributes.second - x[right] + x[wrong]
      if missing > 0 || missing.isNaN { loss += wholePower(missing, attributes.first) }
    }
    return loss / Double(x.count)
  }

  private static func wholePower(_ base: Double, _ exponent: Double) -> Double {
    var result = 1.0
    for _ in 0..<Int(Swift.min(exponent, 1000)) { result *= base }
    return result
  }
}

/// Σ a b.
func inner(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for k in a.indices { sum += a[k] * b[k] }
  return sum
}
