import Learning
import Testing

struct LearnParserTests {
  static func parse(_ text: String) throws(LearnMistakes) -> LearnSpecification {
    var lines: [LearnLine] = []
    for (i, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      lines.append(LearnLine(String(line), line: i + 10, column: 3))
    }
    return try LearnParser.parse(lines)
  }

  @Test func `a block with every statement is read`() throws {
    let read = try Self.parse(
      """
      rule delta   # the compact form
      rows:
      1 1 -> 1 Blueberry
      row 0 1 -> 0 Golf ball
      [1, 0] → 0
      names purple round -> eat
      order 0 1, (1, 0), 1 1
      weights [0.5, -1/4]
      bias −0.1
      rate 1e-1
      fires at >
      threshold 0.5
      epochs 6
      criterion
      expect weights ~ [0.30, 0.2]
      """
    )
    #expect(read.rule == .delta)
    #expect(read.rows.map(\.inputs) == [[0, 1], [1, 0], [1, 1]])
    #expect(read.rows.map(\.name) == ["Golf ball", "", "Blueberry"])
    #expect(read.inputNames == ["purple", "round"])
    #expect(read.targetName == "eat")
    #expect(read.weights == [0.5, -0.25])
    #expect(read.bias == -0.1)
    #expect(read.rate == 0.1)
    #expect(read.comparison == .above)
    #expect(read.threshold == 0.5)
    #expect(read.epochs == 6)
    #expect(read.recordsCriterion)
    #expect(
      read.claims == [
        LearnClaim(
          .weights,
          numbers: [.init(0.3, halfUnit: 0.005), .init(0.2, halfUnit: 0.05)],
          isRounded: true,
          text: "expect weights ~ [0.30, 0.2]",
          line: 24,
          column: 3,
          width: 28
        )
      ]
    )
  }

  @Test func `the rows of a gate count down for Hebb and up for the others`() throws {
    let hebb = try Self.parse("rule hebb\nrows and bipolar")
    #expect(hebb.rows == Gate.and.rows(.bipolar, inputs: 2, descending: true))
    let perceptron = try Self.parse("rule perceptron\nrows majority 3")
    #expect(perceptron.rows == Gate.majority.rows(.binary, inputs: 3))
  }

  @Test func `the defaults are those of the rules`() throws {
    let perceptron = try Self.parse("rows or\nrule perceptron\nbias none")
    #expect(perceptron.comparison == .strict)
    #expect(perceptron.weights == [0, 0])
    #expect(perceptron.bias == nil)
    #expect(perceptron.epochs == nil)
    let mcp = try Self.parse("rule mcp\nrows not\nweights -1\nthreshold 0")
    #expect(mcp.comparison == .atLeast)
    #expect(mcp.bias == nil)
  }

  struct Wrong: CustomTestStringConvertible {
    var text: String
    var line: Int
    var column: Int
    var width: Int
    var message: String
    var help: String?
    var testDescription: String { text }
  }

  static let wrong = [
    Wrong(
      text: "rule heb\nrows and",
      line: 10,
      column: 8,
      width: 3,
      message: "rule expects mcp, hebb, perceptron or delta, found 'heb'",
      help: "did you mean 'hebb'?"
    ),
    Wrong(
      text: "rule hebb\nrows adn",
      line: 11,
      column: 8,
      width: 3,
      message: "rows expects and, or, nand, nor, xor, xnor, majority or not, found 'adn'",
      help: "did you mean 'and'?"
    ),
    Wrong(
      text: "rule hebb\nrows and\nwieghts 0 0",
      line: 12,
      column: 3,
      width: 7,
      message:
        "a learn block expects rule, rows, row, names, order, weights, bias, rate, threshold, "
        + "fires, output, epochs, criterion or expect, found 'wieghts'",
      help: "did you mean 'weights'?"
    ),
    Wrong(
      text: "rows and",
      line: 10,
      column: 3,
      width: 1,
      message: "a learn block expects a line 'rule', found none",
      help: "write 'rule hebb', or mcp, perceptron or delta"
    ),
    Wrong(
      text: "rule hebb",
      line: 10,
      column: 3,
      width: 1,
      message: "a learn block expects a line 'rows', found none",
      help: "write 'rows and bipolar', or a line such as '1 0 -> 1' for each row"
    ),
    Wrong(
      text: "rule hebb\nrows and\nweights 1 2 3",
      line: 12,
      column: 11,
      width: 1,
      message: "weights expects 2 entries, found 3",
      help: "there must be one for each input of the rows"
    ),
    Wrong(
      text: "rule hebb\n1 1 -> 1\n1 -> 0",
      line: 12,
      column: 3,
      width: 1,
      message: "a row expects 2 entries, found 1",
      help: "there must be one for each input of the rows"
    ),
    Wrong(
      text: "rule hebb\n1 1 1",
      line: 11,
      column: 8,
      width: 1,
      message: "expected -> and the target, found the end of the line",
      help: nil
    ),
    Wrong(
      text: "rule hebb\n1 1 -> 2",
      line: 11,
      column: 10,
      width: 1,
      message: "a target expects 0, 1 or -1, found 2",
      help: "1 is yes; 0 or -1 is no"
    ),
    Wrong(
      text: "rule hebb\n1 1 -> 0\n1 0 -> -1",
      line: 12,
      column: 10,
      width: 2,
      message: "the rows expect 0 or -1 as the other target beside 1, found both",
      help: "write binary targets as 0 and 1, bipolar ones as -1 and 1"
    ),
    Wrong(
      text: "rule mcp\nrows and\nweights 1 1\nthreshold 2\nbias 0",
      line: 14,
      column: 3,
      width: 4,
      message: "the rule mcp expects no 'bias', found one",
      help: "write 'threshold 2' in its place"
    ),
    Wrong(
      text: "rule hebb\nrows and\nrate 1\nrate 2",
      line: 13,
      column: 3,
      width: 4,
      message: "expected 'rate' once, found it again",
      help: "the first one is on line 12"
    ),
    Wrong(
      text: "rule hebb\nrows and\norder 1 1, 0 1",
      line: 12,
      column: 9,
      width: 1,
      message: "order expects every row, found none for 1 0, 0 0",
      help: "name each pattern once, parted by commas"
    ),
    Wrong(
      text: "rule hebb\nrows and\norder 1 1, 2 1, 0 0, 1 0",
      line: 12,
      column: 14,
      width: 1,
      message: "expected a pattern of the rows, found 2 1",
      help: "write its inputs as in the row, parted by blanks"
    ),
    Wrong(
      text: "rule hebb\nrows and\nexpect weights = [1]",
      line: 12,
      column: 3,
      width: 20,
      message: "this claim expects 2 entries, found 1",
      help: "there must be one for each input of the rows"
    ),
    Wrong(
      text: "rule hebb\nrows and\nbias 1_000",
      line: 12,
      column: 8,
      width: 5,
      message: "expected a number of at most 15 digits, found '1_000'",
      help: "write 2, -0.5, 1e-3 or 1/3"
    ),
    Wrong(
      text: "rule hebb\nrows and\nbias [1",
      line: 12,
      column: 8,
      width: 1,
      message: "expected a number or none, found '['",
      help: nil
    ),
    Wrong(
      text: "rule hebb\nrows and\nweights [1 2",
      line: 12,
      column: 15,
      width: 1,
      message: "expected a closing bracket, found the end of the line",
      help: nil
    ),
    Wrong(
      text: "rule hebb\nrows and\nepochs 0",
      line: 12,
      column: 10,
      width: 1,
      message: "epochs expects a number from 1 to 10000, found 0",
      help: nil
    ),
    Wrong(
      text: "rule hebb\nrows and 2 bipolar now",
      line: 11,
      column: 22,
      width: 3,
      message: "expected the end of the line, found 'now'",
      help: nil
    ),
    Wrong(
      text: "rule hebb\nrows\u{202E}and",
      line: 11,
      column: 7,
      width: 1,
      message: "expected letters, numbers and signs, found the character U+202E",
      help: "delete it; it may have come with copied text"
    ),
  ]

  @Test(arguments: wrong)
  func `a mistake says where, what was expected and what was found`(wrong: Wrong) throws {
    let thrown = #expect(throws: LearnMistakes.self) { try Self.parse(wrong.text) }
    let mistake = try #require(thrown?.all.first)
    #expect(mistake.message == wrong.message)
    #expect(mistake.help == wrong.help)
    #expect(mistake.line == wrong.line)
    #expect(mistake.column == wrong.column)
    #expect(mistake.width == wrong.width)
    #expect(thrown?.all.count == 1)
  }

  @Test func `several mistakes are told at once, in order, at most 20`() {
    let thrown = #expect(throws: LearnMistakes.self) {
      try Self.parse("rule hebbb\nrows adn\nwieghts 1\n")
    }
    #expect(thrown?.all.map(\.line) == [10, 11, 12])
    let many = String(repeating: "nonsense\n", count: 100)
    let most = #expect(throws: LearnMistakes.self) { try Self.parse(many) }
    #expect(most?.all.count == LearnMistakes.limit)
  }

  @Test func `whatever is written, reading and running end`() {
    let words = [
      "rule", "hebb", "perceptron", "delta", "mcp", "rows", "and", "xor", "bipolar", "3", "1", "0",
      "-1", "->", "expect", "weights", "=", "~", "[", "]", ",", "order", "epochs", "output",
      "identity", "bias", "none", "rate", "1e9", "threshold", "fires", ">=", "all", "right",
      "wrong",
      "1/3", "criterion", "names", "\n", "\n", "\n", "#",
    ]
    var state: UInt64 = 1
    var read = 0
    for _ in 0..<3000 {
      var text = "rule delta\nrows or\n"
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += words[Int(state >> 33) % words.count] + " "
      }
      guard let specification = try? Self.parse(text) else { continue }
      read += 1
      let run = specification.run()
      for claim in specification.claims { _ = run.check(claim) }
      #expect(run.presentations.count <= 100_000)
    }
    #expect(read > 0)
  }

  @Test func `a line of brackets and a very long word are mistakes, not traps`() {
    #expect(throws: LearnMistakes.self) {
      try Self.parse("rule hebb\nrows and\nweights " + String(repeating: "[", count: 100_000))
    }
    #expect(throws: LearnMistakes.self) {
      try Self.parse("rule " + String(repeating: "h", count: 1_000_000))
    }
    #expect(throws: LearnMistakes.self) {
      try Self.parse("rule hebb\nrows and\nbias " + String(repeating: "9", count: 1_000_000))
    }
  }
}
