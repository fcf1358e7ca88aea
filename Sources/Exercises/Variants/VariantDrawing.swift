internal import Autodiff

extension Variant {
  /// How many variants are looked at before the best of them is taken.
  public static let attempts = 60

  /// How many flawless variants are compared.
  private static let enough = 5

  /// Draws numbers for some leaves: of a few variants in which no slip gives a right answer, and no answer is
  /// awkward, the one with the most different answers; where there is none, the one with the fewest flaws.
  ///
  /// The same leaves and seed, judged in the same way, give the same variant on every platform. Where there
  /// are no more variants than may be looked at, each is looked at once.
  ///
  /// - Parameters:
  ///   - leaves: What is drawn.
  ///   - seed: Where the sequence of numbers begins.
  ///   - attempts: How many variants are looked at.
  ///   - quality: How good a variant is; nil for one that cannot be used at all.
  /// - Returns: The variant; nil if none of those that were looked at can be used.
  public static func draw(
    _ leaves: [VariantLeaf],
    seed: UInt64,
    attempts: Int = Variant.attempts,
    quality: (Variant) -> Quality?
  ) -> Variant? {
    var random = RandomNumbers(seed: seed)
    let count = combinations(of: leaves, atMost: attempts)
    // All of them in a random order, if they are few.
    let order = count.map { shuffled($0, &random) }
    var best: Variant?
    var flawless = 0
    for attempt in 0..<(count ?? attempts) {
      var variant = order.map { decoded($0[attempt], leaves) } ?? drawn(leaves, &random)
      guard let found = quality(variant) else { continue }
      variant.quality = found
      if best.map({ found.isBetter(than: $0.quality) }) ?? true { best = variant }
      if found.isFlawless { flawless += 1 }
      if flawless == enough { break }
    }
    return best
  }

  /// A seed for one exercise of a course: of the lesson's or block's seed, the number of the variant that is
  /// wanted, and what tells the exercise from its neighbours.
  public static func seed(_ base: UInt64, variant: UInt64 = 0, name: String = "") -> UInt64 {
    // FNV-1a, 64 bits; each number and each byte of the name is stirred in.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func stir(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    for number in [base, variant] {
      for shift in stride(from: 0 as UInt64, to: 64, by: 8) {
        stir(UInt8(truncatingIfNeeded: number >> shift))
      }
    }
    for byte in name.utf8 { stir(byte) }
    return hash
  }

  // MARK: Drawing

  private static func drawn(_ leaves: [VariantLeaf], _ random: inout RandomNumbers) -> Variant {
    var variant = Variant(leaves: [], quality: Quality(confusions: 0))
    for leaf in leaves {
      var numbers: [VariantNumber] = []
      for _ in 0..<leaf.shape.count {
        numbers.append(leaf.numbers[index(leaf.numbers.count, &random)])
      }
      variant.leaves.append(Leaf(name: leaf.name, shape: leaf.shape, numbers: numbers))
    }
    return variant
  }

  /// A number from 0 to below `count`.
  private static func index(_ count: Int, _ random: inout RandomNumbers) -> Int {
    min(count - 1, Int(random.uniform() * Double(count)))
  }

  // MARK: All variants

  /// How many variants there are; nil for more than `limit`.
  private static func combinations(of leaves: [VariantLeaf], atMost limit: Int) -> Int? {
    var count = 1
    for leaf in leaves where leaf.numbers.count > 1 {
      for _ in 0..<leaf.shape.count {
        // Compared by dividing, so that no product overflows.
        guard count <= limit / leaf.numbers.count else { return nil }
        count *= leaf.numbers.count
      }
    }
    return count <= limit ? count : nil
  }

  private static func shuffled(_ count: Int, _ random: inout RandomNumbers) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, index(last + 1, &random))
    }
    return order
  }

  /// The variant of a number: its digits, in a system in which each entry is a place, choose the numbers.
  private static func decoded(_ number: Int, _ leaves: [VariantLeaf]) -> Variant {
    var rest = number
    var variant = Variant(leaves: [], quality: Quality(confusions: 0))
    for leaf in leaves {
      var numbers: [VariantNumber] = []
      for _ in 0..<leaf.shape.count {
        numbers.append(leaf.numbers[rest % leaf.numbers.count])
        rest /= leaf.numbers.count
      }
      variant.leaves.append(Leaf(name: leaf.name, shape: leaf.shape, numbers: numbers))
    }
    return variant
  }
}
