/// A stretch of a program in the notation, for marking its words in a listing.
///
/// Nothing is checked here: any text at all is cut into stretches that together are the text again.
struct NotationToken: Equatable, Sendable {
  /// What a stretch is.
  enum Kind: Equatable, Sendable {
    /// Nothing to mark.
    case plain
    /// A word that the notation keeps for itself, where it stands at the start of a statement or
    /// belongs to one that does.
    case keyword
    /// From `#` to the end of the line.
    case comment
  }

  /// What it is.
  var kind: Kind
  /// Its characters.
  var text: String

  /// Names of languages after the fence that mean the notation.
  static let languages: Set<String> = ["grad", "gradus", "trace"]

  /// Words that begin a statement.
  private static let leading: Set<String> = [
    "ask", "backward", "def", "expect", "input", "minimize", "param", "target",
  ]
  /// Words inside a statement, by the word that begins it.
  private static let following: [String: Set<String>] = [
    "ask": ["grad", "to", "digits"],
    "backward": ["with"],
    "expect": ["grad"],
    "minimize": ["over", "with", "for", "steps"],
  ]

  /// The stretches of a program.
  static func tokens(of code: String) -> [NotationToken] {
    var tokens: [NotationToken] = []
    var statement = ""
    var isAtStart = true

    func add(_ kind: Kind, _ text: Substring.UnicodeScalarView) {
      if kind == .plain, tokens.last?.kind == .plain {
        tokens[tokens.count - 1].text += String(text)
      } else {
        tokens.append(NotationToken(kind: kind, text: String(text)))
      }
    }

    var rest = Substring(code).unicodeScalars
    while let first = rest.first {
      if first == "#" {
        let comment = rest.prefix { $0 != "\n" && $0 != "\r" }
        add(.comment, comment)
        rest = rest.dropFirst(comment.count)
      } else if isNameStart(first) {
        let name = rest.prefix { isNameStart($0) || ("0"..."9").contains($0) }
        rest = rest.dropFirst(name.count)
        let word = String(name)
        let isBound = rest.first { $0 != " " } == "="
        if isAtStart, leading.contains(word), !isBound {
          statement = word
          add(.keyword, name)
        } else {
          add(following[statement]?.contains(word) == true ? .keyword : .plain, name)
        }
        isAtStart = false
      } else {
        if first == "\n" || first == "\r" || first == ";" {
          isAtStart = true
          statement = ""
        } else if !first.properties.isWhitespace {
          isAtStart = false
        }
        add(.plain, rest.prefix(1))
        rest = rest.dropFirst()
      }
    }
    return tokens
  }

  private static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic
  }
}
