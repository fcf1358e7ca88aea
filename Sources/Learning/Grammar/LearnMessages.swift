extension LearnMistake {
  /// What is wrong, with what was expected and what was found, on one line.
  public var message: String {
    switch kind {
    case .unknownStatement(let found, _):
      "a learn block expects \(Self.list(LearnParser.statements)), found \(Self.quote(found))"
    case .unknownWord(let what, let found, let known, _):
      "\(what) expects \(Self.list(known)), found \(Self.quote(found))"
    case .expected(let what, let found):
      "expected \(what), found \(found.isEmpty ? "the end of the line" : Self.quote(found))"
    case .unexpected(let found):
      "expected the end of the line, found \(Self.quote(found))"
    case .badNumber(let found):
      "expected a number of at most 15 digits, found \(Self.quote(found))"
    case .badCharacter(let scalar):
      "expected letters, numbers and signs, found the character \(Self.code(scalar))"
    case .doubled(let statement, _):
      "expected \(Self.quote(statement)) once, found it again"
    case .missing(let statement, let rule):
      rule.isEmpty
        ? "a learn block expects a line \(Self.quote(statement)), found none"
        : "the rule \(rule) expects a line \(Self.quote(statement)), found none"
    case .notForRule(let statement, let rule):
      "the rule \(rule) expects no \(Self.quote(statement)), found one"
    case .count(let what, let expected, let found):
      "\(what) expects \(Self.numbers(expected)), found \(found)"
    case .outOfRange(let what, let from, let to, let found):
      "\(what) expects a number from \(from) to \(to), found \(found)"
    case .badTarget(let found): "a target expects 0, 1 or -1, found \(found)"
    case .mixedTargets: "the rows expect 0 or -1 as the other target beside 1, found both"
    case .unknownPattern(let found): "expected a pattern of the rows, found \(found)"
    case .patternTwice(let found): "order expects each row once, found \(found) again"
    case .patternMissing(let patterns): "order expects every row, found none for \(patterns)"
    case .tooMany(let what, let limit): "a learn block expects at most \(limit) \(what), found more"
    }
  }

  /// What to do about it, where there is advice.
  public var help: String? {
    switch kind {
    case .unknownStatement(_, let suggestion), .unknownWord(_, _, _, let suggestion):
      suggestion.map { "did you mean '\($0)'?" }
    case .expected, .unexpected: nil
    case .badNumber: "write 2, -0.5, 1e-3 or 1/3"
    case .badCharacter: "delete it; it may have come with copied text"
    case .doubled(_, let line): "the first one is on line \(line)"
    case .missing("rule", _): "write 'rule hebb', or mcp, perceptron or delta"
    case .missing("rows", _): "write 'rows and bipolar', or a line such as '1 0 -> 1' for each row"
    case .missing("weights", _): "write 'weights 1 1': this rule doesn't change them"
    case .missing("threshold", _): "write 'threshold 2': the unit fires from there on"
    case .missing: nil
    case .notForRule("bias", _): "write 'threshold 2' in its place"
    case .notForRule("threshold", _): "its steps lie at 0; move them with 'bias'"
    case .notForRule("output", _): "only the rule delta can have another output than a step"
    case .notForRule: "leave the line out"
    case .count: "there must be one for each input of the rows"
    case .outOfRange, .tooMany: nil
    case .badTarget: "1 is yes; 0 or -1 is no"
    case .mixedTargets: "write binary targets as 0 and 1, bipolar ones as -1 and 1"
    case .unknownPattern: "write its inputs as in the row, parted by blanks"
    case .patternTwice, .patternMissing: "name each pattern once, parted by commas"
    }
  }

  private static func numbers(_ count: Int) -> String {
    "\(count) \(count == 1 ? "entry" : "entries")"
  }

  private static func list(_ words: [String]) -> String {
    var text = ""
    for (i, word) in words.enumerated() {
      text += (i == 0 ? "" : i == words.count - 1 ? " or " : ", ") + word
    }
    return text
  }

  /// The text in quotes, cut where it is long; its control characters are escaped.
  private static func quote(_ text: String) -> String {
    var quoted = "'"
    for (i, scalar) in text.unicodeScalars.enumerated() {
      if i == 40 {
        quoted += "…"
        break
      }
      quoted += LearnScanner.isForbidden(scalar) ? code(scalar.value) : String(Character(scalar))
    }
    return quoted + "'"
  }

  private static func code(_ scalar: UInt32) -> String {
    let digits = String(scalar, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}
