internal import Drawing
internal import Lessons

extension MarkdownPage {
  /// What stands in a line, as Markdown; line ends are line feeds, in a table `<br>`.
  func inlines(_ content: [Inline], inTable: Bool = false) -> String {
    inlines(content, Surroundings(inTable: inTable, hasMath: Self.hasMath(content)))
  }

  /// What decides how a piece of a line is written.
  private struct Surroundings {
    /// Whether the line is a cell of a table.
    var inTable: Bool
    /// Whether there is a formula in the line.
    var hasMath: Bool
  }

  private static func hasMath(_ content: [Inline]) -> Bool {
    content.contains { inline in
      switch inline {
      case .math, .value: true
      case .emphasis(let inner), .strong(let inner), .link(_, _, _, let inner): hasMath(inner)
      default: false
      }
    }
  }

  private func inlines(_ content: [Inline], _ around: Surroundings) -> String {
    var out = ""
    for (i, inline) in content.enumerated() {
      let next = i + 1 < content.count ? firstScalar(content[i + 1]) : nil
      out += text(inline, after: out.unicodeScalars.last, before: next, around)
    }
    return out
  }

  /// The lines of a paragraph; none of them starts a block.
  func paragraph(_ content: [Inline]) -> [String] {
    inlines(content).split(separator: "\n").map { MarkdownEscape.lineStart(String($0)) }
      .filter { !$0.isEmpty }
  }

  private func text(
    _ inline: Inline,
    after before: Unicode.Scalar?,
    before next: Unicode.Scalar?,
    _ around: Surroundings
  ) -> String {
    let isFollowedByWord = next.map(MarkdownEscape.isWord) ?? false
    func plain(_ text: String) -> String {
      MarkdownEscape.text(text, inTable: around.inTable, besideMath: around.hasMath)
    }
    return switch inline {
    case .text(let text): plain(text)
    case .emphasis(let content):
      marked(inlines(content, around), "*", "em", before, next)
    case .strong(let content):
      marked(inlines(content, around), "**", "strong", before, next)
    case .code(let code): MarkdownEscape.code(code, inTable: around.inTable)
    case .link(let destination, let isInternal, let title, let content):
      "[\(inlines(content, around))]"
        + "(\(MarkdownEscape.destination(address(destination, isInternal)))"
        + "\(MarkdownEscape.title(title)))"
    case .image(let path, let alternative, let title):
      "![\(plain(alternative))]"
        + "(\(MarkdownEscape.destination(address(ofFile: path)))\(MarkdownEscape.title(title)))"
    case .math(_, let formula):
      MarkdownMath.inline(formula, isFollowedByWord: isFollowedByWord)
    case .value(let formula, let text):
      value(formula, text, isFollowedByWord, plain)
    case .reference(let label, let path):
      "[\(plain(label.name))]"
        + "(\(MarkdownEscape.destination(address(ofCoursePath: path, fragment: label.id))))"
    case .blank(let em): String(repeating: "\\_", count: em)
    case .softBreak: around.inTable ? " " : "\n"
    case .lineBreak: around.inTable ? "<br>" : "\\\n"
    case .html(let markup):
      course.settings.allowsRawHTML ? markup : plain(markup)
    }
  }

  /// A number as text, everything else as mathematics.
  private func value(
    _ formula: Formula,
    _ text: String,
    _ isFollowedByWord: Bool,
    _ plain: (String) -> String
  ) -> String {
    let cell = DataTable.Cell(formula: formula, text: text)
    if case .text(let words) = cell.content {
      return plain(words)
    }
    return MarkdownMath.inline(formula, isFollowedByWord: isFollowedByWord)
  }

  private func address(_ destination: String, _ isInternal: Bool) -> String {
    guard isInternal || destination.hasPrefix("#") else { return destination }
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    return address(
      ofCoursePath: String(parts[0]),
      fragment: parts.count > 1 ? String(parts[1]) : nil
    )
  }

  /// Emphasis with stars where they are read as such, else with a tag: a star counts only at the edge
  /// of a word, and next to another one it would be taken together with it.
  private func marked(
    _ content: String,
    _ stars: String,
    _ tag: String,
    _ before: Unicode.Scalar?,
    _ next: Unicode.Scalar?
  ) -> String {
    guard let first = content.unicodeScalars.first, let last = content.unicodeScalars.last else {
      return ""
    }
    let opens = MarkdownEscape.isWord(first) || !(before.map(MarkdownEscape.isWord) ?? false)
    let closes = MarkdownEscape.isWord(last) || !(next.map(MarkdownEscape.isWord) ?? false)
    let isClear = first != "*" && last != "*" && before != "*" && next != "*"
    let isTight = !first.properties.isWhitespace && !last.properties.isWhitespace
    return opens && closes && isClear && isTight
      ? stars + content + stars : "<\(tag)>\(content)</\(tag)>"
  }

  /// What a piece begins with, as far as it matters to its neighbour.
  private func firstScalar(_ inline: Inline) -> Unicode.Scalar? {
    switch inline {
    case .text(let text): text.unicodeScalars.first
    case .emphasis, .strong: "*"
    case .value(_, let text): text.unicodeScalars.first
    case .code: "`"
    case .link, .reference: "["
    case .image: "!"
    case .math: "$"
    case .blank: "\\"
    case .softBreak, .lineBreak: " "
    case .html: "<"
    }
  }
}
