extension Initialiser {
  /// The closed list of initialisers.
  public static let all: [Initialiser] = [
    .zeros, .constant, .normal, .uniform, .xavier, .glorotNormal, .glorotUniform, .heNormal,
    .heUniform, .lecunNormal, .lecunUniform,
  ]

  /// 0 everywhere: right for biases.
  ///
  /// In a tanh net it leaves nothing to learn but the output's bias.
  public static let zeros = Initialiser(
    name: "zeros",
    arguments: [],
    tex: "w = 0",
    words: "Zero weights make every hidden unit, and every gradient of a weight, the same.",
    distribution: { _, _ in .constant(0) }
  )

  /// The same number everywhere: the units of a layer stay twins.
  public static let constant = Initialiser(
    name: "constant",
    arguments: [.number("value", 0.5, from: -.infinity)],
    tex: "w = c",
    words: "Equal weights make hidden units twins that training can never part.",
    distribution: { told, _ in .constant(told[0]) }
  )

  /// Normally distributed; with the standard deviation 0.01, for small nets only: in deep ones the signal dies.
  public static let normal = Initialiser(
    name: "normal",
    arguments: [.number("mean", 0, from: -.infinity), .number("std", 0.01)],
    tex: #"w \sim \mathcal N(\mu, \sigma^2)"#,
    words: "Random weights break the symmetry between units; their width is chosen by hand.",
    distribution: { told, _ in .normal(mean: told[0], deviation: told[1]) }
  )

  /// Evenly distributed.
  public static let uniform = Initialiser(
    name: "uniform",
    arguments: [.number("low", -0.05, from: -.infinity), .number("high", 0.05, from: -.infinity)],
    tex: #"w \sim U[a, b]"#,
    words: "Random weights break the symmetry between units; their range is chosen by hand.",
    distribution: { told, _ in .uniform(low: told[0], high: told[1]) }
  )

  /// σ = 1/√in, as lectures call Xavier's: a sum over the inputs keeps their variance, if units are linear.
  ///
  /// The same numbers as ``lecunNormal``. The paper's own rule, with the mean of inputs and outputs, is
  /// ``glorotNormal``.
  public static let xavier = Initialiser(
    name: "xavier",
    arguments: [],
    tex: #"\sigma = \frac{1}{\sqrt{\text{in}}}"#,
    words: "More inputs, smaller weights: the sum over them keeps its variance.",
    distribution: { _, fans in .normal(mean: 0, deviation: (1 / Double(fans.input)).squareRoot()) }
  )

  /// σ = √(2 / (in + out)): a compromise between what the way forward and the way back ask for.
  ///
  /// - SeeAlso: X. Glorot, Y. Bengio, *Understanding the Difficulty of Training Deep Feedforward Neural
  ///   Networks* (2010); `torch.nn.init.xavier_normal_`.
  public static let glorotNormal = Initialiser(
    name: "glorot_normal",
    arguments: [],
    tex: #"\sigma = \sqrt{\frac{2}{\text{in} + \text{out}}}"#,
    words:
      "Keeps the variance of activations forward and of gradients backward, as well as one can.",
    distribution: { _, fans in
      .normal(mean: 0, deviation: (2 / (Double(fans.input) + Double(fans.output))).squareRoot())
    }
  )

  /// U[−b, b] with b = √6 / √(in + out), whose variance b²/3 is that of ``glorotNormal``.
  ///
  /// - SeeAlso: X. Glorot, Y. Bengio (2010); `torch.nn.init.xavier_uniform_`; Keras' default.
  public static let glorotUniform = Initialiser(
    name: "glorot_uniform",
    arguments: [],
    tex: #"b = \frac{\sqrt 6}{\sqrt{\text{in} + \text{out}}}"#,
    words: "As glorot_normal, evenly from −b to b.",
    distribution: { _, fans in
      symmetric((6 / (Double(fans.input) + Double(fans.output))).squareRoot())
    }
  )

  /// σ = √(2 / in): for ReLU, which halves the mean square of what goes through it.
  ///
  /// - SeeAlso: K. He, X. Zhang, S. Ren, J. Sun, *Delving Deep into Rectifiers* (2015);
  ///   `torch.nn.init.kaiming_normal_`.
  public static let heNormal = Initialiser(
    name: "he_normal",
    arguments: [],
    tex: #"\sigma = \sqrt{\frac{2}{\text{in}}}"#,
    words: "Twice Xavier's variance, because a ReLU lets through half of the power.",
    distribution: { _, fans in .normal(mean: 0, deviation: (2 / Double(fans.input)).squareRoot()) }
  )

  /// U[−b, b] with b = √(6 / in), whose variance is that of ``heNormal``.
  ///
  /// - SeeAlso: K. He et al. (2015); `torch.nn.init.kaiming_uniform_`.
  public static let heUniform = Initialiser(
    name: "he_uniform",
    arguments: [],
    tex: #"b = \sqrt{\frac{6}{\text{in}}}"#,
    words: "As he_normal, evenly from −b to b.",
    distribution: { _, fans in symmetric((6 / Double(fans.input)).squareRoot()) }
  )

  /// σ = √(1 / in).
  ///
  /// - SeeAlso: Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, *Efficient BackProp* (1998).
  public static let lecunNormal = Initialiser(
    name: "lecun_normal",
    arguments: [],
    tex: #"\sigma = \sqrt{\frac{1}{\text{in}}}"#,
    words: "Keeps the variance of a sum over the inputs.",
    distribution: { _, fans in .normal(mean: 0, deviation: (1 / Double(fans.input)).squareRoot()) }
  )

  /// U[−b, b] with b = √(3 / in), whose variance is that of ``lecunNormal``.
  ///
  /// - SeeAlso: Y. LeCun et al. (1998).
  public static let lecunUniform = Initialiser(
    name: "lecun_uniform",
    arguments: [],
    tex: #"b = \sqrt{\frac{3}{\text{in}}}"#,
    words: "As lecun_normal, evenly from −b to b.",
    distribution: { _, fans in symmetric((3 / Double(fans.input)).squareRoot()) }
  )

  private static func symmetric(_ bound: Double) -> Distribution {
    .uniform(low: -bound, high: bound)
  }
}
