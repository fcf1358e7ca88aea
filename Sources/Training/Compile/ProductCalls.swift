internal import Autodiff
internal import FastKernels
internal import Kernels

// Matrix products and fully connected layers.

extension GraphCompiler {
  /// z = x W + b: the bias in each row, then the product added.
  mutating func forwardLinear(_ node: NodeID) {
    let (x, w, b) = layer(node)
    let (n, m) = (graph.shape(of: node).axes[0], graph.shape(of: node).axes[1])
    let k = graph.shape(of: w).axes[0]
    let z = reserveValue(node)
    forward(.repeatRow(x: value(b), rows: n, columns: m, z: z))
    forward(
      .product(
        m: n,
        n: m,
        k: k,
        alpha: Factor(1),
        a: MatrixPlace(value(x), rowStride: k),
        b: MatrixPlace(value(w), rowStride: m),
        beta: 1,
        z: z,
        stride: m
      )
    )
  }

  /// x̄ = z̄ Wᵀ, W̄ = xᵀ z̄, b̄ = the rows of z̄ added up.
  mutating func backwardLinear(_ node: NodeID) {
    let (_, _, b) = layer(node)
    backwardProduct(node)
    guard leads[b.index] else { return }
    let (rows, columns) = (graph.shape(of: node).axes[0], graph.shape(of: node).axes[1])
    let arrived = upstream(node)
    move(b) { compiler, alpha, beta, z in
      compiler.sumOfColumns(rows, columns, arrived, alpha, beta, z)
    }
  }

  mutating func forwardProduct(_ node: NodeID) {
    let (a, b) = (graph.operand(of: node, slot: 0), graph.operand(of: node, slot: 1))
    let (m, n) = (graph.shape(of: node).axes[0], graph.shape(of: node).axes[1])
    let k = graph.shape(of: b).axes[0]
    let z = reserveValue(node)
    forward(
      .product(
        m: m,
        n: n,
        k: k,
        alpha: Factor(1),
        a: MatrixPlace(value(a), rowStride: k),
        b: MatrixPlace(value(b), rowStride: n),
        beta: 0,
        z: z,
        stride: n
      )
    )
  }

  /// ā = z̄ bᵀ, b̄ = aᵀ z̄; of a layer without its bias.
  mutating func backwardProduct(_ node: NodeID) {
    let (a, b) = (graph.operand(of: node, slot: 0), graph.operand(of: node, slot: 1))
    let (m, n) = (graph.shape(of: node).axes[0], graph.shape(of: node).axes[1])
    let k = graph.shape(of: b).axes[0]
    let arrived = MatrixPlace(upstream(node), rowStride: n)
    let left = MatrixPlace(value(a), rowStride: k)
    let right = MatrixPlace(value(b), rowStride: n)
    if leads[a.index] {
      move(a) { _, alpha, beta, z in
        .product(
          m: m,
          n: k,
          k: n,
          alpha: alpha,
          a: arrived,
          b: right.transposed,
          beta: beta,
          z: z,
          stride: k
        )
      }
    }
    if leads[b.index] {
      move(b) { _, alpha, beta, z in
        .product(
          m: k,
          n: n,
          k: m,
          alpha: alpha,
          a: left.transposed,
          b: arrived,
          beta: beta,
          z: z,
          stride: n
        )
      }
    }
  }

  /// Adds a call of the form z = α · … + β · z to what arrives at a node.
  ///
  /// A parameter that is used once and descends plainly is moved by the call itself: α = −rate, β = 1, in the
  /// parameter's own place; whoever needs its value on the way back has read it before, operands being taken
  /// from left to right.
  mutating func move(
    _ node: NodeID,
    _ make: (GraphCompiler, Factor<Scalar>, Scalar, Place) -> Instruction<Scalar>
  ) {
    let beta: Scalar = isFirstArrival(node) ? 0 : 1
    let plain = make(self, Factor(1), beta, upstream(node))
    compiled.backward.append(plain)
    guard compiled.descent != nil else { return }
    let moving = isMovedOnTheWay(node) ? make(self, .rate(times: -1), 1, value(node)) : plain
    compiled.descent?.append(moving)
  }

  /// Whether a node is a parameter whose only gradient is added to it at once.
  func isMovedOnTheWay(_ node: NodeID) -> Bool {
    guard request.descends, request.parameterGradients[node] != nil, uses[node.index] == 1 else {
      return false
    }
    let consumer = graph.nodes.first { consumer in
      leads[consumer.index] && graph.operands(of: consumer).contains(node)
    }
    guard let consumer else { return false }
    let name = graph.operation(of: consumer).name
    guard name == "linear" || name == "matmul" else { return false }
    // The right operand and the bias: what is read after them on the way back is not theirs.
    return graph.operand(of: consumer, slot: 0) != node && isMadeOfProducts(consumer)
  }

  private func isMadeOfProducts(_ node: NodeID) -> Bool {
    let shapes = graph.operands(of: node).map { graph.shape(of: $0) }
    guard shapes[0].rank == 2, shapes[1].rank == 2 else { return false }
    return shapes.count == 2 || shapes[2] == Shape([shapes[1].axes[1]])
  }

  private func layer(_ node: NodeID) -> (x: NodeID, w: NodeID, b: NodeID) {
    (
      graph.operand(of: node, slot: 0), graph.operand(of: node, slot: 1),
      graph.operand(of: node, slot: 2)
    )
  }
}
