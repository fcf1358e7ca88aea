import ExerciseSamples
import Lessons
import TestSupport
import Testing

@testable import Writers

@Suite struct ExerciseWriterTests {
  /// Practice, worksheet, exam and key of the sample course.
  static let courses: [(String, Course)] =
    CourseMode.allCases.map { ($0.rawValue, SampleExercises.course.prepared(for: $0)) }
    + [("key", SampleExercises.course.answerKey)]

  private func text(_ files: [OutputFile], _ path: String) throws -> String {
    String(decoding: try #require(files.first { $0.path == path }).bytes, as: UTF8.self)
  }

  @Test(arguments: courses.indices) func `Markdown is the same as always`(_ index: Int) throws {
    let (name, course) = Self.courses[index]
    try expectSnapshot(text(MarkdownWriter.pages(for: course), "neuron.md"), named: "\(name).md")
  }

  @Test(arguments: courses.indices) func `LaTeX is the same as always`(_ index: Int) throws {
    let (name, course) = Self.courses[index]
    try expectSnapshot(text(LaTeXWriter.pages(for: course), "neuron.tex"), named: "\(name).tex")
  }

  @Test(arguments: courses.indices) func `the terminal shows the same as always`(_ index: Int)
    throws
  {
    let (name, course) = Self.courses[index]
    let style = TerminalStyle(width: 72)
    let text = TerminalWriter.text(course.lessons[0], of: course, style: style)
    try expectSnapshot(text, named: "\(name).txt")
  }

  @Test(.enabled(if: LaTeXRun.isWanted), .timeLimit(.minutes(5)), arguments: courses.indices)
  func `lualatex sets it without a warning that matters`(_ index: Int) throws {
    let (name, course) = Self.courses[index]
    #expect(try LaTeXRun.worries(LaTeXWriter.pages(for: course), named: "exercises-\(name)") == [])
  }

  @Test(arguments: [CourseMode.worksheet, .exam])
  func `no writer tells an answer outside of practice`(_ mode: CourseMode) throws {
    let course = SampleExercises.course
    let sheet = course.prepared(for: mode)
    let blank = Course.blankExam.prepared(for: mode)
    let writings: [(files: [OutputFile], furniture: [OutputFile])] = [
      (MarkdownWriter.pages(for: sheet), MarkdownWriter.pages(for: blank)),
      (LaTeXWriter.pages(for: sheet), LaTeXWriter.pages(for: blank)),
    ]
    for (files, furniture) in writings {
      #expect(LeakSearch(course, furniture: furniture).leaks(in: files) == [])
    }
  }
}
