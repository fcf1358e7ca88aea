/// What an exercise asks for and an answer is about, as it is written: `q`, `grad x`, `df/dx`, `w @ 2`.
public struct Quantity: Equatable, Hashable, Sendable {
  /// What is meant of a node.
  public enum Kind: Equatable, Hashable, Sendable {
    /// Its value.
    case value
    /// The gradient of the program's last reverse pass with respect to it.
    case gradient
    /// The gradient of another node, the output, with respect to it: `dq/dx`.
    case derivative(of: String)
  }

  /// The name of the node.
  public var node: String
  /// What is meant of it.
  public var kind: Kind
  /// After how many steps of `minimize`; nil for where the program ends.
  public var step: Int?

  /// A quantity of a node.
  public init(_ node: String, _ kind: Kind = .value, step: Int? = nil) {
    self.node = node
    self.kind = kind
    self.step = step
  }

  /// As it is told: `q`, `grad x`, `dq/dx`, `grad w @ 2`.
  public var text: String {
    let subject: String
    switch kind {
    case .value: subject = node
    case .gradient: subject = "grad " + node
    case .derivative(let output): subject = "d" + output + "/d" + node
    }
    guard let step else { return subject }
    return subject + " @ " + String(step)
  }
}
