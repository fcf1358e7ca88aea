internal import Exercises
internal import Foundation
internal import Lessons
internal import Notation

/// Which exercises of a lesson are meant.
struct LessonInput {
  /// The id of the only one; nil for all.
  var exercise: String?
  /// Which variant of the numbers that are drawn; nil for those of the page.
  var variant: UInt64?

  /// The option that only a lesson has, as it was given; nil where there is none.
  var option: String? {
    exercise.map { "--exercise \($0)" } ?? variant.map { "--variant \($0)" }
  }

  /// Whether a file is a lesson: it is called so, and there.
  static func isLesson(_ path: String) -> Bool {
    (path.hasSuffix(".md") || path.hasSuffix(".markdown"))
      && FileManager.default.fileExists(atPath: path)
  }

  /// The exercises of a lesson.
  func exercises(_ path: String) throws(AskedExercises.Refusal) -> [Exercise] {
    do throws(Unreadable) {
      _ = try Input.contents(path)
    } catch {
      throw .unreadable(error)
    }
    let all: [Exercise]
    do throws(Diagnostics) {
      all = try LessonExercises.read(path, variant: variant)
    } catch {
      throw .wrong(error)
    }
    guard !all.isEmpty else {
      let place = SourceLocation(file: path, line: 1, column: 1)
      let help = "an exercise is a block: ```exercise"
      throw .wrong(
        Diagnostics([
          Diagnostic(.error, "expected a lesson with exercises, found none", at: place, help: help)
        ])
      )
    }
    guard let exercise else { return all }
    let meant = all.filter { $0.id == exercise }
    guard meant.isEmpty else { return meant }
    let ids = all.map { $0.id }
    let nearest = Suggestion.nearest(to: exercise, in: ids).map { "; did you mean '\($0)'?" } ?? ""
    throw .usage(
      "--exercise expects an exercise of '\(path)', found '\(exercise)'" + nearest,
      help: "the lesson has " + ids.prefix(20).joined(separator: ", ")
    )
  }
}
