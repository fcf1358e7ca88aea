#if GRADUS_BROWSER
internal import CWasmHost
#endif

/// The spellings of a program's names, of which Unicode calls some equal: `é` is one character or two.
///
/// All spellings of a name are replaced by the first of them, so that names can be compared byte by
/// byte from there on.
package struct Spellings: Equatable, Sendable {
  /// The first spellings of names that are not all ASCII, by their ``key(of:)``.
  private var first: [String: String] = [:]

  /// Takes note of a name where it is read.
  mutating func note(_ name: String) {
    let name = Spellings.withoutKelvins(name)
    let key = Spellings.key(of: name)
    if first[key] == nil { first[key] = name }
  }

  /// The spelling that stands for `name`: its own if no other came first.
  func spelling(of name: String) -> String {
    if name.utf8.allSatisfy({ $0 < 0x80 }) { return name }
    let name = Spellings.withoutKelvins(name)
    return first[Spellings.key(of: name)] ?? name
  }

  /// A name with K for the sign of kelvins, the one letter that Unicode calls equal to one in ASCII.
  private static func withoutKelvins(_ name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars {
      text.unicodeScalars.append(scalar == "\u{212A}" ? "K" : scalar)
    }
    return text
  }

  /// They follow from the text that they are of, which is compared beside them.
  package static func == (a: Spellings, b: Spellings) -> Bool { true }

  /// A text that is the same for all spellings of a name.
  ///
  /// That is the name itself, since Swift compares texts by what they mean. In a browser it compares
  /// their bytes, for want of tables (`CWasmHost/unicode.c`), and the page tells the composed form.
  package static func key(of name: String) -> String {
    #if GRADUS_BROWSER
    for scalar in name.unicodeScalars { gradus_compose(scalar.value) }
    var composed = ""
    while let scalar = Unicode.Scalar(gradus_composed()), scalar.value > 0 {
      composed.unicodeScalars.append(scalar)
    }
    return composed
    #else
    return name
    #endif
  }
}
