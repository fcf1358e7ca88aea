public import Autodiff

/// What goes wrong when a node is processed before all its consumers, on one program.
public struct WrongOrderDemonstration: Sendable {
  /// The run that it is shown on.
  public let run: ProgramRun
  /// The pass in the wrong order.
  public let order: WrongOrder
  /// The program shown where none was given, or where the order of the one given does not matter.
  public let builtIn: String?

  /// The smallest program in which the order matters.
  ///
  /// A node a must be used by two consumers, or nothing can be missing when it is processed; both must
  /// lead to one output, so one of them is the output or leads to it through others: a → b → f and
  /// a → f has the fewest nodes. And a must hand something on, or nothing before it can go wrong: x. So
  /// four nodes, x, a, b and f, and four edges; with three, a is used by f alone, and f hands back all
  /// that it has at once.
  public static let smallest = "x = 2; a = square(x); b = square(a); f = a + b; backward f"
}

extension ProgramRun {
  /// The smallest part of the last reverse pass in which a wrong order loses a contribution; nil where
  /// there is none.
  public var wrongOrder: WrongOrderDemonstration? {
    trace.smallestWrongOrder.map {
      WrongOrderDemonstration(run: self, order: $0, builtIn: nil)
    }
  }
}

extension WrongOrderDemonstration {
  /// The demonstration on ``smallest``; nil only if that could not be run.
  public static var onSmallest: WrongOrderDemonstration? {
    let source = SourceText(file: "<program>", text: smallest)
    guard let run = try? Program.read(source).run(), let order = run.trace.smallestWrongOrder
    else { return nil }
    return WrongOrderDemonstration(run: run, order: order, builtIn: smallest)
  }
}
