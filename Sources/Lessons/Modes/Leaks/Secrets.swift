internal import Autodiff
internal import Notation

/// What the pages of an exam must not tell.
struct Secrets {
  /// A right value.
  struct Answer {
    /// As it is asked: `grad x`.
    var quantity: String
    /// As a text may name it.
    var name: AskedName
    /// Its numbers.
    var numbers: [Double]
    /// The lesson's path.
    var lesson: String
    /// Where it is asked.
    var location: SourceLocation
    /// Whether what is given says it anyway.
    var isGiven = false
    /// Whether it is all answers of an exercise in a row, each of which is also looked for.
    var isRow = false
  }

  /// A hint, a solution, a justification or an answer in words.
  struct Telling {
    /// "the hint for 'y'", "a justification".
    var what: String
    /// Its words, one sentence.
    var words: [String]
    /// Where what it belongs to is asked.
    var location: SourceLocation
  }

  /// A program as a student sees it.
  struct Program {
    /// Its text.
    var text: LeakTokens
    /// The magnitudes of its numbers.
    var numbers: Set<Double>

    init(_ program: String) {
      text = LeakTokens(program)
      numbers = Set(NumberLeaks.readings(text).map(\.value.magnitude))
    }
  }

  /// The right values.
  private(set) var answers: [Answer] = []
  /// The texts.
  private(set) var tellings: [Telling] = []
  /// For each lesson, by its path, the programs that are given in it.
  private(set) var given: [String: [Program]] = [:]
  /// Numbers of the table of contents.
  private(set) var numbering: Set<String> = []

  /// Collects what a course knows, before it was prepared for an exam.
  init(_ course: Course) {
    for lesson in course.lessons {
      for block in lesson.blocks.exercises {
        if case .exercise(let exercise) = block { addGiven(exercise, lesson) }
      }
      for block in lesson.blocks.exercises {
        switch block {
        case .exercise(let exercise): add(exercise, lesson)
        case .question(let question): add(question, lesson)
        default: break
        }
      }
    }
    for part in course.parts { addNumbers(part.entries) }
  }

  private mutating func addNumbers(_ entries: [Course.Entry]) {
    for entry in entries {
      numbering.insert(entry.number)
      addNumbers(entry.children)
    }
  }

  private static func place(_ location: SourceLocation?, _ lesson: Lesson) -> SourceLocation {
    location ?? SourceLocation(file: lesson.path, line: 1, column: 1)
  }

  private mutating func addGiven(_ exercise: ExerciseBlock, _ lesson: Lesson) {
    for case .code(let program) in exercise.given {
      given[lesson.path, default: []].append(Program(program))
    }
  }

  private mutating func add(_ exercise: ExerciseBlock, _ lesson: Lesson) {
    var programs: [LeakTokens] = []
    for case .code(let program) in exercise.given { programs.append(LeakTokens(program)) }
    for ask in exercise.asks {
      let location = Self.place(ask.location, lesson)
      let name = AskedName(quantity: ask.quantity, label: ask.label.spoken)
      let isGiven = programs.contains {
        NamedLeaks.states(ask.right.elements, of: name, in: $0) != nil
      }
      answers.append(
        Answer(
          quantity: ask.quantity,
          name: name,
          numbers: ask.right.elements,
          lesson: lesson.path,
          location: location,
          isGiven: isGiven
        )
      )
      add(ask.hints, as: "a hint for '\(ask.quantity)'", location)
    }
    let first = Self.place(exercise.asks.first?.location, lesson)
    let all = exercise.asks.flatMap(\.right.elements)
    if exercise.asks.count > 1, NamedLeaks.isTelling(all) {
      answers.append(
        Answer(
          quantity: "all of \(exercise.name)",
          name: AskedName(quantity: "", label: ""),
          numbers: all,
          lesson: lesson.path,
          location: first,
          isRow: true
        )
      )
    }
    add(exercise.solution.lines, as: "the solution of \(exercise.name)", first)
  }

  private mutating func add(_ question: QuestionBlock, _ lesson: Lesson) {
    let location = Self.place(question.location, lesson)
    add(question.hints, as: "a hint for \(question.name)", location)
    switch question.task {
    case .choose(let choices):
      add(choices.map(\.justification), as: "a justification of \(question.name)", location)
    case .write(let answer): add(answer.lines, as: "the answer to \(question.name)", location)
    }
  }

  private mutating func add(_ lines: [[Inline]], as what: String, _ location: SourceLocation) {
    for line in lines {
      for words in LeakWords.sentences(line.spoken) where words.count >= 2 {
        tellings.append(Telling(what: what, words: words, location: location))
      }
    }
  }
}
