internal import Autodiff

/// Makes a graph of a program's statements.
struct Elaborator {
  private let text: ParsedText
  private let options: Program.Options
  private var builder: ExpressionBuilder
  private var actions: [Program.Action] = []
  private var questions: [Program.Question] = []
  /// Claims about expressions, which are built at the end into a graph of their own.
  private var openClaims: [(action: Int, piece: Int)] = []
  private var hasPass = false
  private var hasBrokenPass = false

  /// Reads a program.
  ///
  /// - Throws: All mistakes that do not follow from each other, in order.
  static func read(
    _ source: SourceText,
    _ options: Program.Options
  ) throws(Diagnostics) -> Program {
    if source.bytes.count > Limits.sourceBytes {
      throw Diagnostics([
        Mistake(.tooLong(limit: Limits.sourceBytes), from: 0, to: 1).diagnostic(in: source)
      ])
    }
    if let bad = firstInvalidUTF8(source.bytes) {
      throw Diagnostics([
        Mistake(.invalidUTF8(byte: source.bytes[bad]), from: bad, to: bad + 1)
          .diagnostic(in: source)
      ])
    }
    let parser = Parser(source)
    var elaborator = Elaborator(
      text: ParsedText(source: source, tree: parser.expressions.tree),
      options: options
    )
    elaborator.run(parser.statements)
    let mistakes = parser.mistakes + elaborator.builder.mistakes
    if mistakes.isEmpty { return elaborator.program(source) }
    throw Diagnostics(of: mistakes, in: source)
  }

  private init(text: ParsedText, options: Program.Options) {
    self.text = text
    self.options = options
    var graph = Graph(source: text.source.bytes)
    graph.opening = options.opening
    builder = ExpressionBuilder(graph: graph)
  }

