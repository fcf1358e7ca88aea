import Testing

@testable import Writers

struct MarkdownEscapeTests {
  @Test(arguments: [
    ("a_b", "a_b"), ("_a_", "\\_a\\_"), ("2 * 3", "2 \\* 3"), ("[x]", "\\[x\\]"), ("a<b", "a&lt;b"),
    ("&amp;", "&amp;amp;"), ("a & b", "a & b"), ("$5", "\\$5"), ("~x~", "\\~x\\~"),
    ("a\\b", "a\\\\b"), ("a|b", "a|b"),
  ])
  func `marks of Markdown stand for themselves`(text: String, written: String) {
    #expect(MarkdownEscape.text(text) == written)
  }

  @Test func `a dollar beside a formula is no end of it`() {
    #expect(MarkdownEscape.text("$5", besideMath: true) == "<span>$</span>5")
  }

  @Test func `a bar in a table does not end the cell`() {
    #expect(MarkdownEscape.text("a|b", inTable: true) == "a\\|b")
    #expect(MarkdownEscape.code("a|b", inTable: true) == "`a\\|b`")
  }

  @Test(arguments: [
    ("# a", "\\# a"), ("- a", "\\- a"), ("+ a", "\\+ a"), ("12. a", "12\\. a"), ("3) a", "3\\) a"),
    ("> a", "\\> a"), ("    code", "code"), ("=====", "\\====="), ("12 a", "12 a"),
  ])
  func `the beginning of a line starts no block`(line: String, written: String) {
    #expect(MarkdownEscape.lineStart(line) == written)
  }

  @Test(arguments: [
    ("a", "`a`"), ("a`b", "``a`b``"), ("`a`", "`` `a` ``"), ("``", "``` `` ```"), ("a\nb", "`a b`"),
  ])
  func `a span of code has longer fences than its content`(code: String, written: String) {
    #expect(MarkdownEscape.code(code) == written)
  }

  @Test(arguments: [
    ("a b.md", "a%20b.md"), ("a(b).md", "<a(b).md>"), ("x<y", "x%3Cy"), ("", "<>"),
  ])
  func `a destination is read as one`(destination: String, written: String) {
    #expect(MarkdownEscape.destination(destination) == written)
  }
}
