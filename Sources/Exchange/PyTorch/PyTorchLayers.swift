internal import Autodiff

extension PyTorchSetter {
  /// Operations that move elements.
  mutating func arrangement(_ name: String) -> PythonExpression? {
    let result = graph.shape(of: node)
    switch name {
    case "transpose":
      switch result.rank {
      case 0, 1: return PythonExpression(text: x[0].subject + ".clone()")
      case 2: return PythonExpression(text: x[0].subject + ".T")
      default:
        let axes = (0..<result.rank).reversed().map { String($0) }.joined(separator: ", ")
        return PythonExpression(text: x[0].subject + ".permute(\(axes))")
      }
    case "reshape":
      return PythonExpression(text: x[0].subject + ".reshape(\(PythonText.tuple(result.axes)))")
    case "concat", "stack":
      let parts = x.map { $0.tensor }.joined(separator: ", ") + (x.count == 1 ? "," : "")
      let function = name == "concat" ? "cat" : "stack"
      return PythonExpression(text: "torch.\(function)((\(parts)), dim=\(Int(attributes.first)))")
    case "index":
      let parts = attributes.selections.enumerated().map { axis, selection in
        if selection.dropsAxis { return String(selection.start) }
        if selection.start == 0, selection.count == shape(0).axes[axis] { return ":" }
        return "\(selection.start):\(selection.start + selection.count)"
      }
      return PythonExpression(text: x[0].subject + "[" + parts.joined(separator: ", ") + "]")
    case "one_hot": return oneHot(x[0], Int(attributes.first))
    case "total", "seed":
      let weights = attributes.weights
      let terms = x.enumerated().map { slot, term in
        weights.isEmpty
          ? term.tensor : "\(PythonText.number(weights[slot])) * \(term.operand(3))"
      }
      return PythonExpression(text: terms.joined(separator: " + "), strength: 1)
    default: return nil
    }
  }

  /// Class numbers as rows.
  mutating func oneHot(_ labels: PythonExpression, _ count: Int) -> PythonExpression {
    PythonExpression(text: "\(helper(.one_hot))(\(labels.tensor), \(count))")
  }

  /// Layers and the softmax family.
  mutating func layer(_ name: String) -> PythonExpression? {
    let number = PythonText.number(attributes.first)
    let whole = String(Int(min(attributes.first, 0x1p40)))
    switch name {
    case "linear":
      return PythonExpression(
        text: "\(x[0].operand(2)) @ \(x[1].operand(3)) + \(x[2].operand(2))",
        strength: 1
      )
    case "softmax", "log_softmax":
      let scaled = attributes.first == 1 ? x[0].tensor : "\(x[0].operand(2)) / \(number)"
      let axis = attributes.axes?.first ?? -1
      return PythonExpression(text: "torch.\(name)(\(scaled), dim=\(axis))")
    case "dropout":
      return PythonExpression(
        text: "\(x[0].operand(2)) * \(x[1].operand(3)) / \(number)",
        strength: 2
      )
    case "batch_norm":
      let operands = x.map { $0.tensor }.joined(separator: ", ")
      return PythonExpression(text: "\(helper(.batch_norm))(\(operands), eps=\(number))")
    case "conv2d":
      var settings = ""
      if attributes.first != 1 { settings += ", stride=\(whole)" }
      if attributes.second != 0 {
        settings += ", padding=\(Int(min(attributes.second, 0x1p40)))"
      }
      if shape(0).rank == 2 {
        let call = "conv2d(\(x[0].subject)[None], \(x[1].subject)[None, None]\(settings))[0]"
        return functional(call)
      }
      return functional("conv2d(\(x[0].tensor), \(x[1].tensor)\(settings))")
    case "max_pool2d":
      return PythonExpression(
        text: "torch.amax(\(helper(.windows))(\(x[0].tensor), \(whole)), dim=(-2, -1))"
      )
    case "avg_pool2d":
      return PythonExpression(
        text: "torch.mean(\(helper(.windows))(\(x[0].tensor), \(whole)), dim=(-2, -1))"
      )
    default: return nil
    }
  }
}
