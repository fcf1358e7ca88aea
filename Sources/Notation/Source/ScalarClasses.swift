#if GRADUS_BROWSER
internal import CWasmHost
#endif

/// What kinds of characters programs, and answers to them, are made of.
public enum ScalarClass {
  /// A letter, a mark that belongs to one, or `_`: may begin a name.
  public static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
    }
    return Kind(of: scalar) == .letter && !isOperator(scalar)
  }

  /// What may go on a name: also digits, and marks as they occur in decomposed spellings.
  public static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return isNameStart(scalar) || ("0"..."9").contains(scalar) }
    switch Kind(of: scalar) {
    case .letter: return !isOperator(scalar)
    case .mark, .digit: return true
    case .other: return false
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

extension ScalarClass {
  /// What Unicode says of a character, as far as names go.
  package enum Kind: UInt32 {
    case other
    /// A letter, or a mark that counts as one.
    case letter
    /// A mark that is set on, above or below a letter.
    case mark
    /// A decimal digit of any script.
    case digit

    /// Looks a character up; in a browser the page does, since the module has no tables.
    package init(of scalar: Unicode.Scalar) {
      #if GRADUS_BROWSER
      self = Kind(rawValue: gradus_kind(scalar.value)) ?? .other
      #else
      if scalar.properties.isAlphabetic {
        self = .letter
      } else {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark: self = .mark
        case .decimalNumber: self = .digit
        default: self = .other
        }
      }
      #endif
    }
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
