import Drawing
import Testing

struct FormulaNameTests {
  @Test(arguments: [
    ("x", "x", "x"), ("w1", "w₁", "w_1"), ("w_1", "w₁", "w_1"), ("w_12", "w₁₂", "w_{12}"),
    ("w12", "w₁₂", "w_{12}"), ("w_1_2", "w_{1,2}", "w_{1,2}"), ("alpha", "α", #"\alpha"#),
    ("Gamma", "Γ", #"\Gamma"#), ("y_hat", "ŷ", #"\hat{y}"#), ("y_hat_1", "ŷ₁", #"\hat{y}_1"#),
    ("y1_hat", "ŷ₁", #"\hat{y}_1"#), ("x_bar", "x̄", #"\bar{x}"#),
    ("theta_star", "θ*", #"\theta^*"#),
    ("loss", "loss", #"\mathrm{loss}"#), ("W1_new", "W_{1,new}", #"W_{1,\mathrm{new}}"#),
    ("sigma_2", "σ₂", #"\sigma_2"#), ("η", "η", #"\eta"#), ("ŷ", "ŷ", #"\hat{y}"#),
    ("ŷ1", "ŷ₁", #"\hat{y}_1"#),
    ("x_i", "xᵢ", "x_i"), ("h_prev", "hₚᵣₑᵥ", #"h_{\mathrm{prev}}"#),
    ("x_alpha", "x_α", #"x_\alpha"#),
    ("epsilon", "ε", #"\varepsilon"#), ("phi", "φ", #"\varphi"#), ("lambda", "λ", #"\lambda"#),
    ("delta3", "δ₃", #"\delta_3"#), ("z_h2", "zₕ₂", "z_{h2}"), ("f_prime", "f′", "f'"),
    ("x2_bar_n", "x̄_{2,n}", #"\bar{x}_{2,n}"#), ("_x_", "x", "x"), ("w₁", "w₁", "w_1"),
    ("hat", "hat", #"\mathrm{hat}"#), ("d_x", "dₓ", "d_x"), ("∂", "∂", #"\partial"#),
  ])
  func `a name of the notation as one writes it by hand`(name: String, text: String, tex: String) {
    let formula = Formula.name(name)
    #expect(PlainTextWriter.write(formula) == text)
    #expect(TeXWriter.write(formula) == tex)
    #expect(formula.plainText == text)
  }

  @Test(
    arguments: [
      "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
      "lambda",
      "mu", "nu", "xi", "omicron", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi",
      "omega",
    ])
  func `every Greek name is a Greek letter, small and capital`(name: String) {
    guard case .identifier(let small, .italic) = Formula.name(name),
      case .identifier(let capital, .upright) = Formula.name(
        name.prefix(1).uppercased() + name.dropFirst()
      )
    else {
      Issue.record("\(name) is no letter")
      return
    }
    #expect(small == capital.lowercased())
    #expect((0x370...0x3FF).contains(small.unicodeScalars.first?.value ?? 0))
  }

  @Test(arguments: [
    ("w_1", [Picture.Run("w"), Picture.Run("1", level: -1)]),
    ("y_hat", [Picture.Run("ŷ")]), ("alpha", [Picture.Run("α")]), ("loss", [Picture.Run("loss")]),
    ("W1_new", [Picture.Run("W"), Picture.Run("1,new", level: -1)]),
    ("theta_star", [Picture.Run("θ"), Picture.Run("∗", level: 1)]),
    ("f_prime", [Picture.Run("f"), Picture.Run("′", level: 1)]),
  ])
  func `a name as pieces of a label`(name: String, runs: [Picture.Run]) {
    #expect(Formula.name(name).runs == runs)
  }

  @Test(arguments: ["", "_", "___", "x__y", "1", "_1", "a\u{301}\u{301}\u{301}", "🙂", "1_2", "x_"])
  func `odd names are set somehow`(name: String) {
    let formula = Formula.name(name)
    #expect(!MathMLWriter.write(formula, display: false).isEmpty)
    #expect(throws: Never.self) { try TeXParser.parse(TeXWriter.write(formula)) }
  }

  @Test func `a partial derivative is a fraction`() throws {
    #expect(Formula.partial("f", "x") == (try TeXParser.parse(#"\frac{\partial f}{\partial x}"#)))
  }
}
