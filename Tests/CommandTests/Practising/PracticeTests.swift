import Foundation
import TestSupport
import Testing

/// Whole sessions of `gradus practice` under a pipe, each as a golden file.
@Suite struct PracticeTests {
  let shell: Shell

  init() throws {
    shell = try Shell()
    try shell.write(Self.chain, to: "chain.grad")
    try shell.write(Self.lesson, to: "c/one.md")
  }

  /// A program with questions; 0.7310585786300049 is the sigmoid of 1, 0.19661193324148185 its slope.
  static let chain = """
    # a unit
    x = 2; w = 1.5; b = -2
    z = w * x + b
    a = sigmoid(z)
    backward a
    expect a ~ 0.731  # the author's claim
    ask z
    ask a "σ($z_1$)" to 3 digits
    ask grad z to 3 digits for 2 points
    ask grad w to 3 digits

    """

  static let lesson = """
    # One

    ```exercise {#exr-pair caption="Two *uses* of $x$"}
    choose x in {2, 3, 4}
    x = 3
    y = x * x
    backward y
    ask y
    ask grad x
      hint How often is $x$ used?
    ```

    > ```question {#exr-why points=2}
    > Why are contributions added?
    >
    > - [x] Small changes add up. :: A derivative tells of small changes.
    > - [ ] The last gate is a sum. :: It need not be.
    > - [x] The chain rule says so. :: It sums over paths.
    >
    > hint: Think of $x \\cdot x$.
    > ```

    ```question
    What is an *upstream gradient*?

    answer: What has arrived at a node.
    ```

    """

  /// Runs a session and compares all that it says with a golden file.
  private func expectSession(
    _ arguments: String,
    _ lines: [String],
    named name: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let session = try shell.run(
      "gradus practice \(arguments)",
      input: lines.map { $0 + "\n" }.joined()
    )
    #expect(session.status == 0, sourceLocation: sourceLocation)
    #expect(session.errors == "", sourceLocation: sourceLocation)
    #expect(!session.output.contains("\u{1B}"), sourceLocation: sourceLocation)
    try expectSnapshot(
      session.output,
      named: "\(name).txt",
      sourceLocation: sourceLocation
    )
  }

  @Test func `right answers, as a person writes them`() throws {
    try expectSession(
      "chain.grad",
      ["1", "0,73", "grad z = 0.197", "da/dw = 0.393"],
      named: "right"
    )
  }

  @Test func `a number that is carried on counts, and the slip is told where it was made`() throws {
    // The bias left out, and everything after that from 3 instead of 1.
    try expectSession(
      "chain.grad",
      [
        "3", "skip", "0.953", "0.0452", "again z", "1", "again a", "0.731", "again grad z", "0.197",
        "0.393",
      ],
      named: "carried"
    )
  }

  @Test func `slips are named, and of several the one that another number tells`() throws {
    try expectSession(
      "'x = -2; y = 5; z = -4; q = x + y; f = q * z; backward f; ask grad q; ask grad x; ask f'",
      ["4", "4", "-4", "1", "skip", "-4", "12", "-12"],
      named: "slips"
    )
  }

  @Test func `hints lead on, and the answer is shown to who asks for it`() throws {
    try expectSession(
      "chain.grad",
      ["hint", "hint", "hint", "hint", "show", "where", "help", "skip", "hint", "show", "hint"],
      named: "hints"
    )
  }

  @Test func `a program that asks nothing is asked in the order of work`() throws {
    try expectSession(
      "'param w = 1; L = (w - 3)^2; minimize L over w with sgd(rate=0.1) for 2 steps'",
      ["4", "-4", "hint", "hint", "0.6", "1.4", "2.56", "-3.2", "1.72", "1.6384"],
      named: "order"
    )
  }

  @Test func `arrays take several lines, and commands end what was begun`() throws {
    try expectSession(
      "'W = [[1, 2], [3, 4]]; x = [1, -1]; h = W @ x; ask W; ask h'",
      ["[[1, 2],", "[3, 4]]", "[-1,", "hint", "[-1", "", "[1, 1]", "[1, 2, 3]", "[-1, -1]"],
      named: "arrays"
    )
  }

