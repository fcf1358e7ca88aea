public import Autodiff

/// How the weights of a layer begin.
///
/// Every initialiser is declared in one place, a `static let` in `InitialiserList.swift`, and listed once in
/// ``Initialiser/all``. None of them truncates its normal distribution; PyTorch does not either, Keras does.
public struct Initialiser: Sendable {
  /// Its name in programs: `he_normal`.
  public let name: String
  /// What it can be told, in order.
  public let arguments: [OptimiserArgument]
  /// Its rule as TeX.
  public let tex: String
  /// What it is for, in a sentence.
  public let words: String
  /// The distribution, from what it is told and the layer's numbers of inputs and outputs.
  let distribution: @Sendable ([Double], Fans) -> Distribution

  /// What numbers are drawn from.
  public enum Distribution: Equatable, Sendable {
    /// Always the same.
    case constant(Double)
    /// Normally, with this mean and standard deviation.
    case normal(mean: Double, deviation: Double)
    /// Evenly, from `low` to below `high`.
    case uniform(low: Double, high: Double)

    /// Its standard deviation: 0, σ, or (high − low) / √12.
    public var deviation: Double {
      switch self {
      case .constant: 0
      case .normal(_, let deviation): deviation
      case .uniform(let low, let high): (high - low) / 12.0.squareRoot()
      }
    }
  }

  /// What a layer's weights are drawn from; arguments that are left out have their standard.
  public func distribution(_ told: [Double] = [], fans: Fans) -> Distribution {
    var numbers = arguments.map { $0.standard ?? 0 }
    for (i, number) in told.prefix(numbers.count).enumerated() { numbers[i] = number }
    return distribution(numbers, fans)
  }

  /// Fills the weights of a layer.
  ///
  /// The same random numbers give the same weights on every platform, and as `Float` those of `Double`,
  /// rounded.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public func fill<Number: BinaryFloatingPoint>(
    _ weights: inout MutableSpan<Number>,
    _ told: [Double] = [],
    fans: Fans,
    random: inout RandomNumbers
  ) {
    switch distribution(told, fans: fans) {
    case .constant(let number): for i in weights.indices { weights[i] = Number(number) }
    case .normal(let mean, let deviation):
      for i in weights.indices { weights[i] = Number(mean + deviation * random.normal()) }
    case .uniform(let low, let high):
      for i in weights.indices { weights[i] = Number(low + (high - low) * random.uniform()) }
    }
  }

  /// The initialiser of that name, if there is one.
  public static func named(_ name: String) -> Initialiser? {
    for initialiser in all where initialiser.name.utf8.elementsEqual(name.utf8) {
      return initialiser
    }
    return nil
  }
}

/// How many numbers a layer's outputs are made of, and how many outputs each input goes into.
public struct Fans: Equatable, Sendable {
  /// The inputs of one output; at least 1.
  public let input: Int
  /// The outputs that one input goes into; at least 1.
  public let output: Int

  /// States both; less than 1 counts as 1.
  public init(input: Int, output: Int) {
    self.input = max(1, input)
    self.output = max(1, output)
  }

  /// Those of weights in the shape that a layer of the engine takes.
  ///
  /// | layer | shape | inputs | outputs |
  /// |-------|-------|--------|---------|
  /// | `linear` | `[K, M]` | K | M |
  /// | `conv2d` | `[O, C, h, w]` | C h w | O h w |
  ///
  /// Of another rank, such as a bias `[M]`, the first length counts as both.
  public init(weights: Shape) {
    let axes = weights.axes
    switch axes.count {
    case 2: self.init(input: axes[0], output: axes[1])
    case 4:
      let window = Shape([axes[2], axes[3]])
      self.init(
        input: Shape([axes[1], window.count]).count,
        output: Shape([axes[0], window.count]).count
      )
    default: self.init(input: axes.first ?? 1, output: axes.first ?? 1)
    }
  }
}
