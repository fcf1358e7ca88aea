extension MarkdownReader {
  /// Takes what an exercise or a question says in words out of its lines, and has it parsed for itself.
  mutating func readWords(_ head: inout FenceHead) {
    let text = BlockText(source: source, lines: head.places)
    switch head.kind {
    case .exercise:
      let scan = ExerciseScanner(text)
      findings += scan.findings
      var words = FenceWords()
      words.variants = scan.variants.map { head.lines[$0] }
      words.hints = hints(scan.hints)
      if !scan.solution.isEmpty { words.solution = addPart(scan.solution) }
      head.words = words
      head.lines = scan.program.map { head.lines[$0] }
    case .question:
      let scan = QuestionScanner(text, head: head.range)
      findings += scan.findings
      var words = FenceWords()
      if !scan.prompt.isEmpty { words.prompt = addPart(scan.prompt) }
      words.hints = hints(scan.hints)
      for choice in scan.choices {
        words.choices.append(
          .init(
            text: addWords(choice.words),
            justification: addWords(choice.justification),
            isRight: choice.isRight
          )
        )
      }
      if let answer = scan.answer, !answer.isEmpty { words.solution = addPart(answer) }
      head.words = words
      head.lines = []
    default: break
    }
  }

  private mutating func hints(
    _ hints: [(lines: [SourceRange], line: Int)]
  ) -> [FenceWords.Hint] {
    var result: [FenceWords.Hint] = []
    for hint in hints {
      let start = hint.lines.first?.lowerBound ?? 0
      result.append(.init(run: addWords(hint.lines), line: source.line(of: start) + 1))
    }
    return result
  }
}
