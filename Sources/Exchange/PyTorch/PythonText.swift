internal import Autodiff

/// Numbers and texts as Python reads them.
enum PythonText {
  /// A number that reads back to the same one; always with a point, so that it is none of Python's whole
  /// numbers.
  static func number(_ number: Double) -> String {
    if number.isNaN { return "nan" }
    if number.isInfinite { return number < 0 ? "-inf" : "inf" }
    return number.description
  }

  /// A text in quotes.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          let digits = String(scalar.value, radix: 16)
          result += "\\x" + String(repeating: "0", count: 2 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  /// Nested lists, or a single number; long ones on several lines, indented by `indent` and more.
  static func list(_ tensor: Tensor, indent: Int) -> String {
    let flat = tensor.text(number)
    if flat.utf8.count + indent <= 88 || tensor.shape.rank == 0 { return flat }
    return list(tensor, axis: 0, from: 0, indent: indent)
  }

  private static func list(_ tensor: Tensor, axis: Int, from start: Int, indent: Int) -> String {
    let shape = tensor.shape
    let stride = shape.strides[axis]
    let margin = String(repeating: " ", count: indent + 4)
    var text = "["
    if axis == shape.rank - 1 {
      var width = 1000
      for i in 0..<shape.axes[axis] {
        let piece = number(tensor.elements[start + i]) + ","
        if width + 1 + piece.utf8.count > 96 {
          text += "\n" + margin + piece
          width = margin.utf8.count + piece.utf8.count
        } else {
          text += " " + piece
          width += 1 + piece.utf8.count
        }
      }
    } else {
      for i in 0..<shape.axes[axis] {
        let part = Tensor(
          shape: Shape(Array(shape.axes[(axis + 1)...])),
          elements: Array(tensor.elements[(start + i * stride)..<(start + (i + 1) * stride)])
        )
        text += "\n" + margin + list(part, indent: indent + 4) + ","
      }
    }
    return text + "\n" + String(repeating: " ", count: indent) + "]"
  }

  /// An expression that makes a tensor.
  static func tensor(_ tensor: Tensor, indent: Int = 0, settings: String = "") -> String {
    if tensor.shape.count == 0 {
      return "torch.zeros(\(tuple(tensor.shape.axes))\(settings))"
    }
    return "torch.tensor(" + list(tensor, indent: indent) + settings + ")"
  }

  /// A tuple of whole numbers.
  static func tuple(_ numbers: [Int]) -> String {
    "(" + numbers.map { String($0) }.joined(separator: ", ") + (numbers.count == 1 ? ",)" : ")")
  }
}
