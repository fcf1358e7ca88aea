internal import Notation

/// Parts the lines of an `exercise` block: the program, and what is said in words beside it.
///
///     choose x in {-3..3} without 0
///     q = x + y
///     ask q
///       hint The sum comes first.
///     solution
///     First the sum: $q$ is {{ q }}.
///
/// A hint goes on in the lines behind it that are indented deeper than it is; a solution to the end of the
/// block. A line such as `hint = 3` is the notation's: it binds a name.
struct ExerciseScanner {
  /// The words that begin a line that is not the notation's.
  static let words = ["hint", "solution", "choose"]
  private static let notation = [
    "def", "backward", "expect", "minimize", "ask", "input", "param", "target",
  ]

  /// The lines of the program, by their indices in the block.
  private(set) var program: [Int] = []
  /// The lines that say which numbers may be drawn.
  private(set) var variants: [Int] = []
  /// Each hint's lines, and which line of the block it begins in.
  private(set) var hints: [(lines: [SourceRange], line: Int)] = []
  /// The solution's lines.
  private(set) var solution: [SourceRange] = []
  /// Mistakes.
  private(set) var findings: [LessonFinding] = []

  private let text: BlockText

  /// Looks through the lines of a block.
  init(_ text: BlockText) {
    self.text = text
    var line = 0
    while line < text.lines.count {
      let word = text.word(line).flatMap { own($0) }
      switch word?.kind {
      case "hint": line = hint(word?.word, line)
      case "choose":
        variants.append(line)
        line += 1
      case "solution":
        readSolution(word?.word, from: line)
        line = text.lines.count
      default:
        program.append(line)
        line += 1
      }
    }
  }

  /// Which of the own words a line begins with, perhaps misspelt.
  private mutating func own(_ word: BlockText.Word) -> (kind: String, word: BlockText.Word)? {
    let next = text.source.bytes[word.rest].first
    if !word.hasColon, next == UInt8(ascii: "=") { return nil }
    if Self.words.contains(word.text) { return (word.text, word) }
    guard !Self.notation.contains(word.text), next.map({ $0 != UInt8(ascii: "(") }) ?? true,
      let nearest = Suggestion.nearest(to: word.text, in: Self.words + Self.notation),
      Self.words.contains(nearest)
    else { return nil }
    findings.append(
      .init(error: .misspeltStatement(word.text, nearest: nearest), range: word.range)
    )
    return (nearest, word)
  }

  /// Reads a hint; returns the line behind it.
  private mutating func hint(_ word: BlockText.Word?, _ first: Int) -> Int {
    guard let word else { return first + 1 }
    var lines = word.rest.isEmpty ? [] : [word.rest]
    var line = first + 1
    while line < text.lines.count, !text.isBlank(line), text.indent(line) > text.indent(first),
      text.word(line).map({ !Self.words.contains($0.text) || $0.rest.isEmpty }) ?? true
    {
      lines.append(text.trimmed(text.lines[line]))
      line += 1
    }
    if lines.isEmpty {
      findings.append(.init(error: .emptyHint, range: word.range))
    } else {
      hints.append((lines, first))
    }
    return line
  }

  private mutating func readSolution(_ word: BlockText.Word?, from first: Int) {
    guard let word else { return }
    solution = word.rest.isEmpty ? [] : [word.rest]
    var code = CodeFollower()
    for line in first + 1..<text.lines.count {
      if !code.isCode(line, of: text), let again = text.word(line), again.text == "solution",
        again.rest.isEmpty
      {
        findings.append(.init(error: .secondSolution, range: again.range))
        continue
      }
      solution.append(text.lines[line])
    }
    solution = text.trimmingEmpty(solution)
    if solution.isEmpty { findings.append(.init(error: .emptySolution, range: word.range)) }
  }
}