  private mutating func run(_ statements: [Statement]) {
    for statement in statements {
      if let name = statement.boundName, builder.boundLater[name.text] == nil {
        builder.boundLater[name.text] = name.start
      }
    }
    bindSettingsFromOutside()
    for statement in statements {
      perform(statement)
      if builder.mistakes.count > 4 * Diagnostics.limit { break }
    }
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
    case .ask(let subject, let label, let digits): ask(subject, label, digits, statement)
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
      builder.mistakes.append(
        Mistake(.leafNotConstant(role: role.text), from: range.start, to: range.end)
      )
      return nil
    }
    if options.settings.contains(where: { $0.name == name.text }) {
      builder.mistakes.append(Mistake(.computedSetting(name.text), from: name.start, to: name.end))
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
      builder.mistakes.append(Mistake(.graph(error), from: piece.start, to: piece.end))
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
      guard !piece.isConstant, piece.kind != .name else { continue }
      var nodes = 1 + piece.childCount
      if piece.kind == .call,
        case .function(let index, _) = builder.bindings[
          text.source.text(piece.start, piece.nameEnd)
        ]
      {
        nodes = builder.bindings.functions[index].size
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
        let name = text.source.text(piece.start, piece.end)
        if !parameters.contains(name) {
          builder.mistakes.append(
            Mistake(
              .notAParameter(name, function: function.name.text),
              from: piece.start,
              to: piece.end
            )
          )
        }
      } else if piece.kind == .call {
        let name = text.source.text(piece.start, piece.nameEnd)
        if name == function.name.text {
          builder.mistakes.append(
            Mistake(.recursion(name), from: piece.start, to: piece.nameEnd)
          )
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
      builder.mistakes.append(Mistake(.notAFunction(name), from: piece.start, to: piece.nameEnd))
    case nil:
      if let place = builder.boundLater[name] {
        builder.mistakes.append(
          Mistake(
            .usedBeforeBinding(name),
            from: piece.start,
            to: piece.nameEnd,
            notes: [("'\(name)' is bound here", place)]
          )
        )
      } else {
        let known = builder.bindings.functionNames + BuiltIn.names
        builder.mistakes.append(
          Mistake(
            .unknownFunction(name, suggestion: Suggestion.nearest(to: name, in: known)),
            from: piece.start,
            to: piece.nameEnd
          )
        )
      }
    }
  }

  private mutating func backward(_ output: Int, _ seed: Int?) {
    let piece = text.tree.pieces[output]
    hasPass = true
    guard let node = builder.build(output, of: text) else {
      hasBrokenPass = true
      return
    }
    let shape = builder.graph.shape(of: node)
    guard let seed else {
      if shape.count != 1 {
        builder.mistakes.append(Mistake(.seedMissing(shape), from: piece.start, to: piece.end))
      }
      actions.append(.backward(node, seed: nil))
      return
    }
    let range = text.tree.pieces[seed]
    guard range.isConstant else {
      builder.mistakes.append(Mistake(.seedNotConstant, from: range.start, to: range.end))
      return
    }
    guard let value = builder.constant(seed, of: text) else { return }
    guard value.shape == shape else {
      builder.mistakes.append(
        Mistake(
          .seedShape(expected: shape, found: value.shape),
          from: range.start,
          to: range.end
        )
      )
      return
    }
    actions.append(.backward(node, seed: value))
  }

  private mutating func claim(
    _ subject: Statement.Subject,
    _ literal: Int,
    _ isRounded: Bool,
    _ statement: Statement
  ) {
    let range = text.tree.pieces[literal]
    guard range.isConstant else {
      builder.mistakes.append(Mistake(.claimNotConstant, from: range.start, to: range.end))
      return
    }
    guard let target = target(subject, statement),
      let expected = builder.constant(literal, of: text)
    else { return }
    guard expected.shape == target.shape else {
      builder.mistakes.append(
        Mistake(
          .claimShape(expected: target.shape, found: expected.shape),
          from: range.start,
          to: range.end
        )
      )
      return
    }
    let units = isRounded ? text.tree.lastDigits(literal, in: text.source) : nil
    if isRounded, units == nil {
      builder.mistakes.append(Mistake(.roundedNotLiteral, from: range.start, to: range.end))
      return
    }
    if let piece = target.openPiece { openClaims.append((actions.count, piece)) }
    actions.append(
      .claim(
        Program.Claim(
          subject: target.subject,
          expected: expected,
          units: units,
          start: statement.start,
          end: statement.end
        )
      )
    )
  }

  /// What a claim or question is about: its subject, its shape, and the expression that has yet to be
  /// built into the claims' own graph.
  private mutating func target(
    _ subject: Statement.Subject,
    _ statement: Statement
  ) -> (subject: Program.Claim.Subject, shape: Shape, openPiece: Int?)? {
    switch subject {
    case .gradient(let name):
      guard let node = gradientNode(name) else { return nil }
      return (.gradient(node), builder.graph.shape(of: node), nil)
    case .value(let piece):
      let range = text.tree.pieces[piece]
      if range.kind == .name {
        guard let node = builder.build(piece, of: text) else { return nil }
        return (.value(node), builder.graph.shape(of: node), nil)
      }
      // Only tried here, so that claims leave no steps behind.
      let mark = builder.graph.mark
      defer { builder.graph.shrink(to: mark) }
      guard let node = builder.build(piece, of: text) else { return nil }
      return (.value(node), builder.graph.shape(of: node), piece)
    }
  }

  private mutating func gradientNode(_ name: Statement.Name) -> NodeID? {
    switch builder.bindings[name.text] {
    case .node(let node, _):
      if !hasPass, !hasBrokenPass {
        builder.mistakes.append(
          Mistake(.gradientWithoutBackward, from: name.start, to: name.end)
        )
        return nil
      }
      return node
    case .broken: return nil
    case .function:
      builder.mistakes.append(Mistake(.notANode(name.text), from: name.start, to: name.end))
    case nil:
      if let place = builder.boundLater[name.text] {
        builder.mistakes.append(
          Mistake(
            .usedBeforeBinding(name.text),
            from: name.start,
            to: name.end,
            notes: [("'\(name.text)' is bound here", place)]
          )
        )
      } else {
        let suggestion = Suggestion.nearest(to: name.text, in: builder.bindings.nodeNames)
        builder.mistakes.append(
          Mistake(
            .unknownName(name.text, suggestion: suggestion),
            from: name.start,
            to: name.end
          )
        )
      }
    }
    return nil
  }

  private mutating func ask(
    _ subject: Statement.Subject,
    _ label: String?,
    _ digits: Int?,
    _ statement: Statement
  ) {
    let location = text.source.location(of: statement.start)
    switch subject {
    case .gradient(let name):
      guard let node = gradientNode(name) else { return }
      questions.append(
        Program.Question(
          node: node,
          isGradient: true,
          name: "grad " + name.text,
          label: label,
          digits: digits,
          location: location
        )
      )
    case .value(let piece):
      let range = text.tree.pieces[piece]
      let name = text.source.text(range.start, range.end)
      guard range.kind == .name else {
        builder.mistakes.append(
          Mistake(
            .expected("the name of a node after 'ask'", found: "'\(name)'"),
            from: range.start,
            to: range.end
          )
        )
        return
      }
      guard let node = builder.build(piece, of: text) else { return }
      questions.append(
        Program.Question(
          node: node,
          isGradient: false,
          name: name,
          label: label,
          digits: digits,
          location: location
        )
      )
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
        notes: [("'\(name.text)' is bound here first", earlier.place)]
      )
    )
    return false
  }

  /// Inputs that the program uses but does not bind come first.
  private mutating func bindSettingsFromOutside() {
    for setting in options.settings
    where builder.boundLater[setting.name] == nil && builder.bindings[setting.name] == nil {
      let value = options.settings.last { $0.name == setting.name }?.value ?? setting.value
      guard let node = try? builder.graph.append(leaf: value, role: .input) else { continue }
      builder.graph.name(node, setting.name)
      builder.bindings.bind(setting.name, .node(node, place: 0))
    }
  }
}

extension Statement {
  /// The name that it binds.
  fileprivate var boundName: Name? {
    switch kind {
    case .binding(let name, _, _), .function(let name, _, _): name
    case .broken(let name): name
    case .backward, .claim, .ask: nil
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
