internal import Exercises
internal import Notation

extension PracticeSource {
  /// The exercises and questions of a lesson.
  static func lesson(
    _ path: String,
    exercise id: String?,
    seed: UInt64?
  ) throws -> [PracticePart] {
    throw Stop(.usage, "expected a program, found the lesson '\(path)'")
  }
}
