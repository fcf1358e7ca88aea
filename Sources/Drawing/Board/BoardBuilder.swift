public import Autodiff
internal import Notation

extension Board {
  /// Shows a run: its diagram and every step.
  ///
  /// - Parameters:
  ///   - trace: The run.
  ///   - title: What the diagram shows, in a few words.
  ///   - folded: The functions whose frames are folded at first.
  public init(_ trace: Trace, title: String, folded: Folding = Folding()) {
    let states = Board.foldStates(trace, title: title, folded)
    self.init(
      picture: states[0].picture,
      steps: BoardBuilder(trace: trace).steps(),
      folds: states.count > 1 ? states : []
    )
  }

  /// Shows what is given in an exercise: the diagram without steps, with the values of the leaves and no
  /// number that was computed.
  ///
  /// - Parameters:
  ///   - trace: A run; its values are looked at only where they are given.
  ///   - title: What the diagram shows, in a few words.
  ///   - hidden: Leaves whose values are asked for.
  public init(givenIn trace: Trace, title: String, hiding hidden: Set<NodeID> = []) {
    let states = Board.foldStates(trace, title: title, Folding(), numbers: .given(except: hidden))
    self.init(
      picture: states[0].picture,
      steps: [],
      folds: states.count > 1 ? states : []
    )
  }

  /// Shows an exercise on paper: the diagram without steps, with the values of the leaves, and a blank for
  /// every other value and for every gradient that the last pass reaches.
  ///
  /// - Parameters:
  ///   - trace: A run; its values are looked at only where they are given.
  ///   - title: What the diagram shows, in a few words.
  ///   - hidden: Leaves whose values are asked for.
  public init(toFillIn trace: Trace, title: String, hiding hidden: Set<NodeID> = []) {
    // Blanks are filled in on paper, where no frame folds.
    let states = Board.foldStates(trace, title: title, Folding(), numbers: .blanks(except: hidden))
    self.init(picture: states[0].picture, steps: [])
  }

  /// Shows only a run's steps, without a diagram.
  public init(stepsOf trace: Trace) {
    self.init(
      picture: Picture(width: 0, height: 0, title: "", description: "", elements: []),
      steps: BoardBuilder(trace: trace).steps()
    )
  }
}

/// Makes the steps of a run as they are said and shown.
struct BoardBuilder {
  let trace: Trace
  private let formulas: TraceFormulas
  private var graph: Graph { trace.graph }

  init(trace: Trace) {
    self.trace = trace
    formulas = TraceFormulas(trace: trace)
  }

  func steps() -> [BoardStep] {
    var steps: [BoardStep] = []
    let uses = usesOfNodes()
    var arrivals: [Int: Int] = [:]
    trace.forEachContribution { contribution in
      let node = graph.operands(of: contribution.consumer)[contribution.slot]
      arrivals[node.index, default: 0] += 1
    }
    var isFirst = true
    trace.forEachStep { index, step in
      switch step {
      case .forward(let node):
        steps.append(forward(index, node, uses[node.index] ?? []))
      case .backward(let contribution, let node, let sum):
        arrivals[node.index, default: 1] -= 1
        steps.append(
          backward(
            index,
            contribution,
            node,
            sum,
            isFirst: isFirst,
            isLast: arrivals[node.index] == 0
          )
        )
        isFirst = false
      }
    }
    return steps
  }

  // MARK: Forward

  private func forward(_ index: Int, _ node: NodeID, _ uses: [String]) -> BoardStep {
    let value = trace.value(of: node)
    var sides: [Formula] = []
    if graph.name(of: node) != nil { sides.append(formulas.label(node).formula) }
    sides.append(formulas.expression(node).formula)
    let operation = graph.operation(of: node)
    let isPlain = operation.name == "identity" || operation.name == "negate"
    if !isPlain, operation.form != .postfix,
      let substituted = formulas.substituted(node)
    {
      sides.append(substituted)
    }
    sides.append(formulas.value(value, .value).formula)
    let operands = graph.operands(of: node)
    return BoardStep(
      index: index,
      phase: .forward,
      words: BoardWords.forward(node, trace),
      formula: .chain(sides),
      text: trace.text(forward: node),
      marks: ["n\(node.index)"] + operands.indices.map { "e\(node.index).\($0)" },
      reveals: ["v\(node.index)"] + uses,
      cells: [
        graph.label(of: node, limit: 40), operation.name,
        operands.map { graph.label(of: $0, limit: 40) }.joined(separator: ", "),
        trace.shortText(value),
      ]
    )
  }

