/// What raw HTML may not do, even in a course that allows it: run scripts, or load from elsewhere.
enum RawHTML {
  private static let forbiddenTags = [
    "script", "iframe", "frame", "frameset", "object", "embed", "applet", "base", "meta", "link",
    "form",
  ]
  private static let addressAttributes = [
    "href", "src", "srcset", "action", "formaction", "poster", "data", "background", "xlink:href",
    "cite", "ping",
  ]

  /// Whether the text is one comment and nothing else.
  static func isComment(_ text: String) -> Bool {
    let text = text.trimmingSpace
    guard text.hasPrefix("<!--"), text.hasSuffix("-->") else { return false }
    let bytes = Array(text.utf8)
    // The first end of a comment is the last one.
    var index = 4
    while index + 3 <= bytes.count {
      if bytes[index..<index + 3].elementsEqual("-->".utf8) { return index + 3 == bytes.count }
      index += 1
    }
    return true
  }

  /// What is wrong with it; nil if nothing is.
  static func forbidden(in text: String) -> String? {
    var scanner = Scanner(bytes: Array(text.utf8))
    while let tag = scanner.nextTag() {
      if forbiddenTags.contains(tag.name) { return "<\(tag.name)>" }
      for (name, value) in tag.attributes {
        if name.hasPrefix("on") { return "the attribute \(name)" }
        if name == "style", value.lowercased().contains("url(") { return "url() in a style" }
        if let problem = problem(name, value, tag.name) { return problem }
      }
    }
    return nil
  }

  private static func problem(_ name: String, _ value: String, _ tag: String) -> String? {
    guard addressAttributes.contains(name) else { return nil }
    let addresses =
      name == "srcset"
      ? value.split(separator: ",").map { String($0).trimmingSpace } : [value]
    for address in addresses {
      switch LinkPolicy.target(of: address) {
      case .forbidden(let scheme), .unknownScheme(let scheme): return "the scheme \(scheme):"
      case .external, .schemeless:
        if name != "href" && name != "cite"
          || tag != "a" && tag != "area" && tag != "blockquote" && tag != "q"
        {
          return "\(address), on another host"
        }
      case .unreadable: return "an address that cannot be read"
      case .local, .absolute: break
      }
    }
    return nil
  }

  /// A tag with its attributes, names in small letters, values with entities resolved.
  private struct Tag {
    var name: String
    var attributes: [(name: String, value: String)] = []
  }

  private struct Scanner {
    var bytes: [UInt8]
    var index = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func word(_ isPart: (UInt8) -> Bool) -> String {
      let start = index
      while let next = byte, isPart(next) { index += 1 }
      return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    mutating func nextTag() -> Tag? {
      while index < bytes.count {
        guard bytes[index] == UInt8(ascii: "<") else {
          index += 1
          continue
        }
        index += 1
        if byte == UInt8(ascii: "/") { index += 1 }
        guard byte?.isLetter == true else { continue }
        var tag = Tag(
          name: word { !$0.isSpaceInTag && $0 != UInt8(ascii: "/") && $0 != .quoteMark }
            .lowercased()
        )
        attributes(of: &tag)
        return tag
      }
      return nil
    }

    private mutating func attributes(of tag: inout Tag) {
      while true {
        while let next = byte, next.isSpaceInTag || next == UInt8(ascii: "/") { index += 1 }
        guard let next = byte, next != .quoteMark, next != UInt8(ascii: "<") else { return }
        let name = word {
          !$0.isSpaceInTag && $0 != UInt8(ascii: "=") && $0 != .quoteMark
            && $0 != UInt8(ascii: "/")
        }.lowercased()
        if name.isEmpty { index += 1 }
        while byte?.isSpaceInTag == true { index += 1 }
        guard byte == UInt8(ascii: "=") else {
          tag.attributes.append((name, ""))
          continue
        }
        index += 1
        while byte?.isSpaceInTag == true { index += 1 }
        let value: String
        if let quote = byte, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
          index += 1
          value = word { $0 != quote }
          index += 1
        } else {
          value = word { !$0.isSpaceInTag && $0 != .quoteMark }
        }
        tag.attributes.append((name, RawHTML.resolvingEntities(value)))
      }
    }
  }

  /// Resolves the entities with which an address could hide its scheme.
  private static func resolvingEntities(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "&" else {
        result.append(scalar)
        continue
      }
      let name = rest.prefix { $0 != ";" && $0 != "&" && $0.value > 0x20 }
      if let resolved = entity(String(String.UnicodeScalarView(name))) {
        result.append(resolved)
        rest = rest[name.endIndex...]
        if rest.first == ";" { rest.removeFirst() }
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static func entity(_ name: String) -> Unicode.Scalar? {
    let named: [String: Unicode.Scalar] = [
      "colon": ":", "Tab": "\t", "NewLine": "\n", "amp": "&", "sol": "/", "period": ".",
      "lpar": "(", "rpar": ")", "quot": "\"", "apos": "'", "lt": "<", "gt": ">", "num": "#",
    ]
    if let scalar = named[name] { return scalar }
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let value =
      digits.hasPrefix("x") || digits.hasPrefix("X")
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return value.flatMap(Unicode.Scalar.init)
  }
}

extension UInt8 {
  fileprivate var isSpaceInTag: Bool { isBlank || (0x0A...0x0D).contains(self) }
}
