internal import CMath

extension Operation {
  /// Connectionist temporal classification: −ln of the probability that the frames spell the target,
  /// over all ways to stretch it with repeats and blanks.
  ///
  /// | operand | shape |
  /// |---|---|
  /// | `logp`, log probabilities of the symbols in each frame | `[T, C]` |
  /// | `y`, the target's symbols | `[S]`; no gradient flows to it |
  ///
  /// The target with blanks around and between its symbols is a row of 2S + 1 states; α and β are the log
  /// probabilities of all ways to and from a state at a frame. Backward: each log probability receives
  /// minus the posterior probability of its symbol in its frame. Where no way fits, as with fewer frames
  /// than symbols, the loss is infinite and no gradient flows.
  ///
  /// - SeeAlso: A. Graves et al., *Connectionist Temporal Classification* (2006).
  public static let ctc = Operation.tensor(
    "ctc",
    arguments: [
      .operand("logp"), .operand("y"), .whole("blank", slot: 0, least: 0, default: 0),
    ],
    pullbacks: ["-upstream * occupancy", "zeros"],
    rule: TensorRule(
      shape: { (shapes, attributes) throws(GraphError) in
        guard shapes[0].rank == 2, shapes[1].rank == 1, shapes[0].count > 0 else {
          throw .shapeMismatch(operation: "ctc", expected: "[T, C] and [S]", found: shapes)
        }
        guard Int(attributes.first) < shapes[0].axes[1] else {
          throw .badClass(
            operation: "ctc",
            value: attributes.first,
            classes: shapes[0].axes[1]
          )
        }
        return .scalar
      },
      forward: { frame, values in
        values[frame.output.offset] = -Alignment(frame, values).logProbability
      },
      backward: { frame, values, gradients, slot, contributions, at in
        guard slot == 0 else { return }
        Alignment(frame, values).forEachOccupancy { place, share in
          contributions[at + place] -= gradients[frame.upstream] * share
        }
      },
      check: { frame, values in
        firstBadClass(
          frame.operands[1],
          values,
          classes: frame.operands[0].shape.axes[1],
          operation: "ctc"
        )
      }
    )
  )

  /// How it is set and said.
  static let ctcSetting = Setting(
    of: .ctc,
    tex: #"\operatorname{ctc}(①, ②)"#,
    words:
      "The loss hands each log probability minus the share of the ways that pass through its symbol in its frame."
  )
}

/// All ways in which frames spell a target.
private struct Alignment {
  /// ln of the probability of all ways together.
  private(set) var logProbability: Double
  private let classes: Int
  private let frames: Int
  /// The states' symbols: blank, y₁, blank, y₂, …, blank.
  private var symbols: [Int]
  private let start: Int
  private let values: [Double]
  private var ahead: [[Double]]

  init(_ frame: Frame, _ values: [Double]) {
    let shape = frame.operands[0].shape
    (frames, classes) = (shape.axes[0], shape.axes[1])
    (start, self.values) = (frame.operands[0].offset, values)
    let blank = Int(frame.attributes.first)
    symbols = [blank]
    for i in 0..<frame.operands[1].shape.count {
      let label = values[frame.operands[1].offset + i]
      symbols += [classIndex(label, of: classes) ?? blank, blank]
    }
    ahead = []
    logProbability = 0
    for t in 0..<frames {
      var row = [Double](repeating: -.infinity, count: symbols.count)
      for s in symbols.indices {
        var ways: [Double] = []
        if t == 0 {
          if s < 2 { ways.append(0) }
        } else {
          for before in predecessors(of: s) { ways.append(ahead[t - 1][before]) }
        }
        row[s] = ways.isEmpty ? -.infinity : stableLogSumExp(ways) + logarithm(t, s)
      }
      ahead.append(row)
    }
    logProbability = stableLogSumExp([Double](ahead[frames - 1].suffix(2)))
  }

  /// The states that lead to a state in one frame: itself, the one before, and the one before that if it
  /// is another symbol.
  private func predecessors(of s: Int) -> [Int] {
    var list = [s]
    if s > 0 { list.append(s - 1) }
    if s > 1, s % 2 == 1, symbols[s] != symbols[s - 2] { list.append(s - 2) }
    return list
  }

  private func logarithm(_ t: Int, _ s: Int) -> Double {
    values[start + t * classes + symbols[s]]
  }

  /// Calls `body` with the share of all ways that pass a state in a frame, for the place of its log
  /// probability.
  func forEachOccupancy(_ body: (_ place: Int, _ share: Double) -> Void) {
    guard logProbability > -.infinity else { return }
    var behind = [Double](repeating: -.infinity, count: symbols.count)
    for s in symbols.indices.suffix(2) { behind[s] = 0 }
    for t in (0..<frames).reversed() {
      for s in symbols.indices {
        let share = exp(ahead[t][s] + behind[s] - logProbability)
        if share != 0 { body(t * classes + symbols[s], share) }
      }
      var earlier = [Double](repeating: -.infinity, count: symbols.count)
      for s in symbols.indices {
        for before in predecessors(of: s) {
          earlier[before] = stableLogSumExp([earlier[before], behind[s] + logarithm(t, s)])
        }
      }
      behind = earlier
    }
  }
}
