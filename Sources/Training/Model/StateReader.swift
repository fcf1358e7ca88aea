internal import Autodiff

/// The `training` part of a model as it is read, with the places of what may not fit the net.
struct StateDraft {
  private typealias Lists = (all: [(elements: [Float], place: Int)], place: Int)

  /// Where the part begins.
  private let place: Int
  /// The optimiser, as a plan writes it.
  private(set) var optimiser: (text: String, place: Int)?
  private var epochs: [EpochRecord] = []
  private var parameters: Lists?
  private var best: Lists?
  private var savedIsBest = false
  private var quantities: (all: [(quantity: TrainingState.Quantity, place: Int)], place: Int)?

  private init(place: Int) { self.place = place }

  /// Reads the part; nothing is compared with the net yet.
  static func read(_ cursor: inout JSONCursor) throws(ModelMistake) -> StateDraft {
    _ = cursor.next()
    var draft = StateDraft(place: cursor.place)
    try cursor.object { key, cursor throws(ModelMistake) in
      _ = cursor.next()
      let place = cursor.place
      switch key {
      case "optimiser": draft.optimiser = (try cursor.string(), place)
      case "epochs":
        try cursor.array { cursor throws(ModelMistake) in
          draft.epochs.append(try StateDraft.epoch(&cursor, after: draft.epochs.last))
        }
      case "parameters": draft.parameters = (try StateDraft.lists(&cursor), place)
      case "best": draft.best = (try StateDraft.lists(&cursor), place)
      case "saved_is_best": draft.savedIsBest = try cursor.flag()
      case "quantities":
        var all: [(TrainingState.Quantity, Int)] = []
        try cursor.array { cursor throws(ModelMistake) in
          _ = cursor.next()
          let start = cursor.place
          all.append((try StateDraft.quantity(&cursor), start))
        }
        draft.quantities = (all, place)
      default: try cursor.skip()
      }
    }
    return draft
  }

  private static func lists(
    _ cursor: inout JSONCursor
  ) throws(ModelMistake) -> [(elements: [Float], place: Int)] {
    var lists: [([Float], Int)] = []
    try cursor.array { cursor throws(ModelMistake) in
      _ = cursor.next()
      let start = cursor.place
      lists.append((try cursor.floats(), start))
    }
    return lists
  }

  /// One epoch, which must be the one after the last.
  private static func epoch(
    _ cursor: inout JSONCursor,
    after last: EpochRecord?
  ) throws(ModelMistake) -> EpochRecord {
    _ = cursor.next()
    let start = cursor.place
    var numbers: (epoch: Int?, steps: Int?, rate: Double?) = (nil, nil, nil)
    var training: PartFigures?
    var validation: PartFigures?
    try cursor.object { key, cursor throws(ModelMistake) in
      switch key {
      case "epoch": numbers.epoch = try cursor.count()
      case "steps": numbers.steps = try cursor.count(below: 1 << 53)
      case "rate": numbers.rate = try cursor.anyNumber()
      case "training": training = try StateDraft.figures(&cursor)
      case "validation": validation = try StateDraft.figures(&cursor)
      default: try cursor.skip()
      }
    }
    guard let epoch = numbers.epoch else { throw ModelMistake(.missing("epoch"), start) }
    guard let steps = numbers.steps else { throw ModelMistake(.missing("steps"), start) }
    guard let rate = numbers.rate else { throw ModelMistake(.missing("rate"), start) }
    guard let training else { throw ModelMistake(.missing("training"), start) }
    let expected = last.map { $0.epoch + 1 } ?? 0
    guard epoch == expected, epoch <= PlanLimits.epochs else {
      throw ModelMistake(.epoch(expected: expected, found: epoch), start)
    }
    // Each epoch has a step, at least; before the first there was none.
    let fits = last.map { steps > $0.steps } ?? (steps == 0)
    guard fits else { throw ModelMistake(.steps(epoch: epoch, found: steps), start) }
    return EpochRecord(
      epoch: epoch,
      steps: steps,
      rate: rate,
      training: training,
      validation: validation,
      layers: []
    )
  }

