/// A piece of a page as a tree.
///
/// Text and attributes are escaped when it is written, each for where it stands; only
/// ``trusted(_:)`` goes through as it is.
indirect enum HTML: Equatable, Sendable {
  /// An element with its attributes and content.
  case element(Tag, [Attribute], [HTML])
  /// Characters.
  case text(String)
  /// Markup that another writer has escaped: MathML, SVG, or raw HTML where a course allows it.
  case trusted(String)
  /// Data for a script, inside a `script` element that is no program.
  case json(JSON)

  /// An element.
  ///
  /// Attributes that are nil are left out.
  init(
    _ tag: Tag,
    _ attributes: Attribute?...,
    @HTMLBuilder content: () -> [HTML] = { [] }
  ) {
    self = .element(tag, attributes.compactMap(\.self), content())
  }

  /// An element that holds nothing but text.
  init(_ tag: Tag, _ attributes: Attribute?..., text: String) {
    self = .element(tag, attributes.compactMap(\.self), [.text(text)])
  }
}

/// Lets the content of an element be written one piece a line, with `if` and `for`.
@resultBuilder
enum HTMLBuilder {
  static func buildExpression(_ piece: HTML) -> [HTML] { [piece] }
  static func buildExpression(_ piece: HTML?) -> [HTML] { piece.map { [$0] } ?? [] }
  static func buildExpression(_ pieces: [HTML]) -> [HTML] { pieces }
  static func buildBlock(_ parts: [HTML]...) -> [HTML] { parts.flatMap(\.self) }
  static func buildOptional(_ part: [HTML]?) -> [HTML] { part ?? [] }
  static func buildEither(first part: [HTML]) -> [HTML] { part }
  static func buildEither(second part: [HTML]) -> [HTML] { part }
  static func buildArray(_ parts: [[HTML]]) -> [HTML] { parts.flatMap(\.self) }
}
