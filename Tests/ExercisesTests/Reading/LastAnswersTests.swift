import Exercises
import Notation
import Testing

/// Of several answers to one question the last one counts.
struct LastAnswersTests {
  private func read(_ text: String) -> AnswerSheet {
    AnswerSheet.read(
      SourceText(file: "a.txt", text: text),
      knowing: NodeNames(["x", "q", "f"])
    )
  }

  @Test func `the last line for a quantity counts, with a notice`() {
    let sheet = read("q = 1\ngrad x = 2\nfoo = 3\nq = 4\nx.grad = nan\nfoo = 5\nx = 6")
    let (entries, notices) = sheet.lastOfEach()
    #expect(entries.map(\.name) == ["foo", "q", "x.grad", "foo", "x"])
    #expect(entries.map(\.given) == ["3", "4", "nan", "5", "6"])
    #expect(notices.map(\.severity) == [.warning, .warning])
    #expect(notices.map(\.location.line) == [1, 2])
    #expect(notices.map { $0.notes.first?.location.line } == [4, 5])
    #expect(notices[1].message == "'grad x' is answered again below; the last answer counts")
  }

  @Test func `what is the same quantity is for the caller to say`() {
    let sheet = read("df/dx = 1\ndq/dx = 2\ngrad x = 3\nq @ 1 = 4\nq = 5")
    #expect(sheet.lastOfEach().entries.count == 5)
    let (entries, notices) = sheet.lastOfEach { quantity in
      quantity.kind == .derivative(of: "f") ? Quantity(quantity.node, .gradient) : quantity
    }
    #expect(entries.map(\.given) == ["2", "3", "4", "5"])
    #expect(notices.count == 1)
  }

  @Test func `a blank line below counts too`() {
    let (entries, notices) = read("q = 1\nq =").lastOfEach()
    #expect(entries.map(\.isBlank) == [true])
    #expect(notices.count == 1)
  }
}
