internal import Autodiff
internal import Exercises
internal import Notation
internal import Writers

/// A person practising: what is asked, what is said to what was typed, and how it all stands.
///
/// It knows no terminal: lines come in, text goes out.
struct PracticeSession {
  /// What is asked at the moment before the question itself.
  enum Aside {
    /// A number that tells explanations of a wrong answer apart.
    case telling(Quantity, of: AnswerSheet.Entry)
    /// More of an answer whose brackets are open.
    case continuing(String)
  }

  let parts: [PracticePart]
  let words: PracticeWords
  /// The questions, in order.
  var items: [PracticeItem] = []
  /// For each part the answers to its program's quantities; nil of a question in words.
  var works: [ExerciseWork?] = []
  /// The question whose turn it is; nil when all had theirs.
  var turn: Int?
  var asides: [Aside] = []
  /// Whether it was said how one goes on after a wrong answer.
  var hasToldOfSkipping = false
  private var isLeft = false

  init(_ parts: [PracticePart], isStrict: Bool, palette: TerminalPalette) {
    self.parts = parts
    words = PracticeWords(palette: palette, isStrict: isStrict)
    for (number, part) in parts.enumerated() {
      switch part.task {
      case .quantities(let marker):
        works.append(ExerciseWork(marker, isStrict: isStrict))
        for (place, question) in marker.exercise.questions.enumerated() {
          items.append(PracticeItem(question, part: number, place: place))
        }
      case .choice, .words:
        works.append(nil)
        items.append(PracticeItem(part, at: number))
      }
    }
    turn = items.isEmpty ? nil : 0
  }

  /// Whether there is nothing more to ask, or the person left.
  var isOver: Bool { isLeft || turn == nil }

  /// What stands before the place where one types.
  var prompt: String {
    switch asides.last {
    case .continuing: return "  … "
    case .telling(let quantity, _): return quantity.text.escapingHidden + " = "
    case nil: break
    }
    guard let turn, works[items[turn].part] != nil else { return "> " }
    return items[turn].name.escapingHidden + " = "
  }

  /// What stands at the beginning.
  ///
  /// - Parameter name: The file.
  /// - Returns: Lines that say how many questions there are, and the first of them.
  func opening(called name: String) -> String {
    words.opening(name, count: items.count) + (turn.map { question($0, isNew: true) } ?? "")
  }

  /// What stands at the end.
  var summary: String { words.summary(items) }

  /// Takes a line and says what there is to say to it; every line of that ends with a line feed.
  mutating func take(_ line: String) -> String {
    guard let turn else { return "" }
    if case .continuing(let start) = asides.last {
      asides.removeLast()
      switch PracticeLine(line) {
      case .empty: return answer(start, to: turn, isWhole: true)
      case .answer:
        let text = start + "\n" + line
        return answer(text, to: turn, isWhole: text.utf8.count > LineInput.limit)
      // Whoever asks for something else has given up on it.
      default: break
      }
    }
    switch PracticeLine(line) {
    case .empty: return words.nothing(isNumber: works[items[turn].part] != nil)
    case .help: return PracticeLine.summary + "\n\n"
    case .quit:
      isLeft = true
      return ""
    case .where: return words.overview(items, turn: turn)
    case .hint: return hint(turn)
    case .show: return show(turn)
    case .skip: return skip(turn)
    case .again(let name): return again(name, turn)
    case .answer(let text): return answer(text, to: turn, isWhole: false)
    }
  }

  private mutating func answer(_ text: String, to place: Int, isWhole: Bool) -> String {
    switch parts[items[place].part].task {
    case .quantities:
      if !isWhole, text.hasOpenBracket {
        asides.append(.continuing(text))
        return ""
      }
      if case .telling(let quantity, let wrong) = asides.last {
        return tell(text, quantity, wrong, place)
      }
      return take(number: text, place)
    case .choice(let task): return choose(text, task, place)
    case .words:
      items[place].tries += 1
      items[place].given = text
      items[place].standing = .written
      return words.written
    }
  }

  private mutating func choose(_ text: String, _ task: ChoiceTask, _ place: Int) -> String {
    guard let chosen = task.read(text), !task.takesOne || chosen.count == 1 else {
      return words.noChoice(task, text)
    }
    items[place].tries += 1
    items[place].given = ChoiceTask.letters(chosen)
    let isRight = chosen == task.right
    items[place].standing = isRight ? .right : .wrong
    return words.chosen(chosen, task) + (isRight ? advance(from: place) : "")
  }

  // MARK: From question to question

  /// Goes on to the next question that has not had its turn.
  mutating func advance(from place: Int) -> String {
    asides = []
    items[place].isDone = true
    turn = items.indices.first { $0 > place && !items[$0].isDone }
    guard let turn else { return "" }
    return question(turn, isNew: items[turn].part != items[place].part)
  }

  /// The line above a prompt, and, of a new part, what is given.
  func question(_ place: Int, isNew: Bool) -> String {
    let item = items[place]
    let start = isNew ? words.given(parts[item.part]) : ""
    guard let work = works[item.part] else { return start }
    let question = work.questions[item.place]
    let node = work.exercise.program.graph.node(named: question.quantity.node)
    let shape = node.map { work.exercise.program.graph.shape(of: $0) }
    return start + words.question(question, shape, number: place + 1, of: items.count)
  }
}

extension PracticeItem {
  /// A question of an exercise.
  fileprivate init(_ question: Exercise.Question, part: Int, place: Int) {
    self.init(
      part: part,
      place: place,
      name: question.quantity.text,
      label: question.label,
      points: question.points
    )
  }

  /// A question in words.
  fileprivate init(_ part: PracticePart, at number: Int) {
    self.init(part: number, place: 0, name: part.title, points: part.points)
    if case .words = part.task { isJudged = false }
  }
}

extension String {
  /// Whether a bracket is open at its end.
  fileprivate var hasOpenBracket: Bool {
    var depth = 0
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "#"): return depth > 0
      case UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: "}"): depth -= 1
      default: break
      }
    }
    return depth > 0
  }
}
