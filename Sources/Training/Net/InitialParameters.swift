internal import Autodiff
internal import Learning

extension NetForm {
  /// The parameters of a net before the first step.
  ///
  /// Without an initialiser, weights before ReLU and its kin begin by He's rule, others by Glorot's; shifts begin
  /// with 0, scales and running variances with 1.
  ///
  /// - Parameters:
  ///   - plan: The initialiser of weights; nil for the usual ones.
  ///   - seed: What its random numbers begin with.
  /// - Returns: All parameters, in the order of the program.
  public func initialParameters(_ plan: InitialiserPlan?, seed: UInt64) -> [TrainedNet.Parameter] {
    var random = RandomNumbers(seed: seed)
    return parameters.map { parameter in
      var elements = [Float](repeating: 0, count: parameter.shape.count)
      switch parameter.purpose {
      case .weight(let activation):
        let initialiser =
          plan.flatMap { Initialiser.named($0.name) } ?? NetForm.usualInitialiser(activation)
        var span = elements.mutableSpan
        initialiser.fill(
          &span,
          plan?.numbers ?? [],
          fans: Fans(weights: parameter.shape),
          random: &random
        )
      case .scale, .runningVariance: for i in elements.indices { elements[i] = 1 }
      case .shift, .runningMean: break
      }
      return TrainedNet.Parameter(
        name: parameter.name,
        shape: parameter.shape,
        elements: elements,
        isTrained: parameter.isTrained
      )
    }
  }

  private static func usualInitialiser(_ activation: String?) -> Initialiser {
    switch activation {
    case "relu", "leaky_relu", "elu", "gelu", "silu", "softplus": .heNormal
    default: .glorotUniform
    }
  }
}
