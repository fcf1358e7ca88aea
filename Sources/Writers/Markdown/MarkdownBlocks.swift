internal import Drawing
internal import Lessons

extension MarkdownPage {
  /// Blocks as groups of lines, to be parted by empty ones.
  mutating func blocks(_ blocks: [Block]) -> [[String]] {
    var groups: [[String]] = []
    var last: Block?
    for block in blocks {
      // Two lists side by side would be read as one.
      if case .list(let start, _, _) = block, case .list(let before, _, _)? = last,
        (start == nil) == (before == nil)
      {
        groups.append(["<!-- -->"])
      }
      let lines = lines(of: block)
      if !lines.isEmpty { groups.append(lines) }
      last = block
    }
    return groups
  }

  private mutating func lines(of block: Block) -> [String] {
    switch block {
    case .heading(let level, let id, let content): heading(level: level, id: id, content)
    case .paragraph(let content): paragraph(content)
    case .quote(let inner): joined(blocks(inner)).map { $0.isEmpty ? ">" : "> " + $0 }
    case .list(let start, let tight, let items): list(start: start, tight: tight, items)
    case .code(let language, let code): fenced(code, language: language)
    case .rule: ["---"]
    case .table(let table): self.table(table)
    case .math(let math):
      (math.label.map { [Self.anchor($0.id), ""] } ?? [])
        + equation(math)
    case .html(let markup):
      course.settings.allowsRawHTML
        ? markup.split(whereSeparator: \.isNewline).map(String.init)
        : paragraph([.text(markup)])
    case .figure(let figure): self.figure(figure)
    case .exercise(let exercise): self.exercise(exercise)
    case .question(let question): self.question(question)
    }
  }

  /// Groups of lines with empty lines between them.
  func joined(_ groups: [[String]]) -> [String] {
    var lines: [String] = []
    for (i, group) in groups.enumerated() { lines += i == 0 ? group : [""] + group }
    return lines
  }

  /// A heading, with an anchor where GitHub would make another one.
  func heading(level: Int, id: String, _ content: [Inline]) -> [String] {
    var text = inlines(content.map { $0 == .softBreak || $0 == .lineBreak ? .text(" ") : $0 })
    if text.hasSuffix("#") { text = text.dropLast() + "\\#" }
    let line = String(repeating: "#", count: max(1, min(level, 6))) + " " + text
    guard !id.isEmpty, id != Self.slug(content.plainText) else { return [line] }
    return [Self.anchor(id), "", line]
  }

  /// What links lead to.
  static func anchor(_ id: String) -> String { "<a id=\"\(MarkdownEscape.attribute(id))\"></a>" }

  /// The anchor that GitHub gives a heading.
  private static func slug(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      if scalar == " " {
        out.append("-")
      } else if scalar == "-" || scalar == "_" || MarkdownEscape.isWord(scalar) {
        out.append(scalar)
      }
    }
    return String(out)
  }

  private func equation(_ math: DisplayMath) -> [String] {
    let (formula, number) = math.formulaAndNumber
    let tag = number.map { "\\tag{\(Self.bare($0))}" } ?? ""
    return MarkdownMath.display(TeXWriter.write(formula) + tag)
  }

  /// The number of a formula without its brackets, as `\tag` wants it.
  private static func bare(_ name: String) -> String {
    name.hasPrefix("(") && name.hasSuffix(")") ? String(name.dropFirst().dropLast()) : name
  }

  private mutating func list(start: Int?, tight: Bool, _ items: [[Block]]) -> [String] {
    var lines: [String] = []
    for (i, item) in items.enumerated() {
      if i > 0, !tight { lines.append("") }
      let mark = start.map { "\($0 + i). " } ?? "- "
      let groups = blocks(item)
      var content: [String] = []
      for (j, group) in groups.enumerated() {
        content += j == 0 || (tight && isList(item, j)) ? group : [""] + group
      }
      lines += Self.item(mark, content)
    }
    return lines
  }

  /// Whether a block of a tight item is a list, which needs no empty line before it.
  private func isList(_ item: [Block], _ index: Int) -> Bool {
    guard item.indices.contains(index), case .list(let start, _, _) = item[index] else {
      return false
    }
    return start == nil || start == 1
  }

  /// Lines behind a mark, the following ones indented by its width.
  static func item(_ mark: String, _ content: [String]) -> [String] {
    let indent = String(repeating: " ", count: mark.count)
    guard let first = content.first else { return [String(mark.dropLast())] }
    return [mark + first] + content.dropFirst().map { $0.isEmpty ? "" : indent + $0 }
  }

  /// Code between fences.
  func fenced(_ code: String, language: String) -> [String] {
    let fence = MarkdownEscape.fence(for: code, atLeast: 3)
    let word = language.prefix { !$0.isWhitespace && $0 != "`" }
    var lines = code.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map(String.init)
    if lines.last == "" { lines.removeLast() }
    return [fence + word] + lines + [fence]
  }
}
