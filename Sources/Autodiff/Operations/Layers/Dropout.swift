extension Operation {
  /// Inverted dropout: x · mask / keep, so that the expectation stays when a share `keep` of the mask's
  /// entries is 1 and the others are 0.
  ///
  /// At test time nothing is done.
  ///
  /// `mask` broadcasts with `x`; it is data, and gets the gradient of a factor like any other.
  public static let dropout = Operation.tensor(
    "dropout",
    arguments: [.operand("x"), .operand("mask"), .number("keep", slot: 0, default: nil)],
    pullbacks: ["upstream * ② / keep", "upstream * ① / keep"],
    rule: TensorRule(
      shape: { (shapes, attributes) throws(GraphError) in
        guard let shape = Shape.broadcast(shapes[0], shapes[1]) else {
          throw .shapeMismatch(
            operation: "dropout",
            expected: "shapes that broadcast together",
            found: shapes
          )
        }
        guard attributes.first > 0, attributes.first <= 1 else {
          throw .badNumber(
            operation: "dropout",
            argument: "keep",
            expected: "a share above 0 and at most 1",
            found: attributes.first
          )
        }
        return shape
      },
      forward: { frame, values in
        guard let places = BroadcastPlaces(frame.operands.map { $0.shape }) else { return }
        places.forEach { i, place in
          values[frame.output.offset + i] =
            values[frame.operands[0].offset + place[0]]
            * values[frame.operands[1].offset + place[1]] / frame.attributes.first
        }
      },
      backward: { frame, values, gradients, slot, contributions, at in
        guard let places = BroadcastPlaces(frame.operands.map { $0.shape }) else { return }
        let other = frame.operands[1 - slot].offset
        places.forEach { i, place in
          contributions[at + place[slot]] +=
            gradients[frame.upstream + i] * values[other + place[1 - slot]] / frame.attributes.first
        }
      }
    ),
    expansion: { (gates, operands, attributes) throws(GraphError) in
      let kept = try gates.apply(.multiply, operands[0], operands[1])
      return try gates.apply(.divide, kept, gates.constant(attributes.first))
    }
  )

  /// How it is set and said.
  static let dropoutSetting = Setting(
    of: .dropout,
    tex: #"\frac{① \odot ②}{k}"#,
    words:
      "Dropout hands its gradient on where the mask is 1, divided by the share that is kept, and blocks it where the mask is 0."
  )
}
