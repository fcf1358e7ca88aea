extension Operation {
  /// `a + b + c …`: the sum of any number of scalars, as one gate.
  ///
  /// It is what a sum over elements becomes in a graph opened into scalars: a neuron's Σ.
  public static let sumOfTerms = Operation(
    name: "total",
    arguments: [.operands],
    form: .series("+", precedence: 1),
    pullbacks: ["upstream"],
    rule: .tensor(.weightedTotal("total"))
  )

  /// How it is set and said.
  static let sumOfTermsSetting = Setting(
    of: .sumOfTerms,
    symbol: "Σ",
    tex: "",
    words: "A sum hands its gradient on unchanged to each operand."
  )

  /// Σ sᵢ·yᵢ with the numbers of a seed: where a reverse pass begins that starts from many scalars at
  /// once, each of which receives its own number.
  ///
  /// The numbers are ``Attributes/weights``.
  public static let seed = Operation(
    name: "seed",
    arguments: [.operands],
    form: .listed("seed"),
    pullbacks: ["upstream * seed"],
    rule: .tensor(.weightedTotal("seed"))
  )

  /// How it is set and said.
  static let seedSetting = Setting(
    of: .seed,
    tex: "",
    words: "The seed hands each element of the output the number that it starts with."
  )
}

extension TensorRule {
  /// A sum of scalars, each times its weight, or times 1 where none is given.
  @inline(never)
  fileprivate static func weightedTotal(_ name: String) -> TensorRule {
    TensorRule(
      shape: { (shapes, attributes) throws(GraphError) in
        guard shapes.allSatisfy({ $0.isScalar }) else {
          throw .shapeMismatch(operation: name, expected: "scalars", found: shapes)
        }
        let weights = attributes.weights.count
        guard weights == 0 || weights == shapes.count else {
          throw .operandCount(operation: name, expected: weights, found: shapes.count)
        }
        return .scalar
      },
      forward: { frame, values in
        let weights = frame.attributes.weights
        var sum = 0.0
        for (slot, operand) in frame.operands.enumerated() {
          sum += weights.isEmpty ? values[operand.offset] : weights[slot] * values[operand.offset]
        }
        values[frame.output.offset] = sum
      },
      backward: { frame, _, gradients, slot, contributions, at in
        let weights = frame.attributes.weights
        let upstream = gradients[frame.upstream]
        contributions[at] += weights.isEmpty ? upstream : upstream * weights[slot]
      },
      scalars: .gate
    )
  }
}
