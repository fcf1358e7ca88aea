internal import Exercises
internal import Foundation
internal import Notation

/// Finds what is to be practised.
enum PracticeSource {
  /// The exercises and questions of a file, in order.
  static func parts(
    of file: String,
    exercise id: String?,
    variant: UInt64?
  ) throws -> [PracticePart] {
    if LessonInput.isLesson(file) {
      return try PracticeLesson.parts(of: file, exercise: id, variant: variant)
    }
    for (name, value) in [("--exercise", id), ("--variant", variant.map { String($0) })] {
      guard let value else { continue }
      throw Stop(
        .usage,
        "\(name) expects a lesson, found the program '\(file)'",
        help: "leave out \(name) \(value)"
      )
    }
    let source = try Input.program(file)
    let found: PracticePart?
    do throws(Diagnostics) {
      let exercise = try Exercise.inOrderOfWork(try Program.read(source))
      found = exercise.questions.isEmpty ? nil : try part(exercise, title: "")
    } catch {
      throw Stop(error)
    }
    guard let found else {
      throw Stop(.data, "'\(title(of: file))' computes nothing that has a name and could be asked")
    }
    return [found]
  }

  /// An exercise, ready to be asked.
  static func part(_ exercise: Exercise, title: String) throws(Diagnostics) -> PracticePart {
    var marker = try Marker(exercise)
    marker.prepare(pairs: false)
    return PracticePart(
      id: exercise.id,
      title: title,
      given: listing(exercise.program.textWithoutClaims { _ in false }),
      task: .quantities(marker)
    )
  }

  /// A program as it is shown: indented, with nothing hidden in it.
  static func listing(_ text: String) -> String {
    var lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
    while let first = lines.first, first.allSatisfy(\.isWhitespace) { lines.removeFirst() }
    return lines.map { $0.isEmpty ? "\n" : "    " + String($0).escapingHidden + "\n" }.joined()
  }

  /// What is shown as the name of what is practised.
  static func title(of file: String) -> String {
    LessonInput.isLesson(file) || FileManager.default.fileExists(atPath: file)
      ? file : "<program>"
  }
}
