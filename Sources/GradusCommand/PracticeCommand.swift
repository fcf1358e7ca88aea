internal import ArgumentParser
internal import Notation
internal import Writers

/// `gradus practice`: asks, checks, hints, and explains slips.
struct PracticeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "practice",
    abstract:
      "Work out numbers by hand, one question after the other, and learn which slip was made.",
    discussion: """
      Examples:
        gradus practice examples/xyz.grad
        gradus practice lessons/06-computation-graph.md --exercise exr-xyz
        gradus practice 'x = 3; y = x * x; backward y'

      Of a program its 'ask's are asked, or, where it has none, every value
      and gradient with a name in the order of work; of a lesson its exercises
      and questions. Type a number as you write it; hint, show, skip, again,
      where, help and quit are understood too. The right answer is shown only
      to who asks for it. Without a terminal the same is read a line at a
      time.

      Exit status: 0 however the answers are and however one leaves, 64 the
      command line is unusable, 65 the program or the lesson is, 66 it can't
      be read.
      """
  )

  @Argument(help: "A program's or a lesson's file, or a program.")
  var file: String

  @Option(help: "The exercise or question of a lesson; without it, all of them.")
  var exercise: String?

  @Flag(help: "Count imprecise answers as wrong.")
  var strict = false

  @Option(
    name: [.long, .customLong("seed")],
    help: "Which variant of the numbers that a lesson's exercises draw; without it, the page's."
  )
  var variant: UInt64?

  mutating func validate() throws {
    if file == "-" {
      throw ValidationError("expected a file, found -: standard input is where answers come from")
    }
  }

  func run() throws {
    var input = LineInput()
    let palette = TerminalPalette(isColoured: Console.isColoured)
    let parts = try PracticeSource.parts(of: file, exercise: exercise, variant: variant)
    var session = PracticeSession(parts, isStrict: strict, palette: palette)
    try Console.print(session.opening(called: PracticeSource.title(of: file)))
    while !session.isOver {
      try Console.print(session.prompt)
      switch input.next() {
      case .line(let line):
        // A terminal has shown what was typed.
        if !input.isTerminal { try Console.print(Self.echo(line) + "\n") }
        try Console.print(session.take(line))
      case .tooLong:
        let said = "That line is too long: at most \(LineInput.limit) bytes are read.\n\n"
        try Console.print((input.isTerminal ? "" : "…\n") + said)
      case .interrupted, .end:
        try Console.print("\n\n" + session.summary)
        return
      }
    }
    try Console.print(session.summary)
  }

  /// What was typed, as far as it is worth showing.
  private static func echo(_ line: String) -> String {
    let shown = String(line.unicodeScalars.prefix(200)).escapingHidden
    return line.unicodeScalars.count > 200 ? shown + "…" : shown
  }
}
