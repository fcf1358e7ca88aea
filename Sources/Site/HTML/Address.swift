/// Where a link, a picture or a script points: a place of this site, or a page elsewhere that may be
/// linked to.
struct Address: Equatable, Sendable {
  /// The address as it stands in an attribute, not yet escaped for it.
  let text: String

  private init(text: String) { self.text = text }

  /// No picture at all, so that browsers do not ask for one.
  static let emptyPicture = Address(text: "data:,")

  /// A place on the same page.
  static func here(_ id: String) -> Address { Address(text: "#" + encode(id)) }

  /// A file of this site, from the page at `page`; both are paths below the site's folder.
  static func file(_ file: String, from page: String, fragment: String? = nil) -> Address {
    let tail = fragment.map { "#" + encode($0) } ?? ""
    if file == page, fragment != nil { return Address(text: tail) }
    var there = file.split(separator: "/").map(String.init)
    var folder = page.split(separator: "/").dropLast().map(String.init)
    while let first = folder.first, there.count > 1, first == there[0] {
      folder.removeFirst()
      there.removeFirst()
    }
    let up = Array(repeating: "..", count: folder.count)
    return Address(text: (up + there.map(encode)).joined(separator: "/") + tail)
  }

  /// A page elsewhere, or a place relative to this page.
  ///
  /// Nil for anything that could run or open something else than a page: only `http`, `https`,
  /// `mailto` and `tel` are let through.
  static func elsewhere(_ text: String) -> Address? {
    let scheme = text.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
    if scheme.count < text.count, text.dropFirst(scheme.count).first == ":" {
      guard ["http", "https", "mailto", "tel"].contains(scheme.lowercased()) else { return nil }
    }
    let isClean = text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
    return isClean ? Address(text: text) : nil
  }

  /// Percent-encodes everything that has a meaning in an address or is not ASCII.
  private static func encode(_ part: String) -> String {
    let hexadecimal = Array("0123456789ABCDEF")
    var out = ""
    for byte in part.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        out.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        out += "%"
        out.append(hexadecimal[Int(byte >> 4)])
        out.append(hexadecimal[Int(byte & 15)])
      }
    }
    return out
  }
}
