internal import Autodiff

/// An expression of Python, and how tightly it binds as an operand.
struct PythonExpression {
  var text: String
  /// 1 a sum, 2 a product, 3 a minus sign, 4 a power, 5 a name, a call or a number.
  var strength = 5
  /// Whether it is a Python number, not a tensor.
  var isNumber = false

  /// The text as an operand, in brackets where it binds more loosely.
  func operand(_ needed: Int) -> String { strength < needed ? "(\(text))" : text }

  /// The text of a tensor.
  var tensor: String { isNumber ? "torch.tensor(\(text))" : text }

  /// The text of a tensor that something is done to: `x.T`, `x[0]`.
  var subject: String { isNumber ? tensor : operand(5) }
}

/// What a script needs besides the expressions themselves.
struct PyTorchNeeds {
  var helpers: Set<PyTorchHelper> = []
  var functional = false
}

/// Sets one node as PyTorch computes it.
struct PyTorchSetter {
  let graph: Graph
  let node: NodeID
  let x: [PythonExpression]
  var needs: PyTorchNeeds

  var attributes: Attributes { graph.attributes(of: node) }
  func shape(_ slot: Int) -> Shape { graph.shape(of: graph.operand(of: node, slot: slot)) }

  /// The node's expression.
  mutating func expression() -> PythonExpression? {
    let name = graph.operation(of: node).name
    return arithmetic(name) ?? elementwise(name) ?? reduction(name) ?? arrangement(name)
      ?? layer(name) ?? loss(name)
  }

  /// Notes that a function is needed, and gives its name.
  mutating func helper(_ helper: PyTorchHelper) -> String {
    needs.helpers.insert(helper)
    needs.helpers.formUnion(helper.needs)
    if helper == .one_hot { needs.functional = true }
    return helper.rawValue
  }

  /// A call of PyTorch's functional module.
  mutating func functional(_ call: String) -> PythonExpression {
    needs.functional = true
    return PythonExpression(text: "F." + call)
  }

  private func arithmetic(_ name: String) -> PythonExpression? {
    let symbols: [String: (String, Int)] = [
      "add": ("+", 1), "subtract": ("-", 1), "multiply": ("*", 2), "divide": ("/", 2),
      "matmul": ("@", 2), "dot": ("@", 2), "power": ("**", 4),
    ]
    if name == "negate" { return PythonExpression(text: "-" + tensors(0).operand(4), strength: 3) }
    guard let (symbol, strength) = symbols[name] else { return nil }
    var (a, b) = (x[0], x[1])
    if a.isNumber, b.isNumber { a = PythonExpression(text: a.tensor) }
    if name == "power", b.text.hasPrefix("-") { b.strength = 5 }
    let isPower = name == "power"
    let left = a.operand(strength + (isPower ? 1 : 0))
    let right = b.operand(strength + (isPower ? 0 : 1))
    return PythonExpression(text: "\(left) \(symbol) \(right)", strength: strength)
  }

  private func tensors(_ slot: Int) -> PythonExpression {
    x[slot].isNumber ? PythonExpression(text: x[slot].tensor) : x[slot]
  }

  private mutating func elementwise(_ name: String) -> PythonExpression? {
    let number = PythonText.number(attributes.first)
    switch name {
    case "identity": return PythonExpression(text: x[0].subject + ".clone()")
    case "exp", "log", "log2", "log10", "square", "abs", "sign", "sin", "cos", "tan", "tanh", "erf",
      "sigmoid", "relu":
      return PythonExpression(text: "torch.\(name)(\(x[0].tensor))")
    case "sqrt":
      let function = attributes.first == 1 ? helper(.root) : "torch.sqrt"
      return PythonExpression(text: "\(function)(\(x[0].tensor))")
    case "maximum", "minimum", "outer":
      return PythonExpression(text: "torch.\(name)(\(x[0].tensor), \(x[1].tensor))")
    case "step": return PythonExpression(text: "\(helper(.step))(\(x[0].tensor))")
    case "softplus": return PythonExpression(text: "\(helper(.softplus))(\(x[0].tensor))")
    case "silu", "gelu": return functional("\(name)(\(x[0].tensor))")
    case "gaussian": return PythonExpression(text: "torch.exp(-torch.square(\(x[0].tensor)))")
    case "leaky_relu":
      return functional("leaky_relu(\(x[0].tensor), negative_slope=\(number))")
    case "elu": return functional("elu(\(x[0].tensor), alpha=\(number))")
    case "clip":
      var bounds = ""
      if attributes.first != -.infinity { bounds += ", min=\(number)" }
      if attributes.second != .infinity {
        bounds += ", max=\(PythonText.number(attributes.second))"
      }
      let operand = x[0].tensor
      return PythonExpression(
        text: bounds.isEmpty ? "\(x[0].subject).clone()" : "torch.clamp(\(operand)\(bounds))"
      )
    default: return nil
    }
  }

  private func reduction(_ name: String) -> PythonExpression? {
    let functions = [
      "sum": "sum", "mean": "mean", "max": "amax", "min": "amin", "var": "var", "std": "std",
      "norm": "linalg.vector_norm", "prod": "prod", "logsumexp": "logsumexp",
    ]
    guard let function = functions[name] else { return nil }
    let rank = shape(0).rank
    var operand = x[0].tensor
    var axes = attributes.axes ?? Array(0..<rank)
    var isAll = axes.count == rank
    if axes.isEmpty {
      operand = x[0].subject + ".unsqueeze(-1)"
      (axes, isAll) = ([rank], false)
    }
    let keeps = attributes.keepsAxes && !(attributes.axes ?? [0]).isEmpty && rank > 0
    if name == "prod", axes.count > 1 || keeps, !(isAll && !keeps) {
      let steps = axes.reversed().map { ".prod(dim=\($0)\(keeps ? ", keepdim=True" : ""))" }
      return PythonExpression(text: x[0].subject + steps.joined())
    }
    var settings = ""
    if !isAll || keeps || name == "logsumexp" {
      settings += ", dim=" + (axes.count == 1 ? String(axes[0]) : PythonText.tuple(axes))
    }
    if keeps { settings += ", keepdim=True" }
    if name == "var" || name == "std" { settings += ", correction=0" }
    return PythonExpression(text: "torch.\(function)(\(operand)\(settings))")
  }
}
