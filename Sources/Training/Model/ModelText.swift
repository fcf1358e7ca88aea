internal import Autodiff
internal import Learning
internal import Notation

extension TrainedNet {
  /// The net as JSON, `gradus-model/1`: layers, parameters, and what is done to features before.
  ///
  /// Parameters are written with as many digits as it takes to read them back to the same `Float`; the same
  /// net gives the same bytes.
  ///
  /// - Parameters:
  ///   - plan: The plan that it was trained by, kept for the record.
  ///   - state: Where its training stands, so that it can go on.
  /// - Returns: The bytes of the file.
  public func json(plan: TrainingPlan? = nil, state: TrainingState? = nil) -> [UInt8] {
    var json = JSONText()
    json.open("{")
    json.line(2)
    json.key("format")
    json.string(ModelReader.format)
    if let plan {
      json.line(2)
      json.key("plan")
      json.string(plan.text)
    }
    json.line(2)
    json.key("layers")
    json.string(TrainingPlan.text(of: layers))
    json.line(2)
    json.key("loss")
    json.string(TrainingPlan.text(of: loss))
    json.field("sample_shape") { json in json.integers(sampleShape) }
    json.field("outputs") { json in json.integer(outputCount) }
    json.field("classes") { json in json.strings(classNames) }
    json.field("targets") { json in json.strings(targetNames) }
    json.field("columns") { json in
      json.open("[")
      for column in preprocessing.columns {
        json.line(4)
        json.open("{")
        json.key("name")
        json.string(column.name)
        json.key("categories")
        json.strings(column.categories)
        json.close("}")
      }
      json.close("]")
    }
    json.field("preprocessing") { json in
      json.open("[")
      for stage in preprocessing.stages {
        json.line(4)
        json.open("{")
        stage.write(to: &json)
        json.close("}")
      }
      json.close("]")
    }
    json.field("parameters") { json in
      json.open("[")
      for parameter in parameters {
        json.line(4)
        json.open("{")
        parameter.write(to: &json)
        json.close("}")
      }
      json.close("]")
    }
    if let state { json.field("training") { json in state.write(to: &json, beside: self) } }
    json.close("}", indent: 0)
    json.raw("\n")
    return json.bytes
  }
}

extension TrainedNet.Parameter {
  fileprivate func write(to json: inout JSONText) {
    json.key("name")
    json.string(name)
    json.key("shape")
    json.integers(shape.axes)
    json.key("trained")
    json.boolean(isTrained)
    json.key("elements")
    json.floats(elements)
  }
}

extension FittedStage {
  fileprivate func write(to json: inout JSONText) {
    json.key("stage")
    switch self {
    case .zScore(let fitted):
      json.string("z_score")
      json.field("means", fitted.means)
      json.field("deviations", fitted.deviations)
    case .minMax(let fitted):
      json.string("min_max")
      json.field("least", fitted.least)
      json.field("largest", fitted.largest)
      json.key("low")
      json.number(fitted.low)
      json.key("high")
      json.number(fitted.high)
    case .whiten(let fitted):
      json.string("whiten")
      json.field("means", fitted.means)
      json.field("directions", fitted.directions)
      json.field("variances", fitted.variances)
      json.key("total_variance")
      json.number(fitted.totalVariance)
    case .divide(let divisor):
      json.string("divide")
      json.key("divisor")
      json.number(divisor)
    case .oneHot(let fitted):
      json.string("one_hot")
      json.key("coded")
      json.open("[")
      for words in fitted.coded {
        if let words { json.integers(words) } else { json.null() }
      }
      json.close("]")
      json.key("names")
      json.strings(fitted.columns.map { $0.name })
    }
  }
}

extension JSONText {
  /// A field on a line of its own.
  fileprivate mutating func field(_ key: String, _ write: (inout JSONText) -> Void) {
    line(2)
    self.key(key)
    write(&self)
  }

  /// A field with numbers.
  fileprivate mutating func field(_ key: String, _ numbers: [Double]) {
    self.key(key)
    doubles(numbers)
  }

  /// Numbers in double precision.
  mutating func doubles(_ numbers: [Double]) {
    open("[")
    for number in numbers { self.number(number) }
    close("]")
  }

  /// Numbers in single precision, with as many digits as that needs.
  mutating func floats(_ numbers: [Float]) {
    open("[")
    // The shortest decimal of a Float is that of the double next to it, too.
    for number in numbers { self.number(Double(number.description) ?? Double(number)) }
    close("]")
  }

  fileprivate mutating func integers(_ numbers: [Int]) {
    open("[")
    for number in numbers { integer(number) }
    close("]")
  }

  fileprivate mutating func strings(_ texts: [String]) {
    open("[")
    for text in texts { string(text) }
    close("]")
  }
}
