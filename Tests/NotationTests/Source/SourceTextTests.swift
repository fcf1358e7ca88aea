import Notation
import Testing

@Suite struct `Places in a source` {
  @Test func `lines and columns of every byte`() {
    let source = SourceText(file: "f", text: "aé\r\nb\rc\n\nd")
    let places = (0...source.bytes.count).map { byte in
      let place = source.location(of: byte)
      return "\(place.line):\(place.column)"
    }
    // a, é in two bytes, CR LF, b, CR, c, LF, LF, d, and the end.
    #expect(
      places == [
        "1:1", "1:2", "1:3", "1:3", "1:4", "2:1", "2:2", "3:1", "3:2", "4:1", "5:1", "5:2",
      ]
    )
    #expect(source.excerpt(of: 0) == "aé")
    #expect(source.excerpt(of: 9) == "")
    #expect(source.excerpt(of: source.bytes.count) == "d")
  }

  @Test func `columns of long lines are counted right`() {
    let text = String(repeating: "é", count: 1_000) + "x"
    let source = SourceText(file: "f", text: text)
    for count in [0, 1, 31, 32, 33, 63, 64, 65, 500, 999, 1_000] {
      #expect(source.location(of: 2 * count).column == count + 1)
    }
    #expect(source.width(from: 10, to: 20) == 5)
    #expect(source.width(from: 10, to: 10) == 1)
  }

  @Test func `a program in a lesson has the lesson's places`() {
    let origins = [
      SourceText.Origin(line: 40, columnOffset: 2, raw: "> x = 1"),
      SourceText.Origin(line: 41, columnOffset: 2, raw: "> y = x + nix"),
    ]
    let source = SourceText(
      file: "lesson.md",
      bytes: Array("x = 1\ny = x + nix".utf8),
      origins: origins
    )
    do throws(Diagnostics) {
      _ = try Program.read(source)
      Issue.record("it was read")
    } catch {
      #expect(
        error.rendered() == """
          lesson.md:41:11: error: unknown name 'nix'
             41 | > y = x + nix
                |           ^^^
            help: bind it above: name = expression

          """
      )
    }
  }

  @Test func `a program that goes on keeps the places of both parts`() {
    let first = SourceText(file: "lesson.md", text: "x = 1")
    let second = SourceText(
      file: "lesson.md",
      bytes: Array("y = nix".utf8),
      origins: [SourceText.Origin(line: 9, columnOffset: 4, raw: "    y = nix")]
    )
    let both = first.followed(by: second)
    #expect(both.location(of: 0) == SourceLocation(file: "lesson.md", line: 1, column: 1))
    #expect(both.location(of: 6) == SourceLocation(file: "lesson.md", line: 9, column: 5))
    #expect(both.excerpt(of: 6) == "    y = nix")
  }

  @Test func `a caret stands under wide and combined characters`() {
    #expect(
      mistakes("変数 = ŷ") == """
        test.grad:1:6: error: unknown name 'ŷ'
            1 | 変数 = ŷ
              |        ^
          help: bind it above: name = expression

        """
    )
    #expect(mistakes("y\u{302} = \tb").contains("\n      |      ^\n"))
  }

  @Test func `a long line is cut around the caret`() {
    let text = mistakes(
      "x = " + String(repeating: "1 + ", count: 100) + "nix" + String(repeating: " + 2", count: 100)
    )
    let lines = text.split(separator: "\n")
    #expect(lines[0] == "test.grad:1:405: error: unknown name 'nix'")
    #expect(lines[1].unicodeScalars.count < 110)
    let caret = lines[2].unicodeScalars.prefix { $0 != "^" }.count
    #expect(
      String(String.UnicodeScalarView(Array(lines[1].unicodeScalars)[caret..<caret + 3])) == "nix"
    )
    #expect(lines[1].contains("| …") && lines[1].hasSuffix("…"))
  }
}

@Suite struct `What someone may have meant` {
  static let table: [(word: String, candidates: [String], found: String?)] = [
    ("sigmiod", ["sigmoid", "sign"], "sigmoid"), ("Sigmoid", ["sigmoid"], "sigmoid"),
    ("relu6", ["relu", "elu"], "relu"), ("softmx", ["softmax", "softplus"], "softmax"),
    ("hiden", ["hidden"], "hidden"), ("w", ["W", "x"], "W"), ("w", ["x", "y"], nil),
    ("w2", ["w1"], "w1"), ("loss", ["L"], nil), ("abc", ["xyz"], nil), ("axs", ["axis"], "axis"),
    ("bakcward", ["backward"], "backward"), ("", ["a"], nil), ("é", ["e"], nil),
    ("learning_rate", ["learning_rat", "lr"], "learning_rat"), ("reduce", ["reduction"], nil),
  ]

  @Test(arguments: table)
  func `is the nearest of what there is`(row: (word: String, candidates: [String], found: String?))
  {
    #expect(Suggestion.nearest(to: row.word, in: row.candidates) == row.found)
  }

  @Test func `is nothing for a word of any length`() {
    let long = String(repeating: "a", count: 100_000)
    #expect(Suggestion.nearest(to: long, in: [long + "b", "a"]) == nil)
  }
}
