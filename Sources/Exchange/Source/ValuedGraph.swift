public import Autodiff
public import Notation

/// A graph with the numbers that stand at its nodes: what every way out of Gradus starts from.
///
/// A program that was run is one, and so is a trained net for a batch of samples: the text of either gives a
/// graph, and running it a trace.
public struct ValuedGraph: Sendable {
  /// What it is called in files: the program's file, mostly.
  public let title: String
  /// The values, and the gradients of the output of a reverse pass, where there was one.
  public let trace: Trace
  /// Leaves whose first axis counts samples, of which there may be any number: a trained net's input.
  public var batchLeaves: Set<NodeID> = []

  /// Leaves that belong to what is exported whatever their role: figures that a net keeps beside its parameters.
  public var storedLeaves: Set<NodeID> = []

  /// Takes a run.
  public init(_ trace: Trace, called title: String) {
    self.trace = trace
    self.title = title
  }

  /// Takes a program's run, with the gradients of its last `backward` at the values that stand at its end.
  ///
  /// After a `minimize` these are the final parameters, so that values and gradients always belong together.
  public init(_ run: ProgramRun, called title: String) {
    var trace = run.trace
    if let pass = trace.pass { trace.backward(from: pass.output, seed: pass.seed) }
    self.init(trace, called: title)
  }

  /// What is computed from what.
  public var graph: Graph { trace.graph }

  /// The names, in the order of naming, with their nodes.
  var named: [(name: String, node: NodeID)] {
    zip(graph.names, graph.namedNodes).map { ($0, $1) }
  }

  /// The gradient with respect to a node, where it means something.
  func gradient(of node: NodeID) -> Tensor? {
    graph.role(of: node) == .constant ? nil : trace.gradient(of: node)
  }
}
