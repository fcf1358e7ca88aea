import Testing

@testable import Site

@Suite struct EscapingTests {
  @Test(arguments: [
    ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
    ("</script><script>alert(1)</script>", "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("\"quoted\" and 'single'", "&quot;quoted&quot; and 'single'"),
    ("&amp;", "&amp;amp;"),
    ("tab\tand\nline", "tab\tand\nline"),
    ("return\r", "return&#13;"),
    (
      "null \u{0} bell \u{7} delete \u{7F} no-break control \u{85}",
      "null � bell � delete � no-break control �"
    ),
    ("Größe, 漢字, 😀, \u{202E}", "Größe, 漢字, 😀, \u{202E}"),
  ])
  func `text comes out as text`(_ text: String, _ source: String) {
    #expect(HTML.text(text).source() == source)
    #expect(HTML(.span, .set(.title, text)).source() == "<span title=\"\(source)\"></span>")
  }

  @Test(arguments: [0xFFFE, 0xFFFF, 0x1FFFF, 0x10FFFE, 0xFDD0] as [UInt32])
  func `what is no character becomes the sign for that`(_ code: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(code))
    #expect(HTML.text(String(scalar)).source() == "\u{FFFD}")
  }

  @Test func `data cannot end the script element that it stands in`() {
    let data = JSON.object([
      ("key</script>", .array([.string("<!--<script>&'\"\\\u{2028}\n"), .integer(-3)]))
    ])
    let source = HTML(.script, .set(.type, "application/json")) { HTML.json(data) }.source()
    #expect(
      source == """
        <script type="application/json">{"key\\u003c/script\\u003e":\
        ["\\u003c!--\\u003cscript\\u003e\\u0026'\\"\\\\\\u2028\\u000a",-3]}</script>

        """
    )
  }

  @Test func `a void element has no end tag, and a flag no value`() {
    #expect(HTML(.br).source() == "<br>")
    #expect(HTML(.button, .flag(.hidden), text: "x").source() == "<button hidden>x</button>\n")
  }

  @Test func `the first line of preformatted text is kept when it is empty`() {
    #expect(HTML(.pre) { HTML(.code, text: "\nx") }.source() == "<pre>\n<code>\nx</code></pre>\n")
    #expect(HTML(.pre, text: "\nx").source() == "<pre>\n\nx</pre>\n")
  }

  @Test func `headings stay between the first and the sixth level`() {
    #expect(Tag.heading(0) == .h1)
    #expect(Tag.heading(3) == .h3)
    #expect(Tag.heading(9) == .h6)
  }
}
