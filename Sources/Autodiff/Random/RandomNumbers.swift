/// The project's one source of random numbers: xoshiro256++, seeded by SplitMix64.
///
/// The same seed gives the same numbers on every platform, to the last bit.
///
/// - SeeAlso: D. Blackman, S. Vigna, *Scrambled Linear Pseudorandom Number Generators* (2021);
///   G. Steele, D. Lea, C. Flood, *Fast Splittable Pseudorandom Number Generators* (2014).
public struct RandomNumbers: RandomNumberGenerator, Equatable, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)
  /// The second of a pair of normal numbers, until it is asked for.
  private var spare: Double?

  /// Begins a sequence.
  public init(seed: UInt64) {
    var mixer = seed
    state = (
      RandomNumbers.splitMix(&mixer), RandomNumbers.splitMix(&mixer),
      RandomNumbers.splitMix(&mixer), RandomNumbers.splitMix(&mixer)
    )
  }

  /// Begins with a state of xoshiro256++, not all 0.
  init(state: (UInt64, UInt64, UInt64, UInt64)) { self.state = state }

  /// The next of SplitMix64's numbers.
  static func splitMix(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    let sum = state.0 &+ state.3
    let result = ((sum << 23) | (sum >> 41)) &+ state.0
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = (state.3 << 45) | (state.3 >> 19)
    return result
  }

  /// Evenly distributed from 0 to below 1, a multiple of 2⁻⁵³.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Normally distributed with mean 0 and standard deviation 1, by Marsaglia's polar method: a point (u, v)
  /// evenly from the unit disc, s = u² + v², gives the two numbers u f and v f with f = √(−2 ln s / s).
  ///
  /// It uses +, −, ×, ÷ and √ only, which IEEE 754 rounds the same everywhere; for the logarithm see
  /// ``portableLogarithm(_:)``.
  ///
  /// - SeeAlso: G. Marsaglia, T. Bray, *A Convenient Method for Generating Normal Variables* (1964).
  public mutating func normal() -> Double {
    if let number = spare {
      spare = nil
      return number
    }
    while true {
      let u = 2 * uniform() - 1
      let v = 2 * uniform() - 1
      let s = u * u + v * v
      guard s < 1, s > 0 else { continue }
      let factor = (-2 * portableLogarithm(s) / s).squareRoot()
      spare = v * factor
      return u * factor
    }
  }

  /// Whether two generators go on with the same numbers.
  public static func == (a: RandomNumbers, b: RandomNumbers) -> Bool {
    a.state == b.state && a.spare == b.spare
  }
}

extension RandomNumbers {
  /// Numbers evenly distributed from `low` to below `high`, as low + (high − low) u.
  public static func uniform(
    _ shape: Shape,
    low: Double = 0,
    high: Double = 1,
    seed: UInt64
  ) -> Tensor {
    var random = RandomNumbers(seed: seed)
    var tensor = Tensor(repeating: 0, shape: shape)
    for i in tensor.elements.indices { tensor.elements[i] = low + (high - low) * random.uniform() }
    return tensor
  }

  /// Normally distributed numbers, as mean + std z.
  public static func normal(
    _ shape: Shape,
    mean: Double = 0,
    deviation: Double = 1,
    seed: UInt64
  ) -> Tensor {
    var random = RandomNumbers(seed: seed)
    var tensor = Tensor(repeating: 0, shape: shape)
    for i in tensor.elements.indices { tensor.elements[i] = mean + deviation * random.normal() }
    return tensor
  }
}

/// The natural logarithm of a positive normal number with +, −, × and ÷ only, so that it is the same on
/// every platform; it is off by about one unit in the last place.
///
/// x = 2ᵉ m with m from √½ to √2; with f = (m − 1)/(m + 1), ln m = 2 (f + f³/3 + f⁵/5 + …), of which 11
/// terms are taken: f² < 0.0295, so that what is left is below 2⁻⁵⁵ of the sum.
package func portableLogarithm(_ x: Double) -> Double {
  var exponent = Double(x.exponent)
  var significand = x.significand
  if significand > 1.414_213_562_373_095_1 {
    significand /= 2
    exponent += 1
  }
  let f = (significand - 1) / (significand + 1)
  let square = f * f
  var series = 0.0
  for k in stride(from: 21, through: 3, by: -2) { series = (series + 1 / Double(k)) * square }
  // ln 2 in two parts: the first has zeros at its end, so that its product with the exponent is exact.
  let high = 0.693_147_180_369_123_816_490
  let low = 1.908_214_929_270_587_700_02e-10
  return exponent * high + (2 * f + (2 * f * series + exponent * low))
}
