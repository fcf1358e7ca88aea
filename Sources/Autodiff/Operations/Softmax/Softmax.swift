internal import CMath

extension Operation {
  private static let softmaxArguments: [Argument] = [
    .operand("z"), .axis("axis", default: -1), .number("temperature", slot: 0, default: 1),
  ]

  /// e^(z/T) over its sum along an axis, in the form that does not overflow.
  ///
  /// Backward, with `p` the result and `ḡ` what arrived: `z̄ = p ⊙ (ḡ − Σ ḡ p) / T`.
  public static let softmax = Operation.tensor(
    "softmax",
    arguments: softmaxArguments,
    pullbacks: ["ⓨ * (upstream - sum(upstream * ⓨ))"],
    rule: .alongAxis("softmax") { lane, temperature, result in
      softmaxLane(lane, temperature, &result)
    } pullback: { _, result, upstream, temperature, contribution in
      var average = 0.0
      for k in result.indices { average += upstream[k] * result[k] }
      for k in result.indices {
        contribution[k] = result[k] * (upstream[k] - average) / temperature
      }
    }.demandingPositive("temperature", of: "softmax"),
    expansion: { (gates, operands, attributes) throws(GraphError) in
      let scaled = try gates.divide(operands[0], byTemperature: attributes.first)
      let powers = try gates.apply(.exp, scaled)
      let sum = try gates.apply(.sum, powers, gates.keepingAxes(attributes))
      return try gates.apply(.divide, powers, sum)
    }
  )

  /// How it is set and said.
  static let softmaxSetting = Setting(
    of: .softmax,
    tex: #"\operatorname{softmax}(①)"#,
    locals: [#"ⓨ_i (\delta_{ij} - ⓨ_j)"#],
    words:
      "A softmax hands each logit its probability times the distance of its gradient from the average gradient."
  )

  /// ln softmax(z), in the form that does not overflow.
  public static let logSoftmax = Operation.tensor(
    "log_softmax",
    arguments: softmaxArguments,
    pullbacks: ["upstream - softmax(①) * sum(upstream)"],
    rule: .alongAxis("log_softmax") { lane, temperature, result in
      let (top, rest) = logSumExpParts(lane, temperature)
      for k in lane.indices { result[k] = (lane[k] - top) / temperature - rest }
    } pullback: { _, result, upstream, temperature, contribution in
      var total = 0.0
      for k in result.indices { total += upstream[k] }
      for k in result.indices {
        contribution[k] = (upstream[k] - CMath.exp(result[k]) * total) / temperature
      }
    }.demandingPositive("temperature", of: "log_softmax"),
    expansion: { (gates, operands, attributes) throws(GraphError) in
      let scaled = try gates.divide(operands[0], byTemperature: attributes.first)
      let total = try gates.apply(.logSumExp, scaled, gates.keepingAxes(attributes))
      return try gates.apply(.subtract, scaled, total)
    }
  )

  /// How it is set and said.
  static let logSoftmaxSetting = Setting(
    of: .logSoftmax,
    tex: #"\ln \operatorname{softmax}(①)"#,
    locals: [#"\delta_{ij} - p_j"#],
    words:
      "A log-softmax hands each logit its gradient minus its probability's share of the total gradient."
  )
}

/// The softmax of one lane, shifted by its largest element.
func softmaxLane(_ lane: [Double], _ temperature: Double, _ result: inout [Double]) {
  var top = -Double.infinity
  for z in lane { top = z > top || z.isNaN ? z : top }
  var sum = 0.0
  for k in lane.indices {
    result[k] = exp((lane[k] - top) / temperature)
    sum += result[k]
  }
  for k in lane.indices { result[k] /= sum }
}

extension TensorRule {
  /// A rule that turns each lane along `attributes.axes` into one of the same length; `first` is its
  /// number.
  @inline(never)
  static func alongAxis(
    _ name: String,
    value: @escaping @Sendable ([Double], Double, inout [Double]) -> Void,
    pullback:
      @escaping @Sendable ([Double], [Double], [Double], Double, inout [Double]) -> Void
  ) -> TensorRule {
    TensorRule(
      shape: { (shapes, attributes) throws(GraphError) in
        let axes = attributes.axes ?? []
        if shapes[0].rank == 0 {
          throw .axisOutOfRange(operation: name, axis: axes.first ?? -1, shape: shapes[0])
        }
        return shapes[0]
      },
      forward: { frame, values in
        let lanes = Lanes(frame.operands[0].shape, along: frame.attributes.axes)
        var lane = [Double](repeating: 0, count: lanes.places.count)
        var result = lane
        for base in lanes.bases {
          for (k, place) in lanes.places.enumerated() {
            lane[k] = values[frame.operands[0].offset + base + place]
          }
          value(lane, frame.attributes.first, &result)
          for (k, place) in lanes.places.enumerated() {
            values[frame.output.offset + base + place] = result[k]
          }
        }
      },
      backward: { frame, values, gradients, _, contributions, at in
        let lanes = Lanes(frame.operands[0].shape, along: frame.attributes.axes)
        var lane = [Double](repeating: 0, count: lanes.places.count)
        var result = lane
        var upstream = lane
        var contribution = lane
        for base in lanes.bases {
          for (k, place) in lanes.places.enumerated() {
            lane[k] = values[frame.operands[0].offset + base + place]
            result[k] = values[frame.output.offset + base + place]
            upstream[k] = gradients[frame.upstream + base + place]
          }
          pullback(lane, result, upstream, frame.attributes.first, &contribution)
          for (k, place) in lanes.places.enumerated() {
            contributions[at + base + place] += contribution[k]
          }
        }
      },
      scalars: .lanesToLanes
    )
  }
}
