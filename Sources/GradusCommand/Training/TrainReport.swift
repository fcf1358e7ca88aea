internal import Autodiff
internal import DataFiles
internal import Learning
internal import Notation
internal import Training

/// What `gradus train` prints at the end.
struct TrainReport {
  private let outcome: TrainOutcome
  private var result: PlanRun.Result { outcome.result }
  private var record: TrainingRecord { result.record }
  private var metricName: String { outcome.figures.tellsClasses ? "accuracy" : "R²" }

  init(_ outcome: TrainOutcome) { self.outcome = outcome }

  /// The whole report.
  func text() -> String {
    var text = heading() + "\n"
    if let search = result.search { text += SearchReport(search).text() + "\n" }
    if let folds = result.folds { text += self.folds(folds) + "\n" }
    text += epochs() + "\n" + ending()
    if let (part, matrix) = outcome.confusion, matrix.total > 0 {
      text += "\n" + confusion(part, matrix)
    }
    if !outcome.claims.isEmpty { text += "\n" + claims() }
    if outcome.text.plan.data == .digits || outcome.text.plan.test == .digits {
      text += "\nDigits: \(BuiltInDigits.attribution)\n"
    }
    return text
  }

  // MARK: What was trained

  private func heading() -> String {
    let net = result.net
    let count = net.parameters.filter { $0.isTrained }.reduce(0) { $0 + $1.elements.count }
    let counts = record.counts
    let width = net.sampleShape.map { "\($0)" }.joined(separator: " × ")
    let targets =
      outcome.figures.tellsClasses
      ? "\(net.classNames.count) classes" : "\(net.targetNames.count) to predict"
    var text = "net    \(TrainingPlan.text(of: result.plan.layers).escapingHidden), "
    text += "\(count) parameters\n"
    text += "loss   \(TrainingPlan.text(of: net.loss))\n"
    text += "data   \(result.data.set.name.escapingHidden), \(width) features, \(targets)\n"
    text += "parts  \(counts.training) to train on, \(counts.validation) to choose by, "
    return text + "\(counts.test) to report on\n"
  }

  /// A row for each epoch; of many, some.
  private func epochs() -> String {
    let hasValidation = record.epochs.contains { $0.validation != nil }
    let hasMetric = record.epochs.contains { $0.training.metric != nil }
    var heads = ["epoch", "rate", "loss"]
    if hasMetric { heads.append(metricName) }
    if hasValidation { heads += ["validation loss"] + (hasMetric ? [metricName] : []) }
    var table = TextTable(heads)
    for epoch in record.epochs
    where epoch.epoch == 0 || epoch.epoch == record.bestEpoch
      || TrainProgress.isTold(epoch.epoch, of: record.epochs.last?.epoch ?? 1)
    {
      var row = ["\(epoch.epoch)", number(epoch.rate), number(epoch.training.loss)]
      if hasMetric { row.append(metric(epoch.training.metric)) }
      if hasValidation {
        row.append(epoch.validation.map { number($0.loss) } ?? "")
        if hasMetric { row.append(metric(epoch.validation?.metric)) }
      }
      if epoch.epoch == record.bestEpoch, hasValidation { row.append("best") }
      table.add(row)
    }
    return table.text()
  }

  private func ending() -> String {
    let last = record.epochs.last?.epoch ?? 0
    var text: String
    switch record.end {
    case .finished: text = "ended after \(last) \(last == 1 ? "epoch" : "epochs")"
    case .stoppedEarly: text = "stopped after epoch \(last): no better for a while"
    case .interrupted: text = "interrupted after epoch \(last)"
    }
    text += "; the net is that of epoch \(record.bestEpoch)\n"
    if let test = record.test {
      text += "test: loss \(number(test.loss))"
      if let metric = test.metric { text += ", \(metricName) \(self.metric(metric))" }
      text += "\n"
    }
    return text
  }

  // MARK: Folds and claims

  private func folds(_ record: FoldsRecord) -> String {
    let hasMetric = record.mean.metric != nil
    var table = TextTable(
      ["fold", "trained on", "judged by", "best epoch", "loss"] + (hasMetric ? [metricName] : [])
    )
    for fold in record.folds {
      table.add(
        [
          "\(fold.number)", "\(fold.counts.training)", "\(fold.counts.validation)",
          "\(fold.bestEpoch)", number(fold.figures.loss),
        ] + (hasMetric ? [metric(fold.figures.metric)] : [])
      )
    }
    for (name, figures) in [("mean", record.mean), ("± std", record.deviation)] {
      table.add(
        [name, "", "", "", number(figures.loss)] + (hasMetric ? [metric(figures.metric)] : [])
      )
    }
    return table.text()
  }

  private func claims() -> String {
    var text = ""
    for (claim, check) in outcome.claims {
      text += "\(check.holds ? "holds" : "wrong")  \(claim.text.escapingHidden)"
      text += check.found.map { ": \(NumberFormat.short(6).text($0))\n" } ?? ": no such figure\n"
    }
    return text
  }

