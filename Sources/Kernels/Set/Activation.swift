/// Activations that ask for more than a line: those with a number α of their own, and those whose slope is
/// not found from their value.
///
/// ReLU, tanh and the sigmoid are ``UnaryFunction``s, and their slopes ``BinaryFunction``s of the output.
public enum Activation: UInt8, CaseIterable, Sendable {
  /// x where x > 0, else α x. Its slope at 0 is α.
  case leakyReLU
  /// x where x > 0, else α (eˣ − 1). Its slope at 0 is α.
  case elu
  /// ln(1 + eˣ); its slope is the sigmoid. α is not used.
  case softplus
  /// x · σ(x). α is not used.
  case silu
  /// x · Φ(x) with the normal distribution Φ, exact. α is not used.
  case gelu
}
