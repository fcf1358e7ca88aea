internal import Drawing
internal import Lessons

extension TerminalPage {
  /// At most so many rows of the data behind a plot are shown.
  private static let plotRows = 12

  /// What a block that runs shows; pictures are named, not drawn.
  func lines(of figure: Figure) -> [TerminalLine] {
    let isTable = figure.label.map { $0.id.hasPrefix("tbl-") } ?? (figure.kind == .table)
    let words = caption(figure.label, figure.caption)
    var groups: [[TerminalLine]] = isTable && !words.isEmpty ? [words] : []
    groups += figure.views.flatMap(view).filter { !$0.isEmpty }
    if !isTable, !words.isEmpty { groups.append(words) }
    var lines: [TerminalLine] = []
    for (i, group) in groups.enumerated() { lines += (i == 0 ? [] : [[]]) + group }
    return lines
  }

  /// Number and words of a figure or table.
  func caption(_ label: Label?, _ words: [Inline]) -> [TerminalLine] {
    guard label != nil || !words.isEmpty else { return [] }
    let number = label.map { [span("\($0.name). ") { $0.isBold = true }] } ?? []
    return paragraph(number + spans(words))
  }

  private func view(_ view: Figure.View) -> [[TerminalLine]] {
    switch view {
    case .diagram(let board): [picture(board.picture)]
    case .scalars(let scalars): [picture(scalars.picture)]
    case .steps(let board): steps(board)
    case .derivation(let derivations): derivations.map(derivation)
    case .table(let table): [lines(of: table)]
    case .code(let code): [listing(code)]
    case .plot(let picture, let data): [self.picture(picture), excerpt(data)]
    case .pictures(let pictures): [pictures.flatMap(picture)]
    case .panels(let panels):
      [
        panels.pictures.isEmpty ? [] : paragraph([faint("[\(panels.title)]")]),
        excerpt(panels.data),
      ]
    case .remark(let words): [paragraph(spans(words))]
    }
  }

  private func picture(_ picture: Picture) -> [TerminalLine] {
    picture.title.isEmpty ? [] : paragraph([faint("[\(picture.title)]")])
  }

  /// Rows of a long table at even distances, the first and the last among them.
  private func excerpt(_ table: DataTable) -> [TerminalLine] {
    guard table.rows.count > Self.plotRows else { return lines(of: table) }
    var short = table
    short.markedRows = []
    short.rows = (0..<Self.plotRows).map {
      table.rows[$0 * (table.rows.count - 1) / (Self.plotRows - 1)]
    }
    return lines(of: short) + [[faint("\(Self.plotRows) of \(table.rows.count) rows")]]
  }

  /// The steps with their numbers, forward and backward.
  private func steps(_ board: Board) -> [[TerminalLine]] {
    let width = String(board.steps.last?.index ?? 1).count
    return [(BoardStep.Phase.forward, "Forward"), (.backward, "Backward")].compactMap {
      phase,
      title in
      let steps = board.steps.filter { $0.phase == phase }
      guard !steps.isEmpty else { return nil }
      return [[span(title) { $0.isBold = true }]]
        + steps.flatMap { step in
          let number = String(step.index)
          let mark = String(repeating: " ", count: max(0, width - number.count)) + number + "  "
          let text = span(withMinusSigns(step.text)) {
            $0.color = phase == .forward ? .value : .gradient
          }
          let indent = width + 2
          let said = step.words.isEmpty ? [] : paragraph([faint(step.words)], narrowerBy: indent)
          return item(mark, paragraph([text], narrowerBy: indent) + said)
        }
    }
  }

  /// The chain rule for one leaf, a stage a line, and why a factor is 0 or 1.
  private func derivation(_ derivation: Derivation) -> [TerminalLine] {
    let subject = PlainTextWriter.write(derivation.subject)
    let indent = String(repeating: " ", count: TerminalText.width(subject))
    var lines: [TerminalLine] = []
    for (i, stage) in derivation.stages.enumerated() {
      let mark = (i == 0 ? subject : indent) + " = "
      var content = formula(stage.formula)
      if !stage.words.isEmpty { content.append(faint("  (\(stage.words))")) }
      lines += item(mark, paragraph(content, narrowerBy: TerminalText.width(mark)))
    }
    for remark in derivation.remarks {
      lines += item("• ", paragraph([span(remark)], narrowerBy: 2))
    }
    return lines
  }
}
