internal import Autodiff
internal import FastKernels
internal import Kernels

// Functions of each element, and arithmetic with broadcasting.

extension GraphCompiler {
  /// The kernel of a function of one number, if there is one.
  func unaryFunction(_ name: String) -> UnaryFunction? {
    switch name {
    case "relu": .relu
    case "tanh": .tanh
    case "sigmoid": .sigmoid
    case "exp": .exp
    case "log": .log
    case "sqrt": .squareRoot
    case "negate": .negate
    case "square": .square
    case "abs": .magnitude
    default: nil
    }
  }

  /// The kernel of arithmetic on two numbers, if there is one.
  func binaryFunction(_ name: String) -> BinaryFunction? {
    switch name {
    case "add": .add
    case "subtract": .subtract
    case "multiply": .multiply
    case "divide": .divide
    default: nil
    }
  }

  mutating func forwardUnary(_ function: UnaryFunction, _ node: NodeID) {
    let x = value(graph.operand(of: node, slot: 0))
    forward(.map(function, x: x, z: reserveValue(node), count: count(node)))
  }

  mutating func backwardUnary(_ function: UnaryFunction, _ node: NodeID) {
    let operand = graph.operand(of: node, slot: 0)
    let (x, y, arrived, n) = (value(operand), value(node), upstream(node), count(node))
    switch function {
    case .relu, .tanh, .sigmoid:
      let gate: BinaryFunction =
        function == .relu ? .reluGate : function == .tanh ? .tanhGate : .sigmoidGate
      contribute(to: operand) { compiler, z in
        compiler.backward(compiler.elementwise(gate, arrived, y, z, n))
      }
    case .exp:
      contribute(to: operand) { compiler, z in
        compiler.backward(compiler.elementwise(.multiply, arrived, y, z, n))
      }
    case .log:
      contribute(to: operand) { compiler, z in
        compiler.backward(compiler.elementwise(.divide, arrived, x, z, n))
      }
    case .squareRoot:
      contribute(to: operand) { compiler, z in
        compiler.backward(compiler.elementwise(.divide, arrived, y, z, n))
        compiler.scale(z, by: compiler.constant(0.5), into: z, n)
      }
    case .negate: deliver(arrived, times: -1, to: operand)
    case .square:
      contribute(to: operand) { compiler, z in
        compiler.backward(compiler.elementwise(.multiply, arrived, x, z, n))
        compiler.scale(z, by: compiler.constant(2), into: z, n)
      }
    default: backwardByRule(node)
    }
  }

  mutating func forwardBinary(
    _ function: BinaryFunction,
    _ spreading: Spreading,
    _ node: NodeID
  ) {
    let (a, b) = (
      value(graph.operand(of: node, slot: 0)), value(graph.operand(of: node, slot: 1))
    )
    let z = reserveValue(node)
    for block in 0..<spreading.blocks {
      forward(combine(function, spreading, a, b, z, block: block))
    }
  }

  private func combine(
    _ function: BinaryFunction,
    _ spreading: Spreading,
    _ a: Place,
    _ b: Place,
    _ z: Place,
    block: Int
  ) -> Instruction<Scalar> {
    .combine(
      function,
      rows: spreading.rows,
      columns: spreading.columns,
      x: spreading.matrix(a, 0, block: block),
      y: spreading.matrix(b, 1, block: block),
      z: z + block * spreading.rows * spreading.columns,
      stride: spreading.columns
    )
  }

  mutating func backwardBinary(
    _ function: BinaryFunction,
    _ spreading: Spreading,
    _ node: NodeID
  ) {
    for slot in 0..<2 {
      let operand = graph.operand(of: node, slot: slot)
      guard leads[operand.index] else { continue }
      switch function {
      case .add: pass(upstream(node), 1, spreading, slot, node)
      case .subtract: pass(upstream(node), slot == 0 ? 1 : -1, spreading, slot, node)
      case .multiply:
        let product = beside(.multiply, 1 - slot, of: node, spreading, upstream(node))
        pass(product, 1, spreading, slot, node)
      default:
        // (a / b)′ = 1 / b by a, and −(a / b) / b by b.
        var share = beside(.divide, 1, of: node, spreading, upstream(node))
        if slot == 1 {
          let product = memory.reserve(count(node))
          backward(elementwise(.multiply, share, value(node), product, count(node)))
          share = product
        }
        pass(share, slot == 0 ? 1 : -1, spreading, slot, node)
      }
    }
  }

  /// x combined with an operand of a node, in room of its own.
  private mutating func beside(
    _ function: BinaryFunction,
    _ slot: Int,
    of node: NodeID,
    _ spreading: Spreading,
    _ x: Place
  ) -> Place {
    let z = memory.reserve(count(node))
    var turned = spreading
    turned.manners = [.same, spreading.manners[slot]]
    let other = value(graph.operand(of: node, slot: slot))
    for block in 0..<spreading.blocks {
      backward(combine(function, turned, x, other, z, block: block))
    }
    return z
  }

  /// Hands numbers of the result's shape to an operand, added up over what it was repeated along.
  private mutating func pass(
    _ numbers: Place,
    _ factor: Double,
    _ spreading: Spreading,
    _ slot: Int,
    _ node: NodeID
  ) {
    let operand = graph.operand(of: node, slot: slot)
    let manner = spreading.manners[slot]
    guard manner != .same else {
      if factor == 1, isUnit[node.index], numbers == upstream(node), uses[operand.index] == 1 {
        hasArrived[operand.index] = true
        isUnit[operand.index] = true
        return presetUnit(operand)
      }
      return deliver(numbers, times: factor, to: operand)
    }
    let beta: Scalar = isFirstArrival(operand) ? 0 : 1
    let alpha = Factor(Scalar(rounding: factor))
    let z = upstream(operand)
    let (rows, columns) = (spreading.rows, spreading.columns)
    switch manner {
    case .same: break
    case .number:
      backward(sumOfRows(1, count(node), numbers, alpha, beta, z))
    case .row: backward(sumOfColumns(rows, columns, numbers, alpha, beta, z))
    case .column: backward(sumOfRows(rows, columns, numbers, alpha, beta, z))
    case .channels:
      let sums = memory.reserve(spreading.blocks * rows)
      backward(sumOfRows(spreading.blocks * rows, columns, numbers, Factor(1), 0, sums))
      backward(sumOfColumns(spreading.blocks, rows, sums, alpha, beta, z))
    }
  }

  func sumOfRows(
    _ rows: Int,
    _ columns: Int,
    _ x: Place,
    _ alpha: Factor<Scalar>,
    _ beta: Scalar,
    _ z: Place
  ) -> Instruction<Scalar> {
    .reduceRows(
      .sum,
      rows: rows,
      columns: columns,
      x: x,
      stride: columns,
      alpha: alpha,
      beta: beta,
      z: z
    )
  }

  func sumOfColumns(
    _ rows: Int,
    _ columns: Int,
    _ x: Place,
    _ alpha: Factor<Scalar>,
    _ beta: Scalar,
    _ z: Place
  ) -> Instruction<Scalar> {
    .reduceColumns(
      .sum,
      rows: rows,
      columns: columns,
      x: x,
      stride: columns,
      alpha: alpha,
      beta: beta,
      z: z
    )
  }
}
