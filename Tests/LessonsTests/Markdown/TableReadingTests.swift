import Testing

@testable import Lessons

@Suite struct TableReadingTests {
  private func cells(_ markdown: String) -> [[String]] {
    func text(_ words: [ParsedInline]) -> String {
      words.map { word in
        switch word.content {
        case .math(let source, _): "$\(source)$"
        case .interpolation(let one): "{\(one.expression.text)}"
        case .emphasis(let inside): "*" + text(inside) + "*"
        case .code(let code): "`\(code)`"
        default: word.plainText
        }
      }.joined()
    }
    func find(_ blocks: [ParsedBlock]) -> ParsedTable? {
      for block in blocks {
        switch block.content {
        case .table(let table): return table
        case .quote(let inside): if let table = find(inside) { return table }
        case .list(_, _, let items): if let table = find(items.flatMap { $0 }) { return table }
        default: break
        }
      }
      return nil
    }
    guard let table = find(Sample(markdown).lesson.blocks) else { return [] }
    return [table.header.map(text)] + table.rows.map { $0.map(text) }
  }

  @Test(arguments: [
    ("| a | b |\n|---|---|\n| 1 | 2 |", [["a", "b"], ["1", "2"]]),
    ("a | b\n--- | ---\n1 | 2", [["a", "b"], ["1", "2"]]),
    ("| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |", [["a", "b"], ["1", ""], ["1", "2"]]),
    ("| a |\n|---|\n| x\\|y |\n| `p\\|q` |", [["a"], ["x|y"], ["`p|q`"]]),
    ("| a | b |\n|---|---|\n| `p|q` |", [["a", "b"], ["`p", "q`"]]),
    ("| a | b |\n|:-:|--:|\n| $|x|$ | {{ q | 3 digits }} |", [["a", "b"], ["$|x|$", "{q}"]]),
    ("| a | b |\n|---|---|\n| $5 | 6$ |", [["a", "b"], ["$5", "6$"]]),
    ("| *a | b* |\n|---|---|\n| *c* | d |", [["*a", "b*"], ["*c*", "d"]]),
    ("> | a |\n> |---|\n> | 1 |", [["a"], ["1"]]),
    ("- x\n\n  | a |\n  |---|\n  | 1 |", [["a"], ["1"]]),
    ("text\n| a |\n|---|\n| 1 |", [["a"], ["1"]]),
    ("| a |\n|---|", [["a"]]),
    ("| a |\n|---|\n| 1 |\n---", [["a"], ["1"]]),
    ("|  | b |\n|---|---|\n|  | # c |", [["", "b"], ["", "# c"]]),
    ("| a |\n|:--|\nx", [["a"], ["x"]]),
    ("| [a](#b \"c|d\") |\n|---|---|", [["[a](#b \"c", "d\")"]]),
    ("no | table\nhere", []),
    ("```\n| a |\n|---|\n```", []),
    ("| a |\n\n|---|", []),
  ])
  func `pipe tables are GitHub's`(markdown: String, expected: [[String]]) {
    #expect(cells(markdown) == expected)
  }

  @Test func `alignment is taken from the row of dashes`() {
    let sample = Sample("a|b|c|d\n-|:-|:-:|-:\n")
    #expect(sample.dump.hasPrefix("table [\"none\", \"left\", \"center\", \"right\"]"))
  }

  @Test func `a caption behind or before a table labels it`() {
    let sample = Sample(
      "| a |\n|---|\n\nTable: The *gates* {#tbl-gates}\n\nTable: Second\n\n| b |\n|---|\n\n| c |\n|---|\n| 1 |\nTable: Third {#tbl-c}"
    )
    #expect(sample.mistakes == [])
    let tables = sample.lesson.blocks.compactMap { block in
      if case .table(let table) = block.content { table } else { nil }
    }
    #expect(
      tables.map { $0.caption.map(\.plainText).joined() } == ["The gates", "Second", "Third"]
    )
    #expect(tables.map { $0.label?.name } == ["Table 1", nil, "Table 2"])
  }

  @Test(arguments: [
    (
      "| a | b |\n|---|---|---|",
      ["2:1: expected as many columns as the table's head has, 2, found 3"]
    ),
    (
      "| a | b |\n|---|---|\n| $$x$$ | |",
      ["3:3: expected a formula in single dollars in a table, found $$"]
    ),
    ("| a |\n|---|\n| {{ x |", ["3:3: expected }} on the same line, found the line's end"]),
    ("Table: a {#tbl-b}", ["1:10: expected a table before or after its caption, found none"]),
    ("| a |\n|---|\n\nTable: a {#b}", ["4:12: expected a label that begins with tbl-, found b"]),
    ("> | a |\n> |---|\n> | é | [x](javascript:y) |", []),
  ])
  func `a mistake in a table is placed in the lesson`(markdown: String, mistakes: [String]) {
    #expect(Sample(markdown).mistakes == mistakes)
  }

  @Test func `the place of a cell's text is in its cell`() {
    let sample = Sample("> | é | b |\n> |---|---|\n> | x\\|y *z* | {{ q }} |")
    #expect(sample.dump.contains("text \"x|y \" @3:5"))
    #expect(sample.dump.contains("text \"z\" @3:11"))
    #expect(sample.dump.contains("fill \"q\" @3:16"))
  }
}
