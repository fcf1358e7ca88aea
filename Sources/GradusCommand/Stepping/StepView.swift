internal import Drawing
internal import Notation
internal import Writers

/// How the walk through a figure looks on a terminal.
struct StepView {
  let palette: TerminalPalette
  /// How many columns there are; nil where lines may have any length.
  let width: Int?

  /// Which figure and step: "Figure 3 (1 of 5) · step 4 of 7 · backward".
  func header(_ walk: StepWalk) -> String {
    let figure = walk.figures[walk.figure]
    var parts = [figure.title.escapingHidden]
    if walk.figures.count > 1 { parts[0] += " (\(walk.figure + 1) of \(walk.figures.count))" }
    if let step = walk.step {
      parts.append("step \(step.index) of \(figure.steps.count)")
      parts.append(step.phase.rawValue)
    } else {
      parts.append("\(figure.steps.count) steps")
    }
    return palette.strong(cut(parts.joined(separator: " · ")))
  }

  /// The current step: what is computed, and in words.
  func current(_ walk: StepWalk) -> [String] {
    guard let step = walk.step else { return [palette.faint(cut("nothing is computed yet"))] }
    return [paint(step, cut(step.text.escapingHidden))]
      + wrapped(step.words.escapingHidden).map(palette.faint)
  }

  /// The steps that are done, at most `count` of them around the current one, which is marked.
  func done(_ walk: StepWalk, _ count: Int) -> [String] {
    let digits = String(walk.steps.count).count
    let shown = max(0, walk.place - max(1, count))..<walk.place
    return shown.map { place in
      let step = walk.steps[place]
      let number = String(step.index)
      let mark = place + 1 == walk.place ? "▸ " : "  "
      let room = String(repeating: " ", count: digits - number.count)
      return mark + room + number + "  "
        + paint(step, cut(step.text.escapingHidden, by: digits + 4))
    }
  }

  private func paint(_ step: BoardStep, _ text: String) -> String {
    step.phase == .forward ? palette.value(text) : palette.gradient(text)
  }

  /// A line cut to the terminal's width.
  func cut(_ text: String, by taken: Int = 0) -> String {
    guard let width, text.unicodeScalars.count > width - taken else { return text }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: text.unicodeScalars.prefix(max(1, width - taken - 1)))
    result.append("…")
    return String(result)
  }

  /// A text broken into lines at blanks.
  func wrapped(_ text: String) -> [String] {
    guard let width else { return [text] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.unicodeScalars.count + word.unicodeScalars.count + 1 > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return (line.isEmpty ? lines : lines + [line]).map { cut($0) }
  }
}
