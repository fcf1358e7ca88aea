public import Drawing
public import Lessons

/// Writes a lesson as text for a terminal: paragraphs wrapped, tables in columns, formulas on one
/// line, diagrams as their steps.
///
/// Nothing of the lesson reaches the terminal as a control character.
public enum TerminalWriter {
  /// A whole lesson, with a line feed at the end of each line.
  public static func text(
    _ lesson: Lesson,
    of course: Course? = nil,
    style: TerminalStyle
  ) -> String {
    let page = TerminalPage(course: course, style: style)
    return written(page.lines(of: lesson), style)
  }

  /// Blocks by themselves, with empty lines between them: a question, an answer.
  public static func text(
    _ blocks: [Block],
    of course: Course? = nil,
    style: TerminalStyle
  ) -> String {
    let page = TerminalPage(course: course, style: style)
    return written(page.lines(of: blocks, narrowerBy: 0), style)
  }

  /// One figure: what ``text(_:of:style:)`` shows of it.
  public static func text(_ figure: Figure, style: TerminalStyle) -> String {
    written(TerminalPage(course: nil, style: style).lines(of: figure), style)
  }

  /// A table of results.
  public static func text(_ table: DataTable, style: TerminalStyle) -> String {
    written(TerminalPage(course: nil, style: style).lines(of: table), style)
  }

  private static func written(_ lines: [TerminalLine], _ style: TerminalStyle) -> String {
    var text = ""
    for line in lines {
      var end = line
      // Blanks at the end of a line are nothing to see.
      while let last = end.last, last.text.allSatisfy({ $0 == " " }) { end.removeLast() }
      if let last = end.indices.last {
        while end[last].text.hasSuffix(" ") { end[last].text.removeLast() }
      }
      text += end.map { $0.written(colored: style.isColored) }.joined() + "\n"
    }
    return text
  }
}
