import Exercises
import Notation
import Testing

/// Whatever stands in a sheet ends in an answer or in a diagnostic at its place, soon.
struct HostileAnswersTests {
  private static let names = NodeNames(["x", "q", "W"])

  private func read(_ bytes: [UInt8]) -> AnswerSheet {
    AnswerSheet.read(SourceText(file: "a.txt", bytes: bytes), knowing: HostileAnswersTests.names)
  }

  private func problem(_ text: String) -> Diagnostic? {
    read(Array(text.utf8)).entries.last?.problem
  }

  /// `piece` again and again, up to about `length` bytes.
  private func many(_ piece: String, _ length: Int = 200_000) -> String {
    String(repeating: piece, count: length / piece.utf8.count)
  }

  @Test func `more than a megabyte is not read`() {
    let sheet = read([UInt8](repeating: UInt8(ascii: "1"), count: 1_000_001))
    #expect(sheet.entries.count == 1)
    #expect(
      sheet.entries[0].problem?.message == "expected at most 1000000 bytes of answers, found more"
    )
    #expect(sheet.entries[0].problem?.location.line == 1)
    let number = AnswerReader.read(number: many("1", 2_000_000), called: "answer")
    #expect(number.problem?.message == "expected at most 1000000 bytes of answers, found more")
  }

  @Test func `a sheet of a megabyte is read`() {
    let line = "q = 0.125 # " + many("x", 987) + "\n"
    let sheet = read(Array(many(line, 1_000_000).utf8))
    #expect(sheet.entries.count == 1000)
    #expect(sheet.entries.allSatisfy { $0.problem == nil && $0.given == "0.125" })
  }

  @Test(
    arguments: [
      ("[", 105, "at most 100 levels"), ("(", 105, "at most 100 levels"),
      ("\\frac{", 610, "at most 100 levels"), ("]", 5, "opening bracket"), ("-", 5, "at most 4000"),
      ("√", 5, "at most 4000"), ("ln ", 5, "at most 4000"), ("2^", 5, "at most 4000"),
      ("1+", 5, "at most 4000"), ("9", 5, "at most 400 characters"), ("1,", 5, "at most"),
      ("1,111", 5, "at most 400"), (".", 5, "dots"), (",", 5, "at most"), ("=", 5, "at most"),
      ("$", 5, "'$'"), ("\0", 5, "U+0000"), ("\u{7}", 5, "U+0007"), ("\u{202E}", 5, "U+202E"),
      ("\u{200B}", 5, "U+200B"), ("\u{FEFF}", 5, "U+FEFF"), ("\u{E0041}", 5, "U+E0041"),
      ("e", 5, "at most"), ("ë", 5, "at most"), ("\\", 5, "'\\\\'"), ("\"", 5, "at most"),
      ("1\u{301}", 6, "after 1"), ("½", 5, "'½'"), ("🂡", 5, "'🂡'"),
    ] as [(String, Int, String)]
  )
  func `one thing over and over ends at its place`(_ piece: String, _ column: Int, _ words: String)
  {
    let problem = problem("q = " + many(piece))
    #expect(problem?.location == SourceLocation(file: "a.txt", line: 1, column: column))
    #expect(problem?.message.contains(words) == true, "\(problem?.message ?? "none")")
    #expect((problem?.rendered().utf8.count ?? 0) < 2000)
  }

  @Test func `a hundred levels are read, one more is not`() {
    func nested(_ depth: Int) -> String {
      "q = " + String(repeating: "[", count: depth) + "1" + String(repeating: "]", count: depth)
    }
    #expect(read(Array(nested(100).utf8)).entries.first?.answer?.shape.rank == 100)
    #expect(problem(nested(101))?.location.column == 105)
    let signs = String(repeating: "(-", count: 100) + "1" + String(repeating: ")", count: 100)
    #expect(read(Array("q = \(signs)".utf8)).entries.first?.answer?.tensor.scalar == 1)
    let sums = String(repeating: "(1+", count: 100) + "1" + String(repeating: ")", count: 100)
    #expect(read(Array("q = \(sums)".utf8)).entries.first?.answer?.tensor.scalar == 101)
    let roots = String(repeating: "√", count: 101) + "1"
    #expect(problem("q = \(roots)")?.message.contains("at most 100 levels") == true)
    let powers = "1" + String(repeating: "^-1", count: 101)
    #expect(problem("q = \(powers)")?.message.contains("at most 100 levels") == true)
  }

  @Test func `so many answers and numbers are read, and no more`() {
    let sheet = read(Array(String(repeating: "q=1\n", count: 10_001).utf8))
    #expect(sheet.entries.count == 10_001)
    #expect(sheet.entries[9999].problem == nil)
    #expect(sheet.entries[10_000].problem?.message == "expected at most 10000 answers, found more")
    #expect(sheet.entries[10_000].location.line == 10_001)
    let row = "W = [" + String(repeating: "1,", count: 100_000)
    #expect(read(Array((row + "]").utf8)).entries.first?.answer?.shape.axes == [100_000])
    #expect(
      problem(row + "1]")?.message == "expected at most 100000 numbers in an answer, found more"
    )
  }

  @Test(
    arguments: [
      ([0xFF], 5, "0xFF"), ([0xC3], 5, "0xC3"), ([0x31, 0xE2, 0x88], 6, "0xE2"),
      ([0xED, 0xA0, 0x80], 5, "0xED"), ([0xC0, 0x80], 5, "0xC0"), ([0xF5, 0x80], 5, "0xF5"),
    ] as [([UInt8], Int, String)]
  )
  func `invalid UTF-8 is told at its byte, and other lines are read`(
    _ bytes: [UInt8],
    _ column: Int,
    _ words: String
  ) {
    let sheet = read(Array("x = 1\nq = ".utf8) + bytes + Array("\nW = 2\n".utf8))
    #expect(sheet.entries.map { $0.problem == nil } == [true, false, true])
    #expect(
      sheet.entries[1].problem?.location == SourceLocation(file: "a.txt", line: 2, column: column)
    )
    #expect(sheet.entries[1].problem?.message.contains(words) == true)
    let left = read(bytes + Array(" = 2\nq = 3".utf8))
    #expect(left.entries.count == 2)
    #expect(left.entries[0].problem?.message.contains(words) == true)
  }

  @Test func `every byte alone and every pair of signs is read or refused`() {
    for byte in UInt8.min...UInt8.max {
      for text in [[byte], Array("q = ".utf8) + [byte], [byte] + Array("q = 1".utf8)] {
        for entry in read(text).entries {
          #expect(entry.answer == nil || entry.problem == nil)
          #expect(entry.problem?.location.line ?? 1 <= 2)
        }
      }
    }
    let signs = Array("()[]{}+-*/^@%=,.;:\\$\"'#~√_ 1e")
    for a in signs {
      for b in signs {
        for c in signs {
          let entry = AnswerReader.read(number: String([a, b, c]), called: "answer")
          #expect(entry.answer == nil || entry.problem == nil)
        }
      }
    }
  }

  @Test func `what is quoted of an answer is short and shows what is hidden`() {
    let hidden = read(Array("q = 3\u{202E}4\u{0}".utf8)).entries[0]
    #expect(hidden.given == "3\\u{202E}4\\u{0}")
    #expect(hidden.problem?.location.column == 6)
    let long = read(Array(("q = " + many("ab", 5000)).utf8)).entries[0]
    #expect(long.given.utf8.count <= 210)
    #expect(long.given.hasSuffix("…"))
    let names = read(Array((many("ab", 500_000) + "\u{200B} = 1").utf8)).entries[0]
    #expect(names.name.utf8.count <= 210)
    #expect(names.problem != nil)
  }

  @Test func `a name of a megabyte is unknown`() {
    let problem = problem("q" + many("\u{301}", 900_000) + " = 1")
    #expect(problem?.message.hasPrefix("unknown name") == true)
    #expect((problem?.rendered().utf8.count ?? 0) < 3000)
  }
}
