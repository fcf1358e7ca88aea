import Foundation
import Testing

@testable import Learning

struct DataGeneratorTests {
  static let noisy: [DataGenerator] = [
    .moons(noise: 0.1), .circles(noise: 0.05, factor: 0.5),
    .spirals(arms: 3, turns: 1.25, noise: 0.02), .xor(noise: 0.2),
    .line(slope: 2, intercept: -1, noise: 0.3),
    .polynomial(coefficients: [1, 0, -2, 0.5], from: -2, to: 2, noise: 0.1),
  ]

  @Test(arguments: ["moons", "circles"])
  func `without noise the points are those of scikit-learn`(_ name: String) throws {
    let expected = try #require(try DataFigures.read().curves[name])
    let generator: DataGenerator =
      name == "moons" ? .moons(noise: 0) : .circles(noise: 0, factor: 0.4)
    let set: DataSet<Double> = generator.make(rows: 12, seed: 1)
    let classes = try #require(set.targets.classIndices)
    for kind in 0...1 {
      let rows = classes.indices.filter { classes[$0] == kind }
      let points = expected.classes.indices.filter { expected.classes[$0] == kind }
      #expect(rows.count == points.count)
      for (row, point) in zip(rows, points) {
        for (found, wanted) in zip(set.row(row), expected.points[point]) {
          #expect((found - wanted).magnitude < 1e-15)
        }
      }
    }
  }

  @Test func `XOR is its truth table`() {
    let set: DataSet<Float> = DataGenerator.xor(noise: 0).make(rows: 5, seed: 3)
    #expect(set.features == [0, 0, 0, 1, 1, 0, 1, 1, 0, 0])
    #expect(set.targets == .classes([0, 1, 1, 0, 0], names: ["0", "1"]))
  }

  @Test func `the arms of a spiral begin at the middle and end on the circle`() {
    // Two arms, half a turn: ends at r = 1 and φ = π and 2π.
    let set: DataSet<Double> = DataGenerator.spirals(arms: 2, turns: 0.5, noise: 0)
      .make(rows: 6, seed: 1)
    let expected = [0, 0, 0, 0, 0, 0.5, 0, -0.5, -1, 0, 1, 0]
    for (found, wanted) in zip(set.features, expected) {
      #expect((found - wanted).magnitude < 1e-15)
    }
    #expect(set.targets == .classes([0, 1, 0, 1, 0, 1], names: ["0", "1"]))
  }

  @Test func `a polynomial has its values`() {
    // 1 − 2 x² + x³ at −1, 0, 1, 2, 3.
    let set: DataSet<Double> = DataGenerator.polynomial(
      coefficients: [1, 0, -2, 1],
      from: -1,
      to: 3,
      noise: 0
    ).make(rows: 5, seed: 1)
    #expect(set.features == [-1, 0, 1, 2, 3])
    #expect(set.targets == .numbers([-2, 1, 0, 1, 10], names: ["y"]))
  }

  @Test(arguments: noisy)
  func `a seed decides everything, and another seed changes it`(_ generator: DataGenerator) {
    let first: DataSet<Double> = generator.make(rows: 50, seed: 7)
    #expect(first == generator.make(rows: 50, seed: 7))
    #expect(first != generator.make(rows: 50, seed: 8))
    #expect(first.features.allSatisfy { $0.isFinite })
    let single: DataSet<Float> = generator.make(rows: 50, seed: 7)
    #expect(single.features == first.features.map { Float($0) })
  }

  @Test(arguments: noisy)
  func `any number of rows can be made`(_ generator: DataGenerator) {
    for rows in [-3, 0, 1, 2, 3, 5] {
      let set: DataSet<Float> = generator.make(rows: rows, seed: 1)
      #expect(set.rowCount == max(0, rows))
      #expect(set.features.allSatisfy { $0.isFinite })
    }
  }

  @Test func `noise has the width that was asked for`() {
    let set: DataSet<Double> = DataGenerator.line(slope: 0, intercept: 3, noise: 0.5)
      .make(rows: 20_000, seed: 11)
    guard case .numbers(let values, _) = set.targets else {
      Issue.record("a line has numbers to predict")
      return
    }
    let summary = ScoreSummary(values)
    #expect((summary.mean - 3).magnitude < 4 * 0.5 / 20_000.0.squareRoot())
    #expect((summary.deviation - 0.5).magnitude < 0.01)
  }

  @Test func `portable functions are off by two units in the last place at most`() {
    var x = -60.0
    while x < 60 {
      let (sine, cosine) = Portable.sineAndCosine(x)
      #expect((sine - sin(x)).magnitude <= 2e-16)
      #expect((cosine - cos(x)).magnitude <= 2e-16)
      #expect((Portable.exponential(x) - exp(x)).magnitude <= 4 * exp(x).ulp)
      #expect((Portable.logarithm(exp(x)) - log(exp(x))).magnitude <= 2 * max(x.magnitude, 1).ulp)
      x += 0.173
    }
    // To 40 digits: sin 2 = 0.9092974268256816953960198659117448427023, e = 2.718281828459045235360287471352662497757.
    #expect((Portable.sineAndCosine(2).sine - 0.9092974268256817).magnitude <= 0x1p-53)
    #expect((Portable.exponential(1) - 2.718281828459045).magnitude <= 0x1p-51)
  }
}
