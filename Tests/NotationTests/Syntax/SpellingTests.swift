import Autodiff
import Notation
import Testing

@Suite struct `Lines, spaces and names` {
  @Test(arguments: ["\n", "\r", "\r\n", ";", "; ", " ;\n\n;\r\n", "\n# a comment\n", " # x = [\n"])
  func `statements are parted`(end: String) throws {
    let run = try run("a = 1\(end)b = 2 * a\(end)")
    #expect(try run.value("b").plain == "2")
  }

  @Test(arguments: ["", " ", "\n", "\r\n\r\n", "# only a comment", ";;;", "\u{FEFF}", "\t\n"])
  func `an empty program is fine`(text: String) throws {
    let run = try run(text)
    #expect(run.trace.graph.count == 0)
  }

  @Test func `a leading byte order mark is no part of the program`() throws {
    #expect(try run("\u{FEFF}x = 1").value("x").plain == "1")
    #expect(firstMistake("\u{FEFF}x = y").hasPrefix("1:5: error"))
    #expect(firstMistake("x = 1\u{FEFF}").hasPrefix("1:6: error"))
  }

  @Test(arguments: [
    "\t", "\u{A0}", "\u{1680}", "\u{2000}", "\u{2003}", "\u{2009}", "\u{200A}", "\u{202F}",
    "\u{205F}", "\u{3000}", "\u{2028}", "\u{2029}",
  ])
  func `any Unicode space parts words`(space: String) throws {
    let text = "input\(space)x\(space)=\(space)3;\(space)y =\(space)x\(space)*\(space)2"
    #expect(try run(text).value("y").plain == "6")
  }

  @Test func `a line goes on while a bracket is open`() throws {
    let text = """
      W = [
        [1, 2],  # the first row
        [3, 4]

      ]
      s = sum(
        W
        * 2,
        axis = 0
      )
      t = (W[0,
        1]
        + 1)
      """
    let run = try run(text)
    #expect(try run.value("s").plain == "[8, 12]")
    #expect(try run.value("t").plain == "3")
  }

  @Test func `a semicolon inside brackets is a mistake`() {
    #expect(
      firstMistake("y = (1 ; + 2)") == "1:8: error: expected ',' or a closing bracket, found ';'"
    )
  }

  @Test(arguments: [
    "η", "ŷ", "σ", "w_1", "_", "_x", "x1", "Δw", "переменная", "変数", "ñ", "α2", "T",
  ])
  func `a name may have letters, digits and underscores`(name: String) throws {
    #expect(try run("\(name) = 2; y = \(name) * 2").value("y").plain == "4")
  }

  @Test func `composed and decomposed spellings are one name`() throws {
    let text = "y\u{302} = 2; z = \u{177} * 3"
    #expect(try run(text).value("z").plain == "6")
    #expect(firstMistake("é = 1; e\u{301} = 2").contains("bound a second time"))
  }

  @Test(arguments: [
    ["e\u{301}", "\u{E9}"], ["\u{E9}", "e\u{301}"],
    ["a\u{302}\u{323}", "\u{1EAD}", "a\u{323}\u{302}"], ["\u{D55C}", "\u{1112}\u{1161}\u{11AB}"],
  ])
  func `the first spelling of a name stands for the others`(spellings: [String]) throws {
    let last = try #require(spellings.last)
    let text =
      "param \(spellings[0]) = 2; L = \(last)^2; minimize L over \(last) with sgd(rate=0.1) for 1 steps"
    var options = Program.Options()
    try options.set("\(last)=3", called: "--set")
    let run = try run(text + "; ask \(last)", options: options)
    #expect(
      run.trace.graph.names.map { Array($0.utf8) } == [Array(spellings[0].utf8), Array("L".utf8)]
    )
    #expect(run.program.questions.map { Array($0.nodeName.utf8) } == [Array(spellings[0].utf8)])
    #expect(try run.value(last).plain == "2.4")
  }

  @Test func `the sign of kelvins is the letter K`() throws {
    let run = try run("K1 = 2; y = \u{212A}1 * 3; \u{212A} = 1")
    #expect(try run.value("y").plain == "6")
    #expect(run.trace.graph.names.map { Array($0.utf8) }.last == Array("K".utf8))
    #expect(firstMistake("K = 1; \u{212A} = 2").contains("bound a second time"))
  }

  @Test(arguments: [
    "input", "param", "target", "steps", "with", "to", "digits", "for", "over", "rate", "true_",
    "T",
    "pi", "e", "axis",
  ])
  func `words that mean something elsewhere may be names`(name: String) throws {
    let run = try run(
      "\(name) = 2; y = \(name) * 3; backward y; expect grad \(name) = 3; expect \(name) = 2"
    )
    #expect(run.expectations.count == 2)
    #expect(run.expectations.allSatisfy { $0.passed })
  }

  @Test func `columns are counted in Unicode scalars, a tab as one`() {
    #expect(firstMistake("\tŷ = \u{1D6FC}; z = nix").hasPrefix("1:6: error: unknown name"))
    #expect(firstMistake("a = 1\r\nb = 2\rc = nix").hasPrefix("3:5: error"))
    #expect(firstMistake("y\u{302} = nix").hasPrefix("1:6: error"))
  }
}
