internal import Notation

/// Rows of a table as spreadsheets and programs read them: fields parted by commas, as RFC 4180 has
/// them, lines ended by a line feed.
enum CSVText {
  /// One row with its line end.
  static func row(_ fields: [String]) -> String {
    fields.map { field($0) }.joined(separator: ",") + "\n"
  }

  /// A field: in quotes where it has to be, and never a formula.
  ///
  /// Spreadsheets compute what begins with `=`, `+`, `-` or `@`, be it a student's answer; an
  /// apostrophe before it makes them show it. Plain numbers may begin with a sign. Hidden characters
  /// are escaped, line ends stay.
  static func field(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
      if scalar == "\n" || scalar.value >= 0x20 && scalar.value < 0x7F {
        shown.unicodeScalars.append(scalar)
      } else {
        shown += String(Character(scalar)).escapingHidden
      }
    }
    if isFormula(shown) { shown = "'" + shown }
    let needsQuotes = shown.utf8.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
    }
    let hasBlankEnd = shown.utf8.first == 0x20 || shown.utf8.last == 0x20
    guard needsQuotes || hasBlankEnd else { return shown }
    var quoted = "\""
    for scalar in shown.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  /// Whether a spreadsheet may take a text for a formula, after whatever blanks it drops.
  private static func isFormula(_ text: String) -> Bool {
    let first = text.unicodeScalars.first { !$0.properties.isWhitespace }
    switch first {
    case "=", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": return true
    case "+", "-": return !isPlainNumber(text)
    default: return text.utf8.first == 0x09
    }
  }

  /// A sign, digits with at most one point among them, and perhaps an exponent.
  private static func isPlainNumber(_ text: String) -> Bool {
    var bytes = Array(text.utf8)[...]
    func takeSign() {
      if bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") {
        bytes.removeFirst()
      }
    }
    func takeDigits() -> Int {
      let digits = bytes.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }.count
      bytes.removeFirst(digits)
      return digits
    }
    takeSign()
    var digits = takeDigits()
    if bytes.first == UInt8(ascii: ".") {
      bytes.removeFirst()
      digits += takeDigits()
    }
    guard digits > 0 else { return false }
    if bytes.first == UInt8(ascii: "e") || bytes.first == UInt8(ascii: "E") {
      bytes.removeFirst()
      takeSign()
      if takeDigits() == 0 { return false }
    }
    return bytes.isEmpty
  }
}
