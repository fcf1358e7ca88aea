/// Makes any text fit for LaTeX: every character stands for itself.
enum LaTeXText {
  /// The text with LaTeX's special characters written as commands; signs that text fonts lack as
  /// mathematics.
  ///
  /// Minus, times and division signs are in all text fonts of LuaLaTeX.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in PlainText.shown(text).unicodeScalars {
      if let command = command(scalar) {
        escaped += command
      } else {
        escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  private static func command(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "\\": #"\textbackslash{}"#
    case "{": #"\{"#
    case "}": #"\}"#
    case "$": #"\$"#
    case "&": #"\&"#
    case "#": "\\#"
    case "%": #"\%"#
    case "_": #"\_"#
    case "^": #"\textasciicircum{}"#
    case "~": #"\textasciitilde{}"#
    case "<": #"\textless{}"#
    case ">": #"\textgreater{}"#
    case "|": #"\textbar{}"#
    case "\"": #"\textquotedbl{}"#
    case "'": #"\textquotesingle{}"#
    case "`": #"\textasciigrave{}"#
    case "∞": #"$\infty$"#
    case "…": #"\ldots{}"#
    case "′": "$'$"
    case "≥": #"$\geq$"#
    case "≤": #"$\leq$"#
    case "∑": #"$\sum$"#
    case "√": #"$\surd$"#
    case "\u{FFFD}": "?"
    default: command(ofGreek: scalar)
    }
  }

  /// Greek letters stand in mathematics, which every LaTeX has.
  private static func command(ofGreek scalar: Unicode.Scalar) -> String? {
    let names = [
      "alpha", "beta", "gamma", "delta", "varepsilon", "zeta", "eta", "theta", "iota", "kappa",
      "lambda", "mu", "nu", "xi", "", "pi", "rho", "varsigma", "sigma", "tau", "upsilon", "varphi",
      "chi", "psi", "omega",
    ]
    switch scalar.value {
    case 0x3B1...0x3C9:
      let name = names[Int(scalar.value) - 0x3B1]
      return name.isEmpty ? "o" : "$\\" + name + "$"
    case 0x393: return #"$\Gamma$"#
    case 0x394: return #"$\Delta$"#
    case 0x398: return #"$\Theta$"#
    case 0x39B: return #"$\Lambda$"#
    case 0x39E: return #"$\Xi$"#
    case 0x3A0: return #"$\Pi$"#
    case 0x3A3: return #"$\Sigma$"#
    case 0x3A6: return #"$\Phi$"#
    case 0x3A8: return #"$\Psi$"#
    case 0x3A9: return #"$\Omega$"#
    default: return nil
    }
  }
}
