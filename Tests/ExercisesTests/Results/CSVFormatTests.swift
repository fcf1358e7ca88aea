import Exercises
import Foundation
import Testing

/// The tables, read by a reader made after RFC 4180.
struct CSVFormatTests {
  /// Rows of fields.
  private func read(_ results: CheckResults) -> [[String]] {
    var rows: [[String]] = [[]]
    var field = ""
    var isQuoted = false
    let scalars = Array(
      String(decoding: ResultFormat.csv.written(results), as: UTF8.self).unicodeScalars
    )
    var place = 0
    while place < scalars.count {
      let scalar = scalars[place]
      switch (scalar, isQuoted) {
      case ("\"", true) where place + 1 < scalars.count && scalars[place + 1] == "\"":
        field += "\""
        place += 1
      case ("\"", _): isQuoted.toggle()
      case (",", false):
        rows[rows.count - 1].append(field)
        field = ""
      case ("\n", false):
        rows[rows.count - 1].append(field)
        field = ""
        rows.append([])
      default: field.unicodeScalars.append(scalar)
      }
      place += 1
    }
    #expect(field.isEmpty && !isQuoted)
    return rows.dropLast()
  }

  @Test(arguments: SampleResults.all)
  func `every row has the same number of fields`(
    _ sample: Sample
  ) {
    #expect(Set(read(sample.results).map(\.count)).count == 1)
  }

  @Test func `one file has a row an answer`() {
    let rows = read(SampleResults.single())
    #expect(rows.count == 8)
    #expect(rows[0].prefix(6) == ["exercise", "quantity", "label", "given", "verdict", "from"])
    #expect(rows[1].prefix(6) == ["", "q", "", "3", "correct", ""])
    #expect(
      rows[3][8]
        == "sign-flip at x or subtraction-sign at q and no-upstream at f or swapped-operands everywhere"
    )
    #expect(rows[3][10] == "grad q")
    #expect(rows[4].prefix(6) == ["", "grad w", "", "8", "follows", "grad x"])
    #expect(rows[3].prefix(8).suffix(2) == ["0", "2.5"])
  }

  @Test func `right values are a column more`() {
    let rows = read(SampleResults.single(reveals: true))
    #expect(rows[0].last == "right")
    #expect(rows[7].last == "[[0.1, -0.2], [0, 1]]")
  }

  @Test func `a pile has a row a file`() {
    let rows = read(SampleResults.pile)
    #expect(rows.count == 5)
    #expect(
      rows[0] == [
        "file", "score", "of", "points", "points_possible", "correct", "imprecise", "follows",
        "wrong", "unreadable", "blank", "slips", "problem",
      ]
    )
    #expect(rows[1] == ["ada.txt", "1", "1", "1", "1", "1", "0", "0", "0", "0", "0", "", ""])
    #expect(rows[2][11].contains("grad x (∂f/∂x): sign-flip at x"))
    #expect(rows[3][12] == "expected UTF-8, found the byte FF")
  }

  @Test(arguments: [
    ("-4", "-4"), ("+4.5", "+4.5"), ("-.5e-3", "-.5e-3"), ("-12", "-12"), ("=1+1", "'=1+1"),
    ("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"), ("-2+3", "'-2+3"), ("@SUM(A1)", "'@SUM(A1)"),
    ("  =1", "'  =1"), ("＝1", "'＝1"), ("-", "'-"), ("-e^-1", "'-e^-1"), ("-4e", "'-4e"),
    ("1/3", "1/3"), ("−4", "−4"), ("a,b", "a,b"), ("say \"4\"", "say \"4\""), ("a\nb", "a\nb"),
    ("\t=1", "'\t=1"), ("a\rb", "a\\u{D}b"),
  ])
  func `an answer is never a formula, and a number stays one`(_ given: String, _ read: String) {
    let answer = MarkedAnswer(quantity: "q", given: given, verdict: .wrong)
    let file = CheckedFile(name: "a", parts: [.init(MarkedSheet(answers: [answer]))])
    #expect(self.read(CheckResults([file], isPile: false))[1][3] == read)
  }
}
