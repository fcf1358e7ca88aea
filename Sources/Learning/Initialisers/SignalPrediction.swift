internal import CMath

/// What theory says of the activations of a deep net before training: their mean and spread, layer by layer.
///
/// In a wide layer, a pre-activation is a sum of many independent terms, so that it is normally distributed
/// with variance s² = gain · E[h²] of the layer before, where gain = in · Var(w). Then E[h²] = E[g(s z)²] with
/// z standard normal.
///
/// Used beside a run of the net, it tells chance and misprints from what is so.
public enum SignalPrediction {
  /// What the units of the layers compute.
  public enum Activation: Equatable, Sendable {
    /// tanh; the expectation is an integral, taken numerically.
    case tanh
    /// max(0, x): mean s/√(2π), mean square s²/2, so that mean / std is 0.683 in every layer.
    case relu
  }

  /// Mean and standard deviation of the activations of one layer.
  public struct Layer: Equatable, Sendable {
    /// The mean.
    public let mean: Double
    /// The standard deviation.
    public let deviation: Double
  }

  /// The layers 1 … `count` of a net whose inputs have mean 0 and variance 1.
  ///
  /// `gain` is in · Var(w): 1 for Xavier's initialisation, 2 for He's, 500 · 0.01² for weights of width 0.01 on
  /// 500 inputs.
  public static func layers(_ count: Int, gain: Double, _ activation: Activation) -> [Layer] {
    var layers: [Layer] = []
    var power = 1.0
    for _ in 0..<max(0, count) {
      let s = (max(0, gain) * power).squareRoot()
      switch activation {
      case .relu:
        power = s * s / 2
        let mean = s / (2 * Double.pi).squareRoot()
        layers.append(Layer(mean: mean, deviation: (power - mean * mean).squareRoot()))
      case .tanh:
        power = squareOfTanh(s)
        layers.append(Layer(mean: 0, deviation: power.squareRoot()))
      }
    }
    return layers
  }

  /// E[tanh(s z)²] with z standard normal: twice the integral from 0 to 12, beyond which there is nothing.
  ///
  /// The trapezoid rule converges faster than any power of its step h for such a function, once h is small
  /// beside the width 1/s of the bend of tanh.
  private static func squareOfTanh(_ s: Double) -> Double {
    guard s.isFinite else { return 1 }
    let steps = max(400, min(200_000, Int((12 * s * 10).rounded(.up))))
    let h = 12 / Double(steps)
    // The integrand is 0 at 0.
    var sum = 0.0
    for i in 1...steps {
      let z = Double(i) * h
      let t = CMath.tanh(s * z)
      sum += t * t * exp(-z * z / 2)
    }
    return 2 * h * sum / (2 * Double.pi).squareRoot()
  }
}
