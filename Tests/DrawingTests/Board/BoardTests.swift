import Autodiff
import Drawing
import Notation
import Testing

private func trace(_ program: String) throws -> Trace {
  try Program.read(SourceText(file: "test", text: program)).run().trace
}

private func ids(_ elements: [Picture.Element]) -> [String] {
  elements.flatMap { element -> [String] in
    guard case .group(let id, _, let inside) = element else { return [] }
    return (id.map { [$0] } ?? []) + ids(inside)
  }
}

private let classic = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z\nbackward f"

@Suite struct BoardTests {
  @Test func `a board has each forward step, then each backward step`() throws {
    let board = Board(try trace(classic), title: "f")
    #expect(board.steps.map(\.index) == [1, 2, 3, 4, 5, 6])
    #expect(board.steps.map { $0.phase == .forward } == [true, true, false, false, false, false])
  }

  @Test func `steps are set with their numbers put in`() throws {
    let board = Board(try trace(classic), title: "f")
    let lines = board.steps.map { PlainTextWriter.write($0.formula) }
    #expect(lines[0] == "q = x + y = −2 + 5 = 3")
    #expect(lines[1] == "f = q · z = 3 · (−4) = −12")
    #expect(lines[4].hasSuffix("= −4 · 1 = −4"))
  }

  @Test func `the board of what is given has the leaves' numbers and no other`() throws {
    let run = try Program.read(
      SourceText(
        file: "test",
        text: "def n(a) = exp(a) * 0.5\nx = 7.25; y = 3\nq = x + y\nf = n(q)\nbackward f"
      )
    ).run()
    let board = Board(givenIn: run.trace, title: "f")
    #expect(board.steps.isEmpty)
    // A frame that can be folded has a picture for each way.
    #expect(board.folds.count == 2)
    let pictures = [board.picture] + board.folds.map { $0.picture }
    for text in pictures.map({ "\($0)" }) {
      #expect(text.contains("7.25"))
      #expect(text.contains("q = x + y"))
      // q, f and the gradients.
      let secrets = ["10.25", "1427", "28283", "14141", "gradient"].filter { text.contains($0) }
      #expect(secrets == [])
    }
  }

  @Test func `a board to fill in has a blank for every number that is not given, all alike`() throws
  {
    func board(_ x: String) throws -> Board {
      let run = try Program.read(
        SourceText(file: "test", text: "x = \(x); y = 3\nq = x + y\nf = q * y\nbackward f")
      ).run()
      return Board(toFillIn: run.trace, title: "f")
    }
    let text = "\(try board("7.25"))"
    for secret in ["10.25", "30.75"] { #expect(!text.contains(secret)) }
    // q and f; and a contribution each to x, q and y, which has two and their sum.
    #expect(text.ranges(of: "to fill in").count >= 6)
    #expect(text.contains("Σ"))
    #expect(try board("7.25").folds.isEmpty && board("7.25").steps.isEmpty)
    // Nothing about a number's size is told by its blank.
    #expect(try board("8.25").picture.width == board("7.25").picture.width)
    #expect("\(try board("8.25"))" == text.replacing("7.25", with: "8.25"))
  }

  @Test func `a leaf that is asked for is not shown either`() throws {
    let trace = try trace("x = 7.25; f = x * 2")
    let hidden = Set([trace.graph.node(named: "x")].compactMap { $0 })
    let isShown = "\(Board(givenIn: trace, title: "f", hiding: hidden))".contains("7.25")
    #expect(!isShown)
  }

  @Test(arguments: [
    classic, "x = 3\nf = x * x + x\nbackward f",
    "X = [[1, 2]]\nW = [[1], [2]]\nh = relu(X @ W)\nL = sum(h)\nbackward L",
    "z = 1\ny = sigmoid(z)\nbackward y",
  ])
  func `what a step marks and reveals is in the picture`(program: String) throws {
    let board = Board(try trace(program), title: "f")
    let present = Set(ids(board.picture.elements))
    for step in board.steps {
      for mark in step.marks where mark.hasPrefix("n") { #expect(present.contains(mark)) }
      let edge = try #require(step.marks.first { $0.hasPrefix("e") })
      #expect(present.contains(edge), "\(edge) of step \(step.index)")
    }
  }

  @Test func `every label that a step reveals is revealed once`() throws {
    let board = Board(try trace("x = 3\nf = x * x + x\nbackward f"), title: "f")
    let reveals = board.steps.flatMap(\.reveals)
    #expect(reveals.count == Set(reveals).count)
    // The sum of x stands when its third contribution has arrived.
    #expect(board.steps.last?.reveals.contains("g0") == true)
  }

  @Test func `a cell tells of each column`() throws {
    for step in Board(try trace(classic), title: "f").steps {
      let columns =
        step.phase == .forward ? BoardStep.forwardColumns : BoardStep.backwardColumns
      #expect(step.cells.count == columns.count)
    }
  }

  @Test func `a dead unit is explained`() throws {
    let board = Board(try trace("x = -1\ny = relu(x)\nbackward y"), title: "y")
    #expect(board.steps.last?.words.contains("The unit is off") == true)
  }

  @Test func `no operation's formula is left as its template`() throws {
    for operation in Operation.all where operation.name != "leaf" {
      for text in [operation.setting.tex] + operation.setting.locals {
        #expect(throws: Never.self) {
          _ = try TeXParser.parse(
            text.replacing("①", with: "a").replacing("②", with: "b").replacing("ⓨ", with: "y")
              .replacing("…", with: "i")
          )
        }
      }
    }
  }
}

@Suite struct DerivationTests {
  @Test func `the chain rule goes from symbols to the result in four stages`() throws {
    let derivations = Derivation.all(try trace(classic))
    let x = try #require(
      derivations.first { PlainTextWriter.write($0.subject) == "∂f/∂x" }
    )
    #expect(
      x.stages.map(\.words) == [
        "in symbols", "upstream gradient put in", "local derivatives put in", "result",
      ]
    )
    #expect(
      x.stages.map { PlainTextWriter.write($0.formula) } == [
        "∂f/∂q · ∂q/∂x", "(−4) · ∂q/∂x", "(−4) · 1", "−4",
      ]
    )
    #expect(x.remarks == ["The local derivative is 1: q grows exactly as x does."])
  }

  @Test func `several uses are several terms`() throws {
    let derivations = Derivation.all(try trace("x = 3\nf = x * x + x\nbackward f"))
    let x = try #require(derivations.last)
    #expect(PlainTextWriter.write(x.stages[3].formula) == "7")
    #expect(PlainTextWriter.write(x.stages[2].formula).hasSuffix("1 · 1 + 1 · 3 + 1 · 3"))
  }

  @Test func `without a reverse pass there is none`() throws {
    #expect(Derivation.all(try trace("x = 1\ny = x + 1")).isEmpty)
  }
}
