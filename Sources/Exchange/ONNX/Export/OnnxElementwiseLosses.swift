internal import Autodiff

extension OnnxBuilder {
  /// Losses that make one number of each pair of elements, then average or add up all of them.
  ///
  /// - Returns: Nil where the operation is another.
  mutating func elementwiseLoss(_ name: String, _ x: [String]) -> String? {
    guard let losses = lossByElement(name, x) else { return nil }
    var shape = shapes[0]
    for other in shapes.dropFirst() { shape = Shape.broadcast(shape, other) ?? shape }
    return reduced(losses, rank: shape.rank)
  }

  /// A loss's way from many numbers to one.
  mutating func reduced(_ losses: String, rank: Int) -> String {
    if rank == 0 { return losses }
    switch attributes.reduction {
    case .none: return losses
    case .sum: return sum(losses, Array(0..<rank))
    case .mean: return reduce("ReduceMean", losses, Array(0..<rank))
    }
  }

  private mutating func lossByElement(_ name: String, _ x: [String]) -> String? {
    let number = attributes.first
    switch name {
    case "mse": return square(subtract(x[0], x[1]))
    case "mae": return absolute(subtract(x[0], x[1]))
    case "huber":
      let (inner, outer) = parts(of: absolute(subtract(x[0], x[1])), upTo: number)
      return add(divide(square(inner), 2), multiply(outer, number))
    case "smooth_l1":
      let distance = absolute(subtract(x[0], x[1]))
      if number == 0 { return distance }
      let (inner, outer) = parts(of: distance, upTo: number)
      return add(divide(square(inner), 2 * number), outer)
    case "log_cosh":
      let distance = absolute(subtract(x[0], x[1]))
      let rest = softplus(multiply(distance, -2))
      return add(add(distance, rest), -0x1.62e42fefa39efp-1)
    case "bce":
      let hit = counted(x[1], logarithm(x[0]))
      let miss = counted(subtract(1, x[1]), logarithm(subtract(1, x[0])))
      return negate(add(hit, miss))
    case "bce_with_logits":
      let wrong = subtract(relu(x[0]), multiply(x[1], x[0]))
      return add(wrong, softplus(negate(absolute(x[0]))))
    case "hinge": return relu(subtract(1, multiply(x[1], x[0])))
    case "squared_hinge": return square(relu(subtract(1, multiply(x[1], x[0]))))
    case "poisson_nll": return subtract(emit("Exp", [x[0]]), multiply(x[1], x[0]))
    case "gaussian_nll":
      let error = divide(square(subtract(x[0], x[1])), x[2])
      return divide(add(logarithm(x[2]), error), 2)
    case "mape":
      let least = emit("Max", [absolute(x[1]), self.number(1e-7)])
      return multiply(divide(absolute(subtract(x[0], x[1])), least), 100)
    case "msle":
      return square(subtract(logarithm(add(x[0], 1)), logarithm(add(x[1], 1))))
    case "poisson": return subtract(x[0], counted(x[1], logarithm(x[0])))
    case "kl_div_log": return counted(x[1], subtract(logarithm(x[1]), x[0]))
    case "hinge_embedding":
      let near = choose(equals(x[1], -1), self.number(0), x[0])
      let far = choose(equals(x[1], 1), self.number(0), relu(subtract(number, x[0])))
      return add(near, far)
    case "soft_margin": return softplus(negate(multiply(x[1], x[0])))
    case "margin_ranking":
      let product = multiply(x[2], subtract(x[0], x[1]))
      return relu(subtract(number, product))
    case "triplet_margin_with_distance": return relu(add(subtract(x[0], x[1]), number))
    default: return nil
    }
  }

  /// The part of a distance up to a bound, and what is beyond it.
  private mutating func parts(
    of distance: String,
    upTo bound: Double
  ) -> (inner: String, outer: String) {
    let inner = emit("Min", [distance, number(bound)])
    return (inner, subtract(distance, inner))
  }
}
