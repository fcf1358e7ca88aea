internal import Autodiff
internal import Notation

/// The judging of one sheet.
struct SheetMarking {
  /// An answer on its way to a verdict.
  struct Item {
    /// What is asked, in canonical form.
    var quantity: Quantity
    /// As it is told.
    var name: String
    var question: Exercise.Question?
    var entry: AnswerSheet.Entry?
    /// The right value.
    var right: Tensor?
    /// How far an updated parameter moved: digits are counted in that.
    var change: Tensor?
    var answer: WrittenTensor?
    var verdict: Verdict?
    var from: Int?
    var diagnosis: [Explanation] = []
    var equallyGood: Int?
    var problem: Diagnostic?
    var notices: [Diagnostic] = []
    /// Whether it counts; what is not asked is only a step on the way.
    var isAsked = true
    /// Whether it is right, but not to the last digit: what comes after it may carry its rounding.
    var isRounded = false

    /// How many significant digits are enough.
    var digits: Int { question?.digits ?? 2 }
  }

  let marker: Marker
  let options: Marker.Options
  var items: [Item] = []
  var scene: Scene?
  private var notices: [Diagnostic] = []
  private var strays: [Item] = []

  init(_ marker: Marker, _ sheet: AnswerSheet, _ options: Marker.Options) {
    self.marker = marker
    self.options = options
    let program = marker.exercise.program
    let counted = sheet.lastOfEach { $0.canonical(in: program) }
    notices = counted.notices
    var entries = counted.entries
    for question in marker.exercise.questions {
      let quantity = question.quantity.canonical(in: program)
      let place = entries.firstIndex { $0.quantity?.canonical(in: program) == quantity }
      let entry = place.map { entries.remove(at: $0) }
      items.append(
        Item(quantity: quantity, name: question.quantity.text, question: question, entry: entry)
      )
    }
    let answersAsk = marker.exercise.questions.isEmpty
    for entry in entries {
      guard let quantity = entry.quantity else {
        var item = Item(quantity: Quantity(entry.name), name: entry.name, entry: entry)
        item.verdict = .unreadable
        item.problem = entry.problem
        if answersAsk { items.append(item) } else { strays.append(item) }
        continue
      }
      var item = Item(
        quantity: quantity.canonical(in: program),
        name: quantity.text,
        entry: entry
      )
      item.isAsked = answersAsk
      items.append(item)
    }
    scene = try? Marker.scene(marker.exercise, items.map { $0.quantity })
    for i in items.indices { read(i) }
  }

  /// Takes over what was read, and the right value.
  private mutating func read(_ i: Int) {
    guard items[i].verdict == nil else { return }
    guard let scene, let entry = items[i].entry, !entry.isBlank else {
      items[i].right = scene.flatMap { items[i].quantity.read(from: $0.right, of: $0.program) }
      items[i].verdict = .blank
      return
    }
    items[i].notices = entry.notices
    items[i].right = items[i].quantity.read(from: scene.right, of: scene.program)
    guard let answer = entry.answer else {
      items[i].verdict = .unreadable
      items[i].problem = entry.problem
      return
    }
    guard let right = items[i].right, right.isFinite else {
      items[i].verdict = .unreadable
      let kind: MarkingProblem = items[i].right == nil ? .noSuchQuantity : .notFinite
      items[i].problem = kind.diagnostic(items[i].quantity, entry.location)
      return
    }
    items[i].change = scene.change(of: items[i].quantity)
    items[i].answer = answer
  }

  /// Judges every answer.
  mutating func mark() -> MarkedSheet {
    for i in items.indices where items[i].verdict == nil { judgeAlone(i) }
    if let scene {
      let order = items.indices.filter { items[$0].verdict == nil }.sorted {
        scene.order(items[$0].quantity).lexicographicallyPrecedes(scene.order(items[$1].quantity))
      }
      if !order.isEmpty {
        var following = FollowThrough(scene, items)
        for i in order {
          if let found = following.origin(of: i, among: order) {
            items[i].verdict = found.verdict
            items[i].from = found.from
            items[i].diagnosis = found.diagnosis
            following.items = items
          }
        }
        diagnose(order.filter { items[$0].verdict == nil })
      }
    }
    return MarkedSheet(
      answers: items.filter { $0.isAsked }.map { marked($0) },
      strays: strays.map { stray in
        var marked = marked(stray)
        marked.points = 0
        return marked
      },
      notices: notices,
      isStrict: options.isStrict
    )
  }

