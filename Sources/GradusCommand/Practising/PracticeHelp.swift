internal import Exercises
internal import Notation

// What a person asks for instead of answering.

extension PracticeSession {
  mutating func hint(_ place: Int) -> String {
    let item = items[place]
    var hints = parts[item.part].hints
    if let work = works[item.part] {
      if case .telling(let quantity, _) = asides.last {
        return words.hint(work.exercise.hints(for: quantity), 0)
      }
      hints = work.hints(for: item.place)
    }
    if item.hints < hints.count { items[place].hints += 1 }
    return words.hint(hints, item.hints)
  }

  mutating func show(_ place: Int) -> String {
    let item = items[place]
    let answer: String
    switch parts[item.part].task {
    case .quantities:
      guard let work = works[item.part] else { return "" }
      if case .telling(let quantity, _) = asides.last {
        asides = []
        return words.right(quantity, work, digits: nil)
      }
      let question = work.questions[item.place]
      works[item.part]?.forget(question.quantity)
      items[place].standing = .shown
      answer = words.right(question.quantity, work, digits: question.digits)
    case .choice(let task):
      items[place].standing = .shown
      answer = words.chosen(task.right, task)
    case .words(let text):
      if item.standing != .written { items[place].standing = .shown }
      answer = text + "\n"
    }
    return answer + advance(from: place)
  }

  mutating func skip(_ place: Int) -> String {
    guard asides.isEmpty else {
      asides = []
      return "\n"
    }
    return "\n" + advance(from: place)
  }

  mutating func again(_ name: String?, _ place: Int) -> String {
    asides = []
    guard let name else { return "\n" + question(place, isNew: true) }
    guard let other = item(called: name, near: place) else {
      let nearest = Suggestion.nearest(to: name, in: items.map { $0.name })
      return words.noQuestion(name, nearest: nearest)
    }
    turn = other
    items[other].isDone = false
    if items[other].standing == .shown { items[other].standing = .open }
    return "\n" + question(other, isNew: true)
  }

  /// A question by its number or its name; of several with one name, one of the same part.
  private func item(called name: String, near place: Int) -> Int? {
    if let number = Int(name), items.indices.contains(number - 1) { return number - 1 }
    let part = items[place].part
    if let work = works[part], let quantity = work.quantity(named: name),
      let number = work.question(for: quantity)
    {
      return items.firstIndex { $0.part == part && $0.place == number }
    }
    return items.firstIndex { item in
      item.name == name || item.label == name || parts[item.part].id == name
    }
  }
}
