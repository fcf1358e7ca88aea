internal import Drawing
internal import Lessons

extension LaTeXPage {
  /// What stands in a line, as LaTeX.
  func inlines(_ content: [Inline]) -> String { content.map(text).joined() }

  private func text(_ inline: Inline) -> String {
    switch inline {
    case .text(let text): LaTeXEscape.text(text)
    case .emphasis(let content): "\\emph{\(inlines(content))}"
    case .strong(let content): "\\textbf{\(inlines(content))}"
    case .code(let code): LaTeXEscape.code(code)
    case .link(let destination, let isInternal, _, let content):
      link(to: destination, isInternal: isInternal, inlines(content))
    case .image(let path, let alternative, _): image(path, alternative)
    case .math(_, let formula): mathematics(formula)
    case .value(let formula, let text): value(formula, text)
    case .reference(let label, let path):
      "\\hyperlink{\(anchor(label.id, inLesson: path))}{\(LaTeXEscape.text(label.name))}"
    case .blank(let em): "\\GradusBlank{\(em)em}"
    case .softBreak: "\n"
    case .lineBreak: "\\newline\n"
    case .html(let markup): course.settings.allowsRawHTML ? "" : LaTeXEscape.text(markup)
    }
  }

  /// A formula in a line; one with rows and columns is made smaller where it is too wide, others may
  /// be broken.
  func mathematics(_ formula: Formula) -> String {
    let tex = TeXWriter.write(formula, ink: true)
    return tex.contains("\\begin{") ? "\\GradusFit{$\(tex)$}" : "$\(tex)$"
  }

  private func value(_ formula: Formula, _ text: String) -> String {
    if case .text(let words) = DataTable.Cell(formula: formula, text: text).content {
      return LaTeXEscape.text(words)
    }
    return mathematics(formula)
  }

  private func link(to destination: String, isInternal: Bool, _ content: String) -> String {
    guard isInternal || destination.hasPrefix("#") else {
      return "\\href{\(LaTeXEscape.address(destination))}{\(content)}"
    }
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = String(parts[0])
    let isLesson = path.isEmpty || pages.page(ofLesson: path) != nil
    guard isLesson else { return "\\href{\(LaTeXEscape.address(path))}{\(content)}" }
    return
      "\\hyperlink{\(anchor(parts.count > 1 ? String(parts[1]) : "", inLesson: path))}{\(content)}"
  }

  /// A picture of the course; words in its place where LaTeX cannot read the file.
  private func image(_ path: String, _ alternative: String) -> String {
    let readable = [".png", ".jpg", ".jpeg", ".pdf"].contains { path.lowercased().hasSuffix($0) }
    let isPlain = path.unicodeScalars.allSatisfy { scalar in
      scalar.value >= 0x20 && !"\\{}$&#^~%\"".unicodeScalars.contains(scalar)
    }
    guard readable, isPlain else {
      return "\\fbox{\(LaTeXEscape.text(alternative.isEmpty ? path : alternative))}"
    }
    return "\\adjustbox{max width=\\linewidth, max totalheight=0.8\\textheight}"
      + "{\\includegraphics{\(path)}}"
  }
}
