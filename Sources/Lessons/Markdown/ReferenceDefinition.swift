/// The definitions of link targets at the head of a paragraph, such as `[name]: address "title"`.
///
/// libcmark takes them out of the paragraph without saying so; this finds how much it took.
enum ReferenceDefinition {
  private static let longestLabel = 1000
  private static let deepestParentheses = 32

  /// How many bytes of a paragraph are definitions; always whole lines.
  static func length(atStartOf content: [UInt8]) -> Int {
    var position = 0
    while position < content.count, content[position] == .openBracket,
      let next = definition(content, from: position)
    {
      position = next
    }
    return position
  }

  private static func definition(_ text: [UInt8], from start: Int) -> Int? {
    guard var index = label(text, from: start), byte(text, index) == UInt8(ascii: ":") else {
      return nil
    }
    index = skipSpaceAndOneLineEnd(text, index + 1)
    guard let afterAddress = address(text, from: index) else { return nil }
    let beforeTitle = skipSpaceAndOneLineEnd(text, afterAddress)
    if beforeTitle != afterAddress, let afterTitle = title(text, from: beforeTitle),
      let end = lineEnd(text, from: afterTitle)
    {
      return end
    }
    return lineEnd(text, from: afterAddress)
  }

  private static func byte(_ text: [UInt8], _ index: Int) -> UInt8? {
    index < text.count ? text[index] : nil
  }

  private static func label(_ text: [UInt8], from start: Int) -> Int? {
    var index = start + 1
    var isEmpty = true
    while let next = byte(text, index), next != .openBracket, next != .closeBracket {
      if !next.isBlank, next != .lineFeed { isEmpty = false }
      index += next == .backslash && byte(text, index + 1)?.isPunctuation == true ? 2 : 1
      if index - start - 1 > longestLabel { return nil }
    }
    guard byte(text, index) == .closeBracket, !isEmpty else { return nil }
    return index + 1
  }

  private static func address(_ text: [UInt8], from start: Int) -> Int? {
    var index = start
    if byte(text, start) == UInt8(ascii: "<") {
      index += 1
      while let next = byte(text, index) {
        switch next {
        case .quoteMark: return index + 1
        case .lineFeed, UInt8(ascii: "<"): return nil
        default: index += next == .backslash ? 2 : 1
        }
      }
      return nil
    }
    var open = 0
    while let next = byte(text, index), !next.isBlank, next != .lineFeed {
      if next == .backslash, byte(text, index + 1)?.isPunctuation == true {
        index += 2
        continue
      }
      if next == UInt8(ascii: "(") { open += 1 }
      if next == UInt8(ascii: ")") { open -= 1 }
      if open < 0 { break }
      if open > deepestParentheses { return nil }
      index += 1
    }
    return index > start && open <= 0 ? index : nil
  }

  private static func title(_ text: [UInt8], from start: Int) -> Int? {
    let close: UInt8
    switch byte(text, start) {
    case UInt8(ascii: "\""): close = UInt8(ascii: "\"")
    case UInt8(ascii: "'"): close = UInt8(ascii: "'")
    case UInt8(ascii: "("): close = UInt8(ascii: ")")
    default: return nil
    }
    var index = start + 1
    while let next = byte(text, index) {
      if next == close { return index + 1 }
      if close == UInt8(ascii: ")"), next == UInt8(ascii: "(") { return nil }
      index += next == .backslash ? 2 : 1
    }
    return nil
  }

  private static func skipSpaceAndOneLineEnd(_ text: [UInt8], _ start: Int) -> Int {
    var index = start
    while byte(text, index)?.isBlank == true { index += 1 }
    if byte(text, index) == .lineFeed {
      index += 1
      while byte(text, index)?.isBlank == true { index += 1 }
    }
    return index
  }

  private static func lineEnd(_ text: [UInt8], from start: Int) -> Int? {
    var index = start
    while byte(text, index)?.isBlank == true { index += 1 }
    if index == text.count { return index }
    return text[index] == .lineFeed ? index + 1 : nil
  }
}

extension UInt8 {
  /// ASCII punctuation, which a backslash escapes in Markdown.
  var isPunctuation: Bool {
    switch self {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }
}
