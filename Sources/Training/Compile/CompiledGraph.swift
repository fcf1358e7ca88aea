internal import Autodiff
internal import FastKernels
internal import Kernels

/// A graph as lists of kernel calls: forward, and back from one node.
struct CompiledGraph<Scalar: KernelScalar> {
  /// From the leaves to all roots.
  var forward = InstructionList<Scalar>()
  /// From the objective to the parameters' gradients.
  var backward = InstructionList<Scalar>()
  /// The same with plain descent done on the way; nil where it is not asked for.
  var descent: InstructionList<Scalar>?
  /// Where each node's value lies; nil for nodes that no root needs.
  var values: [Place?]
  /// Where what arrives at each node lies; nil for nodes whose gradient nobody needs.
  var gradients: [Place?]
  /// What stands in the memory before.
  var presets: [PresetNumbers] = []

  init(count: Int) {
    values = [Place?](repeating: nil, count: count)
    gradients = [Place?](repeating: nil, count: count)
  }
}

/// What a graph is compiled for.
struct CompilerRequest {
  /// What is computed.
  var roots: [NodeID]
  /// Where the way back begins: a node of one element; nil for the way forward only.
  var objective: NodeID?
  /// Where leaves lie; others get places of their own, with their values.
  var bound: [NodeID: Place]
  /// Where the gradients of parameters lie.
  var parameterGradients: [NodeID: Place]
  /// The leaf whose elements are the samples' classes.
  var labels: NodeID?
  /// Whether plain descent is wanted on the way back.
  var descends: Bool
}
