internal import Exercises
internal import Lessons
internal import Notation

/// Where the exercises of a lesson come in.
enum LessonInput {
  /// Whether a file is a lesson: it is called so.
  static func isLesson(_ path: String) -> Bool {
    path.hasSuffix(".md") || path.hasSuffix(".markdown")
  }

  /// The exercises of a lesson; the one of that id, where one is named.
  ///
  /// - Parameters:
  ///   - path: The lesson's file.
  ///   - id: The exercise's id, with its `exr-` or without.
  ///   - variant: Which variant of the numbers that may be drawn; nil for those of the page.
  /// - Returns: The exercises; at least one.
  /// - Throws: Why there is none.
  static func exercises(
    _ path: String,
    _ id: String?,
    variant: UInt64?
  ) throws(AskedExercises.Refusal) -> [Exercise] {
    do throws(Unreadable) {
      // What is there at all; the reader of lessons says the rest.
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
      throw .usage(
        "expected a lesson with an exercise, found none in '\(path)'",
        help: "an exercise block asks for quantities: ask grad x"
      )
    }
    guard let id else { return all }
    let ids = all.map { $0.id }
    guard let found = all.first(where: { $0.id == id || $0.id == "exr-" + id }) else {
      let nearest = Suggestion.nearest(to: id, in: ids)
      throw .usage(
        "--exercise expects the id of an exercise of '\(path)', found '\(id)'",
        help: nearest.map { "did you mean '\($0)'?" } ?? "it has " + ids.joined(separator: ", ")
      )
    }
    return [found]
  }
}
