import Exercises
import Notation

// What must hold for answers to a program.

extension Invariants {
  mutating func answers(_ bytes: [UInt8]) {
    guard let cut = bytes.firstRange(of: Input.parting) else { return }
    let source = SourceText(file: "p", bytes: Array(bytes[..<cut.lowerBound]))
    guard let program = try? Program.read(source), program.graph.elementCount < 2_000,
      program.workload < 20_000
    else { return }
    let exercise = Exercise(program)
    guard var marker = try? Marker(exercise) else { return }
    let names = NodeNames(of: program)
    let text = SourceText(file: "a", bytes: Array(bytes[cut.upperBound...]))
    let sheet = AnswerSheet.read(text, knowing: names)
    let marked = marker.mark(sheet)
    ran = true
    check(marked)
    demand(marked.of == (exercise.questions.isEmpty ? marked.of : exercise.questions.count), "of")
    // The same once everything is worked out beforehand.
    marker.prepare()
    let again = marker.mark(sheet)
    demand(
      again.answers.map { $0.verdict } == marked.answers.map { $0.verdict },
      "prepared, other verdicts come out"
    )
    checkRight(exercise, marker, names)
  }

  private mutating func check(_ marked: MarkedSheet) {
    demand(marked.score <= marked.of, "a score above all")
    for answer in marked.answers + marked.strays {
      let name = answer.quantity
      switch answer.verdict {
      case .correct, .blank: demand(answer.diagnosis.isEmpty, "\(name) has a diagnosis")
      case .follows: demand(answer.from != nil, "\(name) follows from nothing")
      case .unreadable: demand(answer.problem != nil, "\(name) is unreadable without a reason")
      case .imprecise, .wrong: break
      }
      for explanation in answer.diagnosis {
        demand(
          (1...2).contains(explanation.slips.count),
          "\(name): \(explanation.slips.count) slips"
        )
        demand(
          explanation.slips.allSatisfy { Slip.ids.contains($0.id) },
          "\(name): a slip without a name"
        )
        demand(!explanation.message.isEmpty, "\(name): a slip without words")
      }
      demand(answer.right == nil, "\(name): the right value is told")
      if let problem = answer.problem {
        let shown = problem.rendered()
        demand(
          !shown.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" },
          "\(name): a control character in a message"
        )
      }
    }
  }

  /// The right values, as the engine prints them.
  private mutating func checkRight(_ exercise: Exercise, _ marker: Marker, _ names: NodeNames) {
    guard let run = try? exercise.program.run() else { return }
    var lines = ""
    for question in exercise.program.questions.prefix(20) {
      guard let right = try? run.answer(to: question), right.isFinite, right.elements.count < 100
      else { continue }
      lines += question.name + " = " + right.text { "\($0)" } + "\n"
    }
    let sheet = AnswerSheet.read(SourceText(file: "r", text: lines), knowing: names)
    for answer in marker.mark(sheet).answers where !answer.given.isEmpty {
      demand(
        answer.verdict == .correct,
        "\(answer.quantity): the right value \(answer.given) is \(answer.verdict)"
      )
    }
  }
}
