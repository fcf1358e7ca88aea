/// How far predictions of numbers are off, collected sample by sample.
///
/// With errors e = ŷ − y over n numbers:
///
///     MSE = Σ e² / n      RMSE = √MSE      MAE = Σ |e| / n      R² = 1 − Σ e² / Σ (y − ȳ)²
public struct RegressionErrors: Equatable, Sendable {
  /// n, how many numbers were compared.
  public private(set) var count = 0
  private var squares = 0.0
  private var magnitudes = 0.0
  private var mean = 0.0
  private var spread = 0.0

  /// Nothing compared yet.
  public init() {}

  /// Compares lists of equal length; of unequal ones, as far as both go.
  public init(truth: [Double], predicted: [Double]) {
    for (y, p) in zip(truth, predicted) { add(truth: y, predicted: p) }
  }

  /// Compares one number.
  public mutating func add(truth: Double, predicted: Double) {
    let error = predicted - truth
    count += 1
    squares += error * error
    magnitudes += error.magnitude
    // Welford's update keeps the digits of a spread that is small beside the mean.
    let distance = truth - mean
    mean += distance / Double(count)
    spread += distance * (truth - mean)
  }

  /// The mean squared error; nil of nothing.
  public var meanSquared: Double? { count > 0 ? squares / Double(count) : nil }

  /// Its root, in the unit of the numbers.
  public var rootMeanSquared: Double? { meanSquared.map { $0.squareRoot() } }

  /// The mean absolute error; nil of nothing.
  public var meanAbsolute: Double? { count > 0 ? magnitudes / Double(count) : nil }

  /// R², the share of the numbers' variance that the predictions explain: 1 if they are right, 0 if they are no
  /// better than the mean, below 0 if they are worse; nil if the numbers do not vary.
  public var determination: Double? { spread > 0 ? 1 - squares / spread : nil }
}
