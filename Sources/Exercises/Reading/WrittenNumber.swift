public import Autodiff

/// A number as a person wrote it: what it is, and how much of it the person claims to know.
public struct WrittenNumber: Equatable, Sendable {
  /// How exact it claims to be.
  public enum Precision: Equatable, Sendable {
    /// A fraction or another expression: exact.
    case exact
    /// A decimal: `digits` significant digits, the last of which is worth `unit`.
    ///
    /// Leading zeros never count, trailing zeros do: `0.050` has 2 digits and the unit 0.001, `100` has 3 and
    /// the unit 1, `12%` has 2 and the unit 0.01, `2.0e-3` has 2 and the unit 0.0001, `0` has none and the
    /// unit 1.
    case decimal(digits: Int, unit: Double)
  }

  /// What it is, to the nearest double; finite.
  public var value: Double
  /// How exact it claims to be.
  public var precision: Precision
  /// Whether it is a whole number written with digits alone: `-4`, `1,234,567`.
  public var isWhole: Bool

  /// Makes a number.
  public init(_ value: Double, _ precision: Precision, isWhole: Bool = false) {
    self.value = value
    self.precision = precision
    self.isWhole = isWhole
  }
}

/// A number, vector or matrix as a person wrote it.
public struct WrittenTensor: Equatable, Sendable {
  /// How it is arranged.
  public var shape: Shape
  /// Its numbers, the last axis running fastest; as many as the shape says.
  public var numbers: [WrittenNumber]

  /// Makes one.
  public init(shape: Shape, numbers: [WrittenNumber]) {
    self.shape = shape
    self.numbers = numbers
  }

  /// Its values alone.
  public var tensor: Tensor { Tensor(shape: shape, elements: numbers.map { $0.value }) }
}
