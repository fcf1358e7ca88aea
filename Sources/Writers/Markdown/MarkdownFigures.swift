internal import Drawing
internal import Lessons

extension MarkdownPage {
  /// What a block that runs shows: its views one under the other; the caption stands below, that of a
  /// table above.
  mutating func figure(_ figure: Figure) -> [String] {
    let isTable = figure.label.map { $0.id.hasPrefix("tbl-") } ?? (figure.kind == .table)
    var groups = [[Self.anchor(figure.label?.id ?? figure.id)]]
    let words = caption(figure.label, figure.caption)
    if isTable, !words.isEmpty { groups.append(words) }
    for (index, view) in figure.views.enumerated() {
      let name = index == 0 ? figure.id : "\(figure.id)-\(index + 1)"
      groups += self.view(view, named: name)
    }
    if !isTable, !words.isEmpty { groups.append(words) }
    return joined(groups)
  }

  /// Number and words of a figure or table.
  func caption(_ label: Label?, _ words: [Inline]) -> [String] {
    guard label != nil || !words.isEmpty else { return [] }
    let number = label.map { "**\(MarkdownEscape.text($0.name)).**" } ?? ""
    let text = inlines(words.map { $0 == .softBreak || $0 == .lineBreak ? .text(" ") : $0 })
    return [[number, text].filter { !$0.isEmpty }.joined(separator: " ")]
  }

  /// One view of a figure, whose picture is called so.
  mutating func view(_ view: Figure.View, named name: String) -> [[String]] {
    switch view {
    case .diagram(let board): [[image(board.picture, named: name)]]
    case .scalars(let scalars): [[image(scalars.picture, named: name + "-scalars")]]
    case .steps(let board): steps(board)
    case .derivation(let derivations): derivations.flatMap(derivation)
    case .table(let table): [self.table(table)]
    case .code(let code): [fenced(code, language: "grad")]
    case .plot(let picture, let data):
      [[image(picture, named: name)]]
        + (data.rows.isEmpty
          ? []
          : [["<details>", "<summary>Data</summary>"], self.table(data), ["</details>"]])
    case .panels(let panels): self.panels(panels, named: name)
    case .pictures(let pictures):
      [
        pictures.enumerated().map { image($1, named: "\(name)-\(Self.letter($0))") }
      ]
    case .remark(let words): [paragraph(words)]
    }
  }

  /// Pictures that belong together, with the figures behind them; without pictures the table.
  private mutating func panels(_ panels: Panels, named name: String) -> [[String]] {
    if panels.pictures.isEmpty { return [table(panels.data)] }
    var images: [String] = []
    for (index, picture) in panels.pictures.enumerated() {
      let suffix = panels.pictures.count > 1 ? "-" + Self.letter(index) : ""
      images.append(image(picture, named: name + suffix))
    }
    guard !panels.data.rows.isEmpty else { return [images] }
    return [images, ["<details>", "<summary>Data</summary>"], table(panels.data), ["</details>"]]
  }

  /// A picture in a file of its own.
  private mutating func image(_ picture: Picture, named name: String) -> String {
    let address = address(of: picture, named: name)
    let words = picture.title.isEmpty ? picture.description : picture.title
    return "![\(MarkdownEscape.text(words))](\(MarkdownEscape.destination(address)))"
  }

  private static func letter(_ index: Int) -> String {
    index < 26 ? String(UnicodeScalar(UInt8(97 + index))) : String(index + 1)
  }

  /// The steps as a numbered list, forward and backward.
  private func steps(_ board: Board) -> [[String]] {
    var groups: [[String]] = []
    for (phase, title) in [(BoardStep.Phase.forward, "Forward"), (.backward, "Backward")] {
      let steps = board.steps.filter { $0.phase == phase }
      guard !steps.isEmpty else { continue }
      groups.append(["**\(title)**"])
      groups.append(
        steps.map { step in
          let words = step.words.isEmpty ? "" : "  " + MarkdownEscape.text(step.words)
          return "\(step.index). " + MarkdownMath.inline(step.formula) + words
        }
      )
    }
    return groups
  }

  /// The chain rule for one leaf, a stage a line.
  private func derivation(_ derivation: Derivation) -> [[String]] {
    var groups: [[String]] = []
    let subject = TeXWriter.write(derivation.subject)
    let stages = derivation.stages.enumerated().map { i, stage in
      let words = stage.words.isEmpty ? "" : " && \\text{\(Self.plain(stage.words))}"
      return (i == 0 ? subject : "") + " &= " + TeXWriter.write(stage.formula) + words
    }
    if !stages.isEmpty {
      groups.append(
        MarkdownMath.display(
          "\\begin{aligned} " + stages.joined(separator: " \\\\ ") + " \\end{aligned}"
        )
      )
    }
    if !derivation.remarks.isEmpty {
      groups.append(derivation.remarks.map { "- " + MarkdownEscape.text($0) })
    }
    return groups
  }

  /// Words without signs that mean something to TeX.
  private static func plain(_ words: String) -> String {
    String(words.filter { !"\\{}$&#_^%~".contains($0) })
  }
}
