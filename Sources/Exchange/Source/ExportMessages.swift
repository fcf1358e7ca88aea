internal import Notation

extension ExportMistake {
  /// What is wrong, on one line, without a place.
  public var message: String {
    switch self {
    case .cannotExpress(_, let label, let operation, .noOperator):
      return "ONNX has no operators for \(operation), found at '\(label.escapingHidden)'"
    case .cannotExpress(_, let label, _, .openedIntoScalars):
      return "expected tensors, found '\(label.escapingHidden)', a gate on single numbers of them"
    case .cannotExpress(_, let label, let operation, .mixesSamples):
      return "expected every sample of a batch to go its own way, found \(operation) at "
        + "'\(label.escapingHidden)', which works across them"
    case .nothingComputed:
      return "expected a program that computes something, found leaves only"
    case .noSuchNode(let name, let nearest):
      return "expected the name of a node as output, found '\(name.escapingHidden)'"
        + (nearest.map { "; did you mean '\($0.escapingHidden)'?" } ?? "")
    case .givenOutput(let name):
      return "expected a node that is computed as output, found the leaf '\(name.escapingHidden)'"
    case .tooManyArrays(let found, let limit):
      return "expected at most \(limit) arrays in one .npz file, found \(found)"
    case .tooLarge(let bytes, let limit):
      return "expected a file of at most \(limit) bytes, found that it would take \(bytes)"
    }
  }

  /// What to do, where there is advice.
  public var help: String? {
    switch self {
    case .cannotExpress(_, _, _, .noOperator):
      "choose an output that comes before it with --output-node, or export to pytorch or json"
    case .cannotExpress(_, _, _, .openedIntoScalars): "leave --expand scalars out"
    case .cannotExpress(_, _, _, .mixesSamples): "choose an output before it with --output-node"
    case .nothingComputed: "bind a name to an operation on the leaves"
    case .noSuchNode: "outputs are names that the program binds"
    case .givenOutput: "choose a node that is computed from it"
    case .tooManyArrays: "export the parameters alone with --parameters"
    case .tooLarge: "export fewer nodes, or float32 with --precision 32"
    }
  }
}
