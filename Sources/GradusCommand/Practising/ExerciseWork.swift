internal import Autodiff
internal import Exercises
internal import Notation

/// One person's answers to one exercise as they come in: each is judged with all that were given before.
struct ExerciseWork {
  private(set) var marker: Marker
  private let options: Marker.Options
  private var entries: [AnswerSheet.Entry] = []

  init(_ marker: Marker, isStrict: Bool) {
    self.marker = marker
    var options = Marker.Options()
    options.isStrict = isStrict
    self.options = options
  }

  var exercise: Exercise { marker.exercise }
  var questions: [Exercise.Question] { exercise.questions }

  // MARK: Reading

  /// Reads what was typed for a quantity: a number, or `name = number`, perhaps several of these.
  func read(_ line: String, for quantity: Quantity) -> [AnswerSheet.Entry] {
    let text = line.drop { $0.isWhitespace || $0 == "=" }
    guard text.utf8.contains(UInt8(ascii: "=")) else {
      return [AnswerReader.read(number: String(text), called: "answer", for: quantity)]
    }
    let source = SourceText(file: "answer", text: String(text))
    return AnswerSheet.read(source, knowing: NodeNames(of: exercise.program)).entries
  }

  /// The place of the question that asks for a quantity; nil where none does.
  func question(for quantity: Quantity) -> Int? {
    questions.firstIndex { exercise.isSame($0.quantity, quantity) }
  }

  // MARK: Judging

  /// Takes an answer in, in place of an earlier one to the same question, and judges all.
  mutating func take(_ entry: AnswerSheet.Entry) -> [MarkedAnswer] {
    if let quantity = entry.quantity { forget(quantity) }
    entries.append(entry)
    return marked
  }

  /// Takes an answer back.
  mutating func forget(_ quantity: Quantity) {
    let exercise = exercise
    entries.removeAll { entry in
      entry.quantity.map { exercise.isSame($0, quantity) } ?? false
    }
  }

  /// The judgements of all questions, in their order.
  var marked: [MarkedAnswer] {
    marker.mark(AnswerSheet(entries: entries), options: options).answers
  }

  /// The judgement of a number by itself, as if nothing else had been answered.
  func judgement(of entry: AnswerSheet.Entry) -> MarkedAnswer? {
    var alone = exercise
    alone.questions = []
    guard let marker = try? Marker(alone) else { return nil }
    return marker.mark(AnswerSheet(entries: [entry]), options: options).answers.first
  }

  /// The right value of a quantity.
  func right(_ quantity: Quantity) -> Tensor? {
    var alone = exercise
    alone.questions = [Exercise.Question(quantity, location: Self.nowhere)]
    var options = Marker.Options()
    options.reveals = true
    guard let marker = try? Marker(alone) else { return nil }
    return marker.mark(AnswerSheet(entries: []), options: options).answers.first?.right
  }

  private static let nowhere = SourceLocation(file: "", line: 1, column: 1)

  /// The quantity of that name: `grad q`.
  func quantity(named text: String) -> Quantity? {
    let source = SourceText(file: "answer", text: text + " = 1")
    let names = NodeNames(of: exercise.program)
    return AnswerSheet.read(source, knowing: names).entries.first?.quantity
  }

  // MARK: Help

  /// The hints to a question: the author's, then those that any graph gives.
  func hints(for place: Int) -> [String] {
    questions[place].hints + exercise.hints(for: questions[place].quantity)
  }

  /// How the right value comes about, a step a line; empty where that is more than a few steps can say.
  func steps(to quantity: Quantity) -> [String] {
    let program = exercise.program
    guard quantity.step == nil, program.lastLoss == nil,
      let node = program.graph.node(named: quantity.node),
      let trace = try? program.run().trace, program.scalars == nil
    else { return [] }
    switch quantity.kind {
    case .value: return program.graph.isLeaf(node) ? [] : [trace.text(forward: node)]
    case .derivative: return []
    case .gradient:
      var sum = Tensor(repeating: 0, shape: program.graph.shape(of: node))
      var steps: [String] = []
      for contribution in trace.contributions(to: node) {
        for i in sum.elements.indices { sum.elements[i] += contribution.value.elements[i] }
        steps.append(trace.text(backward: contribution, to: node, accumulated: sum))
      }
      return steps
    }
  }
}
