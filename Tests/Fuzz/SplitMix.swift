/// The same pseudo-random numbers in every run. (Steele, Lea and Flood, *Fast splittable pseudorandom
/// number generators*, 2014.)
struct SplitMix {
  private var state: UInt64

  /// The numbers of one input: every input has its own, so that it can be made again by itself.
  init(seed: UInt64, input: Int) {
    state = seed &* 0xD134_2543_DE82_EF95 &+ UInt64(truncatingIfNeeded: input)
    _ = next()
    state ^= next()
  }

  /// 64 random bits.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A whole number from 0 up to `limit`.
  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(max(1, limit))) }

  /// True once in `n` times.
  mutating func once(in n: Int) -> Bool { below(n) == 0 }

  /// One of them.
  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// A number with three decimals between −1.5 and 1.5, as it is written.
  mutating func decimal() -> String {
    let thousandths = below(3001) - 1500
    let digits = String(abs(thousandths) % 1000)
    return (thousandths < 0 ? "-" : "") + String(abs(thousandths) / 1000) + "."
      + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
