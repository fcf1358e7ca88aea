import Autodiff
import Notation
import Testing

/// Programs as someone reads them who does not keep to the precedence of operators.
struct MisreadingTests {
  private func values(_ text: String, _ name: String) throws -> [Double] {
    let program = try Program.read(SourceText(file: "program", text: text))
    return try program.misreadings().compactMap { misreading in
      let run = try misreading.program.run()
      return run.program.graph.node(named: name).flatMap { run.value(of: $0).scalar }
    }
  }

  static let formulas: [(String, [Double])] = [
    ("a = 2; b = 3; c = 4; y = a + b * c", [20.0]),
    ("a = 2; b = 3; y = a * b + 1", []),
    ("a = 3; y = -a^2", [9]),
    ("a = 12; b = 3; c = 2; y = a / b * c", [2]),
    ("a = 12; b = 3; c = 2; y = a / b * c + 1", [3]),
    ("a = 2; b = 3; y = 1 + a * (b + a * b)", [45]),
    ("a = 2; b = 3; y = b^a^3", [729]),
    ("a = 2; y = exp(0 * a + a) * 0 + 5 - a * 2", [6]),
    ("a = 2; b = 3; y = [1 + a * b, 4][0]", [9]),
    ("def f(a) = 1 + a * 2; x = 3; y = f(x)", [8]),
    ("a = 2; y = a", []),
  ]

  @Test(arguments: formulas)
  func `a formula read in another order has another value`(
    _ text: String,
    _ expected: [Double]
  ) throws {
    let found = try values(text, "y").filter { value in
      let own = try? Program.read(SourceText(file: "program", text: text)).run()
      return own?.program.graph.node(named: "y").flatMap { own?.value(of: $0).scalar } != value
    }
    for value in expected { #expect(found.contains(value), "\(found)") }
    if expected.isEmpty { #expect(found.isEmpty) }
  }

  @Test func `each formula is misread alone, and all of them together`() throws {
    let program = try Program.read(
      SourceText(file: "program", text: "a = 2; p = 1 + a * 3; q = 2 + a * 5; s = p + q")
    )
    let misreadings = program.misreadings()
    #expect(misreadings.map { $0.name } == ["p", "q", nil])
    #expect(misreadings.allSatisfy { $0.manner == .leftToRight })
  }
}
