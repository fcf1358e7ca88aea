package import Autodiff

/// Writes JSON by hand, in the order in which it is told; numbers read back to the same double.
package struct JSONText {
  /// What is written and not yet taken away.
  package private(set) var bytes: [UInt8] = []
  private var needsComma = false
  /// Takes what is written, a part at a time; nil where all of it stays in ``bytes``.
  private let sink: (([UInt8]) -> Void)?

  /// How much is handed to the sink at a time.
  private static let portion = 1 << 18

  /// Keeps what is written.
  package init() { sink = nil }

  /// Hands over what is written.
  init(_ sink: @escaping ([UInt8]) -> Void) {
    self.sink = sink
    bytes.reserveCapacity(JSONText.portion + 1 << 16)
  }

  /// Hands over what is left.
  mutating func finish() {
    sink?(bytes)
    bytes = []
  }

  /// Something that is JSON already.
  package mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Begins an object or array.
  package mutating func open(_ bracket: String) {
    separate()
    raw(bracket)
    needsComma = false
  }

  /// Ends an object or array; on a line of its own if `indent` is given.
  package mutating func close(_ bracket: String, indent: Int? = nil) {
    if let indent { raw("\n" + String(repeating: " ", count: indent)) }
    raw(bracket)
    needsComma = true
  }

  /// The name of what comes next.
  package mutating func key(_ key: String) {
    separate()
    quoted(key)
    raw(": ")
    needsComma = false
  }

  /// A text in quotes.
  package mutating func string(_ text: String) {
    separate()
    quoted(text)
    needsComma = true
  }

  /// A whole number.
  package mutating func integer(_ number: Int) {
    separate()
    raw(String(number))
    needsComma = true
  }

  /// `true` or `false`.
  package mutating func boolean(_ flag: Bool) {
    separate()
    raw(flag ? "true" : "false")
    needsComma = true
  }

  /// Nothing.
  package mutating func null() {
    separate()
    raw("null")
    needsComma = true
  }

  /// A number as readers of every language take it for the same double: −0 keeps its sign only with
  /// a point.
  private static func text(_ number: Double) -> String {
    if number == 0, number.sign == .minus { return "-0.0" }
    let text = NumberFormat.exact(number)
    return number.isFinite ? text : "\"" + text + "\""
  }

  /// A number; what is not finite is a string.
  package mutating func number(_ number: Double) {
    separate()
    raw(JSONText.text(number))
    needsComma = true
  }

  /// A number, or lists of numbers, nested as in NumPy.
  package mutating func tensor(_ tensor: Tensor) {
    if tensor.shape.isScalar { return number(tensor.elements[0]) }
    separate()
    raw(tensor.text { JSONText.text($0) })
    needsComma = true
  }

  /// Part of an object whose texts are known beforehand, up to a value: `"phase": "forward", "node": `.
  mutating func fields(_ text: [UInt8]) {
    separate()
    bytes += text
    needsComma = false
  }

  /// Begins an entry on a line of its own.
  package mutating func line(_ indent: Int) {
    if let sink, bytes.count > JSONText.portion {
      sink(bytes)
      bytes.removeAll(keepingCapacity: true)
    }
    if needsComma { raw(",") }
    raw("\n" + String(repeating: " ", count: indent))
    needsComma = false
  }

  private mutating func separate() {
    if needsComma {
      bytes.append(UInt8(ascii: ","))
      bytes.append(UInt8(ascii: " "))
    }
    needsComma = false
  }

  private mutating func quoted(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    defer { bytes.append(UInt8(ascii: "\"")) }
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    var hasSpecial = false
    for i in start..<bytes.count {
      let byte = bytes[i]
      let isSpecial = byte &- 0x20 >= 0x5F || byte == 0x22 || byte == 0x5C
      hasSpecial = hasSpecial || isSpecial
    }
    guard hasSpecial else { return }
    bytes.removeLast(bytes.count - start)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": raw("\\\"")
      case "\\": raw("\\\\")
      case "\n": raw("\\n")
      case "\t": raw("\\t")
      default:
        if scalar.value < 0x20 || ScalarClass.isHidden(scalar) && scalar.value < 0x10000 {
          let hex = String(scalar.value, radix: 16)
          raw("\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex)
        } else {
          bytes.append(contentsOf: String(Character(scalar)).utf8)
        }
      }
    }
  }
}
