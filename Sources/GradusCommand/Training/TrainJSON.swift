internal import Learning
internal import Notation
internal import Training

extension TrainOutcome {
  /// The outcome as one JSON object, `gradus-train/1`.
  func json() -> [UInt8] {
    var json = JSONText()
    json.open("{")
    json.line(2)
    json.key("format")
    json.string("gradus-train/1")
    json.line(2)
    json.key("plan")
    json.string(result.plan.text)
    let counts = result.record.counts
    json.line(2)
    json.key("counts")
    json.open("{")
    for (key, count) in [
      ("training", counts.training), ("validation", counts.validation), ("test", counts.test),
    ] {
      json.key(key)
      json.integer(count)
    }
    json.close("}")
    if let search = result.search { write(search, &json) }
    if let folds = result.folds { write(folds, &json) }
    write(result.record, &json)
    if let (part, matrix) = confusion { write(part, matrix, &json) }
    writeClaims(&json)
    json.close("}", indent: 0)
    json.raw("\n")
    return json.bytes
  }

  private func write(_ record: TrainingRecord, _ json: inout JSONText) {
    json.line(2)
    json.key("epochs")
    json.open("[")
    for epoch in record.epochs {
      json.line(4)
      json.open("{")
      json.key("epoch")
      json.integer(epoch.epoch)
      json.key("steps")
      json.integer(epoch.steps)
      json.key("rate")
      json.number(epoch.rate)
      write(epoch.training, "training", &json)
      if let validation = epoch.validation { write(validation, "validation", &json) }
      json.close("}")
    }
    json.close("]", indent: 2)
    json.line(2)
    json.key("best_epoch")
    json.integer(record.bestEpoch)
    json.line(2)
    json.key("end")
    switch record.end {
    case .finished: json.string("finished")
    case .stoppedEarly: json.string("stopped early")
    case .interrupted: json.string("interrupted")
    }
    if let test = record.test {
      json.line(2)
      write(test, "test", &json)
    }
  }

  private func write(_ figures: PartFigures, _ key: String, _ json: inout JSONText) {
    json.key(key)
    json.open("{")
    json.key("loss")
    json.number(figures.loss)
    if let metric = figures.metric {
      json.key(self.figures.tellsClasses ? "accuracy" : "r2")
      json.number(metric)
    }
    json.close("}")
  }

  private func write(_ folds: FoldsRecord, _ json: inout JSONText) {
    json.line(2)
    json.key("folds")
    json.open("[")
    for fold in folds.folds {
      json.line(4)
      json.open("{")
      json.key("fold")
      json.integer(fold.number)
      json.key("best_epoch")
      json.integer(fold.bestEpoch)
      write(fold.figures, "validation", &json)
      json.close("}")
    }
    json.close("]", indent: 2)
  }

  private func write(_ search: SearchRecord, _ json: inout JSONText) {
    json.line(2)
    json.key("search")
    json.open("[")
    for (round, all) in search.rounds.enumerated() {
      for (place, trial) in all.trials.enumerated() {
        json.line(4)
        json.open("{")
        json.key("round")
        json.integer(round + 1)
        json.key("trial")
        json.integer(trial.number)
        json.key("values")
        json.open("{")
        for (range, value) in zip(all.ranges, trial.values) {
          json.key(range.name)
          json.number(value)
        }
        json.close("}")
        if let figures = trial.figures { write(figures, "validation", &json) }
        if let failure = trial.failure {
          json.key("failure")
          json.string(failure.message)
        }
        json.key("best")
        json.boolean(search.best.map { $0 == (round, place) } ?? false)
        json.close("}")
      }
    }
    json.close("]", indent: 2)
  }

  private func write(_ part: String, _ matrix: ConfusionMatrix, _ json: inout JSONText) {
    json.line(2)
    json.key("confusion")
    json.open("{")
    json.key("part")
    json.string(part)
    json.key("classes")
    json.open("[")
    for name in result.net.classNames { json.string(name) }
    json.close("]")
    json.key("counts")
    json.open("[")
    for truth in 0..<matrix.classCount {
      json.line(4)
      json.open("[")
      for predicted in 0..<matrix.classCount { json.integer(matrix[truth, predicted]) }
      json.close("]")
    }
    json.close("]")
    json.close("}")
  }

  private func writeClaims(_ json: inout JSONText) {
    json.line(2)
    json.key("expectations")
    json.open("[")
    for (claim, check) in claims {
      json.line(4)
      json.open("{")
      json.key("line")
      json.integer(claim.line)
      json.key("text")
      json.string("expect " + claim.text)
      json.key("passed")
      json.boolean(check.holds)
      json.key("actual")
      if let found = check.found { json.number(found) } else { json.null() }
      json.close("}")
    }
    json.close("]")
  }
}
