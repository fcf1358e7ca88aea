internal import Exercises
internal import Notation
internal import Testing

/// Makes issues of answers that do not count.
struct AnswerIssues {
  private let exercise: Exercise
  private let isStrict: Bool
  private let location: Testing.SourceLocation

  init(_ exercise: Exercise, isStrict: Bool, at location: Testing.SourceLocation) {
    self.exercise = exercise
    self.isStrict = isStrict
    self.location = location
  }

  /// Judges a sheet and records an issue for each answer that does not count.
  func record(_ answers: String) {
    let source = SourceText(file: "<answers>", text: answers)
    let sheet = AnswerSheet.read(source, knowing: NodeNames(of: exercise.program))
    guard !sheet.entries.isEmpty || !exercise.questions.isEmpty else {
      AnswerIssues.record("there is no answer: expected lines like q = 3", at: location)
      return
    }
    do throws(Diagnostics) {
      var options = Marker.Options()
      options.isStrict = isStrict
      let marked = try Marker(exercise).mark(sheet, options: options)
      for answer in marked.answers where !answer.verdict.counts(strictly: isStrict) {
        AnswerIssues.record(answer.report, at: location)
      }
      // What belongs to no question is no answer to the test's either.
      for stray in marked.strays {
        AnswerIssues.record(stray.problem?.rendered() ?? stray.report, at: location)
      }
      for notice in marked.notices { AnswerIssues.record(notice.rendered(), at: location) }
    } catch {
      AnswerIssues.record(error.rendered(), at: location)
    }
  }

  static func record(_ text: String, at location: Testing.SourceLocation) {
    Issue.record(Comment(rawValue: text), sourceLocation: location)
  }
}
