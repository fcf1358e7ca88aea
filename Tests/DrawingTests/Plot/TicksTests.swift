import Testing

@testable import Drawing

struct TicksTests {
  private func labels(_ range: ClosedRange<Double>, _ count: Int) -> [String] {
    let ticks = Ticks(in: range, about: count)
    return ticks.values.map { value in
      ticks.label(value).map { $0.level > 0 ? "^" + $0.text : $0.text }.joined("")
    }
  }

  @Test(arguments: [
    (0.0...1.0, 5, ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    (-6...6, 6, ["−6", "−4", "−2", "0", "2", "4", "6"]),
    (-0.3...0.3, 6, ["−0.3", "−0.2", "−0.1", "0", "0.1", "0.2", "0.3"]),
    (0...100, 4, ["0", "20", "40", "60", "80", "100"]),
    (0...30_000, 3, ["0", "10000", "20000", "30000"]),
    (0...2e-6, 4, ["0", "5·10^−7", "10^−6", "1.5·10^−6", "2·10^−6"]),
    (0...3e7, 3, ["0", "10^7", "2·10^7", "3·10^7"]),
    (0.001...0.0035, 5, ["0.0010", "0.0015", "0.0020", "0.0025", "0.0030", "0.0035"]),
  ])
  func `marks are at round numbers`(range: ClosedRange<Double>, count: Int, expected: [String]) {
    #expect(labels(range, count) == expected)
  }

  @Test(arguments: [0.0...0.0, 1...1, -Double.infinity...0, 0...(.infinity)])
  func `a range that is none has no marks`(range: ClosedRange<Double>) {
    #expect(Ticks(in: range, about: 5).values.isEmpty)
  }

  @Test(arguments: [
    0...Double.leastNonzeroMagnitude, 0...1e308, 1e17...(1e17 + 64), -1e-300...1e-300,
  ])
  func `extreme ranges have few marks`(range: ClosedRange<Double>) {
    let ticks = Ticks(in: range, about: 5)
    #expect(ticks.values.count <= 20)
    for value in ticks.values { #expect(ticks.label(value).count <= 2) }
  }

  @Test func `a logarithmic axis is marked at powers of ten`() {
    let ticks = Ticks(powersIn: -2.2...1.1, about: 4)
    #expect(
      ticks.values.map { ticks.label($0).map(\.text).joined() } == ["0.01", "0.1", "1", "10"]
    )
    let short = Ticks(powersIn: -1...0.5, about: 4)
    #expect(
      short.values.map { short.label($0).map(\.text).joined() } == [
        "0.1", "0.2", "0.5", "1", "2",
      ]
    )
    let long = Ticks(powersIn: -30...0, about: 4)
    #expect(long.values.count <= 8)
    #expect(long.label(-14) == [.init("10"), .init("\u{2212}14", level: 1)])
    #expect(Ticks(powersIn: -1e9...1e9, about: 4).values.isEmpty)
    #expect(Ticks(powersIn: 0.4...0.45, about: 4).values.count == 1)
  }
}
