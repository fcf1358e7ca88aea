import Autodiff

/// micrograd's demo with a tensor for each matrix, as other libraries write it.
struct TensorDemo {
  private var trace: Trace
  private var parameters: [NodeID] = []
  private var numbers: [[Double]] = []
  private var loss: NodeID

  init(_ demo: ScalarDemo) throws(GraphError) {
    var graph = Graph()
    func leaf(_ axes: [Int], _ elements: [Double]) throws(GraphError) -> NodeID {
      try graph.append(leaf: Tensor(shape: Shape(axes), elements: elements), role: .input)
    }
    var layer = try leaf([ScalarDemo.points, 2], demo.inputs.flatMap { [$0.0, $0.1] })
    let targets = try leaf([ScalarDemo.points, 1], demo.targets)
    let last = ScalarDemo.widths.count - 2
    for (depth, (weights, biases)) in demo.matrices.enumerated() {
      let width = biases.count
      let w = try leaf([weights.count / width, width], weights)
      let b = try leaf([width], biases)
      parameters += [w, b]
      numbers += [weights, biases]
      layer = try graph.append(.linear, [layer, w, b])
      if depth < last { layer = try graph.append(.relu, [layer]) }
    }
    loss = try graph.append(.hinge, [layer, targets])
    let factor = try leaf([], [1e-4])
    for parameter in parameters {
      let square = try graph.append(.sum, [try graph.append(.square, [parameter])])
      loss = try graph.append(.add, [loss, try graph.append(.multiply, [factor, square])])
    }
    do throws(Trace.Fault) {
      trace = try Trace(running: graph)
    } catch {
      throw error.error
    }
  }

  /// A step: everything anew in the same trace.
  mutating func measure(runs: Int) {
    trace.backward(from: loss)
    let value = trace.value(of: loss).elements[0]
    let gradient = trace.sum(ofGradientsAt: parameters)
    let time = timed(runs) {
      do throws(Trace.Fault) {
        try trace.replay(parameters, with: numbers)
      } catch {
        preconditionFailure("the net has no labels")
      }
      trace.backward(from: loss)
      for (i, node) in parameters.enumerated() {
        let gradient = trace.gradient(of: node)?.elements ?? []
        // A rate of 0 keeps every step alike.
        for k in gradient.indices { numbers[i][k] -= 0 * gradient[k] }
      }
    }
    Figure(
      what: "micrograd's demo as tensors, step",
      nodes: 0,
      time: time,
      value: value,
      gradient: gradient
    ).report(as: "Gradus (tensors, replayed)")
  }
}

extension ScalarDemo {
  /// For each layer its weights, inputs × outputs in rows, and its biases.
  var matrices: [(weights: [Double], biases: [Double])] {
    var place = 0
    var layers: [(weights: [Double], biases: [Double])] = []
    for (width, next) in zip(Self.widths, Self.widths.dropFirst()) {
      var layer = (weights: [Double](repeating: 0, count: width * next), biases: [Double]())
      for unit in 0..<next {
        for k in 0..<width { layer.weights[k * next + unit] = numbers[place + k] }
        layer.biases.append(numbers[place + width])
        place += width + 1
      }
      layers.append(layer)
    }
    return layers
  }
}
