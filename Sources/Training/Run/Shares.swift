internal import CMath

/// What logits say of classes, in shares from 0 to 1.
enum Shares {
  /// 1 / (1 + e⁻ᶻ).
  static func sigmoid(_ z: Double) -> Double {
    let e = exp(-z.magnitude)
    return (z < 0 ? e : 1) / (1 + e)
  }

  /// The softmax of each row of `width` numbers.
  static func softmax(_ numbers: [Float], width: Int) -> [Float] {
    var shares = numbers
    for start in stride(from: 0, to: numbers.count, by: max(1, width)) {
      let row = numbers[start..<min(numbers.count, start + width)]
      let largest = row.reduce(-Float.infinity) { max($0, $1) }
      let powers = row.map { exp(Double($0) - Double(largest)) }
      let sum = powers.reduce(0, +)
      for (i, power) in powers.enumerated() { shares[start + i] = Float(power / sum) }
    }
    return shares
  }
}
