internal import Autodiff

/// Makes a graph of a program's statements.
struct Elaborator {
  let text: ParsedText
  var options: Program.Options
  var builder: ExpressionBuilder
  var actions: [Program.Action] = []
  var questions: [Program.Question] = []
  /// Claims about expressions, which are built at the end into a graph of their own.
  var openClaims: [(action: Int, piece: Int)] = []
  var unusedSettings: [String] = []
  var hasPass = false
  var hasBrokenPass = false
  /// How many steps the last `minimize` makes; nil where there is none.
  var lastSteps: Int?
  var hasBrokenMinimize = false
  /// Questions about a step, which are looked at when every `minimize` is known.
  var askedSteps: [Statement.Step] = []

  /// Reads a program.
  ///
  /// - Throws: All mistakes that do not follow from each other, in order.
  static func read(
    _ source: SourceText,
    _ options: Program.Options
  ) throws(Diagnostics) -> Program {
    switch attempt(source, options) {
    case .program(let program): return try program.openedIntoScalars()
    case .mistakes(let mistakes): throw Diagnostics(of: mistakes, in: source)
    }
  }

  /// What came of reading a program.
  enum Outcome {
    case program(Program)
    /// As they were found, some of them perhaps more than once.
    case mistakes([Mistake])
  }

  /// Reads a program, or finds all mistakes that do not follow from each other.
  static func attempt(_ source: SourceText, _ options: Program.Options) -> Outcome {
    if source.bytes.count > Limits.sourceBytes {
      return .mistakes([Mistake(.tooLong(limit: Limits.sourceBytes), from: 0, to: 1)])
    }
    if let bad = firstInvalidUTF8(source.bytes) {
      return .mistakes([
        Mistake(.invalidUTF8(byte: source.bytes[bad]), from: bad, to: bad + 1)
      ])
    }
    let parser = Parser(source)
    let source = parser.expressions.source
    var elaborator = Elaborator(
      text: ParsedText(source: source, tree: parser.expressions.tree),
      options: options
    )
    elaborator.run(parser.statements)
    let mistakes = parser.mistakes + elaborator.builder.mistakes
    return mistakes.isEmpty ? .program(elaborator.program(source)) : .mistakes(mistakes)
  }

  private init(text: ParsedText, options: Program.Options) {
    self.text = text
    self.options = options
    for i in options.settings.indices {
      self.options.settings[i].name = text.source.spellings.spelling(of: options.settings[i].name)
    }
    var graph = Graph(source: text.source.bytes)
    // Scalars are made of the whole program afterwards, and functions opened with them.
    if !options.opening.scalars { graph.opening = options.opening }
    builder = ExpressionBuilder(graph: graph)
  }

  private mutating func run(_ statements: [Statement]) {
    builder.expect(statements: statements.count)
    builder.boundLater = NamesAhead(statements.compactMap { $0.boundName })
    if !options.settings.isEmpty { bindSettings(statements) }
    for statement in statements {
      perform(statement)
      if builder.mistakes.count > 4 * Diagnostics.limit { break }
    }
    checkAskedSteps()
  }

  private func program(_ source: SourceText) -> Program {
    var program = Program(
      source: source,
      graph: builder.graph,
      bindings: builder.bindings,
      options: options
    )
    program.actions = actions
    program.questions = questions
    program.unusedSettings = unusedSettings
    program.constantWarnings = builder.constantWarnings
    guard !openClaims.isEmpty else { return program }
    var claims = builder
    for (action, piece) in openClaims {
      guard let node = claims.build(piece, of: text, opensConstants: false),
        case .claim(var claim) = program.actions[action]
      else { continue }
      claim.subject = .expression(node)
      program.actions[action] = .claim(claim)
    }
    program.claimGraph = claims.graph
    return program
  }

  // MARK: Statements

