/// Why a local derivative is 0, or so small that little comes through.
public enum ZeroReason: Equatable, Sendable {
  /// The pass began with 0 there.
  case seed
  /// A rectifier whose input is not positive.
  case deadUnit(input: Double)
  /// A function that is flat everywhere: sign, step.
  case flat
  /// A clip whose input lies outside its bounds.
  case outsideClip(input: Double, low: Double, high: Double)
  /// Another operand or element was taken; `won` is its value.
  case losing(value: Double, won: Double)
  /// What it is multiplied with is 0; nil where that is not one element.
  case zeroPartner(Element?)
  /// The mask of a dropout is 0 there.
  case dropped(mask: Element?)
  /// A squashing function far out, where its slope is lost or nearly so.
  case saturated(input: Double, output: Double)
  /// The function has a kink there, and its slope is taken as 0.
  case kink(input: Double)
  /// The function's slope passes through 0 at that input.
  case stationary(input: Double)
  /// A power with the exponent 0 does not depend on its base.
  case zeroExponent
  /// The loss asks for no change of that number.
  case satisfied
  /// All factors differ from 0, but their product is smaller than the smallest number.
  case underflow
  /// It is 0 at these values.
  case plain
}

/// Where and why the product along a path becomes 0.
public struct PathZero: Equatable, Sendable {
  /// The factor; nil where the seed is 0 already.
  public let factor: Int?
  /// Why.
  public let reason: ZeroReason
}

extension Trace {
  /// Where and why the product along a path becomes 0; nil where it does not.
  public func zero(of path: GradientPath) -> PathZero? {
    guard path.share == 0 else { return nil }
    if path.seed == 0 { return PathZero(factor: nil, reason: .seed) }
    var product = path.seed
    for (i, factor) in path.factors.enumerated() {
      if factor.local == 0 { return PathZero(factor: i, reason: reason(for: factor)) }
      product *= factor.local
      if product == 0 { return PathZero(factor: i, reason: .underflow) }
    }
    return nil
  }

  /// Why a local derivative is 0 or small.
  public func reason(for factor: PathFactor) -> ZeroReason {
    let node = factor.consumer.node
    let operation = graph.operation(of: node).onTensors
    let x = value(of: factor.operand)
    let y = value(of: factor.consumer)
    let attributes = graph.attributes(of: node)
    switch operation.name {
    case "relu", "leaky_relu": return .deadUnit(input: x)
    case "elu" where attributes.first == 0: return .deadUnit(input: x)
    case "sign", "step": return .flat
    case "clip": return .outsideClip(input: x, low: attributes.first, high: attributes.second)
    case "max", "min", "max_pool2d", "maximum", "minimum": return .losing(value: x, won: y)
    case "dropout" where factor.slot == 0: return .dropped(mask: partner(of: factor))
    case "multiply", "matmul", "dot", "outer", "linear", "conv2d", "prod", "dropout":
      return .zeroPartner(partner(of: factor))
    case "divide" where factor.slot == 1 && y == 0: return .zeroPartner(partner(of: factor))
    case "sigmoid", "tanh", "erf", "softplus", "silu", "gelu", "elu", "exp", "softmax",
      "log_softmax", "logsumexp":
      return .saturated(input: x, output: y)
    case "gaussian": return x == 0 ? .stationary(input: x) : .saturated(input: x, output: y)
    case "abs", "norm": return x == 0 ? .kink(input: x) : .plain
    case "std": return y == 0 ? .kink(input: x) : .stationary(input: x)
    case "square", "sin", "cos", "var": return .stationary(input: x)
    case "power" where factor.slot == 0:
      return value(of: partner(of: factor) ?? factor.operand) == 0
        ? .zeroExponent : .stationary(input: x)
    case "power": return y == 0 ? .zeroPartner(partner(of: factor)) : .plain
    default: return operation.hasReduction ? .satisfied : .plain
    }
  }

  /// The element that an element of an operand is multiplied with where it enters an element of a
  /// product, a quotient, a power or a dropout; nil where that is not one element.
  public func partner(of factor: PathFactor) -> Element? {
    let node = factor.consumer.node
    let operands = graph.operands(of: node)
    let (place, own) = (factor.consumer.index, factor.operand.index)
    guard operands.count >= 2, factor.slot < 2 else { return nil }
    let other = operands[1 - factor.slot]
    switch graph.operation(of: node).name {
    case "multiply", "divide", "power":
      let slot = 1 - factor.slot
      return Element(other, graph.operandElement(of: node, slot: slot, for: place))
    case "dropout":
      let (shape, result) = (graph.shape(of: other), graph.shape(of: node))
      let steps = shape.broadcastStrides(to: result)
      var element = 0
      for (axis, stride) in result.strides.enumerated() {
        element += place / stride % result.axes[axis] * steps[axis]
      }
      return Element(other, element)
    case "matmul", "dot", "linear":
      // Row i of the left operand times column j of the right one makes element (i, j).
      let (left, right) = (graph.shape(of: operands[0]), graph.shape(of: operands[1]))
      let inner = max(1, left.axes.last ?? 1)
      let columns = right.rank == 2 ? max(1, right.axes[1]) : 1
      return factor.slot == 0
        ? Element(other, own % inner * columns + place % columns)
        : Element(other, place / columns * inner + own / columns)
    case "outer":
      let columns = max(1, graph.shape(of: operands[1]).count)
      return Element(other, factor.slot == 0 ? place % columns : place / columns)
    default: return nil
    }
  }
}

extension Operation {
  /// Whether it is a loss that makes one number of many.
  fileprivate var hasReduction: Bool {
    arguments.contains { if case .reduction = $0 { true } else { false } }
  }
}
