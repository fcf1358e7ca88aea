extension Operation {
  /// Batch normalisation as in training: γ x̂ + β with x̂ = (x − μ)/√(σ² + ε), μ and σ² over the batch.
  ///
  /// | value | shape |
  /// |-------|-------|
  /// | `x` | `[N]`, `[N, C]`, `[N, C, L]` or `[N, C, H, W]`; channels lie on axis 1 |
  /// | `gamma`, `beta` | `[C]`, or a scalar for all channels |
  ///
  /// The variance divides by n, the number of elements of a channel. Backward, with ḡ what arrived and
  /// means over the channel: `x̄ = γ/√(σ² + ε) · (ḡ − mean(ḡ) − x̂ · mean(ḡ x̂))`, `γ̄ = Σ ḡ x̂`,
  /// `β̄ = Σ ḡ`.
  ///
  /// - SeeAlso: S. Ioffe, C. Szegedy, *Batch Normalization* (2015).
  public static let batchNorm = Operation.tensor(
    "batch_norm",
    arguments: [
      .operand("x"), .operand("gamma"), .operand("beta"), .number("eps", slot: 0, default: 1e-5),
    ],
    pullbacks: [
      "② / sqrt(var + eps) * (upstream - mean(upstream) - xhat * mean(upstream * xhat))",
      "sum(upstream * xhat)", "sum(upstream)",
    ],
    rule: TensorRule(
      shape: { (shapes, attributes) throws(GraphError) in
        let x = shapes[0]
        let channels = Shape(x.rank > 1 ? [x.axes[1]] : [])
        let fits = shapes.dropFirst().allSatisfy { $0 == channels || $0.isScalar }
        guard x.rank > 0, fits else {
          throw .shapeMismatch(
            operation: "batch_norm",
            expected: x.rank > 1 ? "[N, C, …], [C] and [C]" : "[N] and scalars",
            found: shapes
          )
        }
        if x.count == 0 { throw .emptyReduction(operation: "batch_norm") }
        guard attributes.first >= 0 else {
          throw .badNumber(
            operation: "batch_norm",
            argument: "eps",
            expected: "a number from 0",
            found: attributes.first
          )
        }
        return x
      },
      forward: { frame, values in
        let channels = Channels(frame)
        for channel in channels.all.indices {
          let (hats, _) = channels.normalized(channel, frame, values)
          let scale = values[channels.place(of: 1, channel, frame)]
          let shift = values[channels.place(of: 2, channel, frame)]
          for (k, place) in channels.all[channel].enumerated() {
            values[frame.output.offset + place] = scale * hats[k] + shift
          }
        }
      },
      backward: { frame, values, gradients, slot, contributions, at in
        let channels = Channels(frame)
        for channel in channels.all.indices {
          let (hats, deviation) = channels.normalized(channel, frame, values)
          var sum = 0.0
          var along = 0.0
          for (k, place) in channels.all[channel].enumerated() {
            sum += gradients[frame.upstream + place]
            along += gradients[frame.upstream + place] * hats[k]
          }
          guard slot == 0 else {
            let offset = frame.operands[slot].offset
            contributions[at + channels.place(of: slot, channel, frame) - offset] +=
              slot == 1 ? along : sum
            continue
          }
          let scale = values[channels.place(of: 1, channel, frame)]
          let n = Double(hats.count)
          for (k, place) in channels.all[channel].enumerated() {
            let rest = gradients[frame.upstream + place] - sum / n - hats[k] * along / n
            contributions[at + place] += scale / deviation * rest
          }
        }
      }
    ),
    expansion: { (gates, operands, attributes) throws(GraphError) in
      try gates.batchNorm(operands, attributes.first)
    }
  )

  /// How it is set and said.
  static let batchNormSetting = Setting(
    of: .batchNorm,
    tex: #"\gamma\,\frac{① - \mu}{\sqrt{\sigma^2 + \varepsilon}} + \beta"#,
    words:
      "Batch normalisation hands each element what is left of its gradient when the batch's mean and its share along the normalised values are taken away."
  )
}

/// The elements of each channel of a batch.
private struct Channels {
  /// For each channel, the places of its elements.
  let all: [[Int]]

  init(_ frame: Frame) {
    let shape = frame.operands[0].shape
    let lanes = Lanes(shape, along: (0..<shape.rank).filter { $0 != 1 })
    all = lanes.bases.map { base in lanes.places.map { base + $0 } }
  }

  /// Where the number of operand `slot`, γ or β, for a channel lies.
  func place(of slot: Int, _ channel: Int, _ frame: Frame) -> Int {
    frame.operands[slot].offset + (frame.operands[slot].shape.isScalar ? 0 : channel)
  }

  /// x̂ of a channel, and √(σ² + ε).
  func normalized(
    _ channel: Int,
    _ frame: Frame,
    _ values: [Double]
  ) -> (hats: [Double], deviation: Double) {
    var hats = all[channel].map { values[frame.operands[0].offset + $0] }
    let n = Double(hats.count)
    var mean = 0.0
    for x in hats { mean += x }
    mean /= n
    var variance = 0.0
    for k in hats.indices {
      hats[k] -= mean
      variance += hats[k] * hats[k]
    }
    let deviation = (variance / n + frame.attributes.first).squareRoot()
    for k in hats.indices { hats[k] /= deviation }
    return (hats, deviation)
  }
}

extension GateBuilder {
  /// γ (x − mean x)/√(var x + ε) + β, in gates.
  fileprivate mutating func batchNorm(
    _ operands: [NodeID],
    _ eps: Double
  ) throws(GraphError) -> NodeID {
    let shape = graph.shape(of: operands[0])
    var batch = Attributes()
    batch.axes = (0..<shape.rank).filter { $0 != 1 }
    batch.keepsAxes = true
    let distance = try apply(.subtract, operands[0], try apply(.mean, operands[0], batch))
    let variance = try apply(.mean, try apply(.square, distance), batch)
    let deviation = try apply(.sqrt, try apply(.add, variance, constant(eps)))
    let hat = try apply(.divide, distance, deviation)
    let scaled = try apply(.multiply, try perChannel(operands[1], shape), hat)
    return try apply(.add, scaled, try perChannel(operands[2], shape))
  }

  /// A number for each channel in a shape that broadcasts with the batch.
  private mutating func perChannel(_ node: NodeID, _ shape: Shape) throws(GraphError) -> NodeID {
    guard graph.shape(of: node).rank == 1, shape.rank > 2 else { return node }
    var wanted = Attributes()
    wanted.shape = [shape.axes[1]] + [Int](repeating: 1, count: shape.rank - 2)
    return try apply(.reshape, node, wanted)
  }
}
