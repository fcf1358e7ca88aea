internal import Drawing
internal import Lessons

extension TerminalPage {
  /// What stands in a line.
  func spans(
    _ content: [Inline],
    look: TerminalSpan.Look = TerminalSpan.Look()
  ) -> TerminalLine {
    content.flatMap { inline -> TerminalLine in
      switch inline {
      case .text(let text), .code(let text): return [span(text) { $0 = look }]
      case .emphasis(let inner):
        var look = look
        look.isItalic = true
        return spans(inner, look: look)
      case .strong(let inner):
        var look = look
        look.isBold = true
        return spans(inner, look: look)
      case .link(let destination, let isInternal, _, let inner):
        let words = spans(inner, look: look)
        let isShown = isInternal || destination.hasPrefix("#") || inner.plainText == destination
        return isShown ? words : words + [faint(" (\(destination))")]
      case .image(_, let alternative, _): return [faint("[\(alternative)]")]
      case .math(_, let formula): return self.formula(formula, look: look)
      case .value(let formula, let text):
        return [span(withMinusSigns(text)) { $0 = self.look(of: formula, over: look) }]
      case .reference(let label, let path):
        let lesson = course?.lessons.first { $0.path == path }
        let place = lesson.map { " in “\($0.title)”" } ?? ""
        return [span(label.name + place) { $0 = look }]
      case .blank(let em): return [span(String(repeating: "_", count: em)) { $0 = look }]
      case .softBreak: return [span(" ") { $0 = look }]
      case .lineBreak: return [TerminalSpan(text: "\n", look: look)]
      case .html(let markup):
        return course?.settings.allowsRawHTML ?? false ? [] : [span(markup) { $0 = look }]
      }
    }
  }

  /// A formula on one line.
  func formula(
    _ formula: Formula,
    look: TerminalSpan.Look = TerminalSpan.Look()
  ) -> TerminalLine {
    [span(PlainTextWriter.write(formula)) { $0 = self.look(of: formula, over: look) }]
  }

  /// The look of a formula that has one colour as a whole.
  private func look(of formula: Formula, over look: TerminalSpan.Look) -> TerminalSpan.Look {
    guard case .inked(let ink, _) = formula else { return look }
    var look = look
    switch ink {
    case .value: look.color = .value
    case .gradient: look.color = .gradient
    case .faint: look.isFaint = true
    }
    return look
  }
}
