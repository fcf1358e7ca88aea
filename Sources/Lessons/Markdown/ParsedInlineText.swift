extension [ParsedInline] {
  /// Without line ends and white space at both ends.
  func trimmingBreaks() -> [ParsedInline] {
    var rest = self[...]
    while let last = rest.last, last.isBlank { rest.removeLast() }
    while let first = rest.first, first.isBlank { rest.removeFirst() }
    if let last = rest.indices.last, case .text(let text) = rest[last].content {
      rest[last].content = .text(text.dropping(spacesAtEnd: true))
    }
    if let first = rest.indices.first, case .text(let text) = rest[first].content {
      rest[first].content = .text(text.dropping(spacesAtEnd: false))
    }
    return Array(rest)
  }
}

extension String {
  /// Without spaces at its end or at its start.
  fileprivate func dropping(spacesAtEnd: Bool) -> String {
    var rest = unicodeScalars[...]
    while let next = spacesAtEnd ? rest.last : rest.first, next == " " || next == "\t" {
      if spacesAtEnd { rest.removeLast() } else { rest.removeFirst() }
    }
    return String(String.UnicodeScalarView(rest))
  }
}

extension ParsedInline {
  /// The words in it, for ids and titles.
  var plainText: String {
    switch content {
    case .text(let text), .code(let text): text
    case .emphasis(let inside), .strong(let inside), .link(_, _, let inside):
      inside.map(\.plainText).joined()
    case .image(_, let alternative, _): alternative
    case .math(let source, _): source
    case .softBreak, .lineBreak: " "
    case .interpolation, .reference, .html, .block: ""
    }
  }

  fileprivate var isBlank: Bool {
    switch content {
    case .softBreak, .lineBreak: true
    case .text(let text): text.utf8.allSatisfy(\.isBlank)
    default: false
    }
  }
}
