import Drawing
import Notation
import Testing

@testable import Lessons

private let moons = """
  ```train {#moons}
  data moons(rows = 60, noise = 0.1, seed = 1)
  split validation = 25%
  net dense(6, tanh), dense(1)
  optimiser adam(rate = 0.05)
  epochs 12
  expect validation_accuracy >= 0.5, epochs ~ 12
  ```

  """

private func build(_ files: [String: String]) throws -> BuiltCourse {
  let folder = try SampleFolder(files)
  return try CourseBuilder.build(folder.path + (files["a.md"] == nil ? "" : "/a.md"))
}

private func build(_ lesson: String) throws -> BuiltCourse { try build(["a.md": lesson]) }

/// The mistakes of a course, each as `line:column: message`.
private func mistakes(_ files: [String: String]) -> [String] {
  do {
    _ = try build(files)
    return []
  } catch let error as Diagnostics {
    return error.all.map { "\($0.location.line):\($0.location.column): \($0.message)" }
  } catch {
    return ["\(error)"]
  }
}

private func mistakes(_ lesson: String) -> [String] { mistakes(["a.md": lesson]) }

private func figures(_ built: BuiltCourse) -> [Figure] {
  built.course.lessons[0].blocks.compactMap {
    if case .figure(let figure) = $0 { figure } else { nil }
  }
}

@Suite struct TrainBlockTests {
  @Test func `a block trains, shows what suits it, and its claims are counted`() throws {
    let built = try build(moons)
    let figure = try #require(figures(built).first)
    #expect(figure.kind == .train)
    let titles = figure.views.compactMap {
      if case .panels(let panels) = $0 { panels.title } else { nil }
    }
    #expect(
      titles.prefix(3) == [
        "Training, epoch by epoch", "What the net says over the plane",
        "Which class was taken for which",
      ]
    )
    #expect(built.results[0].claims == 2)
    #expect(built.failures.isEmpty)
  }

  @Test func `the same lesson gives the same figures`() throws {
    #expect(try figures(build(moons)) == figures(build(moons)))
  }

  @Test func `a claim that does not hold is told at its place`() throws {
    let built = try build(moons.replacing("epochs ~ 12", with: "epochs >= 13"))
    let failure = try #require(built.failures.first)
    #expect(failure.message == "expected epochs >= 13, found 12")
    #expect((failure.location.line, failure.location.column) == (7, 36))
  }

  @Test func `figures of a run stand in the prose`() throws {
    let built = try build(
      moons + "\nSo {{ moons.epochs }} and {{ epochs * 2 }} of {{ moons.steps }}.\n"
    )
    var values: [String] = []
    for case .paragraph(let inlines) in built.course.lessons[0].blocks {
      for case .value(_, let text) in inlines { values.append(text) }
    }
    // 45 samples in batches of 32 are two steps.
    #expect(values == ["12", "24", "24"])
  }

  @Test func `an empty block shows more of an earlier one`() throws {
    let built = try build(moons + "\n```train {use=\"moons\" view=\"hidden,table\"}\n```\n")
    let more = figures(built)[1]
    guard case .panels = more.views[0], case .table(let table) = try #require(more.views.last)
    else {
      Issue.record("found \(more.views)")
      return
    }
    #expect(table.rows.count == 13)
  }

  @Test func `mistakes are told where they are`() {
    let misspelt = mistakes("\n```train\ndata moons\nnet dense(3, rely)\n```\n")
    #expect(misspelt.count == 1)
    #expect(misspelt.first?.hasPrefix("4:14: ") == true)
    #expect(
      mistakes("```train\ndata moons\nnet dense(3)\n```\n")
        == ["3:5: the last layer expects 2 outputs, one for each class, found 3"]
    )
    #expect(
      mistakes("```train {view=\"fit\"}\ndata moons\nnet dense()\n```\n")
        == ["1:17: view fit: expected one feature, found 2"]
    )
    #expect(
      mistakes("```train\ndata moons\nnet dense()\nshow curves, hidden\n```\n")
        == ["4:14: show hidden: expected a hidden layer, found none"]
    )
    #expect(
      mistakes(moons + "\n```train {use=\"moons\"}\n  # nothing\nepochs 3\n```\n")
        == [
          "12:1: a train block that shows more of an earlier one expects no statements, found one"
        ]
    )
    #expect(
      mistakes("```trace {#a}\nx = 1\n```\n\n```train {use=\"a\"}\n```\n")
        == ["5:1: a train block can show more of an earlier train block, found that 'a' is none"]
    )
  }

  @Test func `a rate that diverges is told with the step`() {
    let lesson = "```train\ndata line(rows = 40)\nnet dense()\noptimiser sgd(rate = 1e30)\n```\n"
    let told = mistakes(lesson)
    #expect(told.count == 1)
    #expect(told.first?.hasPrefix("4:1: step ") == true)
  }

  @Test func `a block that fails silences what needs it`() {
    let lesson =
      "```train {#n}\ndata moons\nnet dense(3)\n```\n\n{{ n.accuracy }}\n\n```train {use=\"n\"}\n```\n"
    #expect(mistakes(lesson).count == 1)
  }

  @Test func `a block that takes too long is ended`() throws {
    let lesson = "```train\ndata moons\nnet dense()\nepochs 400\n```\n"
    let folder = try SampleFolder(["a.md": lesson])
    do {
      _ = try CourseBuilder.build(folder.path + "/a.md", trainingLimit: .zero)
      Issue.record("it was not ended")
    } catch {
      #expect(
        error.all.map(\.message).first?.hasPrefix("a train block expects to end within 0 seconds")
          == true
      )
      #expect(error.all.first?.location.line == 4)
    }
  }

  // MARK: Files

  private let rows = "x,y,kind\n0,0,a\n0,1,b\n1,0,b\n1,1,a\n0,0.1,a\n0.1,1,b\n"

  @Test func `data lie beside the lesson`() throws {
    let lesson =
      "# A\n\n```train {view=table}\ndata \"points.csv\", target = kind\nnet dense(4, tanh), dense()\nepochs 3\n```\n"
    let built = try build([
      "SUMMARY.md": "- [A](part/a.md)\n", "part/a.md": lesson, "part/points.csv": rows,
    ])
    #expect(figures(built).count == 1)
  }

  @Test(arguments: ["/etc/passwd", "../outside.csv", "nowhere.csv", "."])
  func `no path leads out of the course`(path: String) {
    let lesson = "```train\ndata \"\(path)\", target = kind\nnet dense()\n```\n"
    let told = mistakes(["SUMMARY.md": "- [A](b.md)\n", "b.md": lesson])
    #expect(told.count == 1)
    #expect(told.first?.hasPrefix("2:6: ") == true)
  }
}
