/// What an operand of a loss over rows is, where a row is what lies along the last axis.
enum RowOperand: Sendable {
  /// A vector in each row: `S + [C]`.
  case vector
  /// A number for each row: `S`.
  case number
  /// A weight for each class, `S + [C]`, or a class index for each row, `S`, which counts as one-hot.
  case classes
}

extension TensorRule {
  /// A loss that makes one number of each row of its operands, then averages or adds up the rows.
  ///
  /// `operands` says what each operand is; the first is a vector. `value` is the loss of a row, given each
  /// operand's part of it; `slopes` writes the derivatives with respect to the part of the operand at
  /// `slot`.
  @inline(never)
  static func rowLoss(
    _ name: String,
    _ operands: [RowOperand],
    expected: String,
    value: @escaping @Sendable ([[Double]], Attributes) -> Double,
    slopes: @escaping @Sendable ([[Double]], Attributes, _ slot: Int, inout [Double]) -> Void
  ) -> TensorRule {
    TensorRule(
      shape: { (shapes, attributes) throws(GraphError) in
        let vectors = shapes[0]
        let rows = Shape([Int](vectors.axes.dropLast()))
        var fits = vectors.rank > 0
        for (shape, operand) in zip(shapes, operands) {
          switch operand {
          case .vector: fits = fits && shape == vectors
          case .number: fits = fits && shape == rows
          case .classes: fits = fits && (shape == vectors || shape == rows)
          }
        }
        guard fits else {
          throw .shapeMismatch(operation: name, expected: expected, found: shapes)
        }
        if vectors.count == 0 { throw .emptyReduction(operation: name) }
        return attributes.reduction == .none ? rows : .scalar
      },
      forward: { frame, values in
        let rows = LossRows(frame, operands)
        let reduction = frame.attributes.reduction
        var total = 0.0
        for row in 0..<rows.count {
          let loss = value(rows.read(row, values), frame.attributes)
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
        let rows = LossRows(frame, operands)
        guard !rows.isLabel[slot] else { return }
        let reduction = frame.attributes.reduction
        let width = rows.width(of: slot)
        var slope = [Double](repeating: 0, count: width)
        for row in 0..<rows.count {
          slopes(rows.read(row, values), frame.attributes, slot, &slope)
          var upstream = gradients[frame.upstream + (reduction == .none ? row : 0)]
          if reduction == .mean { upstream /= Double(rows.count) }
          for k in 0..<width { contributions[at + row * width + k] += upstream * slope[k] }
        }
      },
      check: { frame, values in
        let rows = LossRows(frame, operands)
        for slot in operands.indices where rows.isLabel[slot] {
          if let error = firstBadClass(
            frame.operands[slot],
            values,
            classes: rows.classes,
            operation: name
          ) {
            return error
          }
        }
        return nil
      },
      scalars: .rows
    )
  }
}

/// The rows of a loss's operands.
private struct LossRows {
  let classes: Int
  let count: Int
  /// For each operand, whether it holds class indices.
  let isLabel: [Bool]
  private let kinds: [RowOperand]
  private let offsets: [Int]

  init(_ frame: Frame, _ kinds: [RowOperand]) {
    let shape = frame.operands[0].shape
    self.kinds = kinds
    classes = shape.axes[shape.rank - 1]
    count = shape.count / max(classes, 1)
    offsets = frame.operands.map { $0.offset }
    isLabel = zip(frame.operands, kinds).map { $1 == .classes && $0.shape != shape }
  }

  /// How many numbers of an operand belong to one row.
  func width(of slot: Int) -> Int { kinds[slot] == .number ? 1 : classes }

  /// Each operand's part of a row.
  func read(_ row: Int, _ values: [Double]) -> [[Double]] {
    var parts: [[Double]] = []
    for slot in kinds.indices {
      if isLabel[slot] {
        var oneHot = [Double](repeating: 0, count: classes)
        if let place = classIndex(values[offsets[slot] + row], of: classes) { oneHot[place] = 1 }
        parts.append(oneHot)
      } else {
        let start = offsets[slot] + row * width(of: slot)
        parts.append(Array(values[start..<start + width(of: slot)]))
      }
    }
    return parts
  }
}