  private mutating func perform(_ statement: Statement) {
    switch statement.kind {
    case .binding(let name, let role, let piece): bind(name, role, piece)
    case .function(let name, let parameters, let body): define(name, parameters, body)
    case .backward(let output, let seed): backward(output, seed)
    case .claim(let subject, let literal, let isRounded):
      claim(subject, literal, isRounded, statement)
    case .ask(let subject, let asking): ask(subject, asking, statement)
    case .minimize(let loss, let names, let method, let steps):
      if let plan = builder.minimisation(
        of: loss,
        over: names,
        with: method,
        steps: steps,
        from: statement,
        text
      ) {
        actions.append(.minimize(plan))
        lastSteps = plan.steps
      } else {
        hasBrokenMinimize = true
      }
    case .broken(let name):
      hasBrokenPass = true
      if let name, builder.bindings[name.text] == nil {
        builder.bindings.bind(name.text, .broken(place: name.start))
      }
    }
  }

  private mutating func bind(_ name: Statement.Name, _ role: Statement.Name?, _ piece: Int) {
    guard isFree(name) else { return }
    guard let node = node(for: name, role, piece) else {
      builder.bindings.bind(name.text, .broken(place: name.start))
      return
    }
    builder.graph.name(node, name.text)
    builder.bindings.bind(name.text, .node(node, place: name.start))
  }

  private mutating func node(
    for name: Statement.Name,
    _ role: Statement.Name?,
    _ piece: Int
  ) -> NodeID? {
    let range = text.tree.pieces[piece]
    if range.isConstant {
      guard var value = builder.constant(piece, of: text) else { return nil }
      if let setting = options.settings.last(where: { $0.name == name.text }) {
        value = setting.value
      }
      return leaf(value, role.map { LeafRole(word: $0.text) } ?? .input, range)
    }
    if let role {
      builder.tell(.leafNotConstant(role: role.text), from: range.start, to: range.end)
      return nil
    }
    if options.settings.contains(where: { $0.name == name.text }) {
      builder.tell(.computedSetting(name.text), from: name.start, to: name.end)
      return nil
    }
    let before = builder.graph.count
    guard let node = builder.build(piece, of: text) else { return nil }
    // A second name for a node is a node of its own.
    guard node.index < before || builder.graph.name(of: node) != nil else { return node }
    return builder.append(.identity, [node], Attributes(), range, text, nil)
  }

  private mutating func leaf(
    _ value: Tensor,
    _ role: LeafRole,
    _ piece: SyntaxTree.Piece
  ) -> NodeID? {
    do throws(GraphError) {
      let node = try builder.graph.append(leaf: value, role: role)
      builder.graph.setWritten(node, from: piece.start, to: piece.end)
      return node
    } catch {
      builder.tell(.graph(error), from: piece.start, to: piece.end)
      return nil
    }
  }

  private mutating func define(
    _ name: Statement.Name,
    _ parameters: [Statement.Name],
    _ body: Int
  ) {
    guard isFree(name) else { return }
    let function = UserFunction(
      name: name,
      parameters: parameters,
      body: body,
      size: size(of: body),
      text: text
    )
    let before = builder.mistakes.count
    checkBody(function)
    if builder.mistakes.count > before {
      builder.bindings.bind(name.text, .broken(place: name.start))
    } else {
      builder.bindings.bind(function)
    }
  }

  /// About how many nodes a call of a function with this body makes.
  private func size(of body: Int) -> Int {
    var size = 1
    for place in text.tree.pieces[body].first...body {
      let piece = text.tree.pieces[place]
      var nodes = 1 + piece.childCount
      if piece.kind == .call,
        case .function(let index, _) = builder.bindings[
          text.source.name(piece.start, piece.nameEnd)
        ]
      {
        nodes = builder.bindings.functions[index].size
        // A call without names makes one leaf, but is worked out anew, in a graph of its own, in every call
        // of this function.
        if piece.isConstant {
          let (double, isTooLarge) = nodes.multipliedReportingOverflow(by: 2)
          nodes = isTooLarge ? .max : double
        }
      } else if piece.isConstant || piece.kind == .name {
        continue
      }
      let (sum, isTooLarge) = size.addingReportingOverflow(nodes)
      size = isTooLarge ? .max : sum
    }
    return size
  }

