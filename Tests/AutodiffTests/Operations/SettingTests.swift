import Testing

@testable import Autodiff

@Suite struct SettingTests {
  @Test func `every operation that is declared has one setting, its own`() {
    let declared = Operation.all.map { $0.name }.filter { !$0.hasSuffix(" of scalars") }
    #expect(Operation.Setting.all.map { $0.operation } == declared)
  }

  @Test func `a gate for one element has the symbol and the words of its operation`() throws {
    let gate = try #require(Operation.max.gathered)
    #expect(gate.setting.symbol == "max")
    #expect(gate.setting.words == Operation.max.setting.words)
    #expect(gate.setting.tex.isEmpty)
    #expect(gate.setting.locals.isEmpty)
  }

  @Test func `an operation without a symbol is called by its name in diagrams`() {
    #expect(Operation.softplus.setting.symbol == "softplus")
    #expect(Operation.sigmoid.setting.symbol == "σ")
  }
}
