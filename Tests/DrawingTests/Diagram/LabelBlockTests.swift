import Testing

@testable import Drawing

struct LabelBlockTests {
  private func texts(_ source: String) -> [String] {
    LabelBlock(source).elements(center: .init(0, 0), role: .value).compactMap { element in
      guard case .text(let runs, _, _, _, _, _) = element else { return nil }
      return runs.map { $0.text }.joined("")
    }
  }

  @Test(arguments: [
    ("-2", ["−2"]), ("1.5e-07", ["1.5e−07"]), ("[1, -2]", ["[1, −2]"]), ("NaN", ["NaN"]),
    ("[[1, -2], [3, 4]]", ["1", "−2", "3", "4"]), ("[[5]]", ["5"]),
    ("[[[1], [2]]]", ["shape [1, 2, 1]"]), ("[[1, 2], [3]]", ["shape [2, 2]"]),
    ("[[1, 2]", ["[[1, 2]"]), ("[]]", ["[]]"]),
  ])
  func `a value is written so`(source: String, expected: [String]) {
    #expect(texts(source) == expected)
  }

  @Test func `a long matrix shows its shape`() {
    let row = "[" + [String](repeating: "0.25", count: 3).joined(", ") + "]"
    let matrix = "[" + [String](repeating: row, count: 784).joined(", ") + "]"
    #expect(texts(matrix) == ["shape [784, 3]"])
  }

  @Test func `a long word is cut`() {
    let label = LabelBlock(String(repeating: "wide", count: 10_000))
    #expect(label.width < DiagramStyle.labelLimit + 30)
  }

  @Test func `the room of a matrix is that of its rows and columns`() {
    let small = LabelBlock("[[1, 2]]")
    let tall = LabelBlock("[[1, 2], [3, 4], [5, 6]]")
    let wide = LabelBlock("[[1, 2, 3]]")
    #expect(small.width == tall.width)
    #expect(small.width < wide.width)
    #expect(tall.height - small.height == 2 * DiagramStyle.rowHeight)
  }
}
