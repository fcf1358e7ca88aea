internal import Drawing
internal import Lessons

/// Sets pieces of a lesson as lines of a terminal.
struct TerminalPage {
  /// The course, for titles of lessons that are referred to.
  let course: Course?
  /// How it is set.
  let style: TerminalStyle

  /// The whole lesson.
  func lines(of lesson: Lesson) -> [TerminalLine] {
    let (heading, rest) = lesson.headingAndRest
    let head = lesson.frontMatter
    var lines = self.heading(1, heading.content)
    if !head.summary.isEmpty {
      lines.append([])
      lines += paragraph([span(head.summary, { $0.isItalic = true })])
    }
    if !head.objectives.isEmpty {
      lines.append([])
      lines.append([span("After this lesson you can")])
      for objective in head.objectives {
        lines += item("• ", paragraph([span(objective)], narrowerBy: 2))
      }
    }
    for block in rest { lines += [[]] + self.lines(of: block, narrowerBy: 0) }
    return lines
  }

  /// Blocks with empty lines between them.
  func lines(of blocks: [Block], narrowerBy indent: Int) -> [TerminalLine] {
    var lines: [TerminalLine] = []
    for (i, block) in blocks.enumerated() {
      lines += (i == 0 ? [] : [[]]) + self.lines(of: block, narrowerBy: indent)
    }
    return lines
  }

  private func lines(of block: Block, narrowerBy indent: Int) -> [TerminalLine] {
    switch block {
    case .heading(let level, _, let content): heading(level, content)
    case .paragraph(let content): paragraph(spans(content), narrowerBy: indent)
    case .quote(let blocks):
      lines(of: blocks, narrowerBy: indent + 2).map { [faint("│ ")] + $0 }
    case .list(let start, let tight, let items):
      list(start: start, tight: tight, items, narrowerBy: indent)
    case .code(_, let code): code.isEmpty ? [] : listing(code)
    case .rule: [[faint(String(repeating: "─", count: max(3, style.measure - indent)))]]
    case .table(let table): self.lines(of: table)
    case .math(let math): equation(math, narrowerBy: indent)
    case .html(let markup):
      course?.settings.allowsRawHTML ?? false ? [] : paragraph([span(markup)], narrowerBy: indent)
    case .figure(let figure): lines(of: figure)
    case .exercise(let exercise): lines(of: exercise, narrowerBy: indent)
    case .question(let question): lines(of: question, narrowerBy: indent)
    }
  }

  /// A heading; those of the first two levels are underlined with characters, too.
  private func heading(_ level: Int, _ content: [Inline]) -> [TerminalLine] {
    let bold = spans(content.withoutLinks).map { span in
      var span = span
      span.look.isBold = true
      return span
    }
    let lines = paragraph(bold)
    guard level <= 2 else { return lines }
    let width = lines.map(\.width).max() ?? 0
    return lines + [[faint(String(repeating: level == 1 ? "═" : "─", count: width))]]
  }

  /// Text wrapped to the measure.
  func paragraph(_ spans: TerminalLine, narrowerBy indent: Int = 0) -> [TerminalLine] {
    TerminalText.wrap(spans, to: max(16, style.measure - indent))
  }

  private func list(
    start: Int?,
    tight: Bool,
    _ items: [[Block]],
    narrowerBy indent: Int
  ) -> [TerminalLine] {
    var lines: [TerminalLine] = []
    let last = (start ?? 0) + items.count
    let numberWidth = String(last).count
    for (i, content) in items.enumerated() {
      if i > 0, !tight { lines.append([]) }
      let number = start.map { String($0 + i) }
      let mark =
        number.map { String(repeating: " ", count: max(0, numberWidth - $0.count)) + $0 + ". " }
        ?? "• "
      let width = TerminalText.width(mark)
      let inner =
        tight
        ? content.flatMap { self.lines(of: $0, narrowerBy: indent + width) }
        : self.lines(of: content, narrowerBy: indent + width)
      lines += item(mark, inner)
    }
    return lines
  }

  /// Lines behind a mark.
  func item(_ mark: String, _ lines: [TerminalLine]) -> [TerminalLine] {
    let indent = String(repeating: " ", count: TerminalText.width(mark))
    return lines.enumerated().map { i, line in [span(i == 0 ? mark : indent)] + line }
  }

  /// Code as written, indented.
  func listing(_ code: String) -> [TerminalLine] {
    var lines = code.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if lines.last == "" { lines.removeLast() }
    return lines.map { [span("    " + String($0))] }
  }

  private func equation(_ math: DisplayMath, narrowerBy indent: Int) -> [TerminalLine] {
    let (formula, number) = math.formulaAndNumber
    var spans = self.formula(formula)
    if let number { spans.append(faint("    " + number)) }
    return paragraph(spans, narrowerBy: indent + 4).map { [span("    ")] + $0 }
  }

  /// Characters that stand for themselves.
  func span(
    _ text: String,
    _ change: (inout TerminalSpan.Look) -> Void = { _ in }
  ) -> TerminalSpan {
    var look = TerminalSpan.Look()
    change(&look)
    return TerminalSpan(text: TerminalText.clean(text), look: look)
  }

  /// Characters that matter less.
  func faint(_ text: String) -> TerminalSpan { span(text) { $0.isFaint = true } }
}
