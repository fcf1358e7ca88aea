import Autodiff
import Testing

/// Expected figures: SplitMix64 and xoshiro256++ in exact integers, the logarithm and root to 50 digits.
@Suite struct `Random numbers` {
  @Test func `a seed gives the same bits everywhere`() {
    var random = RandomNumbers(seed: 7)
    let expected: [UInt64] = [
      1_021_219_803_524_665_661, 3_174_977_118_032_272_916, 13_236_943_193_235_544_178,
      7_880_630_202_246_103_356,
    ]
    for bits in expected { #expect(random.next() == bits) }
  }

  @Test func `evenly distributed numbers are the upper 53 bits`() {
    let expected = [
      0.05536043647833311, 0.17211585444811772, 0.7175761283586594, 0.42720981929150526,
      0.9636595218812296, 0.46570368914047844,
    ]
    let drawn = RandomNumbers.uniform(Shape([2, 3]), seed: 7)
    #expect(drawn == Tensor([Array(expected[0..<3]), Array(expected[3...])]))
    let scaled = RandomNumbers.uniform(Shape([1]), low: -1, high: 3, seed: 7)
    #expect(scaled.elements == [-1 + 4 * expected[0]])
  }

  @Test(arguments: [
    (
      UInt64(7),
      [
        1.6740364454410650539, -0.56004956194180600481, 0.53789816819896544899,
        -0.039787650024891603515, 1.2079282540944533512, -0.91797788077772268211,
      ]
    ),
    (
      UInt64(1),
      [
        0.74977656920000142599, 0.5945638545653683544, -0.42669737721760133457,
        0.26274935681340261358,
      ]
    ),
  ])
  func `normal numbers are those of the polar method`(seed: UInt64, expected: [Double]) {
    let drawn = RandomNumbers.normal(Shape([expected.count]), seed: seed).elements
    for (mine, theirs) in zip(drawn, expected) {
      #expect((mine - theirs).magnitude <= 4e-16 * max(1, theirs.magnitude))
    }
  }

  @Test func `many numbers have the mean and the spread that were asked for`() {
    let count = 100_000.0
    let normal = RandomNumbers.normal(Shape([100_000]), mean: 3, deviation: 2, seed: 11).elements
    let mean = normal.reduce(0, +) / count
    let variance = normal.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    // Five standard errors.
    #expect((mean - 3).magnitude < 5 * 2 / count.squareRoot())
    #expect((variance - 4).magnitude < 5 * 4 * (2 / count).squareRoot())
    let share = normal.filter { ($0 - 3).magnitude < 2 }.count
    #expect((Double(share) / count - 0.682_689_5).magnitude < 0.0075)
    let even = RandomNumbers.uniform(Shape([100_000]), seed: 11).elements
    #expect(even.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect((even.reduce(0, +) / count - 0.5).magnitude < 5 * (1 / 12 / count).squareRoot())
  }

  @Test func `another seed gives other numbers`() {
    let shape = Shape([3])
    #expect(RandomNumbers.normal(shape, seed: 1) != RandomNumbers.normal(shape, seed: 2))
    #expect(RandomNumbers.normal(shape, seed: 1) == RandomNumbers.normal(shape, seed: 1))
  }
}
