internal import Autodiff
internal import FastKernels
internal import Kernels

// Which operation is made of which kernels.

extension GraphCompiler {
  /// What a node is made of.
  private enum Making {
    case alias
    case unary(UnaryFunction)
    case activation(Activation)
    case binary(BinaryFunction, Spreading)
    case linear
    case product
    case sum(mean: Bool)
    case crossEntropy
    case squaredError
    case dropout
    case normalization
    case convolution
    case pooling(isMean: Bool)
    case rule
  }

  private func making(_ node: NodeID) -> Making {
    let name = graph.operation(of: node).name
    let shapes = graph.operands(of: node).map { graph.shape(of: $0) }
    if let function = unaryFunction(name) { return .unary(function) }
    if let function = activation(name) { return .activation(function) }
    if let function = binaryFunction(name),
      let spreading = Spreading(graph.shape(of: node), shapes)
    {
      return .binary(function, spreading)
    }
    switch name {
    case "identity", "reshape": return .alias
    case "linear" where shapes[0].rank == 2 && shapes[2] == Shape([shapes[1].axes[1]]):
      return .linear
    case "matmul" where shapes[0].rank == 2 && shapes[1].rank == 2: return .product
    case "sum" where graph.isScalar(node): return .sum(mean: false)
    case "mean" where graph.isScalar(node): return .sum(mean: true)
    case "softmax_cross_entropy" where isFusedCrossEntropy(node): return .crossEntropy
    case "mse" where isPlainSquaredError(node): return .squaredError
    case "dropout" where shapes[0] == shapes[1]: return .dropout
    case "batch_norm" where isPlainNormalization(node): return .normalization
    case "conv2d" where shapes[0].rank == 4: return .convolution
    case "max_pool2d": return .pooling(isMean: false)
    case "avg_pool2d": return .pooling(isMean: true)
    default: return .rule
    }
  }

  /// Adds the calls that compute a node's value.
  mutating func emitForward(_ node: NodeID) {
    switch making(node) {
    case .alias:
      compiled.values[node.index] = value(graph.operand(of: node, slot: 0))
    case .unary(let function): forwardUnary(function, node)
    case .activation(let function): forwardActivation(function, node)
    case .binary(let function, let spreading): forwardBinary(function, spreading, node)
    case .linear: forwardLinear(node)
    case .product: forwardProduct(node)
    case .sum(let mean): forwardSum(node, isMean: mean)
    case .crossEntropy: forwardCrossEntropy(node)
    case .squaredError: forwardSquaredError(node)
    case .dropout: forwardDropout(node)
    case .normalization: forwardNormalization(node)
    case .convolution: forwardConvolution(node)
    case .pooling(let isMean): forwardPooling(node, isMean: isMean)
    case .rule: forwardByRule(node)
    }
  }

  /// Adds the calls that hand on what has arrived at a node.
  mutating func emitBackward(_ node: NodeID) {
    switch making(node) {
    case .alias: deliver(upstream(node), to: graph.operand(of: node, slot: 0))
    case .unary(let function): backwardUnary(function, node)
    case .activation(let function): backwardActivation(function, node)
    case .binary(let function, let spreading): backwardBinary(function, spreading, node)
    case .linear: backwardLinear(node)
    case .product: backwardProduct(node)
    case .sum(let mean): backwardSum(node, isMean: mean)
    case .crossEntropy: backwardCrossEntropy(node)
    case .squaredError: backwardSquaredError(node)
    case .dropout: backwardDropout(node)
    case .normalization: backwardNormalization(node)
    case .convolution: backwardConvolution(node)
    case .pooling(let isMean): backwardPooling(node, isMean: isMean)
    case .rule: backwardByRule(node)
    }
  }
}
