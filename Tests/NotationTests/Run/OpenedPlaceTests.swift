import Notation
import Testing

@Suite struct `Places in functions drawn open` {
  private func run(_ text: String, opening name: String) throws -> ProgramRun {
    var options = Program.Options()
    options.opening.names = [name]
    return try Program.read(SourceText(file: "test", text: text), options: options).run()
  }

  @Test func `a warning stands at the call`() throws {
    let warnings = try run("x = 1000\ny = 2 * softplus(x)\nz = y", opening: "softplus").warnings
    #expect(warnings.map { $0.location.line } == [2])
    #expect(warnings.map { $0.location.column } == [9])
    #expect(warnings.map { $0.width } == [11])
  }

  @Test func `a label that names no class stands at the call`() {
    #expect {
      try run("z = [1, 2]\nk = 5\nL = nll(z, k)\nb = 1", opening: "nll")
    } throws: { error in
      (error as? Diagnostics)?.all.map { "\($0.location.line):\($0.location.column)" } == ["3:5"]
    }
  }
}
