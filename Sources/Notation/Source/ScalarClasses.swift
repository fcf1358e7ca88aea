/// What kinds of characters programs, and answers to them, are made of.
public enum ScalarClass {
  /// A letter, a mark that belongs to one, or `_`: may begin a name.
  public static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
    }
    return scalar.properties.isAlphabetic && !isOperator(scalar)
  }

  /// What may go on a name: also digits, and marks as they occur in decomposed spellings.
  public static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    if isNameStart(scalar) || ("0"..."9").contains(scalar) { return true }
    guard !scalar.isASCII else { return false }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .decimalNumber: return true
    default: return false
    }
  }

  /// White space that does not end a line.
  public static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  /// Control characters, and those that change the direction of text or cannot be seen.
  public static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F...0x9F, 0xAD, 0x061C, 0x200B...0x200F,
      0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  private static func isOperator(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "·" || scalar == "×"
  }
}

extension String {
  /// The text with control, bidirectional and invisible characters written as `\u{202E}`.
  public var escapingHidden: String {
    var needed = false
    for scalar in unicodeScalars where ScalarClass.isHidden(scalar) && scalar != "\t" {
      needed = true
    }
    guard needed || unicodeScalars.contains("\n") || unicodeScalars.contains("\r") else {
      return self
    }
    var text = ""
    for scalar in unicodeScalars {
      if scalar != "\t", ScalarClass.isHidden(scalar) || scalar == "\n" || scalar == "\r" {
        text += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
