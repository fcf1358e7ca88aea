import Drawing
import Notation
import Testing

@testable import Lessons

private func build(_ lesson: String) throws -> BuiltCourse {
  let folder = try SampleFolder(["a.md": lesson])
  return try CourseBuilder.build(folder.path)
}

/// The mistakes of a lesson, each as `line:column: message`.
private func mistakes(_ lesson: String) -> [String] {
  do {
    _ = try build(lesson)
    return []
  } catch let error as Diagnostics {
    return error.all.map { "\($0.location.line):\($0.location.column): \($0.message)" }
  } catch {
    return ["\(error)"]
  }
}

private func figures(_ built: BuiltCourse) -> [Figure] {
  built.course.lessons[0].blocks.compactMap {
    if case .figure(let figure) = $0 { figure } else { nil }
  }
}

/// The text of a lesson's paragraphs with its numbers filled in.
private func prose(_ built: BuiltCourse) -> [String] {
  built.course.lessons[0].blocks.compactMap { block in
    guard case .paragraph(let inlines) = block else { return nil }
    return inlines.map { inline in
      switch inline {
      case .text(let text): text
      case .value(_, let text): text
      default: " "
      }
    }.joined()
  }
}

private let classic = """
  ```trace {#xyz}
  x = -2; y = 5; z = -4
  q = x + y
  f = q * z
  backward f
  expect grad x = -4
  ```

  """

@Suite struct TraceBlockTests {
  @Test func `a block shows its diagram and its steps unless told otherwise`() throws {
    let built = try build(classic)
    let figure = try #require(figures(built).first)
    guard case .diagram(let board) = figure.views[0], case .steps = figure.views[1] else {
      Issue.record("found \(figure.views)")
      return
    }
    #expect(board.steps.count == 6)
    #expect(figure.views.count == 2)
    #expect(built.results[0].claims == 1)
    #expect(built.failures.isEmpty)
  }

  @Test func `a false claim is told at its place with both numbers`() throws {
    let built = try build(
      "- in a list\n\n  ```trace\n  x = 2\n  y = 3 * x\n  expect y = 7\n  ```\n"
    )
    let failure = try #require(built.failures.first)
    #expect(failure.location.line == 6)
    #expect(failure.location.column == 3)
    #expect(failure.message == "expected 7, computed 6")
  }

  @Test func `a mistake inside a quote has the lesson's line and column`() {
    #expect(
      mistakes("# A\n\n> > ```trace\n> > y = sigmid(1)\n> > ```\n") == [
        "4:9: unknown function 'sigmid'; did you mean 'sigmoid'?"
      ]
    )
  }

  @Test func `a block goes on where an earlier one ended`() throws {
    let built = try build(
      classic + "```trace {use=\"xyz\" view=\"table\"}\ng = 2 * f\nexpect g = -24\n```\n"
    )
    #expect(built.results[0].claims == 2)
    guard case .table(let table) = figures(built)[1].views[0] else {
      Issue.record("found no table")
      return
    }
    #expect(table.rows.map { $0[0].text } == ["x", "y", "z", "q", "f", "g"])
  }

  @Test func `what follows from a broken block is not told again`() {
    #expect(
      mistakes("```trace {#a}\nx = foo\n```\n\n```trace {use=\"a\"}\ny = 2 * x\n```\n\n{{ x }}\n")
        .count == 1
    )
  }

  @Test func `a program stands beside its scalars`() throws {
    let built = try build(
      "```trace {view=\"diagram, scalars\" expand=\"tanh\"}\nx = [1, 2]; h = tanh(x)\n```\n"
    )
    let views = figures(built)[0].views
    guard case .diagram(let board) = views[0], case .scalars(let scalars) = views[1] else {
      Issue.record("found \(views.count) other views")
      return
    }
    // Beside the scalars the program is folded; in their picture the function is open.
    #expect(board.folds.isEmpty)
    #expect(scalars.tensors.map { $0.label } == ["x", "h"])
    #expect(scalars.tensors[1].scalars.filter { !$0.isElement }.count > 4)
  }

  @Test func `a block of scalars has its elements as names`() throws {
    let built = try build(
      "```trace {view=\"table\" expand=\"scalars\"}\nx = [1, 2]; h = x * 3\nexpect h = [3, 6]\n```\n\n{{ h }} {{ h[1] + 1 }}\n"
    )
    #expect(built.results[0].claims == 1)
    guard case .table(let table) = figures(built)[0].views[0] else {
      Issue.record("found no table")
      return
    }
    #expect(table.rows.map { $0[0].text } == ["x[0]", "x[1]", "h[0]", "h[1]"])
    #expect(try prose(built).joined().contains("7"))
  }

  @Test func `an unknown frame to fold gets the likely one`() {
    #expect(
      mistakes(
        "```trace {fold=\"neurn\"}\ndef neuron(a) = a * 2 + 1\nx = 1; y = neuron(x)\n```\n"
      ) == [
        "1:17: fold expects functions that the diagram frames, found 'neurn'; did you mean 'neuron'?"
      ]
    )
  }

  @Test func `scalars beyond what a picture can hold are refused`() {
    #expect(
      mistakes("```trace {view=\"diagram, scalars\"}\nx = ones([20, 20]); y = x @ x\n```\n") == [
        "1:17: a picture of scalars expects at most 1000 nodes, found 8800"
      ]
    )
  }

  @Test func `an unknown function to expand gets the likely one`() {
    #expect(
      mistakes("```trace {expand=\"sigmoyd\"}\ny = sigmoid(1)\n```\n") == [
        "1:19: expand expects functions that have an open form, found 'sigmoyd'; did you mean 'sigmoid'?"
      ]
    )
  }
}

