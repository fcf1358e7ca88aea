/// Data that a page hands to its scripts.
///
/// Written so that it can stand inside a `script` element: no `<` is left in it.
indirect enum JSON: Equatable, Sendable {
  /// Characters.
  case string(String)
  /// A whole number.
  case integer(Int)
  /// Several values.
  case array([JSON])
  /// Named values, in the order in which they are written.
  case object([(String, JSON)])

  /// Compares by what is written.
  static func == (first: JSON, second: JSON) -> Bool { first.source() == second.source() }

  /// The text of the data.
  func source() -> String {
    switch self {
    case .string(let text): Self.quote(text)
    case .integer(let number): String(number)
    case .array(let values): "[" + values.map { $0.source() }.joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { Self.quote($0) + ":" + $1.source() }.joined(separator: ",") + "}"
    }
  }

  private static func quote(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "<", ">", "&", "\u{2028}", "\u{2029}", "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}":
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
