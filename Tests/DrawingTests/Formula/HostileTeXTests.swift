import Drawing
import Testing

struct HostileTeXTests {
  @Test(arguments: [
    ("{", "}"), (#"\sqrt{"#, "}"), ("x^{", "}"), (#"\left("#, #"\right)"#), (#"\frac{1}{"#, "}"),
    (#"\begin{matrix}"#, #"\end{matrix}"#), (#"\hat{"#, "}"), (#"\text{$"#, "$}"),
    (#"\textcolor{red}{"#, "}"),
  ])
  func `levels of brackets are read, too many are a mistake`(opening: String, closing: String)
    throws
  {
    func nested(_ count: Int) -> String {
      String(repeating: opening, count: count) + "x" + String(repeating: closing, count: count)
    }
    let formula = try TeXParser.parse(nested(40))
    #expect(MathMLWriter.write(formula, display: true).contains("<mi>x</mi>"))
    let error = #expect(throws: TeXError.self) { try TeXParser.parse(nested(10_000)) }
    #expect(error?.kind == .tooDeep(limit: TeXParser.depthLimit))
  }

  @Test func `100 pairs of braces are read`() throws {
    let tex = String(repeating: "{", count: 100) + "x" + String(repeating: "}", count: 100)
    #expect(try TeXParser.parse(tex) == .identifier("x"))
  }

  @Test func `100 levels of scripts are read and set`() throws {
    let tex = String(repeating: "x^{", count: 60) + "y" + String(repeating: "}", count: 60)
    let formula = try TeXParser.parse(tex)
    #expect(try TeXParser.parse(TeXWriter.write(formula)) == formula)
  }

  @Test(arguments: [
    "{", "x^{", #"\hat"#, #"\sqrt"#, #"\color{red}"#, #"\displaystyle "#, #"\bf "#, #"\frac"#,
    #"\left("#, #"\not"#, #"\mathbf"#, #"\text{"#, #"\begin{cases}"#, "[", #"\sqrt["#, #"\over"#,
    #"\substack{"#, "_", "√", "x\u{302}\u{302}",
  ])
  func `10,000 times the same is read or a mistake`(piece: String) {
    let tex = String(repeating: piece, count: 10_000)
    do {
      let formula = try TeXParser.parse(tex)
      #expect(!MathMLWriter.write(formula, display: false).isEmpty)
    } catch {
      #expect(!error.message.isEmpty)
    }
  }

  @Test func `a megabyte of formula is read`() throws {
    let tex = String(repeating: #"x_i + \frac{1}{2} "#, count: 60_000)
    let formula = try TeXParser.parse(tex)
    guard case .row(let items) = formula else {
      Issue.record("no row")
      return
    }
    #expect(items.count == 60_000 * 3)
  }

  @Test func `a megabyte of brackets on one level is read`() throws {
    let tex = String(repeating: "(|", count: 250_000) + String(repeating: "|)", count: 250_000)
    #expect(throws: Never.self) { try TeXParser.parse(tex) }
  }

  @Test(arguments: [
    #"\newcommand{\a}{\a} \a"#, #"\newcommand{\a}{x\a} \a"#,
    #"\newcommand{\a}{\b}\newcommand{\b}{\a} \a"#,
    #"\newcommand{\a}[1]{\a{#1#1}} \a{x}"#, #"\newcommand{\a}{{\a}} \a"#,
    #"\newcommand{\a}{\a\a} \a"#,
    #"\newcommand{\frak}{}\renewcommand{\frac}{\frac} \frac"#,
  ])
  func `a macro that uses itself is a mistake`(tex: String) {
    let error = #expect(throws: TeXError.self) { try TeXParser.parse(tex) }
    switch error?.kind {
    case .macroLoop, .tooManyExpansions, .tooDeep, .macroExists: break
    default: Issue.record("\(String(describing: error))")
    }
  }

  @Test func `a macro bomb is a mistake`() {
    var tex = #"\newcommand{\za}{xxxxxxxxxx}"#
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    for i in 1..<26 {
      let before = #"\z\#(letters[i - 1])"#
      tex += #"\newcommand{\z\#(letters[i])}{\#(String(repeating: before, count: 10))}"#
    }
    let error = #expect(throws: TeXError.self) { try TeXParser.parse(tex + #"\zz"#) }
    #expect(error?.kind == .tooManyExpansions)
    #expect(error?.offset == tex.unicodeScalars.count)
  }

  @Test func `a bomb of arguments is a mistake`() {
    let tex =
      #"\newcommand{\d}[1]{#1#1#1#1#1#1#1#1#1#1}"#
      + String(repeating: #"\d{"#, count: 30) + "x" + String(repeating: "}", count: 30)
    let error = #expect(throws: TeXError.self) { try TeXParser.parse(tex) }
    #expect(error?.kind == .tooManyExpansions)
  }

  @Test func `control characters are mistakes, in formulas and in words`() {
    for value: UInt32 in [
      0, 1, 7, 8, 0x0B, 0x0C, 0x1B, 0x7F, 0x85, 0x200E, 0x202E, 0x2066, 0xFEFF, 0xFFFF,
    ] {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = String(Character(scalar))
      #expect(throws: TeXError(.badCharacter(value), offset: 1)) { try TeXParser.parse("x" + text) }
      #expect(throws: TeXError(.badCharacter(value), offset: 6)) {
        try TeXParser.parse(#"\text{"# + text + "}")
      }
    }
  }

  @Test func `every single character and every command is read or a mistake`() {
    var commands = ["\\"]
    for value in UInt32(0)...0x2FFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      commands.append(String(Character(scalar)))
      if value < 0x250 { commands.append("\\" + String(Character(scalar))) }
    }
    for command in commands {
      for tex in [command, command + "x", "x" + command, "{" + command + "}", #"\left"# + command] {
        do {
          let formula = try TeXParser.parse(tex)
          #expect(!TeXWriter.write(formula).contains("\u{FFFD}"))
        } catch {
          #expect(error.offset <= tex.unicodeScalars.count)
        }
      }
    }
  }

  @Test func `random pieces are read or a mistake, and what is read is written and read again`() {
    let pieces = [
      "x", "1", "+", "-", "^", "_", "{", "}", "(", ")", "|", "&", #"\\"#, #"\frac"#, #"\sqrt"#, "[",
      "]",
      #"\left("#, #"\right)"#, #"\sum"#, #"\log"#, #"\text{a b}"#, #"\mathbf"#, #"\begin{cases}"#,
      #"\end{cases}"#, #"\hat"#, "'", " ", "=", ",", #"\,"#, #"\color{red}"#, #"\not"#, #"\limits"#,
      #"\alpha"#, "²", #"\displaystyle"#, #"\underbrace"#, #"\binom"#, #"\{"#, #"\}"#, #"\bigl"#,
      "/",
    ]
    var state: UInt64 = 20_250_607
    var read = 0
    var differing: [String] = []
    for _ in 0..<40_000 {
      var tex = ""
      for _ in 0..<8 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        tex += pieces[Int((state >> 33) % UInt64(pieces.count))] + " "
      }
      guard let formula = try? TeXParser.parse(tex) else { continue }
      read += 1
      let written = TeXWriter.write(formula, ink: true)
      let again = try? TeXParser.parse(written)
      if again.map({ MathMLWriter.write($0, display: true) })
        != MathMLWriter.write(formula, display: true)
      {
        differing.append("\(tex) → \(written)")
      }
      #expect(PlainTextWriter.write(formula).unicodeScalars.count < 400)
    }
    #expect(read > 200)
    #expect(
      differing.isEmpty,
      "\(differing.count): \(differing.prefix(12).joined(separator: "\n"))"
    )
  }
}
