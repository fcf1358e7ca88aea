internal import Foundation

/// How quantities are called in programs, formulas and prose.
enum LeakNames {
  /// One spelling for `w_1`, `w1` and w₁, for `alpha` and α, for `y_hat` and ŷ.
  static func canonical(_ name: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in name.unicodeScalars where scalar != "_" {
      switch scalar {
      case "\u{2080}"..."\u{2089}": out.append(Unicode.Scalar(UInt8(scalar.value - 0x2080 + 48)))
      case "ŷ": out.append(contentsOf: "yhat".unicodeScalars)
      case "\u{302}": out.append(contentsOf: "hat".unicodeScalars)
      case "\u{1D400}"..."\u{1D7FF}":
        // Letters of mathematical alphabets.
        let plain = String(Character(scalar)).precomposedStringWithCompatibilityMapping
        out.append(contentsOf: plain.unicodeScalars)
      default: out.append(scalar)
      }
    }
    let text = String(out)
    let letters = text.prefix { !$0.isNumber }
    guard let greek = greek[String(letters)] else { return text }
    return greek + text.dropFirst(letters.count)
  }

  private static let greek = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "rho": "ρ", "sigma": "σ",
    "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
  ]
}

/// What is asked, as a text may name it.
struct AskedName: Equatable {
  /// The node.
  var node: String
  /// Whether its gradient is meant.
  var isGradient: Bool
  /// What the author calls it, as pieces; empty where that is nothing of its own.
  var label: [LeakTokens.Token]

  /// Reads what is asked as the notation says it: `q`, `grad x`, `df/dx`, `x.grad`, `w @ 2`.
  init(quantity: String, label: String) {
    var text = quantity.prefix { $0 != "@" }.trimmingSpaces
    isGradient = true
    if text.hasPrefix("grad ") {
      text = text.dropFirst(5).trimmingSpaces
    } else if text.hasSuffix(".grad") {
      text = text.dropLast(5)
    } else if let slash = text.firstIndex(of: "/") {
      let below = text[text.index(after: slash)...].trimmingSpaces
      text = below.first == "d" || below.first == "∂" ? below.dropFirst() : below
    } else {
      isGradient = false
    }
    node = LeakNames.canonical(String(text))
    let pieces = LeakTokens(label).tokens
    // A lone letter is the name itself, or says too little.
    self.label = pieces.count > 1 ? pieces : []
  }

  /// Where a mention that begins at a piece ends; nil if none does.
  func end(ofMentionAt start: Int, in tokens: [LeakTokens.Token]) -> Int? {
    if !label.isEmpty, tokens[start...].starts(with: label) { return start + label.count }
    return isGradient ? endOfGradient(start, tokens) : endOfValue(start, tokens)
  }

  private func endOfValue(_ start: Int, _ tokens: [LeakTokens.Token]) -> Int? {
    guard tokens[start] == .word(node) else { return nil }
    if start > 0 {
      // The x of ∂f/∂x and of grad x is no value.
      switch tokens[start - 1] {
      case .sign("∂"), .sign("∇"), .word("d"), .word("grad"): return nil
      default: break
      }
    }
    if start + 2 < tokens.count, tokens[start + 1] == .sign("."), tokens[start + 2] == .word("grad")
    {
      return nil
    }
    if start + 2 < tokens.count, tokens[start + 1] == .sign("@"), case .number = tokens[start + 2] {
      return start + 3
    }
    return start + 1
  }

  private func endOfGradient(_ start: Int, _ tokens: [LeakTokens.Token]) -> Int? {
    func token(_ place: Int) -> LeakTokens.Token? {
      tokens.indices.contains(place) ? tokens[place] : nil
    }
    func isSlash(_ place: Int) -> Bool { token(place) == .sign("/") || token(place) == .sign("⁄") }
    switch tokens[start] {
    case .word("grad"), .word("gradient"), .word("Gradient"), .word("gradients"), .sign("∇"):
      for place in start + 1..<min(start + 9, tokens.count) {
        if tokens[place] == .word(node) { return place + 1 }
        switch tokens[place] {
        case .word, .sign("_"): continue
        default: return nil
        }
      }
      return nil
    case .sign("∂"), .word("d"):
      // ∂ f / ∂ x, d f / d x
      guard case .word? = token(start + 1), isSlash(start + 2), token(start + 3) == tokens[start],
        token(start + 4) == .word(node)
      else { return nil }
      return start + 5
    case .word(let word):
      if word == node, token(start + 1) == .sign("."), token(start + 2) == .word("grad") {
        return start + 3
      }
      // df/dx
      guard word.hasPrefix("d"), word.count > 1, isSlash(start + 1),
        token(start + 2) == .word("d" + node)
      else { return nil }
      return start + 3
    default: return nil
    }
  }
}

extension StringProtocol {
  /// The text without spaces around it.
  fileprivate var trimmingSpaces: Substring {
    var text = Substring(self)
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }
}
