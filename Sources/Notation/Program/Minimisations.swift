internal import Autodiff
internal import Learning

extension Program {
  /// What a `minimize` says.
  struct Minimisation: Sendable {
    var loss: NodeID
    var parameters: [NodeID]
    var optimiser: Optimiser
    var settings: OptimiserSettings
    var rate: LearningRate
    var steps: Int
    /// The statement's bytes.
    var start: Int
    var end: Int
  }
}

extension ExpressionBuilder {
  /// What a `minimize` says; nil, with a mistake or after one, if it cannot be done.
  mutating func minimisation(
    of loss: Int,
    over names: [Statement.Name],
    with method: Int,
    steps: Int,
    from statement: Statement,
    _ text: ParsedText
  ) -> Program.Minimisation? {
    let output = lossNode(loss, text)
    var parameters: [NodeID] = []
    var isBroken = output == nil
    for name in names {
      guard let node = parameter(name) else {
        isBroken = true
        continue
      }
      if parameters.contains(node) {
        tell(.training(.parameterTwice(name.text)), from: name.start, to: name.end)
        isBroken = true
      }
      parameters.append(node)
    }
    guard let (optimiser, settings, rate) = optimiser(method, text), !isBroken, let output else {
      return nil
    }
    // About as many numbers as are recorded: value, gradient and up to eight more of each element, and
    // what each array takes besides.
    var size = 0
    for node in parameters { size += 10 * (8 + graph.shape(of: node).count) }
    guard size <= Graph.elementLimit, steps < Graph.elementLimit / size else {
      tell(
        .training(.tooManySteps(limit: Graph.elementLimit)),
        from: statement.start,
        to: statement.end
      )
      return nil
    }
    return Program.Minimisation(
      loss: output,
      parameters: parameters,
      optimiser: optimiser,
      settings: settings,
      rate: rate,
      steps: steps,
      start: statement.start,
      end: statement.end
    )
  }

  private mutating func lossNode(_ piece: Int, _ text: ParsedText) -> NodeID? {
    guard let node = build(piece, of: text) else { return nil }
    let shape = graph.shape(of: node)
    guard shape.count == 1 else {
      let range = text.tree.pieces[piece]
      tell(.training(.lossNotScalar(shape)), from: range.start, to: range.end)
      return nil
    }
    return node
  }

  /// The leaf that a name after `over` stands for.
  private mutating func parameter(_ name: Statement.Name) -> NodeID? {
    let kind: Mistake.Kind
    switch bindings[name.text] {
    case .node(let node, _):
      let role = graph.role(of: node)
      if role == .parameter { return node }
      kind = .training(.notAParameter(name.text, role: role))
    case .broken: return nil
    case .function: kind = .notANode(name.text)
    case nil:
      if let place = boundLater[name.text] {
        mistakes.append(
          .usedTooEarly(name.text, from: name.start, to: name.end, boundAt: place)
        )
        return nil
      }
      kind =
        BuiltIn.isFunction(name.text)
        ? .notANode(name.text)
        : .unknownName(
          name.text,
          suggestion: Suggestion.nearest(to: name.text, in: bindings.nodeNames)
        )
    }
    tell(kind, from: name.start, to: name.end)
    return nil
  }

  // MARK: The optimiser

