extension Operation {
  /// −cos of the angle between two vectors, −1 where they point the same way; as in Keras.
  ///
  /// The cosine with a vector of length 0 is 0, and no gradient flows there.
  ///
  /// Backward: ∂cos/∂p = y/(|p| |y|) − cos · p/|p|².
  public static let cosineSimilarity = Operation.tensor(
    "cosine_similarity",
    arguments: [.operand("p"), .operand("y"), .reduction("reduction")],
    pullbacks: ["-upstream * dcos/d①", "-upstream * dcos/d②"],
    rule: .rowLoss(
      "cosine_similarity",
      [.vector, .vector],
      expected: "equal shapes […, C]"
    ) { row, _ in
      -cosine(row[0], row[1])
    } slopes: { row, _, slot, slopes in
      cosineSlopes(row[slot], row[1 - slot], -1, &slopes)
    },
    expansion: { (gates, operands, attributes) throws(GraphError) in
      let product = try gates.inner(operands[0], operands[1])
      let lengths = try gates.apply(
        .multiply,
        try gates.length(operands[0]),
        try gates.length(operands[1])
      )
      let similarity = try gates.apply(.divide, product, lengths)
      return try gates.reduce(try gates.apply(.negate, similarity), attributes)
    }
  )

  /// How it is set and said.
  static let cosineSimilaritySetting = Setting(
    of: .cosineSimilarity,
    tex: #"-\frac{① \cdot ②}{\lVert ① \rVert \lVert ② \rVert}"#,
    words: "The cosine loss turns each vector towards the other and leaves its length alone."
  )

  /// 1 − cos(a, b) where y = 1, max(0, cos(a, b) − margin) where y = −1.
  ///
  /// No gradient flows to y; where the cosine is the margin, the gradient still flows, as in PyTorch.
  public static let cosineEmbedding = Operation.tensor(
    "cosine_embedding",
    arguments: [
      .operand("a"), .operand("b"), .operand("y"), .number("margin", slot: 0, default: 0),
      .reduction("reduction"),
    ],
    pullbacks: ["-upstream * y * dcos/d①", "-upstream * y * dcos/d②", "zeros"],
    rule: .rowLoss(
      "cosine_embedding",
      [.vector, .vector, .number],
      expected: "[…, C], […, C] and […]"
    ) { row, attributes in
      let similarity = cosine(row[0], row[1])
      if row[2][0] == 1 { return 1 - similarity }
      let gap = similarity - attributes.first
      return row[2][0] == -1 && (gap > 0 || gap.isNaN) ? gap : 0
    } slopes: { row, attributes, slot, slopes in
      let target = row[2][0]
      let isActive =
        target == 1
        || (target == -1 && cosine(row[0], row[1]) - attributes.first >= 0)
      guard slot < 2, isActive else {
        for k in slopes.indices { slopes[k] = 0 }
        return
      }
      cosineSlopes(row[slot], row[1 - slot], -target, &slopes)
    }
  )

  /// How it is set and said.
  static let cosineEmbeddingSetting = Setting(
    of: .cosineEmbedding,
    tex: #"\operatorname{cosine\_embedding}(①, ②)"#,
    words:
      "The cosine embedding loss turns like vectors towards each other, and unlike ones apart until the margin is kept."
  )

  /// max(0, |a − p| − |a − n| + margin): an anchor is to be nearer to a like example than to an unlike
  /// one.
  ///
  /// The distances are 2-norms, with slope 0 at 0; PyTorch adds 1e-6 to each difference before. Where the
  /// margin is just kept, the gradient still flows, as in PyTorch.
  public static let tripletMargin = Operation.tensor(
    "triplet_margin",
    arguments: [
      .operand("a"), .operand("p"), .operand("n"), .number("margin", slot: 0, default: 1),
      .reduction("reduction"),
    ],
    pullbacks: [
      "upstream * ((① - ②) / |① - ②| - (① - n) / |① - n|)", "upstream * (② - ①) / |① - ②|",
      "upstream * (① - n) / |① - n|",
    ],
    rule: .rowLoss(
      "triplet_margin",
      [.vector, .vector, .vector],
      expected: "equal shapes […, C]"
    ) { row, attributes in
      let gap =
        distance(row[0], row[1]) - distance(row[0], row[2]) + attributes.first
      return gap > 0 || gap.isNaN ? gap : 0
    } slopes: { row, attributes, slot, slopes in
      let near = distance(row[0], row[1])
      let far = distance(row[0], row[2])
      let isMissed = near - far + attributes.first >= 0
      for k in slopes.indices {
        let pull = near == 0 ? 0 : (row[0][k] - row[1][k]) / near
        let push = far == 0 ? 0 : (row[0][k] - row[2][k]) / far
        let slope = slot == 0 ? pull - push : slot == 1 ? -pull : push
        slopes[k] = isMissed ? slope : 0
      }
    },
    expansion: { (gates, operands, attributes) throws(GraphError) in
      let near = try gates.length(try gates.apply(.subtract, operands[0], operands[1]))
      let far = try gates.length(try gates.apply(.subtract, operands[0], operands[2]))
      let gap = try gates.apply(.subtract, near, far)
      return try gates.reduce(try gates.missed(gap, margin: attributes.first), attributes)
    }
  )

  /// How it is set and said.
  static let tripletMarginSetting = Setting(
    of: .tripletMargin,
    tex: #"\max(0, \lVert ① - ② \rVert - \lVert ① - n \rVert + m)"#,
    words:
      "The triplet loss pulls the like example towards the anchor and pushes the unlike one away, where the margin is missed."
  )

  private static func cosine(_ a: [Double], _ b: [Double]) -> Double {
    let (a, b) = (directed(a).vector, directed(b).vector)
    let lengths = inner(a, a).squareRoot() * inner(b, b).squareRoot()
    return lengths == 0 ? 0 : inner(a, b) / lengths
  }

  /// A vector, and what it was divided by so that its square neither over- nor underflows; mostly 1.
  private static func directed(_ a: [Double]) -> (vector: [Double], scale: Double) {
    let square = inner(a, a)
    if square.isFinite, square > 1e-290 { return (a, 1) }
    let scale = largestMagnitude(a)
    guard scale > 0, scale.isFinite else { return (a, 1) }
    return (a.map { $0 / scale }, scale)
  }

  /// Writes `factor` times the derivative of the cosine with respect to `a`.
  private static func cosineSlopes(
    _ a: [Double],
    _ b: [Double],
    _ factor: Double,
    _ slopes: inout [Double]
  ) {
    let (a, scale) = directed(a)
    let b = directed(b).vector
    let square = inner(a, a)
    let lengths = square.squareRoot() * inner(b, b).squareRoot()
    let similarity = lengths == 0 ? 0 : inner(a, b) / lengths
    for k in slopes.indices {
      slopes[k] =
        lengths == 0 ? 0 : factor * (b[k] / lengths - similarity * a[k] / square) / scale
    }
  }

  private static func distance(_ a: [Double], _ b: [Double]) -> Double {
    length(of: zip(a, b).map { $0 - $1 })
  }
}
