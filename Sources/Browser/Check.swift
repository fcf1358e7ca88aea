internal import Exercises
internal import Notation

/// What a page asks about answers to a program.
struct Check {
  /// The program's text, with its `ask`s.
  var program: [UInt8]
  /// What was answered, as the lines of an answer file.
  var answers: [UInt8]
  /// Names and values as ``Request/options`` has them: `strict` `true`, `slips-off` `precedence log-base`,
  /// `file` `page`.
  var options: [UInt8]

  /// Judges the answers.
  func judged() -> Answer {
    var marking = Marker.Options()
    var left: Set<String> = []
    var file = "<answers>"
    for (name, value) in Request(program: [], options: options).fields() {
      switch name {
      case "file": file = value
      case "strict": marking.isStrict = value == "true"
      case "slips-off":
        for id in value.split(separator: " ").map(String.init) where Slip.ids.contains(id) {
          left.insert(id)
        }
      default:
        return Request.refusal("expected the option strict, slips-off or file, found '\(name)'")
      }
    }
    do throws(Diagnostics) {
      let program = try Program.read(SourceText(file: "<program>", bytes: program))
      var exercise = Exercise(program)
      exercise.slipsLeftOut = left
      let sheet = AnswerSheet.read(
        SourceText(file: file, bytes: answers),
        knowing: NodeNames(of: program)
      )
      let marked = try Marker(exercise).mark(sheet, options: marking)
      let results = CheckResults(
        [CheckedFile(name: file, parts: [CheckedFile.Part(marked)])],
        isPile: false
      )
      return Answer(
        status: results.isFull ? 0 : 1,
        output: ResultFormat.json.written(results)
      )
    } catch {
      return Answer(status: 65, complaints: error)
    }
  }
}
