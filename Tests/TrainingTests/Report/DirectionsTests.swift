import Learning
import Testing

@testable import Training

struct PrincipalDirectionsTests {
  /// Points on an ellipse around (3, −1), twice as long along (0.6, 0.8) as across.
  private let ellipse: [Double] = [4.2, 0.6, 1.8, -2.6, 2.2, -0.4, 3.8, -1.6]

  @Test func `the axes of an ellipse are found, with their shares`() {
    let found = PrincipalDirections(ellipse, columns: 2, count: 2)
    #expect(abs(found.directions[0][0] - 0.6) < 1e-12 && abs(found.directions[0][1] - 0.8) < 1e-12)
    // 2 · 2² of 2 · 2² + 2 · 1².
    #expect(abs(found.shares[0] - 0.8) < 1e-12)
    #expect(abs(found.place(ellipse[0..<2], along: 0) - 2) < 1e-12)
  }

  @Test func `more columns than rows give the same directions`() {
    // Two points in ten dimensions vary along one direction only.
    let first = (0..<10).map { Double($0) }
    var second = first
    second[4] += 5
    let rows = first + second
    let found = PrincipalDirections(rows, columns: 10, count: 2)
    #expect(found.directions.count == 1)
    #expect(found.directions[0].enumerated().allSatisfy { abs($1 - ($0 == 4 ? 1 : 0)) < 1e-9 })
    #expect(found.shares == [1])
  }

  @Test func `rows that do not vary have no direction`() {
    #expect(PrincipalDirections([1, 2, 1, 2], columns: 2, count: 2).directions.isEmpty)
    #expect(PrincipalDirections([], columns: 3, count: 2).directions.isEmpty)
    #expect(PrincipalDirections([], columns: 0, count: 2).directions.isEmpty)
  }
}

struct OriginalFeaturesTests {
  private func set() throws -> DataSet<Float> {
    try #require(
      DataSet(
        name: "s",
        columns: DataColumn.numbered(3),
        features: [1, 20, 7, 2, 10, 7, 4, 60, 7, 9, 30, 7],
        targets: .none,
        rowCount: 4
      )
    )
  }

  @Test(arguments: [
    [Preprocessing.zScore()], [.minMax(low: -1, high: 3)], [.divide(by: 16)],
    [.divide(by: 4), .zScore()], [.zScore(), .whiten()],
  ])
  func `what was prepared is undone`(stages: [Preprocessing]) throws {
    let original = try set()
    var prepared = original
    let fitted = try FittedPreprocessing(stages, fittedOn: [0, 1, 2, 3], of: &prepared)
    for row in 0..<4 {
      let back = try #require(fitted.original(of: prepared.row(row).map { Double($0) }))
      for (a, b) in zip(back, original.row(row)) { #expect(abs(a - Double(b)) < 1e-4) }
    }
    #expect(fitted.prepared(original.features, rows: 4) == prepared.features)
    #expect(fitted.original(of: [1]) == nil)
  }
}

struct InitialisationExperimentTests {
  /// What theory says, as the lecture has it: tanh after weights of deviation 1/√500.
  private let xavier = [0.628, 0.486, 0.408, 0.358, 0.322]

  @Test func `deviations are those that theory says`() throws {
    let experiment = try InitialisationExperiment(
      activations: ["tanh"],
      rules: [
        .init("xavier", InitialiserPlan("xavier")),
        .init("0.01", InitialiserPlan("normal", [0, 0.01])),
      ],
      depth: 5,
      samples: 200,
      level: .base
    )
    for (layer, expected) in zip(experiment.figures[0].layers, xavier) {
      #expect(abs(layer.deviation - expected) < 0.012)
    }
    for (predicted, expected) in zip(experiment.predicted(0), xavier) {
      #expect(abs(predicted - expected) < 0.0006)
    }
    // Small weights: each layer leaves √500 · 0.01 of the one before.
    #expect(abs(experiment.figures[1].layers[4].deviation - 5.3e-4) < 4e-5)
    let panels = experiment.panels()
    #expect(panels.pictures.count == 1)
    #expect(panels.data.columns.map(\.text).suffix(2) == ["σ 5", "theory"])
    #expect(panels.data.rows.map(\.count) == [8, 8])
  }

  @Test func `the same seed gives the same experiment`() throws {
    func run() throws -> InitialisationExperiment {
      try InitialisationExperiment(depth: 2, units: 20, samples: 30, level: .base)
    }
    #expect(try run() == run())
    #expect(try run().figures.count == 10)
  }
}