@Suite struct FillTests {
  @Test(arguments: [
    ("{{ q }}", "3"), ("{{ grad x }}", "-4"), ("{{ x * y }}", "-10"), ("{{ xyz.f }}", "-12"),
    ("{{ grad xyz.z | 3 digits }}", "3.00"), ("{{ q / z | 1 decimals }}", "-0.8"),
    ("{{ q / 4 | percent }}", "75%"),
  ])
  func `a number is filled in`(written: String, shown: String) throws {
    #expect(try prose(build(classic + written + "\n")) == [shown])
  }

  @Test func `the nearest block above that has the name counts`() throws {
    let lesson =
      "```trace\nx = 1\n```\n\n{{ x }}\n\n```trace\nx = 2\n```\n\n{{ x }}\n\n```trace\ny = 3\n```\n\n{{ x }}\n"
    #expect(try prose(build(lesson)) == ["1", "2", "2"])
  }

  @Test func `a name that no block has is a mistake at its place`() {
    #expect(
      mistakes(classic + "The value {{ qq }}.\n") == [
        "8:14: unknown name 'qq'; did you mean 'q'?"
      ]
    )
  }

  @Test func `a number before its block is a mistake`() {
    #expect(mistakes("{{ q }}\n\n" + classic).count == 1)
  }
}

@Suite struct TableBlockTests {
  @Test func `all combinations are rows, the first name slowest`() throws {
    let built = try build(
      "```table\nfor x1, x2 in {0, 1}\ny = step(x1 + x2 - 2)\nexpect y = [0, 0, 0, 1]\n```\n"
    )
    guard case .table(let table) = figures(built)[0].views[0] else {
      Issue.record("found no table")
      return
    }
    #expect(
      table.rows.map { $0.map(\.text).joined(separator: " ") } == [
        "0 0 0", "0 1 0", "1 0 0", "1 1 1",
      ]
    )
    #expect(built.results[0].claims == 1)
  }

  @Test func `rows can be given`() throws {
    let built = try build("```table\nfor a, b in {(1, 2), (3, -1/2)}\nc = a * b\n```\n")
    guard case .table(let table) = figures(built)[0].views[0] else { return }
    #expect(table.rows.map { $0[2].text } == ["2", "-1.5"])
  }

  @Test func `a false row fails the claim`() throws {
    let built = try build(
      "```table\nfor x in {0, 1}\ny = 2 * x\nexpect y = [0, 3]\n```\n"
    )
    #expect(built.failures.map(\.message) == ["expected [0, 3], computed [0, 2]"])
    #expect(built.failures.first?.location.line == 4)
  }

  @Test(arguments: [
    ("y = 1", "2:1: a table block expects a first line 'for x in {…}', found 'y = 1'"),
    ("for x in {}", "2:10: expected at least one value, found '{}'"),
    ("for x, y in {(1, 2), (3)}", "2:22: expected either numbers or rows in brackets, found both"),
    ("for x, y in {(1, 2, 3)}", "2:14: expected 2 values in a row, found 3"),
    ("for x, x in {0, 1}", "2:8: found the name 'x' twice"),
  ])
  func `a first line that cannot be read is told`(line: String, message: String) {
    #expect(mistakes("```table\n\(line)\n```\n") == [message])
  }
}

@Suite struct LearnBlockTests {
  @Test func `the bipolar AND comes out as in the textbook's table`() throws {
    let built = try build(
      "```learn\nrule hebb\nrows and bipolar\nexpect weights = [2, 2]\nexpect bias = -2\n```\n"
    )
    #expect(built.failures.isEmpty)
    let views = figures(built)[0].views
    guard case .table(let table) = views[0], case .pictures(let pictures) = views[1] else {
      Issue.record("found \(views.count) views")
      return
    }
    let last = table.columns.count
    #expect(
      table.rows.map { $0[(last - 3)...].map(\.text) } == [
        ["0", "0", "0"], ["1", "1", "1"], ["0", "2", "0"], ["1", "1", "-1"], ["2", "2", "-2"],
      ]
    )
    #expect(pictures.count == 4)
  }

  @Test func `a mistake has its place`() {
    #expect(
      mistakes("```learn\nrule heb\nrows and bipolar\n```\n").first?.hasPrefix("2:6:") == true
    )
  }

  @Test func `a false claim fails`() throws {
    let built = try build(
      "```learn\nrule perceptron\nrows and binary\nexpect weights = [9, 9]\n```\n"
    )
    #expect(built.failures.first?.location.line == 4)
  }
}

@Suite struct PlotBlockTests {
  @Test func `a curve and its derivative have data behind them`() throws {
    let built = try build(
      "```plot\nx from -2 to 2\ny = x^2\nderivative y\npoint (0, 0) \"low\"\n```\n"
    )
    guard case .plot(let picture, let data) = figures(built)[0].views[0] else {
      Issue.record("found no plot")
      return
    }
    #expect(picture.width > 0)
    #expect(data.rows.first?.map(\.text) == ["-2", "4", "-4"])
  }

  @Test(arguments: [
    ("x from 2 to -2", "2:3: expected a range that grows, found 2 to -2"),
    (
      "x from 0 to 1\nline x = 0",
      "3:1: a line expects two ranges, found 1"
    ),
    (
      "x from 0 to 1\ny from 0 to 1\nline x*y = 0",
      "4:6: expected a linear equation in x and y"
    ),
    ("x from 0 to 1\ny = sin(x)\nderivative z", "4:12: expected a curve above, found 'z'"),
    ("x from 0 to 1\ny = foo(x)", "3:5: unknown function 'foo'"),
  ])
  func `a line that cannot be read is told`(lines: String, message: String) {
    #expect(mistakes("```plot\n\(lines)\n```\n").first == message)
  }
}
