public import Autodiff

extension RandomNumbers {
  /// A whole number evenly distributed from 0 to below `bound`, which is at least 1.
  ///
  /// The upper half of the 128-bit product of 64 random bits with `bound`; the few products by which some
  /// numbers would come more often than others are drawn again.
  ///
  /// - SeeAlso: D. Lemire, *Fast Random Integer Generation in an Interval* (2019).
  public mutating func integer(below bound: Int) -> Int {
    let bound = UInt64(max(1, bound))
    let rejected = (0 &- bound) % bound
    while true {
      let product = next().multipliedFullWidth(by: bound)
      if product.low >= rejected { return Int(product.high) }
    }
  }

  /// Puts elements in an order of which each is equally likely.
  ///
  /// - SeeAlso: R. Durstenfeld, *Algorithm 235: Random Permutation* (1964), after R. Fisher and F. Yates.
  @specialized(where Element == Int)
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    var last = elements.count - 1
    while last > 0 {
      elements.swapAt(last, integer(below: last + 1))
      last -= 1
    }
  }

  /// Seeds for `count` runs that have nothing to do with each other, all made from one.
  public static func seeds(_ count: Int, from seed: UInt64) -> [UInt64] {
    var random = RandomNumbers(seed: seed)
    return (0..<max(0, count)).map { _ in random.next() }
  }
}
