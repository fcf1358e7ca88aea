internal import Autodiff

// What to do about a mistake, where it depends on the words or signs that it is about.
extension Mistake {
  /// What to do where one thing was expected and another found.
  static func remedy(_ expected: String, found: String) -> String? {
    switch expected {
    case "a name or a number":
      switch found {
      case "'='": "a claim is written: expect x = 3"
      case "'+'": "a positive number has no sign"
      case "'/'": "a comment begins with '#'"
      default: nil
      }
    case "the end of the line or an operator":
      switch found {
      case "','": "a vector is written [1, 2]"
      case "':'": "a binding is written: x = 3"
      case "'='": "a statement binds one name; others go on lines of their own"
      default: "a product is written with '*'; statements are parted by ';' or a new line"
      }
    case "an operator or ')'": found == "','" ? "a vector is written [1, 2]" : nil
    case "',' or ']'", "',' or ')'": "entries are parted by ','"
    case "'=' or '~' and a literal":
      "a claim is written: expect x = 3, or as rounded: expect x ~ 0.731"
    case "'T' after '.'": "x.T is the transpose of x; functions are called: sum(x)"
    case "a number or a node": "texts and truth values are only for arguments that ask for them"
    case "',' or a closing bracket": "a line goes on while a bracket is open, without ';'"
    default: nil
    }
  }

  /// What may be written for an argument.
  static func example(of argument: String) -> String {
    switch argument {
    case "index": "indices are whole numbers: x[0], x[-1], x[0:2]"
    case "shape": "for example: [2, 3]"
    case "low", "high": "low comes before high: low=0, high=1"
    default: "for example: ①=②".filling([argument, exampleValue(of: argument)])
    }
  }

  private static func exampleValue(of argument: String) -> String {
    switch argument {
    case "axis", "padding", "blank": "0"
    case "stride", "delta", "beta", "temperature", "margin": "1"
    case "n", "size", "every", "steps", "seed", "history_size", "max_iter": "3"
    case "keepdims", "nesterov", "amsgrad", "centered", "maximize": "true"
    case "reduction": "\"sum\""
    case "eps": "1e-5"
    default: "0.5"
    }
  }

  /// What to write for a character that stands for nothing in programs.
  static func remedy(for scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "{", "}": "vectors and groups are written with [ ] and ( )"
    case "'", "`", "“", "”", "„": "text is written between straight double quotes"
    case "√": "write sqrt(x)"
    case "²": "write x^2"
    case "³": "write x^3"
    case "½": "write 1/2"
    case "÷", "∕": "write /"
    case "≤", "≥", "<", ">", "!", "&", "|": "there are no comparisons; use step(x)"
    case "%": "write /100"
    case "→", "←": "write name = expression"
    case "₀"..."₉": "write w_1 or w1; both are set as w₁"
    default: nil
    }
  }

  /// A literal of a shape, with 1 everywhere.
  static func ones(_ shape: Shape) -> String {
    guard shape.count <= 9 else { return "ones(\(shape))" }
    return Tensor(repeating: 1, shape: shape).text { _ in "1" }
  }
}