  // MARK: Classes

  /// At most so many classes are shown as a matrix.
  private static let matrixLimit = 20

  private func confusion(_ part: String, _ matrix: ConfusionMatrix) -> String {
    let names = result.net.classNames.map { $0.escapingHidden }
    guard names.count <= Self.matrixLimit else { return largest(part, matrix, names) }
    var table = TextTable([part + ": true"] + names.map { "→ " + $0 } + ["recall"])
    for (truth, name) in names.enumerated() {
      table.add(
        [name] + names.indices.map { matrix[truth, $0] == 0 ? "·" : "\(matrix[truth, $0])" }
          + [matrix.recall(truth).map { NumberFormat.percent(1).text($0) } ?? "–"]
      )
    }
    table.add(
      ["precision"]
        + names.indices.map { matrix.precision($0).map { NumberFormat.percent(0).text($0) } ?? "–" }
        + [matrix.accuracy.map { NumberFormat.percent(1).text($0) } ?? "–"]
    )
    return table.text()
  }

  /// Of many classes, those that are mixed up most often.
  private func largest(_ part: String, _ matrix: ConfusionMatrix, _ names: [String]) -> String {
    var pairs: [(truth: Int, predicted: Int, count: Int)] = []
    for truth in names.indices {
      for predicted in names.indices where truth != predicted && matrix[truth, predicted] > 0 {
        pairs.append((truth, predicted, matrix[truth, predicted]))
      }
    }
    pairs.sort { ($1.count, $0.truth, $0.predicted) < ($0.count, $1.truth, $1.predicted) }
    var table = TextTable([part + ": true", "taken for", "times"])
    for pair in pairs.prefix(Self.matrixLimit) {
      table.add([names[pair.truth], names[pair.predicted], "\(pair.count)"])
    }
    return table.text()
  }

  private func number(_ number: Double) -> String { NumberFormat.short(4).text(number) }

  private func metric(_ metric: Double?) -> String {
    guard let metric else { return "" }
    return outcome.figures.tellsClasses
      ? NumberFormat.percent(2).text(metric) : NumberFormat.short(4).text(metric)
  }
}

/// The table of a search.
struct SearchReport {
  private let record: SearchRecord

  init(_ record: SearchRecord) { self.record = record }

  /// The trials of each round, the best marked; of many, the best ones.
  func text() -> String {
    var text = ""
    for (round, all) in record.rounds.enumerated() {
      let name = record.figure == .loss ? "validation loss" : "validation metric"
      var table = TextTable(
        [all.trials.count > Self.limit ? "best trials" : "trial"] + all.ranges.map { $0.name } + [
          name
        ]
      )
      for (place, trial) in chosen(all.trials) {
        let score =
          record.score(trial).map { NumberFormat.short(4).text($0) }
          ?? (trial.failure == nil ? "" : "diverged")
        let isBest = record.best.map { $0 == (round, place) } ?? false
        table.add(
          ["\(trial.number)"] + trial.values.map { NumberFormat.short(4).text($0) } + [score]
            + (isBest ? ["best"] : [])
        )
      }
      text += (record.rounds.count > 1 ? "search, round \(round + 1)\n" : "search\n") + table.text()
    }
    return text
  }

  private static let limit = 30

  private func chosen(_ trials: [SearchRecord.Trial]) -> [(Int, SearchRecord.Trial)] {
    let all = trials.enumerated().map { ($0.offset, $0.element) }
    guard trials.count > Self.limit else { return all }
    let worst = record.figure == .loss ? Double.infinity : -Double.infinity
    let sorted = all.sorted { a, b in
      let (x, y) = (record.score(a.1) ?? worst, record.score(b.1) ?? worst)
      return x == y ? a.0 < b.0 : record.figure == .loss ? x < y : x > y
    }
    return Array(sorted.prefix(Self.limit))
  }
}

/// Columns of text, numbers set to the right.
struct TextTable {
  private var rows: [[String]]

  init(_ heads: [String]) { rows = [heads] }

  mutating func add(_ row: [String]) { rows.append(row) }

  /// The rows, their columns as wide as they need to be; a column beyond the heads is a remark.
  func text() -> String {
    let count = rows[0].count
    let widths = (0..<count).map { column in
      rows.reduce(0) { max($0, $1.count > column ? $1[column].count : 0) }
    }
    var text = ""
    for row in rows {
      var line = ""
      for (column, cell) in row.enumerated() {
        if column > 0 { line += "  " }
        let gap = column < count ? max(0, widths[column] - cell.count) : 0
        line += String(repeating: " ", count: gap) + cell
      }
      while line.hasSuffix(" ") { line.removeLast() }
      text += line + "\n"
    }
    return text
  }
}
