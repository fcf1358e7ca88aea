internal import Exercises
internal import Notation

// Numbers, and what is said to them.

extension PracticeSession {
  /// Takes what was typed for a quantity.
  mutating func take(number text: String, _ place: Int) -> String {
    guard let work = works[items[place].part] else { return "" }
    let entries = work.read(text, for: work.questions[items[place].place].quantity)
    guard !entries.isEmpty else { return words.nothing(isNumber: true) }
    var said = ""
    for entry in entries {
      let isReadable = entry.answer != nil && entry.quantity != nil
      said += isReadable ? take(entry, asked: place) : words.unreadable(entry, line: text)
    }
    let isSettled = items[place].standing.counts
    return said + "\n" + (isSettled ? advance(from: place) : "")
  }

  /// Judges an answer, to the question whose turn it is or to another one.
  private mutating func take(_ entry: AnswerSheet.Entry, asked place: Int) -> String {
    let part = items[place].part
    guard let quantity = entry.quantity, var work = works[part] else { return "" }
    let marked = work.take(entry)
    defer { works[part] = work }
    guard let number = work.question(for: quantity),
      let answered = items.firstIndex(where: { $0.part == part && $0.place == number })
    else { return words.onTheWay(quantity) }
    let answer = marked[number]
    // What was typed for another question says so.
    let start = answered == place ? "" : items[answered].name.escapingHidden + ": "
    guard answer.verdict != .unreadable else {
      work.forget(quantity)
      return start + words.unreadable(answer)
    }
    items[answered].tries += 1
    items[answered].given = entry.given
    let lost = update(part, marked).filter { $0 != answered }.map { items[$0] }
    var reply = start + words.verdict(answer, digits: work.questions[number].digits)
    reply += words.noLonger(lost)
    guard !items[answered].standing.counts else {
      items[answered].isDone = true
      return reply
    }
    if let slips = PracticeWords.slips(answer) { items[answered].slips.append(slips) }
    if answered == place, let telling = telling(answer, work) {
      asides = [.telling(telling, of: entry)]
      reply += words.asking(telling)
    } else if !hasToldOfSkipping {
      hasToldOfSkipping = true
      reply += words.howToGoOn
    }
    return reply
  }

  /// Takes over how the answers of a part stand after all that is known now, and finds those that counted
  /// before and do not any more.
  private mutating func update(_ part: Int, _ marked: [MarkedAnswer]) -> [Int] {
    var lost: [Int] = []
    for place in items.indices where items[place].part == part {
      let counted = items[place].standing.counts
      let answer = marked[items[place].place]
      switch answer.verdict {
      case .correct: items[place].standing = .right
      case .imprecise: items[place].standing = words.isStrict ? .wrong : .imprecise
      case .follows: items[place].standing = .follows(from: answer.from ?? "")
      case .wrong, .unreadable: items[place].standing = .wrong
      case .blank: break
      }
      if counted, !items[place].standing.counts { lost.append(place) }
    }
    return lost
  }

  // MARK: Telling apart

  private func telling(_ answer: MarkedAnswer, _ work: ExerciseWork) -> Quantity? {
    guard answer.equallyGood > 1, let name = answer.diagnosis.first?.ask else { return nil }
    return work.quantity(named: name)
  }

  /// Takes a number that is to tell the explanations of a wrong answer apart.
  mutating func tell(
    _ text: String,
    _ quantity: Quantity,
    _ wrong: AnswerSheet.Entry,
    _ place: Int
  ) -> String {
    guard let work = works[items[place].part], let asked = wrong.quantity,
      let answer = wrong.answer
    else { return "" }
    let entries = work.read(text, for: quantity)
    let own = entries.first { $0.quantity.map { work.exercise.isSame($0, quantity) } ?? false }
    guard let own else {
      // An answer to another question, the one that was wrong before perhaps.
      asides = []
      return take(number: text, place)
    }
    guard let number = own.answer else { return words.unreadable(own, line: text) + "\n" }
    let judged = work.judgement(of: own)
    if let judged, judged.verdict == .unreadable { return words.unreadable(judged) + "\n" }
    asides = []
    let agreeing = work.marker.explanations(
      of: answer,
      to: asked,
      agreeingWith: number,
      to: quantity
    )
    if agreeing.count == 1, !items[place].slips.isEmpty {
      items[place].slips[items[place].slips.count - 1] = PracticeWords.name(agreeing[0])
    }
    let isRight = judged?.verdict.counts(strictly: false) ?? false
    return words.told(agreeing, by: quantity, isRight: isRight) + "\n"
  }
}