  private mutating func optimiser(
    _ place: Int,
    _ text: ParsedText
  ) -> (Optimiser, OptimiserSettings, LearningRate)? {
    let piece = text.tree.pieces[place]
    guard piece.kind == .call || piece.kind == .name else {
      let found = text.source.shortText(piece.start, piece.end)
      tell(.training(.noOptimiser(found: found)), from: piece.start, to: piece.end)
      return nil
    }
    let nameEnd = piece.kind == .call ? piece.nameEnd : piece.end
    let name = text.source.name(piece.start, nameEnd)
    guard let optimiser = Optimiser.named(name) else {
      let suggestion = Suggestion.nearest(to: name, in: Optimiser.all.map { $0.name })
      tell(
        .training(.unknownOptimiser(name, suggestion: suggestion)),
        from: piece.start,
        to: nameEnd
      )
      return nil
    }
    let arguments = piece.kind == .call ? Array(text.tree.children(of: place)) : []
    guard
      let places = assign(
        arguments,
        to: optimiser.arguments.map { $0.name },
        isVariadic: false,
        function: name,
        piece,
        text
      )
    else { return nil }
    var settings = OptimiserSettings(of: optimiser)
    var rate = LearningRate.constant(0)
    var isBroken = false
    for (argument, children) in zip(optimiser.arguments, places) {
      guard let child = children.first else {
        guard let standard = argument.standard else {
          tell(
            .training(.missingArgument(argument.name, function: name)),
            from: piece.start,
            to: nameEnd
          )
          return nil
        }
        if argument.kind == .rate { rate = .constant(standard) }
        continue
      }
      if argument.kind == .rate {
        guard let told = learningRate(child, argument, name, text) else {
          isBroken = true
          continue
        }
        rate = told
      } else if let number = number(child, argument, name, text) {
        settings[argument.name] = number
      } else {
        isBroken = true
      }
    }
    if !isBroken, let conflict = optimiser.conflict(settings) {
      isBroken = true
      let index = optimiser.arguments.firstIndex { $0.name == conflict.argument }
      if let child = index.flatMap({ places[$0].first }) {
        ArgumentReader(function: name, text: text)
          .wrong(child, conflict.argument, conflict.expected, &self)
      }
    }
    return isBroken ? nil : (optimiser, settings, rate)
  }

  /// A number in the range that the argument allows.
  private mutating func number(
    _ child: SyntaxTree.Child,
    _ argument: OptimiserArgument,
    _ function: String,
    _ text: ParsedText
  ) -> Double? {
    let reader = ArgumentReader(function: function, text: text)
    let piece = text.tree.pieces[child.piece]
    if piece.kind == .call {
      let name = text.source.name(piece.start, piece.nameEnd)
      if ScheduleForm.named(name) != nil {
        tell(
          .training(
            .misplacedSchedule(name, function: function, argument: argument.name)
          ),
          from: piece.start,
          to: piece.nameEnd
        )
        return nil
      }
    }
    if argument.kind == .flag {
      return reader.flag(child, argument.name, &self).map { $0 ? 1 : 0 }
    }
    guard let number = reader.number(child, argument.name, &self) else { return nil }
    guard argument.allows(number), argument.kind != .whole || number == number.rounded() else {
      reader.wrong(child, argument.name, argument.expectation, &self)
      return nil
    }
    return number
  }

  /// The rate: a number, or a schedule's call.
  private mutating func learningRate(
    _ child: SyntaxTree.Child,
    _ argument: OptimiserArgument,
    _ function: String,
    _ text: ParsedText
  ) -> LearningRate? {
    let piece = text.tree.pieces[child.piece]
    guard piece.kind == .call else {
      return number(child, argument, function, text).map { .constant($0) }
    }
    let name = text.source.name(piece.start, piece.nameEnd)
    guard let form = ScheduleForm.named(name) else {
      guard !BuiltIn.isFunction(name), bindings[name] == nil else {
        return number(child, argument, function, text).map { .constant($0) }
      }
      let suggestion = Suggestion.nearest(to: name, in: ScheduleForm.all.map { $0.name })
      tell(
        .training(.unknownSchedule(name, suggestion: suggestion)),
        from: piece.start,
        to: piece.nameEnd
      )
      return nil
    }
    guard
      let places = assign(
        Array(text.tree.children(of: child.piece)),
        to: form.arguments.map { $0.name },
        isVariadic: false,
        function: name,
        piece,
        text
      )
    else { return nil }
    var numbers: [Double] = []
    for (argument, children) in zip(form.arguments, places) {
      guard let child = children.first else {
        tell(
          .training(.missingArgument(argument.name, function: name)),
          from: piece.start,
          to: piece.nameEnd
        )
        return nil
      }
      guard let number = number(child, argument, name, text) else { return nil }
      numbers.append(number)
    }
    return form.rate(numbers)
  }
}
