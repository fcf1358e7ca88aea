/// What single characters mean in a formula.
enum TeXCharacters {
  /// Accents as combining marks, with the names of their commands.
  static let marks: [(Unicode.Scalar, String)] = [
    ("\u{302}", "hat"), ("\u{304}", "bar"), ("\u{305}", "bar"), ("\u{303}", "tilde"),
    ("\u{307}", "dot"), ("\u{308}", "ddot"), ("\u{20D7}", "vec"), ("\u{30C}", "check"),
    ("\u{306}", "breve"), ("\u{301}", "acute"), ("\u{300}", "grave"), ("\u{30A}", "mathring"),
    ("\u{20DB}", "dddot"), ("\u{332}", "underline"),
  ]

  /// The accent that a combining mark is.
  static func accent(of scalar: Unicode.Scalar) -> String? {
    guard (0x300...0x36F).contains(scalar.value) || (0x20D0...0x20FF).contains(scalar.value) else {
      return nil
    }
    return marks.first { $0.0 == scalar }?.1
  }

  /// The mark of an accent that text has: `x̂`.
  static func mark(of accent: String) -> Unicode.Scalar? {
    switch accent {
    case "widehat": "\u{302}"
    case "widetilde": "\u{303}"
    case "widecheck": "\u{30C}"
    case "overline": "\u{304}"
    case "overrightarrow": "\u{20D7}"
    default: marks.first { $0.1 == accent }?.0
    }
  }

  /// Letters that are read as a letter with a mark: letters, their marked forms, the mark.
  private static let marked: [(String, String, String)] = [
    ("aceghijosuwyzACEGHIJOSUWYZ", "âĉêĝĥîĵôŝûŵŷẑÂĈÊĜĤÎĴÔŜÛŴŶẐ", "hat"),
    ("aeiouyAEIOU", "āēīōūȳĀĒĪŌŪ", "bar"),
    ("ainouvyAINOUVY", "ãĩñõũṽỹÃĨÑÕŨṼỸ", "tilde"),
    ("abcdefghmnoprstwxyzABCDEFGHMNOPRSTWXYZ", "ȧḃċḋėḟġḣṁṅȯṗṙṡṫẇẋẏżȦḂĊḊĖḞĠḢṀṄȮṖṘṠṪẆẊẎŻ", "dot"),
  ]

  private static let takenApart: [Unicode.Scalar: (Unicode.Scalar, String)] = {
    var table: [Unicode.Scalar: (Unicode.Scalar, String)] = [:]
    for (plain, composed, accent) in marked {
      for (letter, whole) in zip(plain.unicodeScalars, composed.unicodeScalars)
      where letter != whole {
        table[whole] = (letter, accent)
      }
    }
    return table
  }()

  /// What `ŷ` is made of, `y` and `hat`; umlauts stay whole.
  static func taken(apart scalar: Unicode.Scalar) -> (Unicode.Scalar, String)? {
    scalar.value < 0xC0 ? nil : takenApart[scalar]
  }

  /// `ŷ` of `y` and `hat`, where there is such a character.
  static func composed(_ letter: Unicode.Scalar, _ accent: String) -> Unicode.Scalar? {
    for (plain, composed, name) in marked where name == accent {
      for (from, whole) in zip(plain.unicodeScalars, composed.unicodeScalars) where from == letter {
        return whole
      }
    }
    return nil
  }

  /// How many primes a character is.
  static func primes(_ scalar: Unicode.Scalar) -> Int {
    switch scalar {
    case "'", "′", "’": 1
    case "″": 2
    case "‴": 3
    default: 0
    }
  }

  /// So many primes as characters.
  static func marks(_ count: Int) -> String {
    switch count {
    case 1: "′"
    case 2: "″"
    case 3: "‴"
    default: String(repeating: "′", count: count)
    }
  }

  private static let raisedPairs = zip(
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ".unicodeScalars,
    "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ".unicodeScalars
  )

  private static let loweredPairs = zip(
    "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ".unicodeScalars,
    "0123456789+-=()aehijklmnoprstuvxβγρφχ".unicodeScalars
  )

