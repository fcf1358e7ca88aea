public import Exercises
public import Notation

/// The exercises of one lesson, for whoever asks or marks them without making pages.
public enum LessonExercises {
  /// Reads the exercises of a lesson's file, in order.
  ///
  /// Their hints are plain text. Of the course around the lesson, only its settings and what the lesson
  /// refers to matter; mistakes in other lessons do not. Claims that do not hold are no mistakes here.
  ///
  /// - Parameters:
  ///   - path: The lesson's file.
  ///   - variant: Which variant of the numbers that may be drawn; nil for those of the page.
  /// - Returns: The exercises; empty for a lesson without any.
  /// - Throws: All mistakes of the lesson, in their order.
  public static func read(
    _ path: String,
    variant: UInt64? = nil
  ) throws(Diagnostics) -> [Exercise] {
    let built = try CourseBuilder.build(path, variant: variant)
    return built.results.flatMap { $0.exercises }
  }
}
