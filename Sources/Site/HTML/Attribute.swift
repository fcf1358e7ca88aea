/// An attribute of an element.
///
/// Addresses come in as ``Address``, so that none is linked unchecked.
struct Attribute: Equatable, Sendable {
  /// Its name.
  let name: String
  /// Its value, not yet escaped; nil for one that is only there or not there.
  let value: String?

  private init(_ name: String, _ value: String?) {
    self.name = name
    self.value = value
  }

  /// Classes, parted by spaces; nil ones are left out.
  static func `class`(_ names: String?...) -> Attribute? {
    let names = names.compactMap(\.self)
    return names.isEmpty ? nil : Attribute("class", names.joined(separator: " "))
  }

  /// The name of a place on the page.
  static func id(_ id: String) -> Attribute { Attribute("id", id) }
  /// Where a link or a style sheet is.
  static func href(_ address: Address) -> Attribute { Attribute("href", address.text) }
  /// Where a picture or a script is.
  static func src(_ address: Address) -> Attribute { Attribute("src", address.text) }
  /// `data-…`, for scripts.
  static func data(_ name: String, _ value: String) -> Attribute {
    Attribute("data-" + name, value)
  }
  /// `aria-…`, for who hears the page.
  static func aria(_ name: String, _ value: String) -> Attribute {
    Attribute("aria-" + name, value)
  }
  /// What an element is, where its tag does not say so.
  static func role(_ role: String) -> Attribute { Attribute("role", role) }
  /// A stop for the keyboard (0), or a place only scripts and links go to (−1).
  static func tabIndex(_ index: Int) -> Attribute { Attribute("tabindex", String(index)) }
  /// Any other attribute with a value.
  static func set(_ name: Name, _ value: String) -> Attribute { Attribute(name.rawValue, value) }
  /// Any other attribute without one.
  static func flag(_ name: Flag) -> Attribute { Attribute(name.rawValue, nil) }

  /// Attributes with a value.
  enum Name: String, Equatable, Sendable {
    case alt, autocapitalize, autocomplete, charset, content, d, `for`, height, lang, loading, max
    case min, name, popovertarget, rel, rows, scope, spellcheck, start, title, type, value, viewBox
    case width
    case httpEquiv = "http-equiv"
  }

  /// Attributes without one.
  enum Flag: String, Equatable, Sendable {
    case `defer`, hidden, popover
  }
}