  private static func table(
    _ pairs: [(Unicode.Scalar, Unicode.Scalar)]
  ) -> [Unicode.Scalar: Unicode.Scalar] {
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (key, value) in pairs { table[key] = value }
    return table
  }

  private static let raisedToPlain = table(raisedPairs.map { ($0.0, $0.1) })
  private static let loweredToPlain = table(loweredPairs.map { ($0.0, $0.1) })
  private static let plainToRaised = table(raisedPairs.map { ($0.1, $0.0) })
  private static let plainToLowered = table(loweredPairs.map { ($0.1, $0.0) })

  /// What a raised character is when it isn't: `2` for `²`.
  static func raised(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    scalar.value < 0x80 ? nil : raisedToPlain[scalar]
  }

  /// What a lowered character is when it isn't: `2` for `₂`.
  static func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    scalar.value < 0x80 ? nil : loweredToPlain[scalar]
  }

  /// A character raised: `²` for `2`.
  static func raise(_ scalar: Unicode.Scalar) -> Unicode.Scalar? { plainToRaised[scalar] }

  /// A character lowered: `₂` for `2`.
  static func lower(_ scalar: Unicode.Scalar) -> Unicode.Scalar? { plainToLowered[scalar] }

  /// The character that is usual in mathematics for one that looks like it.
  static func usual(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "\u{B7}", "\u{2027}", "\u{2219}": "\u{22C5}"
    case "\u{2022}": "\u{2219}"
    case "\u{2010}"..."\u{2014}", "\u{FE63}", "\u{FF0D}": "\u{2212}"
    case "\u{B5}": "\u{3BC}"
    case "\u{2126}": "\u{3A9}"
    case "\u{2206}": "\u{394}"
    case "\u{27D9}": "\u{22A4}"
    case "\u{2329}", "\u{3008}": "\u{27E8}"
    case "\u{232A}", "\u{3009}": "\u{27E9}"
    case "\u{2215}", "\u{2044}": "/"
    default: scalar
    }
  }

  /// Whether the letter is upright unless something else is asked for: capital Greek, ∞, ∇.
  static func isUsuallyUpright(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x391...0x3A9, 0x221E, 0x2207, 0x2205, 0x210F, 0x2100...0x2138: true
    case 0x1D400...0x1D7FF: true
    default: false
    }
  }

  /// Whether it is a letter of some script.
  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAA, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x52F, 0x531...0x588,
      0x5D0...0x64A, 0x900...0x1FFF, 0x2100...0x2138, 0x2202, 0x2205, 0x2207, 0x221E,
      0x2C00...0x2DFF, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0x1D400...0x1D7FF,
      0x20000...0x3FFFF:
      true
    default: false
    }
  }

  /// The numbers of a fraction in one character: `½`.
  static func fraction(_ scalar: Unicode.Scalar) -> (String, String)? {
    switch scalar {
    case "½": ("1", "2")
    case "⅓": ("1", "3")
    case "⅔": ("2", "3")
    case "¼": ("1", "4")
    case "¾": ("3", "4")
    case "⅕": ("1", "5")
    case "⅖": ("2", "5")
    case "⅗": ("3", "5")
    case "⅘": ("4", "5")
    case "⅙": ("1", "6")
    case "⅚": ("5", "6")
    case "⅛": ("1", "8")
    case "⅜": ("3", "8")
    case "⅝": ("5", "8")
    case "⅞": ("7", "8")
    default: nil
    }
  }

  /// Whether it is an operator, relation or arrow without a command here.
  static func isOperator(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2190...0x22FF, 0x27C0...0x27FF, 0x2900...0x2BFF: true
    default: false
    }
  }

  /// Whether it shows: no control character, nothing invisible, no half of a pair.
  static func canBeSet(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0xAD, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F,
      0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0x3164, 0xE000...0xF8FF,
      0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFF, 0x1D173...0x1D17A, 0xE0000...0x10FFFF:
      false
    default: scalar.value & 0xFFFE != 0xFFFE
    }
  }
}
