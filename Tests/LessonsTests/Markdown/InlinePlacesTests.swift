import Testing

@testable import Lessons

@Suite struct InlinePlacesTests {
  /// What stands at another place than its own characters do; nil if nothing does.
  private func misplaced(_ markdown: String) -> String? {
    let source = LessonSource(file: "a.md", text: markdown)
    let document = MarkdownReader.read(source, body: 0..<source.bytes.count, plain: true)
    var nodes = [document.tree]
    while let node = nodes.popLast() {
      let written = source.text(node.range)
      let isRight =
        switch node.kind {
        case .text(let literal): isRight(literal, written)
        case .codeSpan: written.hasPrefix("`") && written.hasSuffix("`")
        case .html(let literal):
          written.hasPrefix("<") && written.hasSuffix(">")
            && (literal.contains("\n") || written == literal)
        case .link:
          ["[", "<"].contains(written.prefix(1)) && [")", "]", ">"].contains(written.suffix(1))
        case .image: written.hasPrefix("![") && [")", "]"].contains(written.suffix(1))
        default: true
        }
      if !isRight { return "\(node.kind) at \(written.debugDescription)" }
      nodes += node.children
    }
    return nil
  }

  private func isRight(_ literal: String, _ written: String) -> Bool {
    if written.trimmingSpace == literal.trimmingSpace { return true }
    // A stretch with delimiters may have lost some to emphasis.
    let kept = written.filter { !"*_".contains($0) }
    return kept.trimmingSpace == literal.filter { !"*_".contains($0) }.trimmingSpace
  }

  @Test(arguments: [
    "alpha *beta* gamma",
    "> alpha\n>   beta *gamma*\ndelta `x` epsilon",
    "- alpha\n  beta\n\n  gamma ![a](b) delta",
    "1. > alpha\n   > beta [gamma](u\n   > \"title\") delta\n   > epsilon",
    "[r]: /u\n[s]: /v\n  \"t\"\nalpha [r] beta\ngamma",
    "### alpha *beta* `c` ###",
    "alpha\nbeta *gamma\ndelta*\n===",
    "> - alpha\n>   beta\n> gamma <b>\n> delta</b> epsilon",
    "alpha `code\nspan` beta\ngamma ``a`b`` delta",
    "a <b\nc=\"d\"> e\nf *g*",
    "ünïcödé *bétä* γάμμα\nδέλτα",
    "- \talpha\n\tbeta *gamma*",
    "alpha  \nbeta\\\ngamma",
    "<http://alpha.beta> gamma <http://delta.epsilon>\nzeta",
    "[![alpha](b)](c) delta [](e) zeta",
    "***alpha** beta* gamma",
    "a\r\n> b *c*\r> d\r\n\r\ne `f`\r\ng",
  ])
  func `a text stands where its characters are`(markdown: String) {
    #expect(misplaced(markdown) == nil)
  }

  @Test(arguments: 0..<400)
  func `a text stands where its characters are in anything thrown together`(seed: UInt64) {
    var random = Steps(state: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
    let pieces = [
      "alpha", "béta", " ", "\n", "\n", "> ", "- ", "  ", "*", "**", "`", "[", "](u)",
      "](u\n\"t\")",
      "![", "<b>", "<i\nx=\"y\">", "`` c ``", "[r]", "\n[r]: /x\n", "\n\n", "# ", "1. ", "   ",
      "\t",
      "_", "<http://x.y>", "\n===\n", "\n---\n", "  \n", "\\\n", "    ", "`a\nb`",
    ]
    for _ in 0..<20 {
      var parts = (0..<24).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }
      guard misplaced(parts.joined()) != nil else { continue }
      // Tell of the smallest text that fails in the same way.
      var index = 0
      while index < parts.count {
        let fewer = Array(parts[..<index] + parts[(index + 1)...])
        if misplaced(fewer.joined()) != nil { parts = fewer } else { index += 1 }
      }
      let markdown = parts.joined()
      Issue.record("\(markdown.debugDescription): \(misplaced(markdown) ?? "")")
    }
  }
}

/// A small generator, so that a failure can be repeated.
struct Steps: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
