import Drawing
import Lessons
import Notation
import Testing

/// Expected figures: Adam by hand with β₁ = 0.9 and β₂ = 0.999, the gradient being 2 (w − 3).
@Suite struct DescentTableTests {
  private func tables(_ program: String) throws -> [DataTable] {
    let run = try Program.read(SourceText(file: "test.grad", text: program)).run()
    return DescentTable.tables(of: run, format: .table)
  }

  @Test func `Adam's table has m, v and both corrected ones`() throws {
    let tables = try tables(
      "param w = 1; L = (w - 3)^2; minimize L over w with adam(rate=0.5) for 1 steps"
    )
    let table = try #require(tables.first)
    #expect(tables.count == 1)
    #expect(
      table.columns.map { $0.text } == ["step", "loss", "w", "grad w", "m", "v", "m_hat", "v_hat"]
    )
    #expect(
      table.rows.map { $0.map { $0.text } } == [
        ["0", "4", "1", "-4", "0", "0", "", ""],
        ["1", "2.25", "1.5", "-3", "-0.4", "0.016", "-4", "16"],
      ]
    )
  }

  @Test func `each minimize has its table, and what several parameters have is told apart`() throws
  {
    let tables = try tables(
      """
      param w = 1; param b = 2; L = w^2 + b^2
      minimize L over w with sgd(rate=0.25) for 1 steps
      minimize L over w, b with sgd(rate=0.25, momentum=0.5) for 1 steps
      """
    )
    #expect(tables.map { $0.rows.count } == [2, 2])
    #expect(tables[0].columns.map { $0.text } == ["step", "loss", "w", "grad w"])
    #expect(
      tables[1].columns.map { $0.text } == [
        "step", "loss", "w", "grad w", "v of w", "b", "grad b", "v of b",
      ]
    )
    #expect(tables[1].rows[1].map { $0.text }.prefix(3) == ["1", "1.0625", "0.25"])
  }

  @Test func `a run without minimize has none`() throws {
    #expect(try tables("x = 1; y = x * x; backward y").isEmpty)
  }
}
