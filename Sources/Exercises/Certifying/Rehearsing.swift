internal import Autodiff
public import Notation

extension Certificate {
  /// Tries the marking of an exercise itself: right answers, rounded ones, every slip, chains that follow from
  /// a wrong number, and what is no number.
  ///
  /// - Returns: What came out otherwise than it should, in words; none where all is well.
  public static func rehearse(_ exercise: Exercise) throws(Diagnostics) -> [String] {
    var marker = try Marker(exercise)
    marker.prepare(pairs: false)
    guard let table = marker.table else { return [] }
    var wrong: [String] = []
    func verdicts(_ answers: [(Quantity, Tensor, digits: Int)]) -> [MarkedAnswer] {
      let entries = answers.map { quantity, value, digits in
        AnswerSheet.Entry(
          quantity: quantity,
          name: quantity.text,
          given: "",
          answer: written(value, digits: digits),
          location: SourceLocation(file: "", line: 1, column: 1)
        )
      }
      return marker.mark(AnswerSheet(entries: entries)).answers
    }
    func asked(_ question: Exercise.Question) -> Int? {
      table.quantities.firstIndex(of: question.quantity.canonical(in: exercise.program))
    }
    // Right answers, in full and rounded to what is demanded.
    for digits in [16, 0] {
      var answers: [(Quantity, Tensor, digits: Int)] = []
      for question in exercise.questions {
        guard let place = asked(question), let right = table.right[place] else { continue }
        answers.append((question.quantity, right, digits == 0 ? question.digits ?? 3 : digits))
      }
      for answer in verdicts(answers) where answer.verdict != .correct {
        // Digits of a parameter that hardly moves may be too few.
        if digits == 0, answer.verdict == .imprecise { continue }
        wrong.append("\(answer.quantity): the right answer is marked \(answer.verdict.rawValue)")
      }
    }
    // Every slip by itself.
    for question in exercise.questions {
      guard let place = asked(question) else { continue }
      var tried: [Int: Int] = [:]
      for row in table.rows {
        for number in row.numbers[place] {
          let count = tried[row.slip, default: 0]
          // Of a slip at many places a few will do; of rounding to 0 nothing is left.
          guard count < 4, !number.elements.allSatisfy({ $0 == 0 }) else { continue }
          tried[row.slip] = count + 1
          let marked = verdicts([(question.quantity, number, 16)])
          guard let answer = marked.first(where: { $0.quantity == question.quantity.text }),
            answer.verdict == .wrong
          else { continue }
          let id = Slip.all[row.slip].id
          if !answer.diagnosis.contains(where: { $0.slips.contains { $0.id == id } }) {
            wrong.append("\(answer.quantity): \(id) is not named for its own number")
          }
        }
      }
    }
    wrong += chain(exercise, table) { verdicts($0) }
    wrong += hostile(exercise, marker)
    return wrong
  }

  /// Goes on from one wrong value by the right rules: what comes after it follows.
  private static func chain(
    _ exercise: Exercise,
    _ table: SlipTable,
    _ verdicts: ([(Quantity, Tensor, digits: Int)]) -> [MarkedAnswer]
  ) -> [String] {
    var wrong: [String] = []
    let canonical = exercise.questions.map { $0.quantity.canonical(in: exercise.program) }
    for first in canonical.indices.prefix(8) {
      guard let place = table.quantities.firstIndex(of: canonical[first]),
        let right = table.right[place]
      else { continue }
      let strange = right.mapped { $0 * 1.37 + 0.713 }
      var answers = [(exercise.questions[first].quantity, strange, digits: 16)]
      for next in canonical.indices where next != first {
        let carried = Scene.Carried(
          quantity: canonical[first],
          value: strange,
          target: canonical[next]
        )
        guard let run = table.scene.carrying([carried])?.right,
          let value = canonical[next].read(from: run, of: exercise.program), value.isFinite
        else { continue }
        answers.append((exercise.questions[next].quantity, value, digits: 16))
      }
      for answer in verdicts(answers).dropFirst(first + 1) where answer.verdict == .wrong {
        // A step that the strange number makes trivial shows nothing.
        let isTrivial = answers.contains { quantity, value, _ in
          quantity.text == answer.quantity && value.elements.allSatisfy { $0 == 0 }
        }
        if !isTrivial {
          wrong.append("\(answer.quantity) does not follow from \(answers[0].0.text)")
        }
      }
    }
    return wrong
  }

  /// What is no number, and what means harm.
  private static let hostileAnswers = [
    "nan", "inf", "-inf", "1e999", "1/0", "0x1F", "1_000", "½", "\u{202E}4", "4\u{0}", "=1+1",
    "'; drop",
    "<script>", "[[[[", "]", String(repeating: "(", count: 100_000),
    String(repeating: "9", count: 100_000), String(repeating: "-", count: 10_000),
  ]

  private static func hostile(_ exercise: Exercise, _ marker: Marker) -> [String] {
    guard let question = exercise.questions.first else { return [] }
    return hostileAnswers.enumerated().compactMap { i, text in
      let source = SourceText(file: "answers", text: question.quantity.text + " = " + text)
      let sheet = AnswerSheet.read(source, knowing: NodeNames(of: exercise.program))
      let verdict = marker.mark(sheet).answers.first?.verdict
      return verdict == .unreadable || verdict == .blank ? nil : "hostile answer \(i) is read"
    }
  }

  /// Numbers as a person would write them to so many digits.
  private static func written(_ value: Tensor, digits: Int) -> WrittenTensor {
    let numbers = value.elements.map { number in
      var unit = 1.0
      let size = number.magnitude
      guard size > 0, size.isFinite, digits < 16 else {
        return WrittenNumber(number, .exact)
      }
      while Rounding.significantDigits(of: size, unit: unit) < digits { unit /= 10 }
      while Rounding.significantDigits(of: size, unit: unit) > digits { unit *= 10 }
      return WrittenNumber(
        (number / unit).rounded() * unit,
        .decimal(digits: digits, unit: unit)
      )
    }
    return WrittenTensor(shape: value.shape, numbers: numbers)
  }
}
