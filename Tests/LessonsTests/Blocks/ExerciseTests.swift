import Autodiff
import Drawing
import Exercises
import Notation
import Testing

@testable import Lessons

@Suite struct `Exercises of a lesson` {
  @Test func `an exercise has its questions with labels, digits, points and right values`() throws {
    let exercise = try #require(built(classicExercise).exerciseBlocks.first)
    #expect(exercise.label == Label(id: "exr-chain", name: "Exercise 1"))
    #expect(exercise.caption.spoken == "The classic")
    #expect(exercise.asks.map(\.quantity) == ["q", "grad x", "grad z", "f"])
    #expect(exercise.asks.map { $0.right.elements } == [[3], [-4], [3], [-12]])
    #expect(exercise.asks.map(\.digits) == [nil, 3, nil, nil])
    #expect(exercise.asks.map(\.points) == [1, 2, 1, 1])
    #expect(exercise.asks.map { $0.label.spoken } == ["q", "x̄", "∂f/∂z", "f"])
    guard case .math(let source, _) = exercise.asks[2].label[0] else {
      Issue.record("found no formula")
      return
    }
    #expect(source == #"\frac{\partial f}{\partial z}"#)
  }

  @Test func `hints belong to the question above them, and those before all to the first`() throws {
    let exercise = try #require(built(classicExercise).exerciseBlocks.first)
    #expect(
      exercise.asks.map { $0.hints.map(\.spoken) } == [
        ["Draw the graph first.", "Which gate comes first?"],
        ["What does the product hand to q?", "It is -4, because z is -4."], [], [],
      ]
    )
    #expect(exercise.asks[0].hints[0][1] == .emphasis([.text("graph")]))
  }

  @Test func `what is given has no claims, no questions and no comments on them`() throws {
    let exercise = try #require(built(classicExercise).exerciseBlocks.first)
    guard case .code(let code) = exercise.given[0], case .diagram(let board) = exercise.given[1]
    else {
      Issue.record("found \(exercise.given.count) other views")
      return
    }
    #expect(code == "x = -2; y = 5; z = -4\nq = x + y  # the sum\nf = q * z\nbackward f")
    #expect(board.steps.isEmpty)
    let picture = "\(board.picture)"
    let secrets = ["-12", "−12", "gradient", "value 3"].filter { picture.contains($0) }
    #expect(secrets == [])
    #expect(picture.contains("value −2"))
  }

  @Test func `the program for the page keeps the questions`() throws {
    let program = try #require(built(classicExercise).exerciseBlocks.first).program
    #expect(
      program == """
        x = -2; y = 5; z = -4
        q = x + y  # the sum
        f = q * z
        backward f
        ask q
        ask grad x "$\\bar x$" to 3 digits for 2 points
        ask grad z; ask f

        """
    )
  }

  @Test func `a solution is Markdown in which the block's numbers are filled in`() throws {
    let exercise = try #require(built(classicExercise).exerciseBlocks.first)
    #expect(words(exercise.solution) == ["The sum is q = 3.", "math: f = q z", "one | two"])
  }

  @Test func `without a solution the steps of the run are one`() throws {
    let built = try built("```exercise {#a}\nx = 2; y = x^2\nbackward y\nask grad x\n```\n")
    guard case .figure(let figure) = built.exerciseBlocks[0].solution.first else {
      Issue.record("found no figure")
      return
    }
    #expect(figure.id == "a-solution")
    guard case .steps(let board) = figure.views[0], case .derivation(let chain) = figure.views[1]
    else {
      Issue.record("found \(figure.views.count) other views")
      return
    }
    #expect(board.steps.count == 2)
    #expect(chain.count == 1)
  }

  @Test func `steps of a minimize have their table as a solution`() throws {
    let built = try built(
      "```exercise\nparam w = 8; L = w^2\nminimize L over w with sgd(rate=0.25) for 2 steps\n"
        + "ask w @ 1; ask grad w @ 0; ask w\n```\n"
    )
    let exercise = built.exerciseBlocks[0]
    #expect(exercise.asks.map { $0.right.elements } == [[4], [16], [2]])
    #expect(
      exercise.asks.map { $0.label.spoken } == [
        "w after 1 step", "∂L/∂w before the first step", "w",
      ]
    )
    guard case .figure(let figure) = exercise.solution[0], case .table = figure.views[0] else {
      Issue.record("found no table")
      return
    }
  }

  @Test func `claims of an exercise are checked`() throws {
    let built = try built("```exercise\nx = 2; y = x^2\nask y\nexpect y = 5\n```\n")
    #expect(built.results[0].claims == 1)
    #expect(built.failures.map(\.location.line) == [4])
  }

  @Test func `an exercise goes on where a block ended, and a block where an exercise did`() throws {
    let built = try built(
      "```trace {#xyz}\nx = 3; y = x^2\nask x\nexpect y = 9\n```\n\n"
        + "```exercise {#exr-more use=\"xyz\"}\nz = 2 * y\nask z\n```\n\n"
        + "```trace {use=\"exr-more\"}\nu = z + 1\nexpect u = 19\n```\n\n{{ more.z }}, {{ u }}\n"
    )
    #expect(built.failures.isEmpty)
    let exercise = built.exerciseBlocks[0]
    // The trace's own question is not the exercise's.
    #expect(exercise.asks.map(\.quantity) == ["z"])
    #expect(exercise.given == [.code("x = 3; y = x^2\nz = 2 * y")])
    #expect(exercise.program == "x = 3; y = x^2\nz = 2 * y\nask z\n")
    #expect(words(built.course.lessons[0].blocks).last == "18, 19")
  }

  @Test func `exercises are counted, and references find them`() throws {
    let built = try built(
      "```exercise {#exr-a}\nx = 2; ask x\n```\n\n```exercise\nx = 2; ask x\n```\n\n"
        + "```question {#exr-b points=0.5}\nWhy?\nanswer: So.\n```\n\nSee [@exr-a] and [@exr-b].\n"
    )
    #expect(built.exerciseBlocks.map { $0.label?.name } == ["Exercise 1", nil])
    #expect(built.questionBlocks[0].label?.name == "Exercise 2")
    #expect(words(built.course.lessons[0].blocks).last == "See Exercise 1 and Exercise 2.")
  }

  @Test func `inside a quote and a list everything has its place`() throws {
    let lesson =
      "> 1. ```exercise {#a}\n"
      + [
        "x = 2", "y = x^2", "ask y", "  hint It is", "    {{ y }}.", "solution", "$$",
        "y = x^2 = 4", "$$", "", "> so it is", "> {{ z }}",
      ]
      .map { ">    " + $0 + "\n" }.joined() + ">    ```\n"
    #expect(mistakes(in: lesson) == ["13:11: unknown name 'z'"])
    let built = try built(lesson.replacing("{{ z }}", with: "{{ y }}"))
    let exercise = built.exerciseBlocks[0]
    #expect(exercise.asks[0].hints.map(\.spoken) == ["It is 4."])
    #expect(words(exercise.solution) == ["math: y = x^2 = 4", "> so it is 4"])
  }

  @Test func `a block that runs may stand in a solution and go on with the exercise`() throws {
    let built = try built(
      "````exercise {#exr-a}\nx = 3; y = x^2\nask y\nsolution\nSee here:\n\n"
        + "```trace {use=\"exr-a\" view=\"table\"}\nz = y + 1\nexpect z = 10\n```\n\nand {{ z }}.\n````\n"
    )
    #expect(built.failures.isEmpty)
    #expect(built.results[0].claims == 1)
    #expect(words(built.exerciseBlocks[0].solution) == ["See here:", "figure block-2", "and 10."])
  }

  @Test func `words of the notation may still be names`() throws {
    let built = try built(
      "```exercise\nhint = 3; choose = 4\nsolution = hint * choose\nask solution\n```\n"
    )
    #expect(built.exerciseBlocks[0].asks[0].right.elements == [12])
    #expect(built.exerciseBlocks[0].asks[0].hints.isEmpty)
  }

  @Test func `slips are left out by the course and by the block`() throws {
    let lesson =
      "```exercise {#a slips=\"-log-base, +precedence\"}\nx = 2; ask x\n```\n\n```exercise {#b}\nx = 2; ask x\n```\n"
    let built = try built(lesson, settings: "slips-off: [precedence, ascent]\n")
    #expect(
      built.results[0].exercises.map(\.slipsLeftOut) == [
        ["log-base", "ascent"], ["precedence", "ascent"],
      ]
    )
  }

  @Test func `the exercises of one lesson are read without the others`() throws {
    let folder = try SampleFolder([
      "SUMMARY.md": "- [A](a.md)\n- [B](b.md)\n", "course.yml": "slips-off: ascent\n",
      "a.md": classicExercise, "b.md": "```exercise\nx = \n```\n\n[@fig-nowhere]\n",
    ])
    let exercises = try LessonExercises.read(folder.path + "/a.md")
    let exercise = try #require(exercises.first)
    #expect(exercises.count == 1)
    #expect(exercise.id == "exr-chain")
    #expect(exercise.slipsLeftOut == ["ascent", "precedence"])
    #expect(exercise.questions.map(\.quantity.text) == ["q", "grad x", "grad z", "f"])
    #expect(exercise.questions.map(\.points) == [1, 2, 1, 1])
    #expect(exercise.questions[1].digits == 3)
    #expect(exercise.questions[1].label == "$\\bar x$")
    #expect(
      exercise.questions[1].hints == [
        "What does the product hand to q?", "It is -4, because z is -4.",
      ]
    )
    #expect(exercise.questions[1].location.line == 10)
    #expect(throws: Diagnostics.self) { try LessonExercises.read(folder.path + "/b.md") }
    try folder.write("b.md", Array("---\ndraft: true\n---\nA\n".utf8))
    #expect(throws: Diagnostics.self) { try LessonExercises.read(folder.path + "/b.md") }
    #expect(try LessonExercises.read(folder.path).map(\.id) == ["exr-chain"])
    #expect(throws: Diagnostics.self) { try LessonExercises.read(folder.path + "/c.md") }
  }
}