  /// Tells mistakes of a body once, at the definition: names that are no parameters, functions that
  /// are not there (yet) or call themselves.
  private mutating func checkBody(_ function: UserFunction) {
    let root = function.body
    let parameters = Set(function.parameters.map { $0.text })
    for place in text.tree.pieces[root].first...root {
      let piece = text.tree.pieces[place]
      if piece.kind == .name {
        let name = text.source.name(piece.start, piece.end)
        if !parameters.contains(name) {
          builder.tell(
            .notAParameter(name, function: function.name.text),
            from: piece.start,
            to: piece.end
          )
        }
      } else if piece.kind == .call {
        let name = text.source.name(piece.start, piece.nameEnd)
        if name == function.name.text {
          builder.tell(.recursion(name), from: piece.start, to: piece.nameEnd)
        } else if !BuiltIn.isFunction(name) {
          checkCall(name, piece)
        }
      }
    }
  }

  private mutating func checkCall(_ name: String, _ piece: SyntaxTree.Piece) {
    switch builder.bindings[name] {
    case .function, .broken: break
    case .node:
      builder.tell(.notAFunction(name), from: piece.start, to: piece.nameEnd)
    case nil: builder.mistakes.append(builder.unknownFunction(name, piece, .program))
    }
  }

  // MARK: Names

  /// Whether a name may be bound here; records a second binding.
  private mutating func isFree(_ name: Statement.Name) -> Bool {
    guard let earlier = builder.bindings[name.text] else { return true }
    builder.mistakes.append(
      Mistake(
        .boundTwice(name.text),
        from: name.start,
        to: name.end,
        note: "'①' is bound here first".filling([name.text]),
        at: earlier.place
      )
    )
    return false
  }

  /// Inputs that the program uses but does not bind come first.
  private mutating func bindSettings(_ statements: [Statement]) {
    var used: Set<String> = []
    for statement in statements { statement.forEachExpression { addNames(in: $0, to: &used) } }
    for setting in options.settings
    where builder.boundLater[setting.name] == nil && builder.bindings[setting.name] == nil {
      if !used.contains(setting.name) { unusedSettings.append(setting.name) }
      let value = options.settings.last { $0.name == setting.name }?.value ?? setting.value
      guard let node = try? builder.graph.append(leaf: value, role: .input) else { continue }
      builder.graph.name(node, setting.name)
      builder.bindings.bind(setting.name, .node(node, place: 0))
    }
  }
}

extension Elaborator {
  private func addNames(in expression: Int, to names: inout Set<String>) {
    for place in text.tree.pieces[expression].first...expression {
      let piece = text.tree.pieces[place]
      if piece.kind == .name { names.insert(text.source.name(piece.start, piece.end)) }
    }
  }
}

extension Statement {
  /// Its expressions in the program's own names: not a function's body.
  fileprivate func forEachExpression(_ body: (Int) -> Void) {
    switch kind {
    case .binding(_, _, let piece): body(piece)
    case .backward(let output, let seed):
      body(output)
      if let seed { body(seed) }
    case .claim(.value(let piece), _, _), .ask(.value(let piece), _): body(piece)
    case .minimize(let loss, _, _, _): body(loss)
    case .claim(.gradient, _, _), .ask(.gradient, _), .function, .broken: break
    }
  }

  /// The name that it binds.
  var boundName: Name? {
    switch kind {
    case .binding(let name, _, _), .function(let name, _, _): name
    case .broken(let name): name
    case .backward, .claim, .ask, .minimize: nil
    }
  }
}

extension LeafRole {
  fileprivate init(word: String) {
    self = word == "param" ? .parameter : word == "target" ? .target : .input
  }
}

/// What a program may be at most.
enum Limits {
  /// Bytes of source: 10 MB.
  static let sourceBytes = 10_000_000
}
