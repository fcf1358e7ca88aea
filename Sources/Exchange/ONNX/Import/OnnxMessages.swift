internal import Notation

extension OnnxMistake {
  /// What is wrong, on one line.
  public var message: String {
    switch self {
    case .truncated(let byte, let inside):
      return "\(inside) ends at byte \(byte), before what it promises"
    case .unreadable(let byte, let expected): return "expected \(expected) at byte \(byte)"
    case .tooManyParts(let byte, let limit):
      return "expected at most \(limit) parts, found more from byte \(byte) on"
    case .noGraph: return "expected an ONNX model, found a file without a graph"
    case .oldOperators(let version, let least):
      return "expected operators of version \(least) or newer, found version \(version)"
    case .ownFunctions(let name):
      return
        "expected ONNX's own operators, found '\(name.escapingHidden)', which the model defines"
    case .externalData(let name, let byte):
      return "expected the numbers of '\(name.escapingHidden)' in the model, found at byte \(byte) "
        + "that they stand in another file"
    case .sparse: return "expected dense tensors, found a sparse one"
    case .kind(let name, let found, let byte):
      return
        "expected floating-point or whole numbers in '\(name.escapingHidden)' at byte \(byte), "
        + "found \(OnnxMistake.kindName(found))"
    case .count(let name, let claimed, let found, let byte):
      return
        "expected \(claimed) numbers in '\(name.escapingHidden)' at byte \(byte), as its shape "
        + "says, found \(found)"
    case .notFinite(let name, let byte):
      return "expected finite numbers, found another in '\(name.escapingHidden)' at byte \(byte)"
    case .noOperation(let place):
      return
        "\(OnnxMistake.words(place)): no operation stands for \(place.operation.escapingHidden)"
    case .form(let place, let expected, let found):
      return "\(OnnxMistake.words(place)): expected \(expected), found \(found.escapingHidden)"
    case .noValue(let name, let place):
      return "\(OnnxMistake.words(place)): no node before it puts out '\(name.escapingHidden)'"
    case .noSuchName(let name, let isInput, let nearest):
      return "expected the name of \(isInput ? "an input" : "a value of the model"), found "
        + "'\(name.escapingHidden)'"
        + (nearest.map { "; did you mean '\($0.escapingHidden)'?" } ?? "")
    case .sample(let input, let expected, let found):
      return "expected \(expected) for the input '\(input.escapingHidden)', found \(found)"
    case .unnamedSample(let inputs):
      let names = inputs.prefix(8).map { "'\($0.escapingHidden)'" }.joined(separator: ", ")
      return
        "expected NAME=SAMPLE for a model of the inputs \(names), found a sample without a name"
    case .tooLarge(let numbers, let limit):
      return "expected a model of at most about \(limit) numbers, found \(numbers)"
    case .program(let diagnostics): return diagnostics.all.first?.message ?? ""
    }
  }

  /// What to do, where there is advice.
  public var help: String? {
    switch self {
    case .unreadable: "the file is no ONNX model, or it is damaged"
    case .truncated: "copy or export the model again"
    case .externalData: "save it in one file: onnx.save(onnx.load(\"model.onnx\"), \"whole.onnx\")"
    case .oldOperators(_, let least):
      "convert it first: onnx.version_converter.convert_version(model, \(max(13, least)))"
    case .ownFunctions: "inline them first: onnx.inliner.inline_local_functions(model)"
    case .noOperation: "choose a value before it with --output-node"
    case .tooLarge: "a blackboard is for small nets: a program has at most 10 MB of text"
    default: nil
    }
  }

  /// Whether it is about what the command line says, not about the model.
  public var isMisuse: Bool {
    switch self {
    case .noSuchName, .sample, .unnamedSample: true
    default: false
    }
  }

  private static func words(_ place: Place) -> String {
    "\(place.operation.escapingHidden) '\(place.name.escapingHidden)' at byte \(place.byte)"
  }

  private static func kindName(_ number: Int) -> String {
    switch OnnxKind(rawValue: number) {
    case .text?: "texts"
    case .bool?: "truth values"
    case let kind?: "\(kind)"
    case nil: "numbers of the kind \(number)"
    }
  }
}