  /// The labels on the edges that lead from each node.
  private func usesOfNodes() -> [Int: [String]] {
    var uses: [Int: [String]] = [:]
    for node in graph.nodes {
      for (slot, operand) in graph.operands(of: node).enumerated() {
        uses[operand.index, default: []].append("v\(node.index).\(slot)")
      }
    }
    return uses
  }

  // MARK: Backward

  private func backward(
    _ index: Int,
    _ contribution: Contribution,
    _ node: NodeID,
    _ sum: Tensor,
    isFirst: Bool,
    isLast: Bool
  ) -> BoardStep {
    let (consumer, slot) = (contribution.consumer, contribution.slot)
    let local = trace.localDerivative(of: consumer, slot: slot)
    var reveals = ["g\(consumer.index).\(slot)"]
    if isFirst, let output = trace.pass?.output { reveals.append("g\(output.index)") }
    if isLast { reveals.append("g\(node.index)") }
    return BoardStep(
      index: index,
      phase: .backward,
      words: BoardWords.backward(contribution, node, trace, isLast: isLast),
      formula: formula(contribution, node, local, sum, isLast: isLast),
      text: trace.text(backward: contribution, to: node, accumulated: sum),
      marks: ["n\(consumer.index)", "n\(node.index)", "e\(consumer.index).\(slot)"],
      reveals: reveals,
      cells: [
        graph.label(of: consumer, limit: 40), graph.label(of: node, limit: 40),
        trace.shortText(trace.upstream(of: contribution)),
        local.map { trace.shortText($0) } ?? trace.pullback(of: consumer, slot: slot),
        trace.shortText(contribution.value), trace.shortText(sum),
      ]
    )
  }

  /// ∂f/∂x ← upstream · local = … = contribution; for the first of several uses `=`, else `+=`.
  private func formula(
    _ contribution: Contribution,
    _ node: NodeID,
    _ local: Tensor?,
    _ sum: Tensor,
    isLast: Bool
  ) -> Formula {
    let (consumer, slot) = (contribution.consumer, contribution.slot)
    let isOnly = isLast && sum == contribution.value
    let target = formulas.gradient(of: node)
    let relation = isOnly ? Formula.symbol("=") : Formula.symbol("←")
    var items: [Formula] = [target, relation]
    guard let local else {
      items.append(formulas.pullback(consumer, slot))
      items += [.symbol("="), formulas.value(contribution.value, .gradient).formula]
      return .row(items)
    }
    items += [
      .under(
        .inked(.gradient, formulas.gradient(of: consumer)),
        .text("upstream", .small)
      ),
      .symbol("⋅"),
      .under(.inked(.value, formulas.local(consumer, node)), .text("local", .small)),
    ]
    let upstream = formulas.value(trace.upstream(of: contribution), .gradient)
    let slope = formulas.value(local, .value)
    let left = upstream.strength == 0 ? upstream.formula : upstream.bracketed(below: 2)
    items += [.symbol("="), left, .symbol("⋅"), slope.bracketed(below: 3)]
    items += [.symbol("="), formulas.value(contribution.value, .gradient).formula]
    return .row(items)
  }
}

extension Formula {
  /// `a = b = c`; equal neighbours are set once.
  static func chain(_ sides: [Formula]) -> Formula {
    var items: [Formula] = []
    for (i, side) in sides.enumerated() {
      if i > 0 {
        if side == sides[i - 1] { continue }
        items.append(.symbol("="))
      }
      items.append(side)
    }
    return .row(items)
  }
}
