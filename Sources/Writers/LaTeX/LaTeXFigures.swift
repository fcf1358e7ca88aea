internal import Drawing
internal import Lessons

extension LaTeXPage {
  /// What a block that runs shows: its views one under the other; the caption stands below, that of a
  /// table above.
  func figure(_ figure: Figure) -> [String] {
    let isTable = figure.label.map { $0.id.hasPrefix("tbl-") } ?? (figure.kind == .table)
    let words = caption(figure.label, figure.caption)
    var lines = [target(figure.label?.id ?? figure.id)]
    if isTable { lines += words }
    for view in figure.views { lines += self.view(view) }
    if !isTable { lines += words }
    return lines
  }

  /// Number and words of a figure or table.
  func caption(_ label: Label?, _ words: [Inline]) -> [String] {
    guard label != nil || !words.isEmpty else { return [] }
    let number = label.map { LaTeXEscape.text($0.name) + "." } ?? ""
    let text = inlines(words)
    let room = number.isEmpty || text.isEmpty ? "" : "\\enspace "
    return ["\\GradusCaption{\(number)}{\(room)\(text)}"]
  }

  /// One view of a figure.
  func view(_ view: Figure.View) -> [String] {
    switch view {
    case .diagram(let board): picture(board.picture)
    case .scalars(let scalars): picture(scalars.picture)
    case .steps(let board): steps(board)
    case .derivation(let derivations): derivations.flatMap(derivation)
    case .table(let table): self.table(table)
    case .code(let code): listing(code)
    case .plot(let picture, _): self.picture(picture)
    case .pictures(let pictures): row(of: pictures)
    case .panels(let panels): self.panels(panels)
    case .remark(let words): ["", inlines(words), ""]
    }
  }

  /// A picture as TikZ; one much wider than the line stands on its side.
  private func picture(_ picture: Picture) -> [String] {
    let isVeryWide = picture.width > 900 && picture.width > 1.4 * picture.height
    return [isVeryWide ? "\\GradusWidePicture{%" : "\\GradusPicture{%"]
      + [TikZWriter.string(picture) + "}"]
  }

  /// Pictures that belong together: small ones side by side, others one under the other; without pictures the
  /// table.
  private func panels(_ panels: Panels) -> [String] {
    if panels.pictures.isEmpty { return table(panels.data) }
    let areSmall = panels.pictures.count > 1 && panels.pictures.allSatisfy { $0.width < 330 }
    return areSmall
      ? titledRow(of: panels.pictures) : panels.pictures.flatMap { picture($0) }
  }

  /// Small pictures side by side with their titles under them, as many in a line as there is room for.
  private func titledRow(of pictures: [Picture]) -> [String] {
    let widest = pictures.map { $0.width }.max() ?? 1
    let share = widest < 130 ? "0.15" : widest < 240 ? "0.23" : "0.31"
    return ["{\\centering"]
      + pictures.map { picture in
        "\\begin{minipage}[t]{\(share)\\linewidth}\\centering\n"
          + "\\adjustbox{max width=\\linewidth}{%\n\(TikZWriter.string(picture))}\\par\n"
          + "{\\footnotesize \(LaTeXEscape.text(picture.title))}\\end{minipage}\\hspace{0.01\\linewidth}%"
      } + ["\\par}"]
  }

  /// Small pictures side by side, three in a line.
  private func row(of pictures: [Picture]) -> [String] {
    ["{\\centering"]
      + pictures.map { picture in
        "\\adjustbox{max width=0.31\\linewidth}{%\n\(TikZWriter.string(picture))}\\hspace{0.01\\linewidth}%"
      } + ["\\par}"]
  }

  /// The steps as a numbered list, forward and backward.
  private func steps(_ board: Board) -> [String] {
    var lines: [String] = []
    for (phase, title) in [(BoardStep.Phase.forward, "Forward"), (.backward, "Backward")] {
      let steps = board.steps.filter { $0.phase == phase }
      guard let first = steps.first else { continue }
      lines += ["\\par\\textbf{\(title)}"]
      lines += ["\\begin{enumerate}[start=\(first.index)]\\raggedright"]
      lines += steps.map { step in
        let words = step.words.isEmpty ? "" : "\\hspace{0.5em}\(LaTeXEscape.text(step.words))"
        return "\\item " + mathematics(step.formula) + words
      }
      lines += ["\\end{enumerate}"]
    }
    return lines
  }

  /// The chain rule for one leaf, a stage a line, and why a factor is 0 or 1.
  private func derivation(_ derivation: Derivation) -> [String] {
    var lines: [String] = []
    let stages = derivation.stages.enumerated().map { i, stage in
      let words =
        stage.words.isEmpty ? "" : " && \\text{\\small{}\(LaTeXEscape.text(stage.words))}"
      let subject = i == 0 ? TeXWriter.write(derivation.subject, ink: true) : ""
      return "\(subject) &= \(TeXWriter.write(stage.formula, ink: true))\(words)"
    }
    if !stages.isEmpty {
      lines += ["\\begin{equation*}", "\\GradusFormula{\\begin{aligned}"]
      lines.append(stages.joined(separator: " \\\\\n"))
      lines += ["\\end{aligned}}", "\\end{equation*}"]
    }
    if !derivation.remarks.isEmpty {
      lines.append("\\begin{itemize}")
      lines += derivation.remarks.map { "\\item " + LaTeXEscape.text($0) }
      lines.append("\\end{itemize}")
    }
    return lines
  }
}
