internal import Notation

extension TrainingState {
  /// Writes the state as part of a model; what the net beside it says already is left out.
  func write(to json: inout JSONText, beside net: TrainedNet) {
    let saved = net.parameters.map { $0.elements }
    json.open("{")
    json.line(4)
    json.key("optimiser")
    json.string(optimiser)
    json.line(4)
    json.key("epochs")
    json.open("[")
    for epoch in epochs {
      json.line(6)
      epoch.write(to: &json)
    }
    json.close("]")
    if parameters != saved { TrainingState.write(parameters, "parameters", &json) }
    if let best {
      json.line(4)
      json.key("saved_is_best")
      json.boolean(best == saved)
      if best != saved { TrainingState.write(best, "best", &json) }
    }
    json.line(4)
    json.key("quantities")
    json.open("[")
    for quantity in quantities {
      json.line(6)
      quantity.write(to: &json)
    }
    json.close("]")
    json.close("}", indent: 2)
  }

  private static func write(_ lists: [[Float]], _ key: String, _ json: inout JSONText) {
    json.line(4)
    json.key(key)
    json.open("[")
    for list in lists {
      json.line(6)
      json.floats(list)
    }
    json.close("]")
  }
}

extension TrainingState.Quantity {
  fileprivate func write(to json: inout JSONText) {
    json.open("{")
    json.key("parameter")
    json.string(parameter)
    json.key("name")
    json.string(name)
    switch elements {
    case .float32(let numbers):
      json.key("float32")
      json.floats(numbers)
    case .float64(let numbers):
      json.key("float64")
      json.doubles(numbers)
    }
    json.close("}")
  }
}

extension EpochRecord {
  fileprivate func write(to json: inout JSONText) {
    json.open("{")
    json.key("epoch")
    json.integer(epoch)
    json.key("steps")
    json.integer(steps)
    json.key("rate")
    json.number(rate)
    json.key("training")
    training.write(to: &json)
    if let validation {
      json.key("validation")
      validation.write(to: &json)
    }
    json.close("}")
  }
}

extension PartFigures {
  fileprivate func write(to json: inout JSONText) {
    json.open("{")
    json.key("loss")
    json.number(loss)
    if let metric {
      json.key("metric")
      json.number(metric)
    }
    json.close("}")
  }
}
