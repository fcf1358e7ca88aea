import Autodiff
import Exercises
import Notation

/// Results with everything in them that a sheet can hold, made by hand.
enum SampleResults {
  /// What no format may let through as it is: markup, quotes, escapes of a terminal, marks that turn the
  /// direction of writing, characters that XML has no way to write, a formula of a spreadsheet.
  static let hostile = "=HYPERLINK(\"x\";'y') <b>&]]>\u{1B}[31m\u{0}\u{202E}\u{FFFE}\u{FFFF},\n😀\\"

  private static func place(_ line: Int, _ column: Int) -> SourceLocation {
    SourceLocation(file: "answers.txt", line: line, column: column)
  }

  /// A sheet with every verdict, a double slip, several explanations, hostile texts.
  static func sheet(reveals: Bool = false, isStrict: Bool = false) -> MarkedSheet {
    func right(_ number: Double) -> Tensor? { reveals ? Tensor(number) : nil }
    return MarkedSheet(
      answers: [
        MarkedAnswer(quantity: "q", given: "3", verdict: .correct, right: right(3)),
        MarkedAnswer(
          quantity: "p",
          given: "0,5",
          verdict: .imprecise,
          diagnosis: [
            Explanation(
              slips: [.init(id: "rounded-early", at: "z")],
              message: "z was rounded before p was computed."
            )
          ],
          notices: [
            Diagnostic(
              .warning,
              "the comma is read as a decimal point",
              at: place(2, 6),
              excerpt: "p = 0,5",
              help: "write 0.5"
            )
          ],
          right: right(0.5124)
        ),
        MarkedAnswer(
          quantity: "grad x",
          label: "∂f/∂x",
          given: "4",
          verdict: .wrong,
          diagnosis: [
            Explanation(
              slips: [.init(id: "sign-flip", at: "x")],
              message: "The sign at x is turned round.",
              ask: "grad q"
            ),
            Explanation(
              slips: [.init(id: "subtraction-sign", at: "q"), .init(id: "no-upstream", at: "f")],
              message: "At q the minus of the difference is missing, at f the upstream gradient.",
              ask: "grad q"
            ),
            Explanation(
              slips: [.init(id: "swapped-operands", at: "everywhere")],
              message: "Products were multiplied by the operand itself."
            ),
          ],
          points: 2.5,
          right: right(-4)
        ),
        MarkedAnswer(
          quantity: "grad w",
          given: "8",
          verdict: .follows,
          from: "grad x",
          right: right(-8)
        ),
        MarkedAnswer(quantity: "grad b", given: "-12", verdict: .wrong, right: right(1)),
        MarkedAnswer(
          quantity: "w @ 2",
          label: hostile,
          given: hostile,
          verdict: .unreadable,
          problem: Diagnostic(
            .error,
            "expected a number, found '\(hostile)'",
            at: place(6, 9),
            width: 3,
            excerpt: "w @ 2 = \(hostile)",
            help: "write digits"
          ),
          right: right(0.62)
        ),
        MarkedAnswer(
          quantity: "grad W",
          given: "",
          verdict: .blank,
          points: 0.1,
          right: reveals ? Tensor([[0.1, -0.2], [0, 1]]) : nil
        ),
      ],
      notices: [
        Diagnostic(
          .warning,
          "nothing asks for 'grad y'",
          at: place(8, 1),
          width: 6,
          excerpt: "grad y = 1"
        )
      ],
      isStrict: isStrict
    )
  }

  /// One file of one student.
  static func single(reveals: Bool = false, isStrict: Bool = false) -> CheckResults {
    CheckResults(
      [
        CheckedFile(
          name: "answers.txt",
          parts: [.init(sheet(reveals: reveals, isStrict: isStrict))]
        )
      ],
      isPile: false
    )
  }

  /// One file in which all is right.
  static let full = CheckResults(
    [
      CheckedFile(
        name: "ada.txt",
        parts: [
          .init(
            MarkedSheet(answers: [MarkedAnswer(quantity: "q", given: "3", verdict: .correct)])
          )
        ]
      )
    ],
    isPile: false
  )

  /// A lesson with two exercises, each with a question.
  static let lesson = CheckResults(
    [
      CheckedFile(
        name: "answers.txt",
        parts: [
          .init(
            exercise: "exr-sum",
            MarkedSheet(answers: [MarkedAnswer(quantity: "q", given: "3", verdict: .correct)])
          ),
          .init(
            exercise: "exr-chain",
            MarkedSheet(answers: [MarkedAnswer(quantity: "grad x", given: "", verdict: .blank)])
          ),
        ],
        notices: [
          Diagnostic(.warning, "two exercises ask for 'z'", at: place(3, 1), excerpt: "z = 1")
        ]
      )
    ],
    isPile: false
  )

  /// A pile with a full file, one with everything, one that cannot be read, one with a hostile name.
  static let pile = CheckResults(
    [
      full.files[0], CheckedFile(name: "bob.txt", parts: [.init(sheet())]),
      CheckedFile(
        name: "cat.txt",
        parts: [
          .init(MarkedSheet(answers: [MarkedAnswer(quantity: "q", given: "", verdict: .blank)]))
        ],
        problem: Diagnostic(
          .error,
          "expected UTF-8, found the byte FF",
          at: SourceLocation(file: "cat.txt", line: 1, column: 1)
        )
      ),
      CheckedFile(
        name: "=1+1|\u{1B}]0;x\u{7}\n.txt",
        parts: [
          .init(
            MarkedSheet(answers: [MarkedAnswer(quantity: "q", given: "3.0", verdict: .correct)])
          )
        ]
      ),
    ],
    isPile: true
  )

  /// Nothing was handed in.
  static let none = CheckResults([], isPile: true)
  /// A file without a line, where nothing is asked.
  static let empty = CheckResults(
    [CheckedFile(name: "answers.txt", parts: [.init(MarkedSheet(answers: []))])],
    isPile: false
  )

  /// Each, with a name.
  static let all = [
    Sample("single", single()), Sample("revealed", single(reveals: true)),
    Sample("strict", single(isStrict: true)), Sample("full", full), Sample("lesson", lesson),
    Sample("pile", pile), Sample("none", none), Sample("empty", empty),
  ]
}
