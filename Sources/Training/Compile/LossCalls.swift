internal import Autodiff
internal import FastKernels
internal import Kernels

// Sums and losses.

extension GraphCompiler {
  mutating func forwardSum(_ node: NodeID, isMean: Bool) {
    let operand = graph.operand(of: node, slot: 0)
    let n = count(operand)
    let alpha = isMean ? 1 / Double(max(1, n)) : 1
    let z = reserveValue(node)
    forward(sumOfRows(1, n, value(operand), Factor(Scalar(rounding: alpha)), 0, z))
  }

  mutating func backwardSum(_ node: NodeID, isMean: Bool) {
    let operand = graph.operand(of: node, slot: 0)
    let n = count(operand)
    let factor = constant(isMean ? 1 / Double(max(1, n)) : 1)
    let arrived = upstream(node)
    contribute(to: operand) { compiler, z in
      compiler.backward(
        .combine(
          .multiply,
          rows: 1,
          columns: n,
          x: MatrixPlace(arrived, rowStride: 0, columnStride: 0),
          y: MatrixPlace(factor, rowStride: 0, columnStride: 0),
          z: z,
          stride: n
        )
      )
    }
  }

  /// Whether a cross entropy is one of logits `[N, C]` with the samples' own classes.
  func isFusedCrossEntropy(_ node: NodeID) -> Bool {
    let labels = graph.operand(of: node, slot: 1)
    return graph.shape(of: graph.operand(of: node, slot: 0)).rank == 2 && isLabels(labels)
      && graph.attributes(of: node).reduction != .none
  }

  /// Whether a node is the samples' classes, perhaps under another name.
  private func isLabels(_ node: NodeID) -> Bool {
    if node == request.labels { return true }
    guard graph.operation(of: node).name == "identity" else { return false }
    return isLabels(graph.operand(of: node, slot: 0))
  }

  /// The loss and, in the same sweep, softmax less the classes over N: its gradient at the logits.
  mutating func forwardCrossEntropy(_ node: NodeID) {
    let logits = graph.operand(of: node, slot: 0)
    let (rows, columns) = (graph.shape(of: logits).axes[0], graph.shape(of: logits).axes[1])
    let isMean = graph.attributes(of: node).reduction == .mean
    let alpha = isMean ? 1 / Double(max(1, rows)) : 1
    let slopes = memory.reserve(rows * columns)
    kept[node] = [slopes]
    forward(
      .crossEntropyRows(
        rows: rows,
        columns: columns,
        logits: value(logits),
        alpha: Scalar(rounding: alpha),
        gradient: slopes,
        loss: reserveValue(node)
      )
    )
  }

  mutating func backwardCrossEntropy(_ node: NodeID) {
    let logits = graph.operand(of: node, slot: 0)
    let slopes = kept[node]?.first ?? Place(0)
    if isUnit[node.index], uses[logits.index] == 1, !hasArrived[logits.index] {
      // Nothing else arrives there: the slopes are what arrives.
      compiled.gradients[logits.index] = slopes
      hasArrived[logits.index] = true
    } else if isUnit[node.index] {
      deliver(slopes, to: logits)
    } else {
      let (arrived, n) = (upstream(node), count(logits))
      contribute(to: logits) { compiler, z in compiler.scale(slopes, by: arrived, into: z, n) }
    }
  }

  /// Whether a mean of squares compares two tensors of one shape.
  func isPlainSquaredError(_ node: NodeID) -> Bool {
    let (p, y) = (graph.operand(of: node, slot: 0), graph.operand(of: node, slot: 1))
    return graph.shape(of: p) == graph.shape(of: y) && graph.attributes(of: node).reduction != .none
      && !leads[y.index]
  }

  mutating func forwardSquaredError(_ node: NodeID) {
    let (p, y) = (graph.operand(of: node, slot: 0), graph.operand(of: node, slot: 1))
    let n = count(p)
    let isMean = graph.attributes(of: node).reduction == .mean
    let distance = memory.reserve(n)
    kept[node] = [distance]
    forward(elementwise(.subtract, value(p), value(y), distance, n))
    forward(
      .dot(
        x: distance,
        y: distance,
        count: n,
        alpha: Scalar(rounding: isMean ? 1 / Double(max(1, n)) : 1),
        beta: 0,
        z: reserveValue(node)
      )
    )
  }

  mutating func backwardSquaredError(_ node: NodeID) {
    let p = graph.operand(of: node, slot: 0)
    let n = count(p)
    let isMean = graph.attributes(of: node).reduction == .mean
    let factor = isMean ? 2 / Double(max(1, n)) : 2
    let distance = kept[node]?.first ?? Place(0)
    if isUnit[node.index] { return deliver(distance, times: factor, to: p) }
    let arrived = upstream(node)
    contribute(to: p) { compiler, z in
      compiler.scale(distance, by: arrived, into: z, n)
      compiler.scale(z, by: compiler.constant(factor), into: z, n)
    }
  }
}
