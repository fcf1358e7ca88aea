internal import Exercises
internal import Notation

/// What comes of trying an exercise with right, wrong and strange answers.
struct ExerciseTrial {
  /// "16 of 18 slips told apart".
  let summary: String
  /// Numbers that a slip gets right, with better ones; and what the marking itself did not do as it should.
  let warnings: [Diagnostic]
  /// Answers that were marked otherwise than they should be.
  let faults: [Diagnostic]

  init(_ exercise: Exercise) {
    let place =
      exercise.questions.first?.location
      ?? SourceLocation(file: exercise.program.source.file, line: 1, column: 1)
    do throws(Diagnostics) {
      let certificate = try Certificate(exercise, suggesting: true)
      faults = try Certificate.rehearse(exercise).map { fault in
        Diagnostic(.error, "\(exercise.id): \(fault)", at: place)
      }
      summary = certificate.summary
      warnings =
        faults
        + certificate.confusions.map { confusion in
          let reason = confusion.reason.isEmpty ? "" : ", " + confusion.reason
          return Diagnostic(
            .warning,
            "\(exercise.id): '\(confusion.slip)' gives the right answer here\(reason)",
            at: place,
            help: confusion.remedy.isEmpty
              ? "other numbers would tell it from the right rule"
              : "with \(confusion.remedy) it would not"
          )
        }
    } catch {
      // Building the course has told it already.
      summary = "cannot be answered"
      warnings = error.all
      faults = error.all
    }
  }
}
