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
  static func exercises(
    _ path: String,
    _ id: String?
  ) throws(AskedExercises.Refusal) -> [Exercise] {
    throw .usage("expected a program, found the lesson '\(path)'", help: nil)
  }
}
