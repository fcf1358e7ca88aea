internal import Drawing
internal import Lessons

extension LaTeXPage {
  /// A block as lines.
  func lines(of block: Block) -> [String] {
    switch block {
    case .heading(let level, let id, let content):
      heading(
        Self.commands[max(0, min(level, Self.commands.count) - 1)],
        anchors: id.isEmpty ? [] : [anchor(id)],
        content
      )
    case .paragraph(let content): [inlines(content)]
    case .quote(let blocks): ["\\begin{quote}"] + lines(of: blocks) + ["\\end{quote}"]
    case .list(let start, let tight, let items): list(start: start, tight: tight, items)
    case .code(_, let code): listing(code)
    case .rule: ["\\par\\noindent\\hfil\\rule{0.3\\linewidth}{0.4pt}\\hfil\\par"]
    case .table(let table): self.table(table)
    case .math(let math): equation(math)
    case .html(let markup): course.settings.allowsRawHTML ? [] : [LaTeXEscape.text(markup)]
    case .figure(let figure): self.figure(figure)
    case .exercise(let exercise): self.exercise(exercise)
    case .question(let question): self.question(question)
    }
  }

  /// Headings by level; the title of a lesson is a chapter.
  private static let commands = [
    "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph",
  ]

  /// Blocks with empty lines between them.
  func lines(of blocks: [Block]) -> [String] {
    var lines: [String] = []
    for (i, block) in blocks.enumerated() { lines += (i == 0 ? [] : [""]) + self.lines(of: block) }
    return lines
  }

  /// A list; below the fourth level, where LaTeX ends, the items are paragraphs.
  private func list(start: Int?, tight: Bool, _ items: [[Block]]) -> [String] {
    let kind = start == nil ? "itemize" : "enumerate"
    var options: [String] = []
    if let start, start != 1 { options.append("start=\(start)") }
    if !tight { options.append("itemsep=0.5\\baselineskip") }
    let head = options.isEmpty ? "" : "[\(options.joined(separator: ", "))]"
    return ["\\begin{\(kind)}\(head)"]
      + items.flatMap { item in
        let content = lines(of: item)
        return ["\\item " + (content.first ?? "")] + content.dropFirst()
      } + ["\\end{\(kind)}"]
  }

  /// Code as written; long lines are broken.
  func listing(_ code: String) -> [String] {
    let end = "\\end{GradusCode}"
    var lines = code.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
      // The end of the listing inside the listing would end it.
      $0.split(separator: end, omittingEmptySubsequences: false).joined(
        separator: "\\end {GradusCode}"
      )
    }
    if lines.last == "" { lines.removeLast() }
    return ["\\begin{GradusCode}"] + lines.map(Self.printable) + [end]
  }

  private static func printable(_ line: String) -> String {
    String(String.UnicodeScalarView(line.unicodeScalars.filter { $0 == "\t" || $0.value >= 0x20 }))
  }

  /// A displayed formula with its number, made smaller where it is too wide.
  private func equation(_ math: DisplayMath) -> [String] {
    let (formula, number) = math.formulaAndNumber
    let tex = TeXWriter.write(formula, ink: true)
    var lines = math.label.map { [target($0.id)] } ?? []
    lines.append("\\begin{equation*}")
    if let number {
      lines.append("\\adjustbox{max width=0.88\\linewidth}{$\\displaystyle \(tex)$}")
      lines.append("\\tag*{\(LaTeXEscape.text(number))}")
    } else {
      lines.append("\\GradusFormula{\(tex)}")
    }
    return lines + ["\\end{equation*}"]
  }
}
