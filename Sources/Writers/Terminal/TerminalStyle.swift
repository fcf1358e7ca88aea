/// How text is set on a terminal.
public struct TerminalStyle: Equatable, Sendable {
  /// How many columns a line has; paragraphs take at most 80.
  public var width: Int
  /// Whether colours and weights are set with ANSI escapes.
  public var isColored: Bool

  /// Makes a style; widths below 20 count as 20.
  public init(width: Int = 80, isColored: Bool = false) {
    self.width = max(20, width)
    self.isColored = isColored
  }

  /// How wide paragraphs are.
  var measure: Int { min(width, 80) }
}

/// A stretch of characters that look alike.
struct TerminalSpan: Equatable {
  /// How characters look.
  struct Look: Equatable {
    var isBold = false
    var isItalic = false
    var isFaint = false
    var color = Color.none
  }

  /// The two colours that mean something.
  enum Color {
    case none
    /// What flows forward: blue.
    case value
    /// What flows backward: orange.
    case gradient
  }

  var text: String
  var look = Look()

  /// The characters with their ANSI escapes.
  func written(colored: Bool) -> String {
    var codes: [String] = []
    if look.isBold { codes.append("1") }
    if look.isFaint { codes.append("2") }
    if look.isItalic { codes.append("3") }
    switch look.color {
    case .none: break
    case .value: codes.append("34")
    case .gradient: codes.append("33")
    }
    guard colored, !codes.isEmpty, !text.isEmpty else { return text }
    return "\u{1B}[\(codes.joined(separator: ";"))m\(text)\u{1B}[0m"
  }
}

/// A line of spans.
typealias TerminalLine = [TerminalSpan]

extension TerminalLine {
  /// How many columns it takes.
  var width: Int { reduce(0) { $0 + TerminalText.width($1.text) } }
}
