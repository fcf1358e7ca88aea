/// Something wrong in the file of a model, as data and in words.
struct ModelMistake: Error, Equatable {
  /// What is wrong.
  enum Kind: Equatable {
    case invalidUTF8(UInt8)
    case tooLong(limit: Int)
    case tooDeep(limit: Int)
    case expected(String, found: String)
    case badText(String)
    case notFinite(String)
    case keyTwice(String)
    case missing(String)
    case format(String)
    case text(String, String)
    case stage(String)
    case stagesMisfit
    case inputs(expected: Int, found: Int)
    case outputs(expected: Int, found: Int)
    case net(String)
    case parameterCount(expected: Int, found: Int)
    case parameter(expected: String, found: String)
    case elementCount(String, expected: Int, found: Int)
    case epoch(expected: Int, found: Int)
    case steps(epoch: Int, found: Int)
    case quantity(expected: String, found: String)
  }

  var kind: Kind
  /// The byte that it is about.
  var place: Int

  init(_ kind: Kind, _ place: Int) {
    self.kind = kind
    self.place = place
  }

  /// What is wrong, with what was expected and what was found, on one line.
  var message: String {
    switch kind {
    case .invalidUTF8(let byte):
      return "expected text in UTF-8, found the byte 0x" + String(byte, radix: 16, uppercase: true)
    case .tooLong(let limit): return "a model expects at most \(limit) bytes, found more"
    case .tooDeep(let limit):
      return "expected at most \(limit) brackets in each other, found more"
    case .expected(let what, let found): return "expected \(what), found \(found)"
    case .badText(let found): return "expected a text of JSON, found \(found)"
    case .notFinite(let found): return "expected a number that 32 bits can hold, found \(found)"
    case .keyTwice(let key): return "expected '\(key)' once, found it again"
    case .missing(let key): return "a model expects '\(key)', found none"
    case .format(let found): return "expected the format '\(ModelReader.format)', found '\(found)'"
    case .text(let key, let reason): return "\(key): \(reason)"
    case .stage(let name): return "expected a stage of preprocessing, found '\(name)'"
    case .stagesMisfit:
      return "preprocessing expects figures that fit each other and the columns, found others"
    case .inputs(let expected, let found):
      return "sample_shape expects \(expected) numbers, as preprocessing gives, found \(found)"
    case .outputs(let expected, let found):
      return "outputs expects \(expected), as layers give, found \(found)"
    case .net(let reason): return reason
    case .parameterCount(let expected, let found):
      return "parameters expects \(expected) of them, as layers have, found \(found)"
    case .parameter(let expected, let found):
      return "parameters expects \(expected) here, as layers have, found \(found)"
    case .elementCount(let name, let expected, let found):
      return "\(name) expects \(expected) elements, as its shape says, found \(found)"
    case .epoch(let expected, let found):
      return expected > PlanLimits.epochs
        ? "epochs expects at most \(PlanLimits.epochs) of them, found more"
        : "epochs expects epoch \(expected) here, found \(found)"
    case .steps(let epoch, let found):
      return epoch == 0
        ? "epochs expects 0 steps before the first epoch, found \(found)"
        : "epochs expects more steps after epoch \(epoch) than before it, found \(found)"
    case .quantity(let expected, let found):
      return "quantities expects \(expected) here, as the optimiser keeps, found \(found)"
    }
  }

  /// What to do about it, where there is advice.
  var help: String? {
    switch kind {
    case .format: "a model is what gradus train --save writes"
    case .expected(_, found: "the end of the file"): "the file is cut short: write it anew"
    case .missing, .stagesMisfit, .inputs, .outputs, .parameterCount, .parameter, .elementCount,
      .epoch, .steps, .quantity:
      "the file was changed by hand, or cut: write it anew"
    default: nil
    }
  }
}