@Suite struct `Mistakes in exercises` {
  @Test(arguments: [
    ("x = 2", "1:1: an exercise expects at least one 'ask', found none"),
    ("hint Add.", "1:1: an exercise expects at least one 'ask', found none"),
    ("x = 2; ask x\n  hint\nask x", "3:3: expected a hint behind 'hint', found nothing"),
    ("x = 2; ask x\nhnt Add them.", "3:1: expected a statement, found 'hnt'; did you mean 'hint'?"),
    (
      "x = 2; ask x\n  Hint: Add them.",
      "3:3: expected a statement, found 'Hint'; did you mean 'hint'?"
    ),
    (
      "x = 2; ask x\nsolutoin\nAll of it.",
      "3:1: expected a statement, found 'solutoin'; did you mean 'solution'?"
    ),
    ("x = 2; ask x\nsolution\n\n", "3:1: expected a solution behind 'solution', found nothing"),
    ("x = 2; ask x\nsolution\nA\nsolution\nB", "5:1: expected one solution, found a second one"),
    ("x = 2; ask x\nsolution\n# A", "4:1: expected no heading inside a block, found one"),
    ("x = 2; ask x\nsolution\n{{ y }}", "4:4: unknown name 'y'"),
    ("x = 2; ask x\n  hint It is {{ y }}", "3:17: unknown name 'y'"),
    ("x = 2; ask x\n  hint It is $\\foo$", "3:15: expected a TeX command, found unknown \\foo"),
    ("x = 2; ask x\n  hint [here](nowhere.md)", "3:8: there is no file nowhere.md in the course"),
    ("x = 2; ask x; ask x", "2:15: x is asked for a second time"),
    ("x = 0; y = 1/x; ask y", "2:17: an answer expects finite numbers, found Infinity in y"),
    (
      "x = 0\nW = [1, log(x)]\nask W",
      "4:1: an answer expects finite numbers, found -Infinity in W"
    ),
    (
      "x = zeros([20, 20]); y = x + 1\nask y",
      "3:1: an answer expects at most 256 numbers, found 400 in y"
    ),
    ("x = 2; ask y", "2:12: unknown name 'y'"),
    (
      "x = 2; ask x\n  hint A \u{202E}trick",
      "3:10: expected text, found the direction-changing character U+202E"
    ),
    (
      "x = 2; ask x for 0 points",
      "2:18: expected a number of points above 0 after 'for', found '0'"
    ),
  ])
  func `each is told at its place`(program: String, message: String) {
    #expect(mistakes(in: "```exercise\n\(program)\n```\n") == [message])
  }

