import Autodiff
import Notation
import Testing

@testable import Exercises

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
    let first = texts(Variant.draw(leaves, seed: 7) { _ in .init(confusions: 0) })
    #expect(texts(Variant.draw(leaves, seed: 7) { _ in .init(confusions: 0) }) == first)
    #expect(texts(Variant.draw(leaves, seed: 8) { _ in .init(confusions: 0) }) != first)
    // The generator's own sequence: the same on every platform.
    var random = RandomNumbers(seed: 7)
    #expect(first == [0, 1].map { _ in String(Int(random.uniform() * 1000)) })
  }

  @Test func `one without confusions is taken, with as many answers as may be`() throws {
    var looked: [(confusions: Int, distinct: Int)] = []
    let variant = Variant.draw([leaf("x", 0..<1000)], seed: 1) { variant in
      let number = Int(variant.leaves[0].numbers[0].value)
      looked.append((number % 2, number))
      return .init(confusions: number % 2, distinct: number)
    }
    // It ends when five have been seen, and takes the best of them.
    #expect(looked.filter { $0.confusions == 0 }.count == 5)
    #expect(looked.last?.confusions == 0)
    let best = looked.filter { $0.confusions == 0 }.map(\.distinct).max()
    #expect(try #require(variant).quality.distinct == best)
  }

  @Test func `else the one with the fewest confusions`() throws {
    var fewest = Int.max
    var looked = 0
    let variant = Variant.draw([leaf("x", 0..<1000)], seed: 1) { variant in
      let confusions = 1 + Int(variant.leaves[0].numbers[0].value)
      fewest = min(fewest, confusions)
      looked += 1
      return .init(confusions: confusions, distinct: 1000 * looked)
    }
    #expect(try #require(variant).quality.confusions == fewest)
    #expect(looked == Variant.attempts)
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
      return .init(confusions: 1)
    }
    #expect(looked == 7)
  }

  @Test(arguments: [
    ([], "4"), ([1], "[4]"), ([3], "[4, 4, 4]"), ([2, 1], "[[4], [4]]"),
    ([1, 2, 2], "[[[4, 4], [4, 4]]]"),
  ])
  func `a literal has the leaf's shape`(shape: [Int], literal: String) {
    #expect(
      texts(Variant.draw([leaf("x", 4..<5, shape: shape)], seed: 1) { _ in .init(confusions: 0) })
        == [literal]
    )
  }

  @Test func `in a drawn exercise no slip gives the right answer`() throws {
    // With x = z or a factor 1, somebody who takes the wrong factor is not found out.
    func exercise(_ variant: Variant) throws(Diagnostics) -> Exercise {
      let bindings = variant.leaves.map { "\($0.name) = \($0.literal)" }.joined(separator: "; ")
      let text = bindings + "\np = x * z\nf = p * p\nbackward f\nask p\nask grad x\nask grad z\n"
      return Exercise(try Program.read(SourceText(file: "p", text: text)))
    }
    let leaves = [leaf("x", -3..<4), leaf("z", -3..<4)]
    var confused = 0
    for seed in 0..<6 as Range<UInt64> {
      let variant = try #require(
        Variant.draw(leaves, seed: seed) { variant in
          let quality = try? Variant.Quality(exercise(variant))
          if quality.map({ $0.confusions > 0 }) ?? false { confused += 1 }
          return quality
        }
      )
      #expect(try Certificate(exercise(variant)).isPerfect)
      #expect(variant.leaves[0].numbers != variant.leaves[1].numbers)
    }
    #expect(confused > 0)
  }

  @Test func `answers that are 0, tiny or huge are awkward`() throws {
    func quality(_ program: String) throws -> Variant.Quality {
      try Variant.Quality(Exercise(try Program.read(SourceText(file: "p", text: program))))
    }
    #expect(try quality("x = [3, 0, 0.0005, 20000]; y = x * 1; ask y").awkward == 3)
    #expect(try quality("x = 3; y = x * 2; ask y").awkward == 0)
    #expect(throws: Diagnostics.self) { try quality("x = 0; y = 1 / x; ask y") }
    let better = Variant.Quality(confusions: 0, awkward: 1, distinct: 1)
    #expect(better.isBetter(than: .init(confusions: 1, distinct: 9)))
    #expect(better.isBetter(than: .init(confusions: 0, awkward: 2, distinct: 9)))
    #expect(better.isBetter(than: .init(confusions: 0, awkward: 1, distinct: 0)))
    #expect(!better.isBetter(than: better))
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
