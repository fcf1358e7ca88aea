internal import Autodiff
public import Notation

/// The names that answers may be about.
public struct NodeNames: Sendable {
  /// The names, in the order of the program.
  public let all: [String]
  private let exact: [String: String]
  /// The names by what they look like when they are set: `w_1`, `w1` and `w₁` look the same.
  ///
  /// Empty where two names do.
  private let bySetting: [String: String]

  /// Takes the names of a program's nodes.
  public init(_ names: [String]) {
    all = names
    var exact: [String: String] = [:]
    var bySetting: [String: String] = [:]
    for name in names {
      exact[Spellings.key(of: name)] = name
      let setting = NodeNames.setting(of: name)
      bySetting[setting] = bySetting[setting] == nil ? name : ""
    }
    self.exact = exact
    self.bySetting = bySetting
  }

  /// Takes the names of a program.
  public init(of program: Program) { self.init(program.graph.names) }

  /// The program's spelling of a name; nil where it has none.
  ///
  /// Composed and decomposed letters are the same. A name that the program does not have is taken for
  /// one that is set like it: `w₁` for `w_1` or `w1`, `α` for `alpha`, as they stand in formulas.
  public func spelling(of name: String) -> String? {
    if let known = exact[Spellings.key(of: name)] { return known }
    guard let known = bySetting[NodeNames.setting(of: name)], !known.isEmpty else { return nil }
    return known
  }

  /// The name that is likely meant.
  func nearest(to name: String) -> String? {
    Suggestion.nearest(to: name, in: all.prefix(10_000))
  }

  /// A name without what only parts its pieces: `w1` for `w_1`, `w_{1}` and `w₁`; `α` for `alpha`.
  private static func setting(of name: String) -> String {
    var parts: [String] = [""]
    for scalar in Spellings.key(of: name).unicodeScalars {
      switch scalar.value {
      case 0x5F, 0x7B, 0x7D: if parts[parts.count - 1] != "" { parts.append("") }
      case 0x2080...0x2089: parts[parts.count - 1] += String(scalar.value - 0x2080)
      default: parts[parts.count - 1].unicodeScalars.append(scalar)
      }
    }
    var text = ""
    for part in parts {
      let digits = part.utf8.reversed().prefix { (0x30...0x39).contains($0) }.count
      let stem = part.dropLast(digits)
      text += (TeX.letter(stem) ?? String(stem)) + part.suffix(digits)
    }
    return text
  }
}
