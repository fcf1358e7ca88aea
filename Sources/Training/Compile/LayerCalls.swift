internal import Autodiff
internal import FastKernels
internal import Kernels

// Dropout and batch normalisation.

extension GraphCompiler {
  /// x · mask / keep.
  mutating func forwardDropout(_ node: NodeID) {
    let (x, mask) = (graph.operand(of: node, slot: 0), graph.operand(of: node, slot: 1))
    let z = reserveValue(node)
    let n = count(node)
    let factor = constant(1 / graph.attributes(of: node).first)
    forward(elementwise(.multiply, value(x), value(mask), z, n))
    forward(elementwise(.multiply, z, factor, z, n, yIsNumber: true))
  }

  mutating func backwardDropout(_ node: NodeID) {
    let (x, mask) = (graph.operand(of: node, slot: 0), graph.operand(of: node, slot: 1))
    guard !leads[mask.index] else { return backwardByRule(node) }
    let (arrived, kept, n) = (upstream(node), value(mask), count(node))
    let factor = constant(1 / graph.attributes(of: node).first)
    contribute(to: x) { compiler, z in
      compiler.backward(compiler.elementwise(.multiply, arrived, kept, z, n))
      compiler.scale(z, by: factor, into: z, n)
    }
  }

  /// Whether a batch normalisation has a row for each sample, and γ and β for each channel.
  func isPlainNormalization(_ node: NodeID) -> Bool {
    let x = graph.shape(of: graph.operand(of: node, slot: 0))
    guard x.rank == 2 else { return false }
    return (1...2).allSatisfy {
      graph.shape(of: graph.operand(of: node, slot: $0)) == Shape([x.axes[1]])
    }
  }

  /// x̂ = (x − μ) / √(σ² + ε), z = γ x̂ + β; x̂, 1 / √(σ² + ε) and (x − μ)² are kept.
  mutating func forwardNormalization(_ node: NodeID) {
    let x = value(graph.operand(of: node, slot: 0))
    let gamma = value(graph.operand(of: node, slot: 1))
    let beta = value(graph.operand(of: node, slot: 2))
    let axes = graph.shape(of: node).axes
    let (rows, columns) = (axes[0], axes[1])
    let share = Factor(Scalar(rounding: 1 / Double(max(1, rows))))
    let (mean, inverse) = (memory.reserve(columns), memory.reserve(columns))
    let (hats, squares) = (memory.reserve(rows * columns), memory.reserve(rows * columns))
    let epsilon = constant(graph.attributes(of: node).first)
    kept[node] = [hats, inverse, squares]
    forward(sumOfColumns(rows, columns, x, share, 0, mean))
    forward(rowwise(.subtract, rows, columns, x, mean, hats))
    forward(.map(.square, x: hats, z: squares, count: rows * columns))
    forward(sumOfColumns(rows, columns, squares, share, 0, inverse))
    forward(elementwise(.add, inverse, epsilon, inverse, columns, yIsNumber: true))
    forward(.map(.squareRoot, x: inverse, z: inverse, count: columns))
    forward(.map(.reciprocal, x: inverse, z: inverse, count: columns))
    forward(rowwise(.multiply, rows, columns, hats, inverse, hats))
    let z = reserveValue(node)
    forward(rowwise(.multiply, rows, columns, hats, gamma, z))
    forward(rowwise(.add, rows, columns, z, beta, z))
  }

  /// x̄ = γ / √(σ² + ε) · (z̄ − mean z̄ − x̂ · mean(z̄ x̂)), γ̄ = Σ z̄ x̂, β̄ = Σ z̄.
  mutating func backwardNormalization(_ node: NodeID) {
    let (x, gamma, beta) = (
      graph.operand(of: node, slot: 0), graph.operand(of: node, slot: 1),
      graph.operand(of: node, slot: 2)
    )
    let axes = graph.shape(of: node).axes
    let (rows, columns) = (axes[0], axes[1])
    let n = rows * columns
    let arrived = upstream(node)
    let places = kept[node] ?? [Place(0), Place(0)]
    let (hats, inverse) = (places[0], places[1])
    let (along, alongSum, sum) = (
      memory.reserve(n), memory.reserve(columns), memory.reserve(columns)
    )
    backward(elementwise(.multiply, arrived, hats, along, n))
    backward(sumOfColumns(rows, columns, along, Factor(1), 0, alongSum))
    backward(sumOfColumns(rows, columns, arrived, Factor(1), 0, sum))
    if leads[x.index] {
      let minusShare = constant(-1 / Double(max(1, rows)))
      let (meanAlong, mean, factor) = (
        memory.reserve(columns), memory.reserve(columns), memory.reserve(columns)
      )
      let scaleOfLayer = value(gamma)
      contribute(to: x) { compiler, z in
        compiler.scale(alongSum, by: minusShare, into: meanAlong, columns)
        compiler.scale(sum, by: minusShare, into: mean, columns)
        compiler.backward(compiler.elementwise(.multiply, scaleOfLayer, inverse, factor, columns))
        compiler.backward(compiler.rowwise(.multiply, rows, columns, hats, meanAlong, z))
        compiler.backward(compiler.rowwise(.add, rows, columns, z, mean, z))
        compiler.backward(compiler.elementwise(.add, z, arrived, z, n))
        compiler.backward(compiler.rowwise(.multiply, rows, columns, z, factor, z))
      }
    }
    if leads[gamma.index] { deliver(alongSum, to: gamma) }
    if leads[beta.index] { deliver(sum, to: beta) }
  }

  /// z[r, c] = f(x[r, c], y[c]).
  private func rowwise(
    _ function: BinaryFunction,
    _ rows: Int,
    _ columns: Int,
    _ x: Place,
    _ y: Place,
    _ z: Place
  ) -> Instruction<Scalar> {
    .combine(
      function,
      rows: rows,
      columns: columns,
      x: MatrixPlace(x, rowStride: columns),
      y: MatrixPlace(y, rowStride: 0),
      z: z,
      stride: columns
    )
  }
}
