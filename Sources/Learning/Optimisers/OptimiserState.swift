public import Autodiff

/// What an optimiser keeps of one parameter and worked out in its last step, under the names that
/// textbooks use: `m`, `v`, `m_hat`.
public struct OptimiserState: Equatable, Sendable {
  /// One quantity: of the parameter's shape, or a single number.
  public struct Entry: Equatable, Sendable {
    /// Its name.
    public var name: String
    /// Its value.
    public var value: Tensor
  }

  /// The quantities, in the order in which the rule works them out.
  public internal(set) var entries: [Entry] = []

  /// Nothing yet.
  public init() {}

  /// The quantity of that name.
  public subscript(name: String) -> Tensor? {
    get {
      for entry in entries where entry.name == name { return entry.value }
      return nil
    }
    set {
      guard let newValue else { return }
      for i in entries.indices where entries[i].name == name {
        entries[i].value = newValue
        return
      }
      entries.append(Entry(name: name, value: newValue))
    }
  }
}

/// One step of an optimiser for one parameter, as its rule sees it.
struct ParameterStep {
  /// Which step it is, from 1.
  let t: Int
  /// The learning rate of this step.
  let rate: Double
  /// What the optimiser was told.
  let settings: OptimiserSettings
  /// The parameter's shape.
  let shape: Shape
  /// The parameter's elements.
  var x: [Double]
  /// The gradient there.
  var g: [Double]
  /// What is kept between steps, and noted of this one.
  var state: OptimiserState

  /// The number of an argument.
  subscript(name: String) -> Double { settings[name] }

  /// Takes an array out of the state; zeros if it is not there.
  ///
  /// It is put back by ``keep(_:_:)``.
  mutating func take(_ name: String) -> [Double] {
    for i in state.entries.indices where state.entries[i].name == name {
      let elements = state.entries[i].value.elements
      // Left empty, so that the elements are changed in place.
      state.entries[i].value.elements = []
      return elements
    }
    return [Double](repeating: 0, count: x.count)
  }

  /// Keeps or notes an array of the parameter's shape.
  mutating func keep(_ name: String, _ elements: [Double]) {
    state[name] = Tensor(shape: shape, elements: elements)
  }

  /// Keeps an array with the same number everywhere.
  mutating func keep(_ name: String, filledWith number: Double) {
    state[name] = Tensor(repeating: number, shape: shape)
  }

  /// Keeps or notes a single number.
  mutating func note(_ name: String, _ number: Double) { state[name] = Tensor(number) }

  /// A single number that was kept; `standard` if there is none.
  func number(_ name: String, else standard: Double) -> Double {
    state[name]?.scalar ?? standard
  }

  /// Adds weight decay as an L2 penalty does: g ← g + λ x, noted as `g_l2`.
  mutating func addWeightDecay() {
    let decay = self["weight_decay"]
    guard decay != 0 else { return }
    for i in x.indices { g[i] += decay * x[i] }
    keep("g_l2", g)
  }

  /// Shrinks the parameter itself: x ← (1 − η λ) x, noted as `x_decayed`.
  mutating func decayDecoupled() {
    let decay = self["weight_decay"]
    guard decay != 0 else { return }
    for i in x.indices { x[i] *= 1 - rate * decay }
    keep("x_decayed", x)
  }
}

/// A power with a whole exponent, by repeated squaring.
func power(_ base: Double, _ exponent: Int) -> Double {
  var result = 1.0
  var factor = base
  var rest = exponent
  while rest > 0 {
    if rest & 1 == 1 { result *= factor }
    factor *= factor
    rest >>= 1
  }
  return result
}
