package import Autodiff

/// Writes JSON by hand, in the order in which it is told; numbers read back to the same double.
package struct JSONText {
  /// What is written and not yet taken away; written to from outside only within a string.
  package var text: TextBytes
  private var needsComma = false
  /// Where the text begins that stands in quotes.
  private var stringStart = 0
  /// Takes what is written, a part at a time; nil where all of it stays in ``bytes``.
  private let sink: (([UInt8]) -> Void)?

  /// How much is handed to the sink at a time.
  private static let portion = 1 << 18

  /// Keeps what is written.
  package init() {
    text = TextBytes()
    sink = nil
  }

  /// Hands over what is written.
  init(_ sink: @escaping ([UInt8]) -> Void) {
    text = TextBytes(remembersNumbers: true)
    self.sink = sink
    text.bytes.reserveCapacity(JSONText.portion + 1 << 16)
  }

  /// What is written and not yet taken away.
  package var bytes: [UInt8] { text.bytes }

  /// Hands over what is left.
  mutating func finish() {
    sink?(text.bytes)
    text.bytes = []
  }

  /// Something that is JSON already.
  package mutating func raw(_ json: String) { text.write(json) }

  /// Begins an object or array.
  package mutating func open(_ bracket: String) {
    separate()
    raw(bracket)
    needsComma = false
  }

  /// Ends an object or array; on a line of its own if `indent` is given.
  package mutating func close(_ bracket: String, indent: Int? = nil) {
    if let indent { beginLine(indent) }
    raw(bracket)
    needsComma = true
  }

  /// The name of what comes next.
  package mutating func key(_ key: String) {
    string(key)
    raw(": ")
    needsComma = false
  }

  /// A text in quotes.
  package mutating func string(_ string: String) {
    beginString()
    text.write(string)
    endString()
  }

  /// Begins a text in quotes: whatever is written to ``text`` until ``endString()``.
  mutating func beginString() {
    separate()
    text.bytes.append(UInt8(ascii: "\""))
    stringStart = text.bytes.count
  }

  /// Ends a text in quotes.
  mutating func endString() {
    if text.bytes[stringStart...].needsEscapes { escape(from: stringStart) }
    text.bytes.append(UInt8(ascii: "\""))
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

  /// A number; what is not finite is a string.
  package mutating func number(_ number: Double) { tensor(.number(number)) }

  /// A number, or lists of numbers, nested as in NumPy.
  package mutating func tensor(_ tensor: Tensor) { self.tensor(TensorView(tensor)) }

  /// A number, or lists of numbers, nested as in NumPy.
  package mutating func tensor(_ tensor: TensorView) {
    separate()
    tensor.write(to: &text) { JSONText.write($0, to: &$1) }
    needsComma = true
  }

  /// Writes a number as readers of every language take it for the same double: −0 keeps its sign only
  /// with a point.
  private static func write(_ number: Double, to text: inout TextBytes) {
    if !number.isFinite { text.write("\"") }
    text.write(exactly: number)
    if !number.isFinite { text.write("\"") }
    if number == 0, number.sign == .minus { text.write(".0") }
  }

  /// Part of an object whose texts are known beforehand, up to a value: `"phase": "forward", "node": `.
  mutating func fields(_ known: [UInt8]) {
    separate()
    text.bytes += known
    needsComma = false
  }

  /// Begins an entry on a line of its own.
  package mutating func line(_ indent: Int) {
    if let sink, text.bytes.count > JSONText.portion {
      sink(text.bytes)
      text.bytes.removeAll(keepingCapacity: true)
    }
    if needsComma { raw(",") }
    beginLine(indent)
    needsComma = false
  }

  private mutating func beginLine(_ indent: Int) {
    text.bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<indent { text.bytes.append(UInt8(ascii: " ")) }
  }

  private mutating func separate() {
    if needsComma {
      text.bytes.append(UInt8(ascii: ","))
      text.bytes.append(UInt8(ascii: " "))
    }
    needsComma = false
  }

  /// Writes what is written from `start` on anew, as it stands between quotes.
  private mutating func escape(from start: Int) {
    let string = String(decoding: text.bytes[start...], as: UTF8.self)
    text.bytes.removeLast(text.bytes.count - start)
    for scalar in string.unicodeScalars {
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
          raw(String(Character(scalar)))
        }
      }
    }
  }
}

extension ArraySlice<UInt8> {
  /// Whether some of these bytes may stand for others between quotes: marks, control characters, and all
  /// beyond ASCII.
  fileprivate var needsEscapes: Bool {
    var needed = false
    for byte in self {
      let isSpecial = byte &- 0x20 >= 0x5F || byte == 0x22 || byte == 0x5C
      needed = needed || isSpecial
    }
    return needed
  }
}
