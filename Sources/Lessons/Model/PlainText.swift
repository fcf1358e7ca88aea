internal import Drawing

extension [Inline] {
  /// The characters of a line without any marking: for hints in a terminal and for searching.
  public var spoken: String {
    map { inline in
      switch inline {
      case .text(let text), .code(let text), .value(_, let text): text
      case .math(_, let formula): PlainTextWriter.write(formula)
      case .emphasis(let content), .strong(let content), .link(_, _, _, let content):
        content.spoken
      case .image(_, let alternative, _): alternative
      case .reference(let label, _): label.name
      case .blank, .softBreak, .lineBreak: " "
      case .html: ""
      }
    }.joined()
  }
}
