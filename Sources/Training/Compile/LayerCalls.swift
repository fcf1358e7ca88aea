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

  /// Whether a batch normalisation has γ and β for each channel.
  func isPlainNormalization(_ node: NodeID) -> Bool {
    let x = graph.shape(of: graph.operand(of: node, slot: 0))
    guard x.rank >= 2 else { return false }
    return (1...2).allSatisfy {
      graph.shape(of: graph.operand(of: node, slot: $0)) == Shape([x.axes[1]])
    }
  }

  /// The samples, channels and places of what a batch normalisation works on.
  private func batchShape(_ node: NodeID) -> BatchShape {
    let axes = graph.shape(of: node).axes
    return BatchShape(
      samples: axes[0],
      channels: axes[1],
      places: axes.dropFirst(2).reduce(1, *)
    )
  }

  /// γ (x − μ) / √(σ² + ε) + β; μ and σ² are kept.
  mutating func forwardNormalization(_ node: NodeID) {
    let x = value(graph.operand(of: node, slot: 0))
    let shape = batchShape(node)
    let (mean, variance) = (memory.reserve(shape.channels), memory.reserve(shape.channels))
    kept[node] = [mean, variance]
    forward(.moments(shape, x: x, mean: mean, variance: variance))
    forward(
      .normalise(
        shape,
        x: x,
        mean: mean,
        variance: variance,
        epsilon: Scalar(rounding: graph.attributes(of: node).first),
        gamma: value(graph.operand(of: node, slot: 1)),
        beta: value(graph.operand(of: node, slot: 2)),
        z: reserveValue(node)
      )
    )
  }

  /// What arrives at x, γ and β, in one call.
  mutating func backwardNormalization(_ node: NodeID) {
    let (x, gamma, beta) = (
      graph.operand(of: node, slot: 0), graph.operand(of: node, slot: 1),
      graph.operand(of: node, slot: 2)
    )
    let shape = batchShape(node)
    let places = kept[node] ?? [Place(0), Place(0)]
    let (gammaBar, betaBar) = (memory.reserve(shape.channels), memory.reserve(shape.channels))
    let xBar = memory.reserve(shape.count)
    backward(
      .normaliseBack(
        shape,
        x: value(x),
        mean: places[0],
        variance: places[1],
        epsilon: Scalar(rounding: graph.attributes(of: node).first),
        gamma: value(gamma),
        g: upstream(node),
        z: xBar,
        gammaBar: gammaBar,
        betaBar: betaBar
      )
    )
    for (operand, numbers) in [(x, xBar), (gamma, gammaBar), (beta, betaBar)]
    where leads[operand.index] {
      deliver(numbers, to: operand)
    }
  }

  /// Lets running figures follow those of each batch: r ← 0.9 r + 0.1 b, the variance with n − 1 as
  /// denominator.
  ///
  /// - SeeAlso: `torch.nn.BatchNorm1d`.
  mutating func keepRunningFigures(of node: NodeID, mean: Place, variance: Place) {
    guard let places = kept[node], places.count == 2 else { return }
    let shape = batchShape(node)
    let n = Double(shape.channelCount)
    let share = 0.1
    for (figure, batch, factor) in [
      (mean, places[0], share), (variance, places[1], share * n / max(1, n - 1)),
    ] {
      forward(
        elementwise(.multiply, figure, constant(1 - share), figure, shape.channels, yIsNumber: true)
      )
      forward(
        .accumulate(
          Factor(Scalar(rounding: factor)),
          x: batch,
          z: figure,
          count: shape.channels
        )
      )
    }
  }
}
