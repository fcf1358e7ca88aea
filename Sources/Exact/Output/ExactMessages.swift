public import Autodiff
internal import Notation

extension ExactRun {
  /// Where a node left the fractions and why: `e (line 1, column 5): exp(1) is irrational`.
  public func message(of exit: Exit) -> String {
    let place = "line \(exit.location.line), column \(exit.location.column)"
    let way = exit.isDerivative ? ", on the way back" : ""
    return "\(label(of: exit.node)) (\(place)\(way)): \(exit.reason.message)"
  }

  /// Why a node stayed among the fractions: `e (line 1, column 5): exp(0) = 1`.
  public func message(of coincidence: Coincidence) -> String {
    label(of: coincidence.node) + ": " + reason(of: coincidence)
  }

  /// What came of a function at a fraction: `exp(0) = 1`.
  func reason(of coincidence: Coincidence) -> String {
    let function = run.trace.graph.operation(of: coincidence.node).name
    let (x, y) = (coincidence.operand.shortFraction, coincidence.result.shortFraction)
    return "\(function)(\(x)) = \(y)"
  }

  /// How a node is called.
  public func label(of node: NodeID) -> String {
    run.trace.graph.label(of: node, limit: 60).escapingHidden
  }

  /// How far float64 is off: `float64 is off by at most 0.8 units in the last place, in z`.
  public var summary: String {
    guard let largest = largestDeviation, let units = largest.largest else {
      return "no value of a named node is a fraction"
    }
    guard units > 0 else { return "float64 has every one of these fractions exactly" }
    let name = (largest.isGradient ? "grad " : "") + largest.name
    guard units.isFinite else { return "float64 is not finite in \(name)" }
    let size = NumberFormat.short(2).text(units)
    return "float64 is off by at most \(size) units in the last place, in \(name)"
  }
}

extension ExactRun.Notice {
  /// What was taken as it is: `w: minimize left float64 values, taken as the fractions that they are`.
  public var message: String {
    switch self {
    case .moved(let names):
      "\(Self.list(names)): minimize left float64 values, taken as the fractions that they are"
    case .drawn(let names):
      "\(Self.list(names)): drawn as float64 values, taken as the fractions that they are"
    }
  }

  private static func list(_ names: [String]) -> String {
    let told = names.prefix(10).joined(separator: ", ")
    return (names.count > 10 ? told + ", …" : told).escapingHidden
  }
}

extension ExactRun.TooLarge {
  /// What was expected and found.
  public var message: String {
    "--exact expects a program of at most \(ExactRun.numberLimit) numbers, found \(found)"
  }
}
