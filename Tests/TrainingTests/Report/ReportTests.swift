import Drawing
import FastKernels
import Learning
import Testing

@testable import Training

/// Plans and samples for pictures.
enum ReportSamples {
  static func dense(_ units: Int, _ activation: String? = nil) -> LayerPlan {
    .dense(units: units, activation: activation.map { .init($0) })
  }

  static func run(
    _ generator: DataGenerator,
    rows: Int = 80,
    _ layers: [LayerPlan],
    _ change: (inout TrainingPlan) -> Void = { _ in }
  ) throws -> PlanRun.Result {
    var plan = TrainingPlan(data: .generated(generator, rows: rows, seed: 3), layers: layers)
    plan.split.validation = .share(0.25)
    plan.optimiser.rate = .constant(0.1)
    plan.epochs = 9
    change(&plan)
    let set: DataSet<Float> = generator.make(rows: rows, seed: 3)
    var run = PlanRun(plan, LoadedSamples(set, ownCount: rows), level: .base, threads: 1)
    run.keepsSnapshots = true
    return try run.run()
  }

  static let moons = DataGenerator.moons(noise: 0.1)
}

struct ReportTests {
  @Test func `classes over the plane have a boundary, a matrix and a hidden layer`() throws {
    let run = try ReportSamples.run(
      ReportSamples.moons,
      [ReportSamples.dense(6, "tanh"), ReportSamples.dense(1)]
    )
    let report = try TrainingReport(run, level: .base, threads: 1)
    #expect(
      report.sections.map(\.view) == [.curves, .boundary, .confusion, .mistakes, .hidden]
    )
    #expect(run.snapshots.map(\.epoch) == [0, 1, 2, 4, 8])
    let boundary = report.sections[1].panels
    #expect(boundary.pictures.count == 4)
    #expect(boundary.pictures.first?.title.hasPrefix("Epoch 0, ") == true)
    // The last picture is that of the result: its epoch is the best one.
    #expect(boundary.data.rows.last?.first?.text == "\(run.record.bestEpoch)")
    #expect(try TrainingReport(run, level: .base, threads: 1) == report)
  }

  @Test func `the counts of the matrix are those of the validation part`() throws {
    let run = try ReportSamples.run(
      ReportSamples.moons,
      [ReportSamples.dense(6, "tanh"), ReportSamples.dense(0)]
    ) { $0.views = [.confusion] }
    let panels = try TrainingReport(run, level: .base, threads: 1).sections[0].panels
    let counts = panels.data.rows.map { $0.dropFirst().compactMap { Int($0.text) } }
    #expect(counts.joined().reduce(0, +) == run.data.validation.count)
    let right = Double(counts[0][0] + counts[1][1]) / Double(run.data.validation.count)
    let record = try #require(run.record.epochs.first { $0.epoch == run.record.bestEpoch })
    #expect(abs(right - (record.validation?.metric ?? -1)) < 1e-9)
  }

  @Test func `numbers to predict of one feature have a curve`() throws {
    let run = try ReportSamples.run(
      .line(slope: 2, intercept: 1, noise: 0),
      [ReportSamples.dense(1)]
    ) { plan in
      plan.epochs = 300
      plan.preparation = [.minMax(low: 0, high: 1)]
    }
    let report = try TrainingReport(run, level: .base, threads: 1)
    #expect(report.sections.map(\.view) == [.curves, .fit])
    // In the features' own units: from −1.2 to 1.2, and near y = 2x + 1 at the end.
    let rows = report.sections[1].panels.data.rows
    let last = try #require(rows.last)
    #expect(abs((Double(last[0].text) ?? 0) - 1.2) < 0.01)
    #expect(abs((Double(last.last?.text ?? "") ?? 0) - 3.4) < 0.3)
  }

  @Test func `a view that does not fit says why`() throws {
    let run = try ReportSamples.run(ReportSamples.moons, [ReportSamples.dense(1)])
    func obstacle(_ view: TrainingView) -> String? {
      TrainingReport.obstacle(to: view, run.plan, run.data)
    }
    #expect(obstacle(.fit) == "expected one feature, found 2")
    #expect(obstacle(.hidden) == "expected a hidden layer, found none")
    #expect(obstacle(.boundary) == nil)
    var dropping = run.plan
    dropping.layers = [.dropout(keep: 0.5), ReportSamples.dense(1)]
    #expect(TrainingReport.obstacle(to: .surface, dropping, run.data)?.contains("dropout") == true)
  }

  @Test func `all optimisers find the bottom of a straight line's surface`() throws {
    let run = try ReportSamples.run(
      .line(slope: 2, intercept: 1, noise: 0),
      rows: 40,
      [ReportSamples.dense(1)]
    ) { plan in
      plan.epochs = 100
      plan.views = [.surface]
    }
    let section = try TrainingReport(run, level: .base, threads: 1).sections[0]
    let rows = section.panels.data.rows
    #expect(rows.count == Optimiser.all.count)
    #expect(
      section.panels.data.columns.map(\.text).suffix(2) == ["W1 at the end", "b1 at the end"]
    )
    // sgd, with the best of its rates, is at slope 2 and intercept 1.
    let sgd = try #require(rows.first { $0[0].text.hasPrefix("sgd ") })
    #expect(abs((Double(sgd[3].text) ?? 0) - 2) < 0.1)
    #expect(abs((Double(sgd[4].text) ?? 0) - 1) < 0.1)
    let newton = try #require(rows.first { $0[0].text.hasPrefix("lbfgs ") })
    #expect(abs((Double(newton[3].text) ?? 0) - 2) < 0.01)
  }

  @Test func `a net without mistakes says so`() throws {
    let run = try ReportSamples.run(
      .xor(noise: 0),
      rows: 40,
      [ReportSamples.dense(16, "tanh"), ReportSamples.dense(1)]
    ) { plan in
      plan.epochs = 80
      plan.optimiser = OptimiserPlan(
        name: "adam",
        settings: OptimiserSettings(of: .adam),
        rate: .constant(0.05)
      )
      plan.views = [.mistakes]
    }
    let section = try TrainingReport(run, level: .base, threads: 1).sections[0]
    #expect(section.words == "The net makes no mistake among 10 validation samples.")
  }
}

struct NetProbeTests {
  @Test func `it says what the evaluator says, and exchanges parameters`() throws {
    let run = try ReportSamples.run(
      ReportSamples.moons,
      [ReportSamples.dense(6, "relu"), ReportSamples.dense(0)]
    )
    let rows = Array(0..<run.data.set.rowCount)
    let form = try NetForm(run.plan, run.data.set)
    let probe = try NetProbe(form, run.data.set, rows: rows, level: .base, threads: 1)
    probe.use(run.net.parameters)
    let evaluator = try Evaluator(run.net, level: .base, threads: 1)
    #expect(try probe.outputs() == evaluator.outputs(run.data.set.features))
    #expect(try probe.values(of: form.hidden) == evaluator.hidden(run.data.set.features).numbers)
    let answers = ClassAnswers(probe.outputs(), form, classes: 2)
    let shares = try evaluator.probabilities(run.data.set.features)
    for (own, other) in zip(answers.probabilities, shares) {
      #expect(abs(own - Double(other)) < 1e-6)
    }
    probe.use(run.snapshots[0].parameters)
    #expect(try probe.outputs() != evaluator.outputs(run.data.set.features))
    #expect(probe.values(of: "nothing") == nil)
  }
}
