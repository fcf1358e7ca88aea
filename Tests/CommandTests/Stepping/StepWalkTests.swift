import Drawing
import Testing

@testable import GradusCommand

@Suite struct StepWalkTests {
  /// q = x + y, then back through it to x, to y, and to x again.
  static let board = Board(
    picture: Picture(width: 0, height: 0, title: "", description: "", elements: []),
    steps: [
      step(1, .forward, ["q", "add", "x, y", "3"]),
      step(2, .backward, ["q", "x", "1", "1", "1", "1"]),
      step(3, .backward, ["q", "y", "1", "1", "1", "1"]),
      step(4, .backward, ["q", "x", "1", "1", "1", "2"]),
    ]
  )

  private static func step(_ index: Int, _ phase: BoardStep.Phase, _ cells: [String]) -> BoardStep {
    BoardStep(
      index: index,
      phase: phase,
      words: "",
      formula: .row([]),
      text: "",
      marks: [],
      reveals: [],
      cells: cells
    )
  }

  private func walk(figures: Int = 1) throws -> StepWalk {
    try #require(
      StepWalk((0..<figures).map { StepFigure(title: "Figure \($0)", board: Self.board) })
    )
  }

  @Test func `forward and back stop at the ends`() throws {
    var walk = try walk()
    #expect(walk.step == nil)
    #expect(walk.perform(.back) == "this is before the first step")
    for number in 1...4 {
      #expect(walk.perform(.forward) == nil)
      #expect(walk.step?.index == number)
    }
    #expect(walk.perform(.forward) == "this is the last step")
    #expect(walk.perform(.back) == nil)
    #expect(walk.place == 3)
    #expect(walk.perform(.first) == nil)
    #expect(walk.place == 0)
    #expect(walk.perform(.last) == nil)
    #expect(walk.place == 4)
  }

  @Test(arguments: [-1, 5, Int.max, Int.min])
  func `a step that is not there is told`(number: Int) throws {
    var walk = try walk()
    _ = walk.perform(.forward)
    #expect(walk.perform(.step(number)) == "expected a step from 0 to 4, found \(number)")
    #expect(walk.place == 1)
  }

  @Test func `the next contribution of a node`() throws {
    var walk = try walk()
    #expect(walk.perform(.contribution("x")) == nil)
    #expect(walk.place == 2)
    #expect(walk.perform(.contribution(nil)) == nil)
    #expect(walk.place == 4)
    #expect(
      walk.perform(.contribution("y")) == "no further contribution goes to y; the first is step 3"
    )
    #expect(walk.perform(.contribution("q")) == "no contribution goes to q")
    #expect(walk.perform(.contribution("X")) == "unknown node 'X'; did you mean 'x'?")
    #expect(walk.place == 4)
    _ = walk.perform(.first)
    #expect(walk.perform(.contribution(nil)) == "expected the name of a node, found none: n x")
  }

  @Test func `from figure to figure`() throws {
    var walk = try walk(figures: 2)
    _ = walk.perform(.last)
    #expect(walk.perform(.previousFigure) == "this is the first figure")
    #expect(walk.perform(.nextFigure) == nil)
    #expect((walk.figure, walk.place) == (1, 0))
    #expect(walk.perform(.nextFigure) == "this is the last figure")
    var single = try self.walk()
    #expect(single.perform(.nextFigure) == "there is no other figure")
    #expect(StepWalk([]) == nil)
  }

  @Test(arguments: [
    ("", StepCommand.forward), ("  ", .forward), ("s", .forward), ("b", .back), ("12", .step(12)),
    ("g 3", .step(3)), ("step 0", .step(0)), ("-1", .step(-1)), ("n", .contribution(nil)),
    ("n x", .contribution("x")), ("N  exp(-z) ", .contribution("exp(-z)")),
    ("n x * y", .contribution("x * y")), ("f", .nextFigure), ("p", .previousFigure),
    ("?", .help), ("quit", .quit), ("Q", .quit), ("first", .first), ("last", .last),
    ("99999999999999999999", .unknown("99999999999999999999")), ("b x", .unknown("b x")),
    ("q now", .unknown("q now")), ("step x", .unknown("step x")),
  ])
  func `what a line asks for`(line: String, command: StepCommand) {
    #expect(StepCommand(line: line) == command)
  }

  @Test func `lines are cut and broken to the terminal's width`() {
    let view = StepView(palette: .init(isColoured: false), width: 10)
    #expect(view.cut("0123456789") == "0123456789")
    #expect(view.cut("01234567890") == "012345678…")
    #expect(view.wrapped("one two three four") == ["one two", "three four"])
    #expect(view.wrapped("a-word-that-is-too-long x") == ["a-word-th…", "x"])
  }
}
