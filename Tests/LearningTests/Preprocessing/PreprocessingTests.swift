import Learning
import Testing

struct PreprocessingTests {
  static func set(_ rows: [[Double]], targets: DataTargets<Double> = .none) throws -> DataSet<
    Double
  > {
    try #require(
      DataSet(
        name: "",
        columns: DataColumn.numbered(rows[0].count),
        features: rows.flatMap { $0 },
        targets: targets,
        rowCount: rows.count
      )
    )
  }

  /// The rows after a stage that was fitted on all of them, and the stage.
  static func apply(
    _ stage: Preprocessing,
    _ rows: [[Double]]
  ) throws -> (numbers: [Double], stage: FittedStage) {
    var set = try set(rows)
    let fitted = try FittedPreprocessing([stage], fittedOn: Array(rows.indices), of: &set)
    return (set.features, fitted.stages[0])
  }

  @Test(arguments: try WorkedExample.all("prep.zscore").map(\.id))
  func `z-scores are those worked out by hand`(_ id: String) throws {
    let example = try WorkedExample.one(id)
    let rows = try example.matrix("X")
    let (numbers, stage) = try Self.apply(.zScore(), rows)
    guard case .zScore(let z) = stage else { throw Unexpected() }
    #expect(agree(numbers, try example.matrixStep("Z").flatMap { $0 }))
    #expect(agree(z.means, try example.step("mean")))
    #expect(agree(z.deviations, try example.step("std")))
    guard case .zScore(let sample) = try Self.apply(.zScore(.sample), rows).stage else {
      throw Unexpected()
    }
    #expect(agree(sample.deviations, try example.step("std_sample")))
  }

  @Test func `a test point is scaled with the training part's figures`() throws {
    let example = try WorkedExample.one("prep.leakage")
    var set = try Self.set([[1], [3], [5]])
    _ = try FittedPreprocessing([.zScore()], fittedOn: [0, 1], of: &set)
    #expect(set.features[2...] == (try example.step("z_test"))[...])
  }

  @Test(arguments: try WorkedExample.all("prep.minmax").map(\.id))
  func `ranges are those worked out by hand`(_ id: String) throws {
    let example = try WorkedExample.one(id)
    let (numbers, stage) = try Self.apply(
      .minMax(low: try example.scalar("lo"), high: try example.scalar("hi")),
      try example.matrix("X")
    )
    guard case .minMax(let range) = stage else { throw Unexpected() }
    #expect(agree(numbers, try example.matrixStep("Z").flatMap { $0 }))
    #expect(range.least == (try example.step("min")))
    #expect(range.largest == (try example.step("max")))
  }

  @Test(arguments: try WorkedExample.all("prep.pca-whiten").map(\.id))
  func `whitening is that worked out by hand`(_ id: String) throws {
    let example = try WorkedExample.one(id)
    let rows = try example.matrix("X")
    let (numbers, stage) = try Self.apply(.whiten(), rows)
    guard case .whiten(let whitening) = stage else { throw Unexpected() }
    #expect(agree(whitening.means, try example.step("mean")))
    #expect(agree(whitening.variances, try example.step("lambda")))
    #expect(agree(whitening.explained, try example.step("explained")))
    let u = try example.matrixStep("U")
    #expect(agree(whitening.directions, (0..<2).flatMap { k in u.map { $0[k] } }))
    #expect(agree(numbers, try example.matrixStep("Z").flatMap { $0 }))
    let sample = try Self.apply(.whiten(components: nil, .sample), rows).numbers
    #expect(agree(sample, try example.matrixStep("Z_sample").flatMap { $0 }))
  }

  @Test func `stages are those of scikit-learn, on training and test rows`() throws {
    let figures = try DataFigures.read().scaling
    let stages: [(Preprocessing, DataFigures.Scaled)] = [
      (.zScore(), figures.z_score), (.minMax(), figures.min_max),
      (.minMax(low: -1, high: 1), figures.min_max_symmetric),
      (.whiten(components: nil, .sample), figures.whiten),
    ]
    for (stage, expected) in stages {
      var set = try Self.set(figures.train)
      let fitted = try FittedPreprocessing(
        [stage],
        fittedOn: Array(0..<figures.train.count),
        of: &set
      )
      var test = try Self.set(figures.test)
      try fitted.apply(to: &test)
      for (found, wanted) in [(set, expected.train), (test, expected.test)] {
        for (a, b) in zip(found.features, wanted.flatMap { $0 }) {
          #expect((a - b).magnitude < 1e-9 * max(1, b.magnitude), "\(stage)")
        }
      }
      if case .whiten(let whitening) = fitted.stages[0] {
        for (a, b) in zip(whitening.explained, expected.explained ?? []) {
          #expect((a - b).magnitude < 1e-12)
        }
      }
    }
  }

  @Test func `figures come from the training part only`() throws {
    let rows: [[Double]] = [[1, 5], [3, 7], [2, 2], [1000, -4000]]
    for stage in [Preprocessing.zScore(), .minMax(), .whiten()] {
      var with = try Self.set(rows)
      var without = try Self.set(Array(rows[..<3]))
      let a = try FittedPreprocessing([stage], fittedOn: [0, 1, 2], of: &with)
      let b = try FittedPreprocessing([stage], fittedOn: [0, 1, 2], of: &without)
      #expect(a == b)
      #expect(with.features[..<without.features.count] == without.features[...])
    }
  }

  @Test func `whitened training rows have no correlation and variance 1`() throws {
    let noise: DataSet<Double> = DataGenerator.moons(noise: 0.1).make(rows: 200, seed: 4)
    var set = noise
    let rows = Array(0..<150)
    _ = try FittedPreprocessing([.minMax(), .whiten()], fittedOn: rows, of: &set)
    for i in 0..<2 {
      for j in 0..<2 {
        let sum = rows.reduce(0.0) { $0 + set.features[2 * $1 + i] * set.features[2 * $1 + j] }
        #expect((sum / 150 - (i == j ? 1 : 0)).magnitude < 1e-12)
      }
    }
  }

  @Test func `directions without variance are left out`() throws {
    // Three points lie in a plane, a line through them has the third column constant.
    let (numbers, stage) = try Self.apply(.whiten(), [[1, 2, 7], [2, 4, 7], [4, 8, 7]])
    guard case .whiten(let whitening) = stage else { throw Unexpected() }
    #expect(whitening.variances.count == 1)
    #expect(numbers.count == 3)
    #expect(try Self.apply(.whiten(components: 1), [[0, 1], [5, 2], [1, 9]]).numbers.count == 3)
  }

  @Test func `columns that do not vary are told and do no harm`() throws {
    let rows: [[Double]] = [[0.1, 1], [0.1, 2], [0.1, 4]]
    let (numbers, stage) = try Self.apply(.zScore(), rows)
    guard case .zScore(let z) = stage else { throw Unexpected() }
    #expect(z.constantColumns == [0])
    #expect([numbers[0], numbers[2], numbers[4]] == [0, 0, 0])
    guard case .minMax(let range) = try Self.apply(.minMax(low: -1, high: 1), rows).stage else {
      throw Unexpected()
    }
    #expect(range.constantColumns == [0])
    #expect(try Self.apply(.minMax(low: -1, high: 1), rows).numbers[0] == -1)
  }

  @Test func `dummy columns are those of the worked example`() throws {
    let example = try WorkedExample.one("prep.one-hot-category")
    var format = TableFormat()
    format.categories = [.number(1)]
    var set = try TableReader<Double>.read(
      "color,size\nred,1\ngreen,2\nred,3\nblue,4",
      name: "",
      format: format
    )
    #expect(set.columns[0].categories == ["blue", "green", "red"])
    let fitted = try FittedPreprocessing([.oneHot], fittedOn: [0, 1, 2, 3], of: &set)
    #expect(set.columns.map(\.name) == ["color=blue", "color=green", "color=red", "size"])
    for (row, dummies) in try example.matrixStep("dummies").enumerated() {
      #expect(Array(set.row(row)) == dummies + [Double(row + 1)])
    }
    #expect(fitted.stages.count == 1)
  }

  @Test func `a word that only others have is 0 in all dummy columns`() throws {
    var format = TableFormat()
    format.categories = [.named("color")]
    var set = try TableReader<Float>.read(
      "color\nred\ngreen\nblue",
      name: "",
      format: format
    )
    _ = try FittedPreprocessing([.oneHot, .zScore()], fittedOn: [0, 1], of: &set)
    #expect(set.columns.map(\.name) == ["color=green", "color=red"])
    #expect(set.features == [-1, 1, 1, -1, -1, -1])
  }

  @Test func `what cannot be fitted is told`() throws {
    var set = try Self.set([[1, 2], [1, 2]])
    func mistake(_ stages: [Preprocessing], _ rows: [Int] = [0, 1]) -> PreprocessingMistake? {
      do throws(PreprocessingMistake) {
        _ = try FittedPreprocessing(stages, fittedOn: rows, of: &set)
        return nil
      } catch {
        return error
      }
    }
    #expect(mistake([.zScore()], []) == .noRows)
    #expect(mistake([.oneHot]) == .noCategories)
    #expect(mistake([.whiten()]) == .noVariation)
    #expect(mistake([.whiten(components: 0)]) == .badComponents(0))
    #expect(mistake([.divide(by: 0)]) == .badDivisor(0))
    #expect(mistake([.divide(by: 255)]) == nil)
    #expect(mistake([.divide(by: .leastNonzeroMagnitude)]) == .tooLarge(stage: "divide"))
    set = try Self.set([[1, 2], [3, 4]])
    let fitted = try FittedPreprocessing([.zScore()], fittedOn: [0, 1], of: &set)
    var other = try Self.set([[1], [2]])
    #expect(throws: PreprocessingMistake.otherColumns(expected: 2, found: 1)) {
      try fitted.apply(to: &other)
    }
    var format = TableFormat()
    format.categories = [.number(1)]
    var words = try TableReader<Double>.read("a,1\nb,2", name: "", format: format)
    #expect(throws: PreprocessingMistake.categoriesLeft(stage: "min_max", column: "x1")) {
      _ = try FittedPreprocessing([.minMax()], fittedOn: [0], of: &words)
    }
    #expect(
      PreprocessingMistake.categoriesLeft(stage: "min_max", column: "x1").message
        == "min_max expects columns of numbers, found the categories of 'x1'"
    )
  }

  struct Unexpected: Error {}
}