  @Test func `nonsense is told as such, and nothing hidden is echoed`() throws {
    try expectSession(
      "chain.grad --strict",
      [
        "", "hnit", "shwo", "\u{1B}]0;title\u{7}", "\u{202E}1", "1\u{0}", "½", "1,000", "nan",
        "1/0", "z", "grad zz = 1", "again zz", "again 9", "hint please", "x = 2", "= 1", "0.7",
        String(repeating: "(", count: 200), "", String(repeating: "9", count: 1_000_000),
        "1\r", "0.731", "quit", "never read",
      ],
      named: "nonsense"
    )
  }

  @Test func `at the end of input it ends`() throws {
    try expectSession("chain.grad", [], named: "nothing")
  }

  @Test func `exercises and questions of a lesson, in order`() throws {
    try expectSession(
      "c/one.md",
      [
        "9", "3", "hint", "6", "1", "d", "b", "a", "hint", "b c", "a, c", "the gradient there",
        "show",
      ],
      named: "lesson"
    )
  }

  @Test func `a variant has other numbers, and one exercise can be picked`() throws {
    let all = try shell.run("gradus practice c/one.md --variant 1 < /dev/null").output
    let other = try (2..<12).map {
      try shell.run("gradus practice c/one.md --exercise pair --seed \($0) < /dev/null").output
    }
    #expect(all.contains("1 of 4"))
    #expect(other.contains { !$0.contains("x = 3") })
    #expect(other.allSatisfy { !$0.contains("Why are") })
    let words = try shell.run("gradus practice c/one.md --exercise exr-why < /dev/null").output
    #expect(words.contains("Why are contributions added?"))
    #expect(!words.contains("y = x * x"))
  }

  @Test func `no answer is shown unasked`() throws {
    let lines = [
      "hint", "5", "hint", "hint", "skip", "0.7", "hint", "hint", "skip", "-0.19661193324148185",
      "hint", "hint", "hint", "1", "skip", "0.1966", "hint", "hint", "0.5", "skip",
    ]
    let session = try shell.run(
      "gradus practice chain.grad",
      input: lines.map { $0 + "\n" }.joined()
    )
    for line in session.output.split(separator: "\n") where !line.contains(" = ") {
      #expect(!line.contains("731") && !line.contains("0.393") && !line.contains("0.39322"))
    }
    #expect(!session.output.contains("author's claim"))
  }

  @Test(arguments: [
    ("", Int32(64), "Error: Missing expected argument"),
    ("-", 64, "Error: expected a file, found -"),
    ("none.grad", 66, "gradus: there is no file 'none.grad'"),
    ("none.md", 66, "gradus: there is no file 'none.md'"),
    (".", 66, "gradus: '.' is a folder"),
    ("'x = q'", 65, "<program>:1:5: error: unknown name 'q'"),
    ("'x = 3'", 65, "gradus: '<program>' computes nothing that has a name"),
    ("'x = 0; y = log(x); ask y'", 65, "<program>:1:"),
    ("chain.grad --exercise a", 64, "gradus: --exercise expects a lesson, found"),
    ("chain.grad --variant 1", 64, "gradus: --variant expects a lesson, found"),
    ("c/one.md --exercise pear", 64, "gradus: --exercise expects the id of an exercise"),
    ("c/one.md --variant -1", 64, "Error: "),
    ("empty.md", 64, "gradus: expected a lesson with an exercise or a question"),
  ])
  func `exit statuses`(arguments: String, status: Int32, first: String) throws {
    try shell.write("# Nothing\n", to: "empty.md")
    let session = try shell.run("gradus practice \(arguments)")
    #expect(session.status == status)
    #expect(session.output == "")
    #expect(session.firstError.hasPrefix(first), "\(session.firstError)")
  }

  @Test func `a reader that goes away is no mistake`() throws {
    let session = try shell.run("yes 1 | gradus practice chain.grad | head -n 3; echo done")
    #expect(session.output.hasSuffix("done\n"))
    #expect(session.errors == "")
  }
}
