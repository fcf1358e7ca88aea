public import Exercises
internal import Foundation
public import Notation

/// The exercises of one lesson, for whoever asks or marks them without making pages.
public enum LessonExercises {
  /// Reads the exercises of a lesson's file, or of all lessons of a course's folder, in order.
  ///
  /// Their hints are plain text. Of the course around a lesson, only its settings and what the lesson
  /// refers to matter; mistakes in other lessons do not. Claims that do not hold are no mistakes here.
  ///
  /// - Parameters:
  ///   - path: The lesson's file, or the folder.
  ///   - variant: Which variant of the numbers that may be drawn; nil for those of the page.
  /// - Returns: The exercises; empty for a lesson without any.
  /// - Throws: All mistakes of the lesson, in their order; that it is a draft, which is not run.
  public static func read(
    _ path: String,
    variant: UInt64? = nil
  ) throws(Diagnostics) -> [Exercise] {
    let built = try CourseBuilder.build(path, variant: variant)
    var isFolder: ObjCBool = false
    // SAFETY: the address of the flag is used only during the call.
    _ = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard built.selected != nil || isFolder.boolValue else {
      let place = SourceLocation(file: path, line: 1, column: 1)
      throw Diagnostics([
        Diagnostic(
          .error,
          "expected a lesson that is built, found a draft",
          at: place,
          help: "take `draft: true` out of its front matter"
        )
      ])
    }
    return built.results.flatMap { $0.exercises }
  }
}
