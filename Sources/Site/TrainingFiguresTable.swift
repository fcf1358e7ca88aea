internal import Autodiff
internal import Drawing
internal import Learning
internal import Training

/// The figures of a run as tables, for its page.
enum TrainingFiguresTable {
  /// What was trained on what, and what came of it, in two sentences.
  static func summary(_ run: PlanRun.Result) -> String {
    let weights = run.net.parameters.filter { $0.isTrained }.reduce(0) { $0 + $1.elements.count }
    let counts = run.record.counts
    var text =
      "A net of \(weights) parameters, trained on \(counts.training) samples of "
      + "\(run.data.set.name)."
    if let metric = run.figures.test?.metric ?? run.figures.validation?.metric {
      let part = run.figures.test == nil ? "validation" : "test"
      text +=
        tellsClasses(run)
        ? " Of the \(part) part, \(percent(metric)) are right."
        : " R² of the \(part) part is \(NumberFormat.short(4).text(metric))."
    }
    return text
  }

  /// Loss and metric of each part, with the parameters of the result.
  static func parts(_ run: PlanRun.Result) -> DataTable {
    let figures = run.figures
    let counts = run.record.counts
    let all: [(String, Int, PartFigures?)] = [
      ("training", counts.training, figures.training),
      ("validation", counts.validation, figures.validation), ("test", counts.test, figures.test),
    ]
    return DataTable(
      columns: [
        words("part"), words("samples", isNumeric: true), words("loss", isNumeric: true),
        words(metricName(run), isNumeric: true),
      ],
      rows: all.compactMap { name, count, figures in
        figures.map { [words(name), number(Double(count)), number($0.loss), number($0.metric)] }
      }
    )
  }

  /// A row for each fold, and their mean.
  static func folds(_ record: FoldsRecord, _ run: PlanRun.Result) -> DataTable {
    var rows = record.folds.map { fold in
      [
        number(Double(fold.number)), number(Double(fold.counts.validation)),
        number(Double(fold.bestEpoch)), number(fold.figures.loss), number(fold.figures.metric),
      ]
    }
    for (name, figures) in [("mean", record.mean), ("± std", record.deviation)] {
      rows.append([
        words(name, isNumeric: true), words(""), words(""), number(figures.loss),
        number(figures.metric),
      ])
    }
    return DataTable(
      columns: ["fold", "judged by", "best epoch", "loss", metricName(run)].map {
        words($0, isNumeric: true)
      },
      rows: rows
    )
  }

  /// A row for each trial of a search; the best is pointed out.
  static func search(
    _ round: SearchRecord.Round,
    best: Int?,
    _ run: PlanRun.Result
  ) -> DataTable {
    let names = round.ranges.map { $0.name }
    return DataTable(
      columns: (["trial"] + names + ["loss", metricName(run)]).map { words($0, isNumeric: true) },
      rows: round.trials.map { trial in
        [number(Double(trial.number))] + trial.values.map { number($0) } + [
          number(trial.figures?.loss), number(trial.figures?.metric),
        ]
      },
      markedRows: best.map { [$0] } ?? []
    )
  }

  private static func tellsClasses(_ run: PlanRun.Result) -> Bool {
    run.data.set.targets.classCount != nil
  }

  private static func metricName(_ run: PlanRun.Result) -> String {
    tellsClasses(run) ? "accuracy" : "R²"
  }

  private static func percent(_ share: Double) -> String {
    NumberFormat.short(4).text((share * 1000).rounded() / 10) + " %"
  }

  private static func number(_ number: Double?) -> DataTable.Cell {
    let text = number.map { NumberFormat.short(4).text($0) } ?? ""
    return DataTable.Cell(formula: text.isEmpty ? .text("") : .decimal(text), text: text)
  }

  private static func words(_ text: String, isNumeric: Bool = false) -> DataTable.Cell {
    DataTable.Cell(formula: .text(text), text: text, isNumeric: isNumeric)
  }
}