  /// The verdict of a number by itself.
  private mutating func judgeAlone(_ i: Int) {
    guard let answer = items[i].answer, let right = items[i].right else { return }
    guard answer.isShaped(like: right.shape) else {
      if !isReadable(i, answer.shape, right.shape), let entry = items[i].entry {
        items[i].verdict = .unreadable
        items[i].problem = MarkingProblem.shape(expected: right.shape, found: answer.shape)
          .diagnostic(items[i].quantity, entry.location, entry.given)
      }
      return
    }
    switch answer.fit(right, digits: items[i].digits, change: items[i].change) {
    case .equal: items[i].verdict = .correct
    case .rounded:
      items[i].verdict = .correct
      items[i].isRounded = true
    case .coarse, .cut:
      items[i].verdict = .imprecise
      items[i].isRounded = true
    case .none: break
    }
  }

  /// Whether an answer of another shape can be meant: the transpose, or the rows of a gradient that was not
  /// added up.
  private func isReadable(_ i: Int, _ found: Shape, _ expected: Shape) -> Bool {
    if expected.rank == 2, found.axes == Array(expected.axes.reversed()) { return true }
    guard items[i].quantity.kind != .value, let scene,
      let node = scene.graph.node(named: items[i].quantity.node)
    else { return false }
    return scene.uses[node.index].contains { scene.graph.shape(of: $0.consumer) == found }
  }

  private func marked(_ item: Item) -> MarkedAnswer {
    MarkedAnswer(
      quantity: item.name,
      label: item.question?.label,
      given: item.entry?.given ?? "",
      verdict: item.verdict ?? .wrong,
      from: item.from.map { items[$0].name },
      diagnosis: item.diagnosis,
      equallyGood: item.equallyGood,
      problem: item.problem,
      notices: item.notices,
      points: item.question?.points ?? 1,
      right: options.reveals ? item.right : nil
    )
  }
}

extension WrittenTensor {
  /// How well an array fits: as its worst entry does.
  func fit(_ right: Tensor, digits: Int, change: Tensor?) -> Rounding.Fit {
    var worst = Rounding.Fit.equal
    for (i, number) in numbers.enumerated() {
      let moved = change.flatMap { $0.elements.count == numbers.count ? $0.elements[i] : nil }
      worst = max(worst, Rounding.fit(number, right.elements[i], digits: digits, change: moved))
    }
    return worst
  }
}

extension Scene {
  /// How far an updated parameter has moved: since the step before, or in all where no step is named; nil of
  /// everything else.
  func change(of quantity: Quantity) -> Tensor? {
    guard quantity.kind == .value, let node = graph.node(named: quantity.node),
      program.movedParameters.contains(node)
    else { return nil }
    guard let step = quantity.step else {
      return right.ending.value(of: node).combined(with: graph.leafValue(of: node), -)
    }
    guard step > 0, let after = right.value(of: node, after: step),
      let before = right.value(of: node, after: step - 1)
    else { return nil }
    return after.combined(with: before, -)
  }

  /// The place of a quantity in the order of computation: steps, values, gradients from the output back,
  /// parameters after the last step.
  func order(_ quantity: Quantity) -> [Int] {
    guard let node = graph.node(named: quantity.node) else { return [] }
    let isMoved = program.movedParameters.contains(node)
    switch quantity.kind {
    case .value: return [quantity.step ?? (isMoved ? .max : .max - 1), 0, node.index]
    case .gradient, .derivative: return [quantity.step ?? .max - 1, 1, -node.index]
    }
  }
}
