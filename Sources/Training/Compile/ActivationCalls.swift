internal import Autodiff
internal import FastKernels
internal import Kernels

// Activations with a number of their own, or whose slope is not found from their value.

extension GraphCompiler {
  /// The kernel of an activation, if there is one.
  func activation(_ name: String) -> Activation? {
    switch name {
    case "leaky_relu": .leakyReLU
    case "elu": .elu
    case "softplus": .softplus
    case "silu": .silu
    case "gelu": .gelu
    default: nil
    }
  }

  mutating func forwardActivation(_ function: Activation, _ node: NodeID) {
    let x = value(graph.operand(of: node, slot: 0))
    let alpha = Scalar(rounding: graph.attributes(of: node).first)
    forward(
      .activate(function, alpha: alpha, x: x, z: reserveValue(node), count: count(node))
    )
  }

  mutating func backwardActivation(_ function: Activation, _ node: NodeID) {
    let operand = graph.operand(of: node, slot: 0)
    let (x, arrived, n) = (value(operand), upstream(node), count(node))
    let alpha = Scalar(rounding: graph.attributes(of: node).first)
    contribute(to: operand) { compiler, z in
      compiler.backward(.activateBack(function, alpha: alpha, g: arrived, x: x, z: z, count: n))
    }
  }
}
