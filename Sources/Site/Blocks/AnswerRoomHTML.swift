internal import Drawing
internal import Lessons

extension PageContext {
  /// Room for an answer, laid out as what is asked is.
  func answerRoom(
    for ask: ExerciseBlock.Ask,
    _ room: AnswerRoom,
    id: String,
    isDescribed: Bool
  ) -> HTML {
    let name = Self.spoken(ask.label)
    let about = isDescribed ? Attribute.aria("describedby", id + ".about") : nil
    switch (ask.layout, room) {
    case (.number, .fields):
      return HTML(.span, .class("answer")) { field(id: id, label: name, about) }
    case (.list, .fields):
      return HTML(.span, .class("answer", "long")) { area(id: id, label: name, rows: 3, about) }
    case (.number, .blanks): return HTML(.span, .class("answer")) { blank(em: 9) }
    case (.list, .blanks): return HTML(.span, .class("answer", "long")) { lines(4) }
    case (.vector(let count), .fields):
      return grid([.role("group"), .aria("label", name), about], 1, count) { _, place in
        field(id: "\(id).1.\(place)", label: "\(name), number \(place)")
      }
    case (.matrix(let rows, let columns), .fields):
      return grid([.role("group"), .aria("label", name), about], rows, columns) { row, column in
        field(id: "\(id).\(row).\(column)", label: "\(name), row \(row), column \(column)")
      }
    case (.vector(let count), .blanks): return blankGrid(1, count)
    case (.matrix(let rows, let columns), .blanks): return blankGrid(rows, columns)
    }
  }

  private func blankGrid(_ rows: Int, _ columns: Int) -> HTML {
    grid([.role("img"), .aria("label", "blanks")], rows, columns) { _, _ in
      HTML(.span, .class("cell"), text: "\u{2003}\u{2003}\u{2003}")
    }
  }

  /// Rows of cells between brackets.
  private func grid(
    _ attributes: [Attribute?],
    _ rows: Int,
    _ columns: Int,
    _ cell: (Int, Int) -> HTML
  ) -> HTML {
    let content = (1...rows).map { row in
      HTML(.span, .class("row")) { (1...columns).map { cell(row, $0) } }
    }
    let all = [Attribute.class("answer", "grid", rows > 1 ? "matrix" : nil)] + attributes
    return .element(.span, all.compactMap(\.self), content)
  }

  /// A field of one line.
  private func field(id: String, label: String, _ about: Attribute? = nil) -> HTML {
    HTML(
      .input,
      .id(id),
      .set(.type, "text"),
      .set(.autocomplete, "off"),
      .set(.autocapitalize, "off"),
      .set(.spellcheck, "false"),
      .aria("label", label),
      about
    )
  }

  /// A field of several lines.
  func area(id: String, label: String, rows: Int, _ about: Attribute? = nil) -> HTML {
    HTML(
      .textarea,
      .id(id),
      .set(.rows, String(rows)),
      .set(.autocomplete, "off"),
      .set(.spellcheck, "false"),
      .aria("label", label),
      about
    )
  }

  /// Room on a line, so many em wide.
  func blank(em: Int) -> HTML {
    HTML(
      .span,
      .class("blank"),
      .role("img"),
      .aria("label", "blank"),
      text: String(repeating: "\u{2003}", count: em)
    )
  }

  /// Lines to write on.
  func lines(_ count: Int) -> HTML {
    HTML(.span, .class("lines"), .role("img"), .aria("label", "lines to write on")) {
      for _ in 0..<count { HTML(.span, .class("ruled")) }
    }
  }

  /// A line as it is said, formulas too.
  static func spoken(_ inlines: [Inline]) -> String {
    inlines.map { inline in
      switch inline {
      case .math(_, let formula): PlainTextWriter.write(formula)
      case .emphasis(let content), .strong(let content), .link(_, _, _, let content):
        spoken(content)
      default: Inline.plainText([inline])
      }
    }.joined()
  }
}
