import Testing

@testable import GradusCommand

@Suite struct PracticeLineTests {
  @Test(arguments: [
    ("", PracticeLine.empty), (" \t", .empty), ("hint", .hint), (" HINT ", .hint), ("show", .show),
    ("skip", .skip), ("next", .skip), ("where", .where), ("steps", .where), ("help", .help),
    ("?", .help), ("quit", .quit), ("exit", .quit), ("again", .again(nil)),
    ("again  grad   x", .again("grad x")), ("again = 3", .answer("again = 3")),
    ("3", .answer("3")), ("q", .answer("q")), ("hint me", .answer("hint me")),
    ("q = 3", .answer("q = 3")), ("show = 2", .answer("show = 2")),
  ])
  func `what a line asks for`(line: String, read: PracticeLine) {
    #expect(PracticeLine(line) == read)
  }

  @Test(arguments: [
    ("hnit", "hint"), ("Sow", "show"), ("s kip", "skip"), ("qiut", "quit"), ("q", nil),
    ("hint please", "hint"), ("3.14", nil), ("e^-1", nil), ("elephant", nil),
  ])
  func `a misspelt word is recognised`(line: String, word: String?) {
    #expect(PracticeLine.nearest(to: line) == word)
  }

  private static let task = ChoiceTask(
    choices: [true, false, true].map {
      ChoiceTask.Choice(text: "", isRight: $0, justification: "")
    }
  )

  @Test(
    arguments: [
      ("a", [0]), ("B", [1]), ("a, c", [0, 2]), ("ac", [0, 2]), ("c;a;c", [0, 2]), ("a) ", [0]),
      ("d", nil), ("", nil), (",", nil), ("1", nil), ("a and c", nil), ("ä", nil),
    ] as [(String, Set<Int>?)]
  )
  func `choices are letters`(line: String, chosen: Set<Int>?) {
    #expect(Self.task.read(line) == chosen)
  }

  @Test func `sentences are broken at blanks`() {
    let words = [String](repeating: "word", count: 20).joined(separator: " ")
    let lines = PracticeWords.wrapped(words, indent: 4, first: 2).split(separator: "\n")
    #expect(lines.map(\.count) == [76, 28])
    #expect(lines[0].hasPrefix("  word") && lines[1].hasPrefix("    word"))
    let long = String(repeating: "x", count: 100)
    #expect(PracticeWords.wrapped("a " + long + " b") == "a\n" + long + "\nb\n")
    #expect(PracticeWords.wrapped("") == "\n")
  }
}
