/// What an address in a lesson points at, and which addresses are never let through.
enum LinkPolicy {
  /// What an address is.
  enum Target: Equatable {
    /// Another page, on the web or by mail.
    case external(String)
    /// Something in the course: a path as written (percent signs resolved) and a fragment.
    case local(path: String, fragment: String?)
    /// A scheme that runs code or reads files.
    case forbidden(scheme: String)
    /// A scheme that no page can be expected to follow.
    case unknownScheme(String)
    /// A place from the root of the machine or of the site.
    case absolute
    /// `//host/path`
    case schemeless
    /// Percent signs that make no UTF-8 text, or a control character.
    case unreadable
  }

  private static let forbidden = ["javascript", "vbscript", "data", "file"]
  private static let known = ["http", "https", "mailto", "tel"]

  /// Sorts an address.
  ///
  /// Browsers skip white space and control characters in a scheme, and so does this.
  static func target(of address: String) -> Target {
    let visible = Array(address.unicodeScalars).filter {
      $0.value > 0x20 && !(0x7F..<0xA0).contains($0.value)
    }
    if let scheme = scheme(of: visible) {
      if forbidden.contains(scheme) { return .forbidden(scheme: scheme) }
      if known.contains(scheme) { return .external(external(address)) }
      return .unknownScheme(scheme)
    }
    let bytes = Array(address.utf8)
    if bytes.starts(with: "//".utf8) || bytes.starts(with: "\\\\".utf8)
      || bytes.starts(with: "/\\".utf8)
    {
      return .schemeless
    }
    if bytes.first == UInt8(ascii: "/") || bytes.first == .backslash { return .absolute }
    let parts = bytes.split(
      separator: UInt8(ascii: "#"),
      maxSplits: 1,
      omittingEmptySubsequences: false
    )
    guard let path = decode(parts.first ?? []), let fragment = decode(parts.dropFirst().first ?? [])
    else { return .unreadable }
    // What an encoded scheme or control character would be to a careless reader.
    if path.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      return .unreadable
    }
    return .local(path: path, fragment: parts.count > 1 ? fragment : nil)
  }

  private static func scheme(of scalars: [Unicode.Scalar]) -> String? {
    guard let colon = scalars.firstIndex(of: ":"), colon > 0 else { return nil }
    let name = scalars[..<colon]
    guard let first = name.first, first.isASCII, UInt8(ascii: first).isLetter,
      name.allSatisfy({ $0.isASCII && UInt8(ascii: $0).isSchemePart })
    else { return nil }
    return name.map { String($0) }.joined().lowercased()
  }

  /// An address that another page can be given: without white space or control characters.
  private static func external(_ address: String) -> String {
    var result = ""
    for scalar in address.unicodeScalars where scalar.value >= 0x20 && scalar.value != 0x7F {
      if scalar == " " { result += "%20" } else { result.unicodeScalars.append(scalar) }
    }
    return result
  }

  private static func decode(_ bytes: some Collection<UInt8>) -> String? {
    var decoded: [UInt8] = []
    var rest = Array(bytes)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        decoded.append(value)
        rest.removeFirst(2)
      } else {
        decoded.append(byte)
      }
    }
    return LessonSourceCheck.firstBadByte(decoded) == nil
      ? String(decoding: decoded, as: UTF8.self) : nil
  }
}

extension UInt8 {
  fileprivate var isSchemePart: Bool {
    isLetter || isDigit || self == UInt8(ascii: "+") || self == UInt8(ascii: "-")
      || self == UInt8(ascii: ".")
  }
}
