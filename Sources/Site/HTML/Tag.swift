/// The elements that a page is made of; a closed list, so that a misspelt one does not compile.
enum Tag: String, Equatable, Sendable {
  case a, article, blockquote, body, br, button, caption, code, details, div, em, figcaption, figure
  case h1, h2, h3, h4, h5, h6, head, header, hr, html, img, input, label, li, link, main, meta, nav,
    ol, p
  case path, pre, script, span, strong, summary, svg, table, tbody, td, textarea, th, thead, title,
    tr, ul
  case bold = "b"

  /// A heading of level 1 to 6; other levels are brought into that range.
  static func heading(_ level: Int) -> Tag {
    let tags: [Tag] = [.h1, .h2, .h3, .h4, .h5, .h6]
    return tags[min(max(level, 1), 6) - 1]
  }

  /// Whether it has neither content nor an end tag.
  var isVoid: Bool {
    switch self {
    case .br, .hr, .img, .input, .link, .meta: true
    default: false
    }
  }

  /// Where the source of a page may break its line without showing on the page.
  var lines: Lines {
    switch self {
    case .article, .blockquote, .body, .details, .div, .figure, .head, .header, .html, .main, .nav,
      .ol, .table, .tbody, .thead, .ul:
      .around
    case .button, .caption, .figcaption, .h1, .h2, .h3, .h4, .h5, .h6, .hr, .li, .link, .meta, .p,
      .pre, .script, .summary, .title, .tr:
      .after
    case .a, .bold, .br, .code, .em, .img, .input, .label, .path, .span, .strong, .svg, .td,
      .textarea, .th:
      .none
    }
  }

  /// Line breaks in the source that mean nothing.
  enum Lines: Equatable, Sendable {
    /// After the start tag and after the end tag.
    case around
    /// After the end tag.
    case after
    /// Nowhere: white space would show.
    case none
  }
}
