internal import Autodiff

extension OnnxBuilder {
  /// Operations that ONNX has one operator for, by the name it gives them.
  private static let direct: [String: String] = [
    "identity": "Identity", "add": "Add", "subtract": "Sub", "multiply": "Mul", "divide": "Div",
    "power": "Pow", "negate": "Neg", "exp": "Exp", "log": "Log", "sqrt": "Sqrt", "abs": "Abs",
    "sign": "Sign", "sin": "Sin", "cos": "Cos", "tanh": "Tanh", "erf": "Erf",
    "sigmoid": "Sigmoid", "relu": "Relu", "maximum": "Max", "minimum": "Min",
  ]

  /// Functions of numbers, element by element.
  ///
  /// - Returns: Nil where the operation is another.
  mutating func elementwise(_ name: String, _ x: [String]) -> String? {
    if let operation = OnnxBuilder.direct[name] { return emit(operation, x) }
    switch name {
    case "square": return square(x[0])
    case "log2": return divide(logarithm(x[0]), 0x1.62e42fefa39efp-1)
    case "log10": return divide(logarithm(x[0]), 0x1.26bb1bbb55516p+1)
    case "tan": return divide(emit("Sin", [x[0]]), emit("Cos", [x[0]]))
    case "step": return indicator(emit("GreaterOrEqual", [x[0], number(0)]))
    case "softplus": return softplus(x[0])
    case "silu": return multiply(x[0], emit("Sigmoid", [x[0]]))
    case "gelu":
      let error = emit("Erf", [divide(x[0], 2.0.squareRoot())])
      return multiply(x[0], divide(add(error, 1), 2))
    case "gaussian": return emit("Exp", [negate(square(x[0]))])
    case "leaky_relu":
      if precision == .float32 {
        return emit("LeakyRelu", x, .float("alpha", attributes.first))
      }
      return branch(x[0], multiply(x[0], attributes.first))
    case "elu":
      if precision == .float32 { return emit("Elu", x, .float("alpha", attributes.first)) }
      // Only where it is not above 0 is the power looked at; there it cannot overflow.
      let power = emit("Exp", [emit("Min", [x[0], number(0)])])
      return branch(x[0], multiply(add(power, -1), attributes.first))
    case "clip": return clip(x[0], attributes.first, attributes.second)
    default: return nil
    }
  }

  /// x where x > 0, else something else.
  private mutating func branch(_ x: String, _ other: String) -> String {
    choose(emit("Greater", [x, number(0)]), x, other)
  }

  /// x held between bounds, of which infinite ones are left out.
  private mutating func clip(_ x: String, _ low: Double, _ high: Double) -> String {
    var inputs = [x]
    if low.isFinite || high.isFinite { inputs.append(low.isFinite ? number(low) : "") }
    if high.isFinite { inputs.append(number(high)) }
    return emit("Clip", inputs)
  }
}
