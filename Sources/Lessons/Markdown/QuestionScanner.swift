/// Parts the lines of a `question` block.
///
///     Why does a sum hand its gradient on unchanged?
///
///     - [x] Its local derivatives are 1. :: If an operand grows by a bit, so does the sum.
///     - [ ] A sum has no gradient. :: It has one: what arrives from upstream.
///     hint: What is the slope of $x + y$ along $x$?
///
/// or, in place of the choices, `answer:` and the answer to the end of the block. A choice or a hint goes on
/// until an empty line or the next one.
struct QuestionScanner {
  /// Something to choose.
  struct Choice {
    var words: [SourceRange] = []
    var isRight: Bool
    var justification: [SourceRange] = []
    /// From its mark to the end of its first line.
    var range: SourceRange
    fileprivate var hasMark = false
  }

  /// What is asked.
  private(set) var prompt: [SourceRange] = []
  private(set) var choices: [Choice] = []
  /// Each hint's lines, and which line of the block it begins in.
  private(set) var hints: [(lines: [SourceRange], line: Int)] = []
  /// The answer's lines; nil for none.
  private(set) var answer: [SourceRange]?
  /// Mistakes.
  private(set) var findings: [LessonFinding] = []

  private enum State { case prompt, choice, hint, answer, gap }

  private let text: BlockText
  private var state = State.prompt
  private var answerWord: SourceRange?

  /// Looks through the lines of a block whose first line stands at `head`.
  init(_ text: BlockText, head: SourceRange) {
    self.text = text
    var code = CodeFollower()
    for line in text.lines.indices {
      let isProse = state == .prompt || state == .answer
      if isProse, code.isCode(line, of: text) {
        goOn(line)
      } else if state == .answer {
        readAnswer(line)
      } else if let mark = choiceMark(line) {
        state = .choice
        choices.append(Choice(isRight: mark.isRight, range: text.trimmed(text.lines[line])))
        addToChoice(text.trimmed(mark.end..<text.lines[line].upperBound))
      } else if let word = text.word(line), word.hasColon, isKeyword(word.text) {
        begin(word, line)
      } else {
        goOn(line)
      }
    }
    check(head)
  }

  private func isKeyword(_ word: String) -> Bool {
    ["hint", "Hint", "answer", "Answer"].contains(word)
  }

  // MARK: Lines

  /// The box that a line begins with: `- [x]`.
  private func choiceMark(_ line: Int) -> (isRight: Bool, end: Int)? {
    let range = text.trimmed(text.lines[line])
    let bytes = text.source.bytes
    guard let bullet = bytes[range].first,
      bullet == UInt8(ascii: "-") || bullet == UInt8(ascii: "*") || bullet == UInt8(ascii: "+")
    else { return nil }
    var index = range.lowerBound + 1
    while index < range.upperBound, bytes[index].isBlank { index += 1 }
    guard index > range.lowerBound + 1, index + 2 < range.upperBound,
      bytes[index] == .openBracket, bytes[index + 2] == .closeBracket,
      index + 3 == range.upperBound || bytes[index + 3].isBlank
    else { return nil }
    let isRight = bytes[index + 1] | 0x20 == UInt8(ascii: "x")
    guard isRight || bytes[index + 1].isBlank else { return nil }
    return (isRight, index + 3)
  }

  private mutating func begin(_ word: BlockText.Word, _ line: Int) {
    if word.text.lowercased() == "answer" {
      answer = word.rest.isEmpty ? [] : [word.rest]
      answerWord = word.range
      if !choices.isEmpty {
        findings.append(.init(error: .choicesAndAnswer, range: word.range))
      }
      state = .answer
    } else {
      hints.append((word.rest.isEmpty ? [] : [word.rest], line))
      state = .hint
    }
  }

  private mutating func readAnswer(_ line: Int) {
    if let word = text.word(line), word.hasColon, word.text.lowercased() == "answer" {
      findings.append(.init(error: .secondAnswer, range: word.range))
      return
    }
    goOn(line)
  }

  private mutating func goOn(_ line: Int) {
    let words = text.trimmed(text.lines[line])
    switch state {
    case .prompt: prompt.append(text.lines[line])
    case .answer: answer?.append(text.lines[line])
    case .choice, .hint, .gap:
      if words.isEmpty {
        state = .gap
      } else if state == .choice {
        addToChoice(words)
      } else if state == .hint {
        hints[hints.count - 1].lines.append(words)
      } else {
        findings.append(.init(error: .behindChoices, range: words))
      }
    }
  }

  /// Adds a line to the last choice, what stands behind the first `::` to its justification.
  private mutating func addToChoice(_ line: SourceRange) {
    var choice = choices[choices.count - 1]
    if choice.hasMark {
      choice.justification.append(line)
    } else if let mark = mark(in: line) {
      choice.hasMark = true
      let before = text.trimmed(line.lowerBound..<mark)
      let behind = text.trimmed(mark + 2..<line.upperBound)
      if !before.isEmpty { choice.words.append(before) }
      if !behind.isEmpty { choice.justification.append(behind) }
    } else if !line.isEmpty {
      choice.words.append(line)
    }
    choices[choices.count - 1] = choice
  }

  /// Where `::` stands by itself, outside of code and formulas.
  private func mark(in line: SourceRange) -> Int? {
    let bytes = text.source.bytes
    let colon = UInt8(ascii: ":")
    var protected = InlineScanner(bytes, in: line).found.map(\.range)[...]
    var ticks = BacktickRuns(bytes, in: line)
    var index = line.lowerBound
    while index + 1 < line.upperBound {
      if let next = protected.first, index >= next.lowerBound {
        index = max(index, next.upperBound)
        protected.removeFirst()
      } else if bytes[index] == .backtick {
        let length = BacktickRuns.length(bytes, at: index, before: line.upperBound)
        index += length
        if let close = ticks.closing(length: length, from: index) { index = close + length }
      } else if bytes[index] == colon, bytes[index + 1] == colon,
        index == line.lowerBound || bytes[index - 1].isBlank,
        index + 2 == line.upperBound || bytes[index + 2].isBlank
      {
        return index
      } else {
        index += 1
      }
    }
    return nil
  }

  // MARK: The whole

  private mutating func check(_ head: SourceRange) {
    prompt = text.trimmingEmpty(prompt)
    answer = answer.map { text.trimmingEmpty($0) }
    if prompt.isEmpty { findings.append(.init(error: .emptyPrompt, range: head)) }
    for hint in hints where hint.lines.isEmpty {
      findings.append(.init(error: .emptyHint, range: text.trimmed(text.lines[hint.line])))
    }
    hints.removeAll { $0.lines.isEmpty }
    if let answer {
      if answer.isEmpty {
        findings.append(.init(error: .emptyAnswer, range: answerWord ?? head))
      }
      return
    }
    guard let first = choices.first else {
      findings.append(.init(error: .questionWithoutTask, range: head))
      return
    }
    if choices.count == 1 { findings.append(.init(error: .oneChoice, range: first.range)) }
    if !choices.contains(where: \.isRight) {
      findings.append(.init(error: .noneRight, range: first.range))
    }
    for choice in choices {
      if choice.words.isEmpty {
        findings.append(.init(error: .emptyChoice, range: choice.range))
      } else if choice.justification.isEmpty {
        findings.append(.init(error: .choiceWithoutJustification, range: choice.range))
      }
    }
  }
}
