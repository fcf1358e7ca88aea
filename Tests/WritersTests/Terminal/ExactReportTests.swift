import Exact
import Notation
import TestSupport
import Testing

@testable import Writers

@Suite struct ExactReportTests {
  private func report(_ program: String, limit: Int = 100) throws -> String {
    let run = try Program.read(SourceText(file: "<program>", text: program)).run()
    let palette = TerminalPalette(isColoured: false)
    return ExactReport(try ExactRun(run), palette: palette, limit: limit).text()
  }

  @Test func `fractions throughout`() throws {
    let text = try report(
      "x = 0.1; y = 0.2; z = -2/3; q = x + y; f = q * z; backward f"
    )
    try expectSnapshot(text, named: "exact-fractions.txt")
  }

  @Test func `fractions that end`() throws {
    let text = try report(
      """
      input x = [0, 1]; param w = normal([2], seed=3); n = 0.000123^30
      e = exp(x)
      s = sigmoid(x[0])
      f = e @ [0.5, 1/3] + s + log2(8 + x[0])
      backward f
      """
    )
    try expectSnapshot(text, named: "exact-left.txt")
  }

  @Test func `long tables are cut`() throws {
    let text = try report("a = 1; b = 2; c = a / 3; d = b / 3; e = c + d; backward e", limit: 1)
    #expect(text.contains("… 3 rows left out; --steps 0 shows all"))
  }

  @Test func `an empty program has nothing to tell`() throws {
    #expect(try report("") == "\nexact: no value of a named node is a fraction\n")
  }
}
