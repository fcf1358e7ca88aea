internal import Lessons

extension PageContext {
  /// Code as written.
  ///
  /// The course's own notation gets its words marked.
  func listing(_ code: String, language: String, label: String) -> HTML {
    let name = language.split(whereSeparator: \.isWhitespace).first.map { $0.lowercased() } ?? ""
    let text = code.hasSuffix("\n") ? String(code.dropLast()) : code
    return HTML(
      .div,
      .class("listing"),
      .tabIndex(0),
      .role("group"),
      .aria("label", label)
    ) {
      HTML(.pre) {
        HTML(.code, name.isEmpty ? nil : .data("language", name)) {
          NotationToken.languages.contains(name) ? marked(text) : [.text(text)]
        }
      }
    }
  }

  private func marked(_ code: String) -> [HTML] {
    NotationToken.tokens(of: code).map { token in
      switch token.kind {
      case .plain: .text(token.text)
      case .keyword: HTML(.span, .class("keyword"), text: token.text)
      case .comment: HTML(.span, .class("comment"), text: token.text)
      }
    }
  }
}
