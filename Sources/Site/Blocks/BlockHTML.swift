internal import Drawing
internal import Lessons

extension PageContext {
  /// What a lesson says, block by block.
  ///
  /// No heading is more than one level below the one before it.
  func html(_ blocks: [Block]) -> [HTML] {
    var level = 1
    return blocks.map { block in
      guard case .heading(let written, let id, let content) = block else { return html(block) }
      level = min(max(written, 2), level + 1)
      return HTML(.heading(level), id.isEmpty ? nil : .id(id)) { html(content) }
    }
  }

  /// One block.
  func html(_ block: Block) -> HTML {
    switch block {
    case .heading(let level, let id, let content):
      HTML(.heading(max(level, 2)), id.isEmpty ? nil : .id(id)) { html(content) }
    case .paragraph(let content): HTML(.p) { html(content) }
    case .quote(let blocks): HTML(.blockquote) { html(blocks) }
    case .list(let start, let tight, let items): list(start: start, tight: tight, items)
    case .code(let language, let code): listing(code, language: language, label: "Code")
    case .rule: HTML(.hr)
    case .table(let table): html(table)
    case .math(let math): equation(math)
    case .html(let markup):
      course.settings.allowsRawHTML ? .trusted(markup) : HTML(.p, text: markup)
    case .figure(let figure): html(figure)
    case .exercise(let exercise): html(exercise)
    case .question(let question): html(question)
    }
  }

  private func list(start: Int?, tight: Bool, _ items: [[Block]]) -> HTML {
    let content = items.map { item in HTML(.li) { tight ? tightItem(item) : html(item) } }
    let spacing: Attribute? = tight ? nil : .class("loose")
    guard let start else { return HTML(.ul, spacing) { content } }
    return HTML(.ol, spacing, start == 1 ? nil : .set(.start, String(start))) { content }
  }

  /// The paragraphs of a tight item stand without a box of their own.
  private func tightItem(_ blocks: [Block]) -> [HTML] {
    blocks.flatMap { block -> [HTML] in
      guard case .paragraph(let content) = block else { return [html(block)] }
      let hasMath = content.contains { inline in
        if case .math = inline { true } else { false }
      }
      // A line with a formula needs a box of its own to scroll in.
      return hasMath ? [HTML(.div, .class("line")) { html(content) }] : html(content)
    }
  }

  /// A formula on lines of its own, with its number at the right edge.
  private func equation(_ display: DisplayMath) -> HTML {
    HTML(.div, .class("equation"), display.label.map { .id($0.id) }) {
      scrollBox(display.label.map { "Equation \($0.name)" } ?? "Formula") {
        math(display.formula, source: display.source, display: true)
      }
      if let label = display.label { HTML(.span, .class("number"), text: label.name) }
    }
  }

  /// A box that scrolls by itself where it is too narrow.
  ///
  /// The keyboard can get into it; scripts take it out of the way of the tab key where nothing
  /// scrolls.
  func scrollBox(
    _ label: String,
    class extra: String? = nil,
    @HTMLBuilder content: () -> [HTML]
  ) -> HTML {
    HTML(
      .div,
      .class(extra, "scroll"),
      .tabIndex(0),
      .role("group"),
      .aria("label", label),
      content: content
    )
  }
}