  private static func figures(_ cursor: inout JSONCursor) throws(ModelMistake) -> PartFigures {
    _ = cursor.next()
    let start = cursor.place
    var loss: Double?
    var metric: Double?
    try cursor.object { key, cursor throws(ModelMistake) in
      switch key {
      case "loss": loss = try cursor.anyNumber()
      case "metric": metric = try cursor.anyNumber()
      default: try cursor.skip()
      }
    }
    guard let loss else { throw ModelMistake(.missing("loss"), start) }
    return PartFigures(loss: loss, metric: metric)
  }

  private static func quantity(
    _ cursor: inout JSONCursor
  ) throws(ModelMistake) -> TrainingState.Quantity {
    let start = cursor.place
    var parameter: String?
    var name: String?
    var elements: TrainingState.Elements?
    try cursor.object { key, cursor throws(ModelMistake) in
      switch key {
      case "parameter": parameter = try cursor.string()
      case "name": name = try cursor.string()
      case "float32": elements = .float32(try cursor.anyFloats())
      case "float64": elements = .float64(try cursor.anyNumbers())
      default: try cursor.skip()
      }
    }
    guard let parameter else { throw ModelMistake(.missing("parameter"), start) }
    guard let name else { throw ModelMistake(.missing("name"), start) }
    guard let elements else { throw ModelMistake(.missing("float32"), start) }
    return TrainingState.Quantity(parameter: parameter, name: name, elements: elements)
  }
}

// MARK: Comparing

extension StateDraft {
  /// The state, if everything is there and fits the net and the optimiser.
  func state(of net: TrainedNet, _ plan: OptimiserPlan) throws(ModelMistake) -> TrainingState {
    guard let optimiser else { throw ModelMistake(.missing("optimiser"), place) }
    guard let quantities else { throw ModelMistake(.missing("quantities"), place) }
    guard let last = epochs.last else { throw ModelMistake(.missing("epochs"), place) }
    let saved = net.parameters.map { $0.elements }
    var rest = quantities.all[...]
    for parameter in net.parameters where parameter.isTrained {
      for kept in plan.quantities(of: parameter.shape, hasMoved: last.steps > 0) {
        let name = "\(kept.name) of \(parameter.name)"
        guard let (next, place) = rest.popFirst() else {
          throw ModelMistake(.quantity(expected: name, found: "none"), quantities.place)
        }
        guard next.name.utf8.elementsEqual(kept.name.utf8),
          next.parameter.utf8.elementsEqual(parameter.name.utf8)
        else {
          let found = "\(next.name) of \(next.parameter)"
          throw ModelMistake(
            .quantity(expected: name, found: String(found.unicodeScalars.prefix(60))),
            place
          )
        }
        let isSingle = if case .float32 = next.elements { true } else { false }
        guard isSingle == kept.isInMemory else {
          let names = kept.isInMemory ? ("float32", "float64") : ("float64", "float32")
          throw ModelMistake(.quantity(expected: "\(name) as \(names.0)", found: names.1), place)
        }
        guard next.elements.count == kept.shape.count else {
          throw ModelMistake(
            .elementCount(name, expected: kept.shape.count, found: next.elements.count),
            place
          )
        }
      }
    }
    if let (extra, place) = rest.first {
      let found = String("\(extra.name) of \(extra.parameter)".unicodeScalars.prefix(60))
      throw ModelMistake(.quantity(expected: "no more", found: found), place)
    }
    return TrainingState(
      optimiser: optimiser.text,
      epochs: epochs,
      parameters: try StateDraft.compare(parameters, with: net) ?? saved,
      best: try StateDraft.compare(best, with: net) ?? (savedIsBest ? saved : nil),
      quantities: quantities.all.map { $0.quantity }
    )
  }

  /// The elements of all parameters, if they are as many as the net has.
  private static func compare(
    _ lists: Lists?,
    with net: TrainedNet
  ) throws(ModelMistake) -> [[Float]]? {
    guard let lists else { return nil }
    guard lists.all.count == net.parameters.count else {
      throw ModelMistake(
        .parameterCount(expected: net.parameters.count, found: lists.all.count),
        lists.place
      )
    }
    for (parameter, (elements, place)) in zip(net.parameters, lists.all)
    where parameter.elements.count != elements.count {
      throw ModelMistake(
        .elementCount(
          parameter.name,
          expected: parameter.elements.count,
          found: elements.count
        ),
        place
      )
    }
    return lists.all.map { $0.elements }
  }
}
