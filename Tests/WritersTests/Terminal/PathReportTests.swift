import Notation
import TestSupport
import Testing

@testable import Writers

@Suite struct `Explanations in the terminal` {
  private func report(
    _ program: String,
    _ question: String,
    paths: Int? = nil,
    isColoured: Bool = false
  ) throws -> String {
    let run = try Program.read(SourceText(file: "test", text: program)).run()
    let asked = try run.gradientQuestion(SourceText(file: "q", text: question))
    let explanation = try #require(run.explain(asked, paths: paths))
    return PathReport(explanation, palette: TerminalPalette(isColoured: isColoured)).text()
  }

  private static let net = """
    input x = [1, 2]
    param W = [[1, -1], [0.5, -2]]
    param v = [3, 4]
    h = relu(x @ W)
    y = dot(h, v)
    L = square(y - 5)
    backward L
    """

  @Test(arguments: [
    ("classic", "x = -2; y = 5; z = -4; q = x + y; f = q * z; backward f", "grad x"),
    ("three-uses", "x = 3; y = x*x + x; backward y", "grad x"),
    ("sigmoid", "x = 0; f = sigmoid(2 * x) + 3 * x; backward f with 2", "grad x"),
    ("dead", net, "grad x"), ("entry", net, "grad W[1, 0]"),
    ("powers", "x = 2; y = (x + 1)^3; z = y^2 + 1/x; backward z", "grad x"),
    ("infinite", "x = 0; y = sqrt(x); f = 2 * y; backward f", "grad x"),
    ("no-path", "x = 1; g = exp(x); f = 2; backward f", "grad x"),
    ("output", "x = 4; backward x", "grad x"),
    ("many-elements", "x = zeros([30]); f = sum(x); backward f", "grad x"),
  ])
  func `reports are the same as always`(name: String, program: String, question: String) throws {
    try expectSnapshot(try report(program, question), named: "explain-\(name).txt")
  }

  @Test func `a chain of 2 to the 60 paths`() throws {
    var program = "x0 = 1.5"
    for i in 0..<60 { program += "\nx\(i + 1) = x\(i) + x\(i)" }
    let text = try report(program + "\nbackward x60", "grad x0", paths: 1)
    try expectSnapshot(text, named: "explain-chain.txt")
    #expect(text.contains("1152921504606846975 more"))
  }

  @Test func `zero paths that are not listed are told by their factors`() throws {
    let text = try report(Self.net + "\nz = 1", "grad x[0]", paths: 1)
    try expectSnapshot(text, named: "explain-not-listed.txt")
  }

  @Test func `colours change no character`() throws {
    let plain = try report(Self.net, "grad x")
    let coloured = try report(Self.net, "grad x", isColoured: true)
    #expect(coloured != plain)
    #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
  }

  // MARK: The order

  @Test func `the smallest program in which the order matters`() throws {
    let demonstration = try #require(WrongOrderDemonstration.onSmallest)
    let text = WrongOrderReport(demonstration, palette: TerminalPalette(isColoured: false)).text()
    try expectSnapshot(text, named: "order-smallest.txt")
  }

  @Test func `the smallest part of a program in which the order matters`() throws {
    let program = """
      x = [1, 2]; w = 0.5
      s = w * x
      h = exp(s)
      L = sum(h * s)
      backward L
      """
    let run = try Program.read(SourceText(file: "test", text: program)).run()
    let demonstration = try #require(run.wrongOrder)
    let text = WrongOrderReport(demonstration, palette: TerminalPalette(isColoured: false)).text()
    try expectSnapshot(text, named: "order-vector.txt")
  }
}
