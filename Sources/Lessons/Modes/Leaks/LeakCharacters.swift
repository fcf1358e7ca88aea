internal import Foundation

// What single characters are, for finding numbers and names.

extension LeakTokens {
  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { digit(scalar) != nil }

  static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
    if ("0"..."9").contains(scalar) { return UInt8(scalar.value - 48) }
    // Digits of other scripts and of mathematical alphabets.
    guard scalar.value > 0x7F, scalar.properties.generalCategory == .decimalNumber,
      let value = scalar.properties.numericValue
    else { return nil }
    return UInt8(value)
  }

  static func isMinus(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "-", "−", "‐", "‑", "‒", "–", "﹣", "－": true
    default: false
    }
  }

  static func isGroupMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ",", "'", "’", "_", "\u{2009}", "\u{202F}", "\u{A0}": true
    default: false
    }
  }

  static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .format || scalar == "\u{34F}"
  }

  static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic
  }

  static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || isDigit(scalar) || scalar == "_"
      || ("\u{2080}"..."\u{2089}").contains(scalar)
      || scalar.properties.canonicalCombiningClass.rawValue > 0
  }

  static let superscripts: [Unicode.Scalar: Unicode.Scalar] = [
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8",
    "⁹": "9", "⁻": "−",
  ]

  static let vulgar: [Unicode.Scalar: Double] = [
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5,
    "⅗": 3 / 5, "⅘": 4 / 5, "⅙": 1 / 6, "⅚": 5 / 6, "⅐": 1 / 7, "⅛": 1 / 8, "⅜": 3 / 8,
    "⅝": 5 / 8, "⅞": 7 / 8, "⅑": 1 / 9, "⅒": 1 / 10,
  ]
}

extension String {
  /// The scalars with letters and their marks in one.
  var precomposedScalars: String.UnicodeScalarView {
    utf8.allSatisfy { $0 < 0x80 }
      ? unicodeScalars : precomposedStringWithCanonicalMapping.unicodeScalars
  }
}
