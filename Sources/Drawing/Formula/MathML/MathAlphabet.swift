/// The letters of mathematics as Unicode has them: a bold `W` is one character, 𝐖, not a `W` in bold.
enum MathAlphabet {
  /// A text in an alphabet; what the alphabet does not have stays as it is.
  static func styled(_ text: String, _ alphabet: Formula.Alphabet) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(styled(scalar, alphabet)) }
    return String(result)
  }

  /// Whether a browser would set this letter in italics if it stood alone.
  static func hasItalic(_ scalar: Unicode.Scalar) -> Bool {
    styled(scalar, .italic) != scalar
  }

  /// A letter in an alphabet.
  static func styled(_ scalar: Unicode.Scalar, _ alphabet: Formula.Alphabet) -> Unicode.Scalar {
    if let special = exception(scalar, alphabet) { return special }
    guard let start = start(alphabet) else { return scalar }
    switch scalar {
    case "A"..."Z": return moved(scalar, from: "A", to: start)
    case "a"..."z": return moved(scalar, from: "a", to: start + 26)
    case "0"..."9": return digits(alphabet).map { moved(scalar, from: "0", to: $0) } ?? scalar
    default: break
    }
    guard let greek = greekStart(alphabet) else { return scalar }
    switch scalar {
    case "Α"..."Ω": return moved(scalar, from: "Α", to: greek)
    case "∇": return moved(scalar, from: "∇", to: greek + 25)
    case "α"..."ω": return moved(scalar, from: "α", to: greek + 26)
    case "∂": return moved(scalar, from: "∂", to: greek + 51)
    case "ϵ": return moved(scalar, from: "ϵ", to: greek + 52)
    case "ϑ": return moved(scalar, from: "ϑ", to: greek + 53)
    case "ϰ": return moved(scalar, from: "ϰ", to: greek + 54)
    case "ϕ": return moved(scalar, from: "ϕ", to: greek + 55)
    case "ϱ": return moved(scalar, from: "ϱ", to: greek + 56)
    case "ϖ": return moved(scalar, from: "ϖ", to: greek + 57)
    default: return scalar
    }
  }

  /// Where an alphabet's capital letters begin.
  private static func start(_ alphabet: Formula.Alphabet) -> UInt32? {
    switch alphabet {
    case .upright: nil
    case .bold: 0x1D400
    case .italic: 0x1D434
    case .boldItalic: 0x1D468
    case .script: 0x1D49C
    case .fraktur: 0x1D504
    case .doubleStruck: 0x1D538
    case .sansSerif: 0x1D5A0
    case .monospace: 0x1D670
    }
  }

  private static func greekStart(_ alphabet: Formula.Alphabet) -> UInt32? {
    switch alphabet {
    case .bold: 0x1D6A8
    case .italic: 0x1D6E2
    case .boldItalic: 0x1D71C
    default: nil
    }
  }

  private static func digits(_ alphabet: Formula.Alphabet) -> UInt32? {
    switch alphabet {
    case .bold, .boldItalic: 0x1D7CE
    case .doubleStruck: 0x1D7D8
    case .sansSerif: 0x1D7E2
    case .monospace: 0x1D7F6
    default: nil
    }
  }

  private static func moved(
    _ scalar: Unicode.Scalar,
    from first: Unicode.Scalar,
    to start: UInt32
  ) -> Unicode.Scalar {
    Unicode.Scalar(start + scalar.value - first.value) ?? scalar
  }

  /// Letters that Unicode had before the alphabets.
  private static func exception(
    _ scalar: Unicode.Scalar,
    _ alphabet: Formula.Alphabet
  ) -> Unicode.Scalar? {
    switch (alphabet, scalar) {
    case (.italic, "h"): "ℎ"
    case (.italic, "ı"): "𝚤"
    case (.italic, "ȷ"): "𝚥"
    case (.script, "B"): "ℬ"
    case (.script, "E"): "ℰ"
    case (.script, "F"): "ℱ"
    case (.script, "H"): "ℋ"
    case (.script, "I"): "ℐ"
    case (.script, "L"): "ℒ"
    case (.script, "M"): "ℳ"
    case (.script, "R"): "ℛ"
    case (.script, "e"): "ℯ"
    case (.script, "g"): "ℊ"
    case (.script, "o"): "ℴ"
    case (.fraktur, "C"): "ℭ"
    case (.fraktur, "H"): "ℌ"
    case (.fraktur, "I"): "ℑ"
    case (.fraktur, "R"): "ℜ"
    case (.fraktur, "Z"): "ℨ"
    case (.doubleStruck, "C"): "ℂ"
    case (.doubleStruck, "H"): "ℍ"
    case (.doubleStruck, "N"): "ℕ"
    case (.doubleStruck, "P"): "ℙ"
    case (.doubleStruck, "Q"): "ℚ"
    case (.doubleStruck, "R"): "ℝ"
    case (.doubleStruck, "Z"): "ℤ"
    default: nil
    }
  }
}
