internal import Autodiff
internal import FastKernels
internal import Kernels

extension GraphCompiler {
  /// How much of a batch's figures goes into the running ones.
  private static var momentum: Double { 0.1 }

  /// Adds calls that let running figures follow those of each batch: r ← 0.9 r + 0.1 b, the variance with
  /// n − 1 as denominator.
  ///
  /// - SeeAlso: `torch.nn.BatchNorm1d`.
  mutating func keepRunningFigures(of node: NodeID, mean: Place, variance: Place) {
    let operand = graph.operand(of: node, slot: 0)
    let x = value(operand)
    let axes = graph.shape(of: operand).axes
    let rest = Scalar(rounding: 1 - Self.momentum)
    if isPlainNormalization(node), let squares = kept[node]?.last {
      let (rows, columns) = (axes[0], axes[1])
      func share(_ n: Int) -> Factor<Scalar> {
        Factor(Scalar(rounding: Self.momentum / Double(max(1, n))))
      }
      forward(sumOfColumns(rows, columns, x, share(rows), rest, mean))
      forward(sumOfColumns(rows, columns, squares, share(rows - 1), rest, variance))
      return
    }
    let (count, channels) = (graph.shape(of: operand).count, axes.count > 1 ? axes[1] : 1)
    let width = axes.dropFirst(2).reduce(1, *)
    var numbers = [Double](repeating: 0, count: count)
    var figures = [Double](repeating: 0, count: 2 * channels)
    calls.append { runner in
      runner.copy(count, at: x, into: &numbers, from: 0)
      runner.copy(channels, at: mean, into: &figures, from: 0)
      runner.copy(channels, at: variance, into: &figures, from: channels)
      let n = Double(count / max(1, channels))
      for channel in 0..<channels {
        var (sum, squares) = (0.0, 0.0)
        for i in 0..<count where i / width % channels == channel { sum += numbers[i] }
        for i in 0..<count where i / width % channels == channel {
          squares += (numbers[i] - sum / n) * (numbers[i] - sum / n)
        }
        figures[channel] += Self.momentum * (sum / n - figures[channel])
        let spread = squares / max(1, n - 1)
        figures[channels + channel] += Self.momentum * (spread - figures[channels + channel])
      }
      runner.set(channels, at: mean, from: figures, start: 0)
      runner.set(channels, at: variance, from: figures, start: channels)
    }
    forward(.call(calls.count - 1))
  }

  /// Lets those parameters descend that were not moved on the way back.
  mutating func descendTheRest(_ memory: NetMemory) {
    for entry in memory.entries {
      guard let gradient = entry.gradient, let node = graph.node(named: entry.parameter.name),
        leads[node.index], !isMovedOnTheWay(node)
      else { continue }
      compiled.descent?.append(
        .accumulate(
          .rate(times: -1),
          x: gradient,
          z: entry.value,
          count: entry.parameter.shape.count
        )
      )
    }
  }
}