  @Test(arguments: [
    (
      "{slips=\"-presedence\"}", "1:22: unknown slip presedence"
    ),
    (
      "{slips=\"precedence\"}",
      "1:21: slips expects ids of slips, each behind a - or a +, found precedence"
    ),
    ("{slips=\"\"}", "1:14: slips expects ids of slips, each behind a - or a +, found nothing"),
    ("{view=\"steps\"}", "1:20: view expects code or diagram, found steps"),
    ("{seed=\"x\"}", "1:20: seed expects a whole number from 0 to 1000000000, found x"),
    ("{points=2}", "1:14: an exercise block has no option points"),
  ])
  func `options are checked`(options: String, message: String) {
    #expect(mistakes(in: "```exercise \(options)\nx = 2; ask x\n```\n") == [message])
  }

  @Test func `an exercise has no exercise inside it`() {
    #expect(
      mistakes(
        in: "````exercise\nx = 2; ask x\nsolution\n```question\nWhy?\nanswer: So.\n```\n````\n"
      ) == ["4:1: expected no question block inside another block, found one"]
    )
  }

  @Test func `what follows from a broken exercise is not told`() {
    #expect(
      mistakes(
        in: "```exercise {#a}\nx = foo\nask x\n  hint {{ x }}\nsolution\n{{ x }}\n```\n\n"
          + "```exercise {use=\"a\"}\ny = 2 * x\nask y\n```\n\n{{ y }}\n"
      ) == ["2:5: unknown name 'foo'"]
    )
  }

  @Test func `an unknown slip of the course gets the likely one`() throws {
    let folder = try SampleFolder(["course.yml": "slips-off: [precedense]\n", "a.md": "A"])
    do throws(Diagnostics) {
      _ = try CourseBuilder.build(folder.path)
      Issue.record("no mistake")
    } catch {
      #expect(error.all[0].message == "unknown slip precedense")
      #expect(error.all[0].help == "did you mean 'precedence'?")
      #expect(error.all[0].location.column == 13)
    }
  }
}
