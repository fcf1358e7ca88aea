import Autodiff
import Exercises
import Testing

private func leaf(_ name: String, _ numbers: Range<Int>, shape: [Int] = []) -> VariantLeaf {
  VariantLeaf(
    name,
    shape: Shape(shape),
    numbers: numbers.map { VariantNumber(String($0), Double($0)) }
  )
}

private func texts(_ variant: Variant?) -> [String] { variant?.leaves.map(\.literal) ?? [] }

@Suite struct `Drawing variants` {
  @Test func `the same seed draws the same, another one something else`() {
    let leaves = [leaf("x", 0..<1000), leaf("y", 0..<1000)]
    let first = texts(Variant.draw(leaves, seed: 7) { _ in 0 })
    #expect(texts(Variant.draw(leaves, seed: 7) { _ in 0 }) == first)
    #expect(texts(Variant.draw(leaves, seed: 8) { _ in 0 }) != first)
    // The generator's own sequence: the same on every platform.
    var random = RandomNumbers(seed: 7)
    #expect(first == [0, 1].map { _ in String(Int(random.uniform() * 1000)) })
  }

  @Test func `the first without a flaw is taken`() throws {
    var looked = 0
    let variant = Variant.draw([leaf("x", 0..<1000)], seed: 1) { variant in
      looked += 1
      return variant.leaves[0].numbers[0].value < 500 ? 0 : 1
    }
    #expect(try #require(variant).leaves[0].numbers[0].value < 500)
    #expect(looked < Variant.attempts)
  }

  @Test func `else the one with the fewest`() throws {
    var fewest = Int.max
    let variant = Variant.draw([leaf("x", 0..<1000)], seed: 1) { variant in
      let flaws = 1 + Int(variant.leaves[0].numbers[0].value)
      fewest = min(fewest, flaws)
      return flaws
    }
    #expect(try #require(variant).flaws == fewest)
  }

  @Test func `few variants are each looked at once`() {
    var seen: [String] = []
    let variant = Variant.draw([leaf("x", 0..<3), leaf("y", 0..<2, shape: [2])], seed: 5) {
      seen.append($0.leaves.map(\.literal).joined(separator: " "))
      return nil
    }
    #expect(variant == nil)
    #expect(seen.count == 12)
    #expect(Set(seen).count == 12)
    #expect(seen != seen.sorted())
  }

  @Test func `no more are looked at than may be`() {
    var looked = 0
    _ = Variant.draw([leaf("x", 0..<50, shape: [3, 3])], seed: 5, attempts: 7) { _ in
      looked += 1
      return 1
    }
    #expect(looked == 7)
  }

  @Test(arguments: [
    ([], "4"), ([1], "[4]"), ([3], "[4, 4, 4]"), ([2, 1], "[[4], [4]]"),
    ([1, 2, 2], "[[[4, 4], [4, 4]]]"),
  ])
  func `a literal has the leaf's shape`(shape: [Int], literal: String) {
    #expect(texts(Variant.draw([leaf("x", 4..<5, shape: shape)], seed: 1) { _ in 0 }) == [literal])
  }

  @Test func `seeds of neighbours have nothing in common`() {
    var seeds: Set<UInt64> = []
    for base in 0..<10 as Range<UInt64> {
      for variant in 0..<10 as Range<UInt64> {
        for name in ["", "exr-a", "exr-b"] {
          seeds.insert(Variant.seed(base, variant: variant, name: name))
        }
      }
    }
    #expect(seeds.count == 300)
    // FNV-1a of 16 zero bytes, worked out with Python.
    #expect(Variant.seed(0) == 0x88201FB960FF6465)
  }
}
