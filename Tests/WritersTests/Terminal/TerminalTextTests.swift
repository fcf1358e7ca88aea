import Testing

@testable import Writers

struct TerminalTextTests {
  private func wrap(_ text: String, _ width: Int) -> [String] {
    TerminalText.wrap([TerminalSpan(text: text)], to: width).map { $0.map(\.text).joined() }
  }

  @Test func `lines break at blanks, and words that are too long are cut`() {
    #expect(wrap("one two three", 8) == ["one two", "three"])
    #expect(wrap("abcdefghij k", 4) == ["abcd", "efgh", "ij k"])
    #expect(wrap("", 4) == [""])
    #expect(wrap("a\nb", 4) == ["a", "b"])
  }

  @Test func `wide and combining characters take their columns`() {
    #expect(TerminalText.width("漢字") == 4)
    #expect(TerminalText.width("e\u{301}") == 1)
    #expect(wrap("漢字漢字", 4) == ["漢字", "漢字"])
  }
}
