public import Autodiff

// The functions of the notation under their own names.

/// eˣ.
public func exp(_ x: Quantity) -> Quantity { x.board.apply(.exp, [x]) }
/// The natural logarithm.
public func log(_ x: Quantity) -> Quantity { x.board.apply(.log, [x]) }
/// The square root.
public func sqrt(_ x: Quantity) -> Quantity { x.board.apply(.sqrt, [x]) }
/// x².
public func square(_ x: Quantity) -> Quantity { x.board.apply(.square, [x]) }
/// |x|.
public func abs(_ x: Quantity) -> Quantity { x.board.apply(.abs, [x]) }
/// The sine.
public func sin(_ x: Quantity) -> Quantity { x.board.apply(.sin, [x]) }
/// The cosine.
public func cos(_ x: Quantity) -> Quantity { x.board.apply(.cos, [x]) }
/// The hyperbolic tangent.
public func tanh(_ x: Quantity) -> Quantity { x.board.apply(.tanh, [x]) }
/// 1/(1 + e⁻ˣ).
public func sigmoid(_ x: Quantity) -> Quantity { x.board.apply(.sigmoid, [x]) }
/// max(x, 0).
public func relu(_ x: Quantity) -> Quantity { x.board.apply(.relu, [x]) }
/// ln(1 + eˣ).
public func softplus(_ x: Quantity) -> Quantity { x.board.apply(.softplus, [x]) }

/// The larger of two, element by element; equal ones share the gradient.
public func maximum(_ a: Quantity, _ b: Quantity) -> Quantity { a.board.apply(.maximum, [a, b]) }
/// The smaller of two, element by element; equal ones share the gradient.
public func minimum(_ a: Quantity, _ b: Quantity) -> Quantity { a.board.apply(.minimum, [a, b]) }

/// The matrix product `[M, K] · [K, N]`; vectors count as a row on the left, a column on the right.
public func matmul(_ a: Quantity, _ b: Quantity) -> Quantity { a.board.apply(.matmul, [a, b]) }

/// The sum over the axes, all if left out.
public func sum(_ x: Quantity, axes: [Int]? = nil, keepsAxes: Bool = false) -> Quantity {
  x.board.apply(.sum, [x], reduction(axes, keepsAxes))
}

/// The mean over the axes, all if left out.
public func mean(_ x: Quantity, axes: [Int]? = nil, keepsAxes: Bool = false) -> Quantity {
  x.board.apply(.mean, [x], reduction(axes, keepsAxes))
}

/// e^(z/T) over its sum along an axis.
public func softmax(_ z: Quantity, axis: Int = -1, temperature: Double = 1) -> Quantity {
  var attributes = Attributes()
  attributes.axes = [axis]
  attributes.first = temperature
  return z.board.apply(.softmax, [z], attributes)
}

/// The squared error (p − y)², averaged unless told otherwise.
public func mse(
  _ p: Quantity,
  _ y: Quantity,
  reduction: Attributes.Reduction = .mean
) -> Quantity {
  p.board.apply(.mse, [p, y], loss(reduction))
}

/// Binary cross entropy of probabilities, averaged unless told otherwise.
public func bce(
  _ p: Quantity,
  _ y: Quantity,
  reduction: Attributes.Reduction = .mean
) -> Quantity {
  p.board.apply(.bce, [p, y], loss(reduction))
}

/// Cross entropy of logits against one-hot rows, distributions or class indices.
public func softmaxCrossEntropy(
  _ z: Quantity,
  _ y: Quantity,
  reduction: Attributes.Reduction = .mean
) -> Quantity {
  z.board.apply(.softmaxCrossEntropy, [z, y], loss(reduction))
}

private func reduction(_ axes: [Int]?, _ keepsAxes: Bool) -> Attributes {
  var attributes = Attributes()
  attributes.axes = axes
  attributes.keepsAxes = keepsAxes
  return attributes
}

private func loss(_ reduction: Attributes.Reduction) -> Attributes {
  var attributes = Attributes()
  attributes.reduction = reduction
  return attributes
}
