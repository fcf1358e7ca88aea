extension Formula {
  /// A name of the notation as a formula, as one writes it by hand.
  ///
  /// `w_1` and `w1` are w₁, `alpha` is α, `y_hat` is ŷ, `W1_new` is W with the subscript 1, new. A name
  /// of several letters is an upright word. Parts behind `_` are accents (`hat`, `bar`, `tilde`,
  /// `vec`, `dot`, `ddot`, `check`), marks (`prime`, `star`, `plus`, `dagger`) or subscripts, parted by
  /// commas. Digits that end the first part are a subscript too.
  ///
  /// An element of a tensor, `W[0, 1]`, is W with its indices as subscripts; where the name has subscripts
  /// of its own they stay in brackets.
  public static func name(_ name: String) -> Formula {
    if let (tensor, indices) = element(name) {
      let base = Formula.name(tensor)
      let list = list(indices.map { .number($0) })
      if case .scripts = base { return .row([base, .fenced("[", list, "]")]) }
      return .scripts(base, sub: list, sup: nil)
    }
    var parts = split(name)
    guard !parts.isEmpty else { return .text(name) }
    let (stem, digits) = takeDigits(from: parts.removeFirst())
    var base = letterOrWord(stem)
    var subscripts: [Formula] = digits.isEmpty ? [] : [.number(digits)]
    var marks: [Formula] = []
    for part in parts {
      if let accent = accentNames.first(where: { $0 == part }) {
        base = .accent(accent, base)
      } else if let mark = marksByName[part] {
        marks.append(mark)
      } else {
        subscripts.append(subscriptPart(part))
      }
    }
    if subscripts.isEmpty && marks.isEmpty { return base }
    return .scripts(
      base,
      sub: subscripts.isEmpty ? nil : list(subscripts),
      sup: marks.isEmpty ? nil : joined(marks)
    )
  }

  /// The tensor and the indices of `W[0, 1]`; nil for a name without indices.
  private static func element(_ name: String) -> (tensor: String, indices: [String])? {
    let scalars = Array(name.unicodeScalars)
    guard scalars.last == "]", let open = scalars.firstIndex(of: "["), open > 0 else { return nil }
    var tensor = String.UnicodeScalarView()
    tensor.append(contentsOf: scalars[..<open])
    var indices = [""]
    for scalar in scalars[(open + 1)..<(scalars.count - 1)] where scalar != " " {
      if scalar == "," {
        indices.append("")
      } else {
        indices[indices.count - 1].unicodeScalars.append(scalar)
      }
    }
    return (String(tensor), indices)
  }

  /// The Greek letter of a name: `alpha`, `Gamma`; nil if it is none.
  public static func greek(_ name: String) -> Formula? {
    guard let letter = greekLetters[name], let scalar = letter.unicodeScalars.first else {
      return nil
    }
    return .identifier(letter, TeXCharacters.isUsuallyUpright(scalar) ? .upright : .italic)
  }

  private static let accentNames = ["hat", "bar", "tilde", "vec", "dot", "ddot", "check"]

  private static let marksByName: [String: Formula] = [
    "prime": .symbol("′", .tight), "star": .symbol("∗", .tight), "plus": .symbol("+", .tight),
    "dagger": .symbol("†", .tight),
  ]

  private static let greekLetters: [String: String] = {
    var table: [String: String] = [:]
    let pairs = TeXCommands.words(
      """
      alpha α beta β gamma γ delta δ epsilon ε eps ε zeta ζ eta η theta θ iota ι kappa κ lambda λ
      mu μ nu ν xi ξ omicron ο pi π rho ρ sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω
      varepsilon ε vartheta ϑ varphi φ varrho ϱ varsigma ς
      Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ
      Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω
      ell ℓ nabla ∇ infty ∞
      """
    )
    for i in stride(from: 0, to: pairs.count - 1, by: 2) { table[pairs[i]] = pairs[i + 1] }
    return table
  }()

  /// The parts between underscores, without empty ones.
  private static func split(_ name: String) -> [String] {
    var parts: [String] = []
    var current = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      if scalar == "_" {
        if !current.isEmpty { parts.append(String(current)) }
        current = String.UnicodeScalarView()
      } else {
        current.append(scalar)
      }
    }
    if !current.isEmpty { parts.append(String(current)) }
    return parts
  }

  /// A part without the digits at its end, and those digits: `w12` as `w` and `12`.
  private static func takeDigits(from part: String) -> (String, String) {
    var scalars = Array(part.unicodeScalars)
    var digits: [Unicode.Scalar] = []
    while let last = scalars.last, let digit = plainDigit(last) {
      digits.append(digit)
      scalars.removeLast()
    }
    if scalars.isEmpty { return (part, "") }
    var stem = String.UnicodeScalarView()
    stem.append(contentsOf: scalars)
    var number = String.UnicodeScalarView()
    number.append(contentsOf: digits.reversed())
    return (String(stem), String(number))
  }

  private static func plainDigit(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    if ("0"..."9").contains(scalar) { return scalar }
    guard let lowered = TeXCharacters.lowered(scalar), ("0"..."9").contains(lowered) else {
      return nil
    }
    return lowered
  }

  /// A letter in italics, with the accents it has; a Greek letter by its name; else a word.
  private static func letterOrWord(_ text: String) -> Formula {
    if let greek = greek(text) { return greek }
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.first else { return .row([]) }
    if scalars.allSatisfy({ ("0"..."9").contains($0) }) { return .number(text) }
    var base: Formula
    if let (letter, mark) = TeXCharacters.taken(apart: first) {
      base = .accent(mark, .identifier(String(Character(letter))))
    } else {
      let alphabet: Alphabet = TeXCharacters.isUsuallyUpright(first) ? .upright : .italic
      base = .identifier(String(Character(first)), alphabet)
    }
    for scalar in scalars.dropFirst() {
      guard let accent = TeXCharacters.accent(of: scalar) else {
        return .identifier(text, .upright)
      }
      base = .accent(accent, base)
    }
    return base
  }

  /// A part of a subscript: a number, a letter, a word, or a letter with a number: `h2`.
  private static func subscriptPart(_ part: String) -> Formula {
    let (stem, digits) = takeDigits(from: part)
    let base = letterOrWord(stem)
    return digits.isEmpty ? base : .row([base, .number(digits)])
  }

  private static func list(_ items: [Formula]) -> Formula {
    var row: [Formula] = []
    for (i, item) in items.enumerated() {
      if i > 0 { row.append(.symbol(",", .infix)) }
      row.append(item)
    }
    return row.count == 1 ? row[0] : .row(row)
  }
}
