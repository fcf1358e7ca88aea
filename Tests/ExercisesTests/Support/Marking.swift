import Exercises
import Notation

/// An exercise of a program in the notation.
func exercise(_ text: String) throws -> Exercise {
  Exercise(try Program.read(SourceText(file: "program", text: text)))
}

/// What is found in answers to a program's questions.
func marked(
  _ program: String,
  _ answers: String,
  leavingOut slips: Set<String> = []
) throws -> [MarkedAnswer] {
  var exercise = try exercise(program)
  exercise.slipsLeftOut = slips
  let sheet = AnswerSheet.read(
    SourceText(file: "answers", text: answers),
    knowing: NodeNames(of: exercise.program)
  )
  return try Marker(exercise).mark(sheet).answers
}
