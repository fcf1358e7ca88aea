internal import CMath

/// What a net's outputs say about classes.
///
/// | value | shape |
/// |-------|-------|
/// | outputs | `[N, K]`, or `[N]` of a net with one output for two classes |
/// | ``probabilities`` | `[N, K]` with K ≥ 2 |
struct ClassAnswers {
  /// K, how many classes there are.
  let classCount: Int
  /// The share of its belief that the net gives each class, row by row.
  ///
  /// For a loss whose outputs are no probabilities they are what stands nearest to them; the largest still wins.
  let probabilities: [Double]

  /// Reads outputs as the net's loss does.
  init(_ outputs: [Float], _ form: NetForm, classes: Int) {
    classCount = max(2, classes)
    guard form.outputCount != 1 else {
      probabilities = outputs.flatMap { output -> [Double] in
        let p = ClassAnswers.ofSecond(Double(output), form)
        return [1 - p, p]
      }
      return
    }
    var all: [Double] = []
    all.reserveCapacity(outputs.count)
    var start = 0
    while start + classes <= outputs.count, classes > 0 {
      all += ClassAnswers.row(outputs[start..<start + classes].map { Double($0) }, form)
      start += classes
    }
    probabilities = all
  }

  /// How many samples there are.
  var count: Int { probabilities.count / classCount }

  /// The class that wins; of several the first.
  func predicted(_ row: Int) -> Int {
    var best = 0
    for c in 1..<classCount
    where probabilities[row * classCount + c] > probabilities[row * classCount + best] {
      best = c
    }
    return best
  }

  /// The probability of a class.
  func probability(_ row: Int, _ c: Int) -> Double { probabilities[row * classCount + c] }

  /// The probability of the second class that one output tells.
  private static func ofSecond(_ output: Double, _ form: NetForm) -> Double {
    switch form.loss.name {
    case "bce_with_logits": return Elementary.sigmoid(output)
    // Signs: 0 is the border.
    case "hinge", "squared_hinge", "soft_margin": return min(max(0.5 + output / 2, 0), 1)
    default: return min(max(output, 0), 1)
    }
  }

  private static func row(_ outputs: [Double], _ form: NetForm) -> [Double] {
    switch form.loss.name {
    case "softmax_cross_entropy":
      let most = outputs.max() ?? 0
      let powers = outputs.map { Elementary.exp($0 - most) }
      let sum = powers.reduce(0, +)
      return powers.map { $0 / sum }
    case "nll": return outputs.map { Elementary.exp($0) }
    case "bce_with_logits": return outputs.map { Elementary.sigmoid($0) }
    default: return outputs
    }
  }
}

/// Functions of one number.
private enum Elementary {
  /// eˣ.
  static func exp(_ x: Double) -> Double { CMath.exp(x) }

  /// 1 / (1 + e⁻ˣ), without overflow.
  static func sigmoid(_ x: Double) -> Double {
    if x >= 0 { return 1 / (1 + CMath.exp(-x)) }
    let power = CMath.exp(x)
    return power / (1 + power)
  }
}
