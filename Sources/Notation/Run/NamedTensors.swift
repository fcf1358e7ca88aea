public import Autodiff

// What the program's own nodes stand at after a run, whether it ran on tensors or on their scalars.

extension ProgramRun {
  /// The value of a node of the program's graph.
  public func value(of node: NodeID) -> Tensor { tensors.value(of: node) }

  /// The gradient of the last pass's output with respect to a node of the program's graph; see
  /// ``Trace/gradient(of:)``.
  public func gradient(of node: NodeID) -> Tensor? { tensors.gradient(of: node) }

  /// The node of the program's graph from which the last pass began; nil where there was none.
  public var output: NodeID? { trace.pass.map { program.owner(of: $0.output) } }

  /// What the program's own nodes stand at.
  var tensors: RunTensors {
    RunTensors(
      trace: trace,
      reading: program.scalars.map { TensorReading($0, trace) }
    )
  }
}

/// Reads tensors from a run on tensors or on scalars.
struct RunTensors {
  let trace: Trace
  /// How tensors are put together; nil where the trace holds them.
  let reading: TensorReading?

  func value(of node: NodeID) -> Tensor { valueView(of: node).tensor }

  func gradient(of node: NodeID) -> Tensor? { gradientView(of: node)?.tensor }

  func valueView(of node: NodeID) -> TensorView {
    reading.map { TensorView($0.value(of: node)) } ?? trace.valueView(of: node)
  }

  func gradientView(of node: NodeID) -> TensorView? {
    guard let reading else { return trace.gradientView(of: node) }
    return reading.gradient(of: node).map { TensorView($0) }
  }
}
