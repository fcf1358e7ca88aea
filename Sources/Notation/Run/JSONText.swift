internal import Autodiff

/// Writes JSON by hand, in the order in which it is told; numbers read back to the same double.
struct JSONText {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func open(_ bracket: String) {
    separate()
    raw(bracket)
    needsComma = false
  }

  /// Ends an object or array; on a line of its own if `indent` is given.
  mutating func close(_ bracket: String, indent: Int? = nil) {
    if let indent { raw("\n" + String(repeating: " ", count: indent)) }
    raw(bracket)
    needsComma = true
  }

  mutating func key(_ key: String) {
    separate()
    quoted(key)
    raw(": ")
    needsComma = false
  }

  mutating func string(_ text: String) {
    separate()
    quoted(text)
    needsComma = true
  }

  mutating func integer(_ number: Int) {
    separate()
    raw(String(number))
    needsComma = true
  }

  mutating func boolean(_ flag: Bool) {
    separate()
    raw(flag ? "true" : "false")
    needsComma = true
  }

  /// A number as readers of every language take it for the same double: −0 keeps its sign only with
  /// a point.
  private static func text(_ number: Double) -> String {
    if number == 0, number.sign == .minus { return "-0.0" }
    let text = NumberFormat.exact(number)
    return number.isFinite ? text : "\"" + text + "\""
  }

  mutating func number(_ number: Double) {
    separate()
    raw(JSONText.text(number))
    needsComma = true
  }

  mutating func tensor(_ tensor: Tensor) {
    separate()
    raw(tensor.text { JSONText.text($0) })
    needsComma = true
  }

  /// Begins an entry on a line of its own.
  mutating func line(_ indent: Int) {
    if needsComma { raw(",") }
    raw("\n" + String(repeating: " ", count: indent))
    needsComma = false
  }

  private mutating func separate() {
    if needsComma { raw(", ") }
    needsComma = false
  }

  private mutating func quoted(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    defer { bytes.append(UInt8(ascii: "\"")) }
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) {
      bytes.append(contentsOf: text.utf8)
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": raw("\\\"")
      case "\\": raw("\\\\")
      case "\n": raw("\\n")
      case "\t": raw("\\t")
      default:
        if scalar.value < 0x20 || ScalarClass.isHidden(scalar) && scalar.value < 0x10000 {
          let hex = String(scalar.value, radix: 16)
          raw("\\u" + String(repeating: "0", count: 4 - hex.count) + hex)
        } else {
          bytes.append(contentsOf: String(Character(scalar)).utf8)
        }
      }
    }
  }
}
