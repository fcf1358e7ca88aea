import Drawing
import Foundation
import Notation
import TestSupport
import Testing

@testable import Lessons

@Suite struct FixtureTests {
  private let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .appending(path: "Fixtures")

  @Test func `a course keeps its tree`() throws {
    let course = try CourseReader.read(folder.appending(path: "gates").path(percentEncoded: false))
    var text = "\(course.settings)\n\(course.assets)\n"
    for part in course.parts {
      text += "part \(part.title.debugDescription)\n" + contents(part.entries, depth: 1)
    }
    for (lesson, targets) in zip(course.lessons, course.targets) {
      text += "\n== \(lesson.path): \(lesson.frontMatter.title)\n"
      text += Dump(source: lesson.source, lesson: lesson).text(lesson.blocks)
      for label in lesson.labels {
        text += "label \(label.name) #\(label.label.id) \(label.label.name)\n"
      }
      for (use, target) in zip(lesson.uses, targets) {
        text += "use \(use.address) -> \(target.map { "\($0)" } ?? "nothing")\n"
      }
    }
    try expectSnapshot(text, named: "gates.txt")
  }

  private func contents(_ entries: [Course.Entry], depth: Int) -> String {
    entries.map { entry in
      String(repeating: "  ", count: depth)
        + "\(entry.number) \(entry.title.debugDescription) \(entry.lesson.map(String.init) ?? "-")\n"
        + contents(entry.children, depth: depth + 1)
    }.joined()
  }

  @Test func `exercises and questions keep their trees`() throws {
    let course = try CourseReader.read(
      folder.appending(path: "exercises").path(percentEncoded: false)
    )
    let lesson = course.lessons[0]
    var text = Dump(source: lesson.source, lesson: lesson).text(lesson.blocks)
    for label in lesson.labels { text += "label \(label.name) \(label.label.name)\n" }
    try expectSnapshot(text, named: "exercises.txt")
  }

  @Test(arguments: ["broken", "broken-exercises"])
  func `all mistakes of a broken course are told`(name: String) throws {
    let path = folder.appending(path: name).path(percentEncoded: false)
    do throws(Diagnostics) {
      _ = try CourseReader.read(path)
      Issue.record("no mistakes")
    } catch {
      try expectSnapshot(error.rendered().replacing(path, with: name), named: name + ".txt")
    }
  }

  @Test func `blocks run in order, and numbers are filled in behind them`() throws {
    let parsed = try CourseReader.read(folder.appending(path: "gates").path(percentEncoded: false))
    let runner = BlockRunner<[String]>(
      begin: { lesson, _ in [lesson.path] },
      run: { fence, _, log in
        log.append("run \(fence.id): \(fence.content.debugDescription)")
        return .init(views: [.code(fence.content)])
      },
      fill: { (one, _, log) throws(Diagnostics) in
        log.append("fill \(one.expression.text)")
        if one.expression.text == "y" && one.format == nil {
          throw Diagnostics([.init(.error, "no y", at: .init(file: "a", line: 1, column: 1))])
        }
        return .init(formula: .number("2"), text: "2")
      }
    )
    let output = LessonAssembler.assemble(parsed, running: runner)
    #expect(
      output.environments[1] == [
        "gates.md", "run fig-and: \"x1 = 1; x2 = 1\\ny = step(x1 + x2 - 2)\"", "fill x1 + x2",
        "fill y", "fill y",
      ]
    )
    #expect(output.diagnostics.map(\.message) == ["no y"])
    #expect(output.course.lessons.map(\.path) == parsed.lessons.map(\.path))
    guard case .quote(let quote) = output.course.lessons[1].blocks[3],
      case .list(_, _, let items) = quote[1], case .figure(let figure) = items[0][0],
      case .paragraph(let words) = items[0][1]
    else {
      Issue.record("the figure is not where it should be")
      return
    }
    #expect(figure.id == "fig-and")
    #expect(figure.label == Label(id: "fig-and", name: "Figure 1"))
    #expect(words[1] == .value(formula: .number("2"), text: "2"))
    #expect(words[3] == .reference(Label(id: "eq-unit", name: "Equation (1)"), path: ""))
  }
}
