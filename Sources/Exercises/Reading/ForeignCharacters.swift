internal import Notation

/// Characters that people write, or paste, in numbers, and that are not of the notation.
enum ForeignCharacters {
  /// What is wrong with one of them; nil for letters and for characters of which nothing special is known.
  static func mistake(_ scalar: Unicode.Scalar) -> ReadingMistake.Kind? {
    switch scalar {
    case "≈", "≃", "≅", "∼", "≐", "~": .approximate(scalar)
    case "±", "∓": .tolerance(String(Character(scalar)))
    case "…", "⋯": .ellipsis
    case "∞": .notANumber("∞")
    default: number(scalar)
    }
  }

  /// What is wrong with one that may stand directly behind digits, and would be read as a part of a name.
  static func number(_ scalar: Unicode.Scalar) -> ReadingMistake.Kind? {
    if let quotient = quotient(scalar) { return .vulgarFraction(scalar, quotient) }
    if let power = superscript(scalar) { return .superscript(scalar, power) }
    guard ScalarClass.Kind(of: scalar) == .digit else { return nil }
    return .foreignDigit(scalar, value(scalar))
  }

  /// `1/2` for `½`.
  private static func quotient(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "½": "1/2"
    case "⅓": "1/3"
    case "⅔": "2/3"
    case "¼": "1/4"
    case "¾": "3/4"
    case "⅕": "1/5"
    case "⅖": "2/5"
    case "⅗": "3/5"
    case "⅘": "4/5"
    case "⅙": "1/6"
    case "⅚": "5/6"
    case "⅐": "1/7"
    case "⅛": "1/8"
    case "⅜": "3/8"
    case "⅝": "5/8"
    case "⅞": "7/8"
    case "⅑": "1/9"
    case "⅒": "1/10"
    default: nil
    }
  }

  /// `2` for `²`, `-` for `⁻`.
  private static func superscript(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0xB2, 0xB3: String(scalar.value - 0xB0)
    case 0xB9: "1"
    case 0x2070, 0x2074...0x2079: String(scalar.value - 0x2070)
    case 0x207B: "-"
    case 0x207F: "n"
    default: nil
    }
  }

  /// The value of a digit of another script, of the most frequent ones.
  private static func value(_ scalar: Unicode.Scalar) -> Int? {
    for zero: UInt32 in [0x660, 0x6F0, 0x966, 0x9E6, 0xFF10, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7F6]
    where (zero..<zero + 10).contains(scalar.value) {
      return Int(scalar.value - zero)
    }
    return nil
  }
}

/// Words of TeX that stand for names.
enum TeX {
  /// Greek letters by their names; those without a command of their own are written in Latin.
  private static let greek: [(name: String, letter: String)] = [
    ("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("delta", "δ"), ("epsilon", "ε"),
    ("varepsilon", "ε"), ("zeta", "ζ"), ("eta", "η"), ("theta", "θ"), ("vartheta", "ϑ"),
    ("iota", "ι"), ("kappa", "κ"), ("lambda", "λ"), ("mu", "μ"), ("nu", "ν"), ("xi", "ξ"),
    ("pi", "π"), ("rho", "ρ"), ("sigma", "σ"), ("tau", "τ"), ("upsilon", "υ"), ("phi", "φ"),
    ("varphi", "φ"), ("chi", "χ"), ("psi", "ψ"), ("omega", "ω"), ("Gamma", "Γ"), ("Delta", "Δ"),
    ("Theta", "Θ"), ("Lambda", "Λ"), ("Xi", "Ξ"), ("Pi", "Π"), ("Sigma", "Σ"), ("Phi", "Φ"),
    ("Psi", "Ψ"), ("Omega", "Ω"),
  ]

  /// Functions that TeX has commands for.
  private static let functions = [
    "ln", "log", "exp", "sin", "cos", "tan", "tanh", "max", "min", "infty",
  ]

  /// Whether `\word` stands for a name or a function.
  static func isName(_ word: String) -> Bool {
    functions.contains(word) || letter(word) != nil
  }

  /// The Greek letter of that name.
  static func letter(_ word: some StringProtocol) -> String? {
    for (name, letter) in greek where name == word { return letter }
    return nil
  }
}
