internal import Drawing
internal import Lessons

extension PageContext {
  /// What stands in a line, as markup.
  func html(_ inlines: [Inline]) -> [HTML] { inlines.map(html) }

  /// One piece of a line.
  func html(_ inline: Inline) -> HTML {
    switch inline {
    case .text(let text): .text(text)
    case .emphasis(let content): HTML(.em) { html(content) }
    case .strong(let content): HTML(.strong) { html(content) }
    case .code(let code): HTML(.code, text: code)
    case .link(let destination, let isInternal, let title, let content):
      link(to: destination, isInternal: isInternal, title: title, content)
    case .image(let path, let alternative, let title):
      HTML(
        .img,
        .src(address(ofFile: path)),
        .set(.alt, alternative),
        title.isEmpty ? nil : .set(.title, title),
        .set(.loading, "lazy")
      )
    case .math(let source, let formula): math(formula, source: source)
    case .value(let formula, _): math(formula)
    case .reference(let label, let path):
      HTML(
        .a,
        .class("reference"),
        .href(address(ofCoursePath: path, fragment: label.id)),
        text: label.name
      )
    case .blank(let em): blank(em: em)
    case .softBreak: .text("\n")
    case .lineBreak: HTML(.br)
    case .html(let markup):
      course.settings.allowsRawHTML ? .trusted(markup) : .text(markup)
    }
  }

  /// A link; one that may not be followed leaves its text.
  private func link(
    to destination: String,
    isInternal: Bool,
    title: String,
    _ content: [Inline]
  ) -> HTML {
    let address: Address?
    if isInternal || destination.hasPrefix("#") {
      let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      address = self.address(
        ofCoursePath: String(parts[0]),
        fragment: parts.count > 1 ? String(parts[1]) : nil
      )
    } else {
      address = .elsewhere(destination)
    }
    guard let address else { return HTML(.span) { html(content) } }
    return HTML(.a, .href(address), title.isEmpty ? nil : .set(.title, title)) { html(content) }
  }

  /// The same where no link may stand: in a heading's line of the contents.
  func htmlWithoutLinks(_ inlines: [Inline]) -> [HTML] {
    inlines.flatMap { inline -> [HTML] in
      switch inline {
      case .link(_, _, _, let content): htmlWithoutLinks(content)
      case .emphasis(let content): [HTML(.em) { htmlWithoutLinks(content) }]
      case .strong(let content): [HTML(.strong) { htmlWithoutLinks(content) }]
      case .reference(let label, _): [.text(label.name)]
      case .image(_, let alternative, _): [.text(alternative)]
      case .lineBreak, .softBreak: [.text(" ")]
      default: [html(inline)]
      }
    }
  }
}

extension Inline {
  /// The characters of a line without any marking, for titles and labels.
  static func plainText(_ inlines: [Inline]) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let text), .code(let text), .value(_, let text): text
      case .math(let source, _): source
      case .emphasis(let content), .strong(let content), .link(_, _, _, let content):
        plainText(content)
      case .image(_, let alternative, _): alternative
      case .reference(let label, _): label.name
      case .blank: "____"
      case .softBreak, .lineBreak: " "
      case .html: ""
      }
    }.joined()
  }
}
