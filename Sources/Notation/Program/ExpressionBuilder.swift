internal import Autodiff

/// Builds the nodes of expressions into a graph.
struct ExpressionBuilder {
  /// Where names are looked up.
  enum Scope {
    /// The program's names.
    case program
    /// A function's parameters.
    case function(String, [String: NodeID])
  }

  var graph: Graph
  var bindings = Bindings()
  /// Mistakes found so far; a nil result has at least one, or follows from an earlier one.
  var mistakes: [Mistake] = []
  /// Names that the program binds somewhere, with the place of the first binding.
  var boundLater = NamesAhead([])
  /// Why values of expressions without names are not finite, by the expression's first byte.
  var constantWarnings: [Int: String] = [:]
  /// How many numbers the graph may hold; less than an engine's own limit for texts from outside.
  var elementLimit = Graph.elementLimit
  /// Whether written ranges point into the graph's own source.
  var ownsSource = true
  private var callDepth = 0
  /// How many numbers the values of expressions without names have taken.
  private var constantElements = 0

  init(graph: Graph) { self.graph = graph }

  /// Records a mistake.
  @inline(never)
  mutating func tell(_ mistake: Mistake.Kind, from start: Int, to end: Int) {
    mistakes.append(Mistake(mistake, from: start, to: end))
  }

  /// Makes room for as many names as a program of so many statements may bind.
  mutating func expect(statements count: Int) {
    bindings.reserveCapacity(count)
    graph.reserveNames(count)
  }

  /// Builds an expression that may be without names; a nameless one becomes a constant leaf.
  mutating func build(
    _ root: Int,
    of text: ParsedText,
    in scope: Scope = .program,
    group: Int? = nil,
    opensConstants: Bool = false
  ) -> NodeID? {
    let first = text.tree.pieces[root].first
    var nodes = [Int32](repeating: -1, count: root - first + 1)
    if text.tree.pieces[root].isConstant, !opensConstants {
      return constantLeaf(root, text, group)
    }
    for place in first...root {
      let piece = text.tree.pieces[place]
      if piece.isConstant, !opensConstants { continue }
      if let node = node(place, text, scope, group, nodes, first, opensConstants) {
        nodes[place - first] = Int32(node.index)
      }
    }
    return nodes[root - first] < 0 ? nil : NodeID(Int(nodes[root - first]))
  }

  /// The value of an expression without names; nil, with a mistake, if it has none.
  mutating func constant(_ root: Int, of text: ParsedText) -> Tensor? {
    if let literal = text.tree.literal(root) { return literal }
    let piece = text.tree.pieces[root]
    guard isNumeric(piece, text), constantElements <= elementLimit else { return nil }
    var scratch = Graph()
    swap(&scratch, &graph)
    let ownedSource = ownsSource
    ownsSource = false
    defer {
      swap(&scratch, &graph)
      ownsSource = ownedSource
    }
    guard let node = build(root, of: text, opensConstants: true) else { return nil }
    constantElements += graph.elementCount
    guard constantElements <= elementLimit else {
      tell(
        .graph(.tooManyElements(limit: elementLimit)),
        from: piece.start,
        to: piece.end
      )
      return nil
    }
    do throws(Trace.Fault) {
      let trace = try Trace(running: graph)
      let value = trace.value(of: node)
      if !value.isFinite, let origin = trace.nonFiniteOrigins.first {
        constantWarnings[piece.start] = origin.message(in: trace)
      }
      return value
    } catch {
      tell(.graph(error.error), from: piece.start, to: piece.end)
      return nil
    }
  }

  /// Adds an operation, or records why it does not fit.
  mutating func append(
    _ operation: Operation,
    _ operands: [NodeID],
    _ attributes: Attributes = Attributes(),
    _ piece: SyntaxTree.Piece,
    _ text: ParsedText,
    _ group: Int?
  ) -> NodeID? {
    let before = graph.count
    do throws(GraphError) {
      let node = try graph.append(operation, operands, attributes, group: group)
      if graph.count > before { write(node, piece, text) }
      guard graph.elementCount <= elementLimit else { throw .tooManyElements(limit: elementLimit) }
      return node
    } catch {
      var mistake = Mistake(.graph(error), from: piece.start, to: piece.end)
      mistake.notes = shapeNotes(error, operands)
      mistakes.append(mistake)
      return nil
    }
  }

  /// Notes where a node's expression stands.
  mutating func write(_ node: NodeID, _ piece: SyntaxTree.Piece, _ text: ParsedText) {
    if ownsSource {
      graph.setWritten(node, from: piece.start, to: piece.end)
    } else {
      graph.describe(node, as: text.source.text(piece.start, min(piece.end, piece.start + 200)))
    }
  }

  private mutating func node(
    _ place: Int,
    _ text: ParsedText,
    _ scope: Scope,
    _ group: Int?,
    _ nodes: [Int32],
    _ first: Int,
    _ opensConstants: Bool
  ) -> NodeID? {
    let piece = text.tree.pieces[place]
    /// The node of a child; a nameless child becomes a constant leaf.
    func operand(_ child: SyntaxTree.Child, _ builder: inout ExpressionBuilder) -> NodeID? {
      if text.tree.pieces[child.piece].isConstant, !opensConstants {
        return builder.constantLeaf(child.piece, text, group)
      }
      guard builder.isNumeric(text.tree.pieces[child.piece], text) else { return nil }
      let node = nodes[child.piece - first]
      return node < 0 ? nil : NodeID(Int(node))
    }
    /// The nodes of all children; nil if one is broken.
    func operands(_ builder: inout ExpressionBuilder) -> [NodeID]? {
      var list: [NodeID] = []
      var isBroken = false
      for child in text.tree.children(of: place) {
        if let node = operand(child, &builder) { list.append(node) } else { isBroken = true }
      }
      return isBroken ? nil : list
    }
    switch piece.kind {
    case .name: return lookUp(piece, text, scope)
    case .number: return constantLeaf(place, text, group)
    // Told where they are taken for numbers; as arguments they are read elsewhere.
    case .string, .boolean, .slice: return nil
    case .vector:
      return operands(&self).flatMap { append(.stack, $0, Attributes(), piece, text, group) }
    case .transpose:
      return operands(&self).flatMap { append(.transpose, $0, Attributes(), piece, text, group) }
    case .negate, .add, .subtract, .multiply, .divide, .matmul, .power:
      return operands(&self).flatMap {
        append(piece.kind.operation, $0, Attributes(), piece, text, group)
      }
    case .index:
      guard let base = text.tree.children(of: place).first,
        let value = operand(base, &self)
      else { return nil }
      guard let selections = selections(place, of: graph.shape(of: value), text) else { return nil }
      var attributes = Attributes()
      attributes.selections = selections
      return append(.index, [value], attributes, piece, text, group)
    case .call:
      return call(place, text, group, scope) { child, builder in operand(child, &builder) }
    }
  }

  /// Whether a piece can have a number as its value; records that it cannot.
  private mutating func isNumeric(_ piece: SyntaxTree.Piece, _ text: ParsedText) -> Bool {
    guard piece.kind == .string || piece.kind == .boolean else { return true }
    let found = text.source.shortText(piece.start, piece.end)
    tell(.expected("a number or a node", found: found), from: piece.start, to: piece.end)
    return false
  }

  /// A leaf without a name for an expression without names.
  private mutating func constantLeaf(
    _ root: Int,
    _ text: ParsedText,
    _ group: Int?
  ) -> NodeID? {
    guard let value = constant(root, of: text) else { return nil }
    let piece = text.tree.pieces[root]
    do throws(GraphError) {
      let node = try graph.append(leaf: value, role: .constant, group: group)
      write(node, piece, text)
      return node
    } catch {
      tell(.graph(error), from: piece.start, to: piece.end)
      return nil
    }
  }

  private mutating func lookUp(
    _ piece: SyntaxTree.Piece,
    _ text: ParsedText,
    _ scope: Scope
  ) -> NodeID? {
    let name = text.source.name(piece.start, piece.end)
    if case .function(let function, let parameters) = scope {
      if let node = parameters[name] { return node }
      tell(.notAParameter(name, function: function), from: piece.start, to: piece.end)
      return nil
    }
    switch bindings[name] {
    case .node(let node, _): return node
    case .broken: return nil
    case .function:
      tell(.notANode(name), from: piece.start, to: piece.end)
      return nil
    case nil:
      mistakes.append(unknown(name, piece))
      return nil
    }
  }

  private func unknown(_ name: String, _ piece: SyntaxTree.Piece) -> Mistake {
    if BuiltIn.isFunction(name) {
      return Mistake(.notANode(name), from: piece.start, to: piece.end)
    }
    if let place = boundLater[name] {
      return .usedTooEarly(name, from: piece.start, to: piece.end, boundAt: place)
    }
    return Mistake(
      .unknownName(name, suggestion: Suggestion.nearest(to: name, in: bindings.nodeNames)),
      from: piece.start,
      to: piece.end
    )
  }

  /// Says of every named operand where its shape comes from.
  private func shapeNotes(_ error: GraphError, _ operands: [NodeID]) -> [(String, Int)] {
    guard case .shapeMismatch = error else { return [] }
    var notes: [(String, Int)] = []
    var told: Set<NodeID> = []
    for node in operands where told.insert(node).inserted {
      guard let name = graph.name(of: node), case .node(_, let place) = bindings[name] else {
        continue
      }
      let shape = graph.shape(of: node).description
      notes.append(("① has its shape ② from here".filling([name, shape]), place))
    }
    return notes
  }
}

// MARK: Calls of the program's own functions

extension ExpressionBuilder {
  /// Builds a function's body with its arguments put in.
  mutating func expand(
    _ function: UserFunction,
    _ arguments: [NodeID],
    _ piece: SyntaxTree.Piece,
    _ text: ParsedText,
    _ group: Int?
  ) -> NodeID? {
    guard mistakes.count <= 4 * Diagnostics.limit else { return nil }
    callDepth += 1
    defer { callDepth -= 1 }
    guard callDepth <= Parser.depthLimit else {
      tell(.tooDeep(limit: Parser.depthLimit), from: piece.start, to: piece.end)
      return nil
    }
    guard function.size <= Graph.elementLimit - graph.count else {
      tell(
        .graph(.tooManyElements(limit: Graph.elementLimit)),
        from: piece.start,
        to: piece.end
      )
      return nil
    }
    var parameters: [String: NodeID] = [:]
    for (parameter, node) in zip(function.parameters, arguments) {
      parameters[parameter.text] = node
    }
    let before = graph.count
    let told = mistakes.count
    let inner = graph.openGroup(function: function.name.text, parent: group)
    guard
      let result = build(
        function.body,
        of: function.text,
        in: .function(function.name.text, parameters),
        group: inner
      )
    else {
      guard callDepth == 1 else { return nil }
      for i in told..<max(told, mistakes.count) {
        mistakes[i].notes.append(("in this call of '\(function.name.text)'", piece.start))
      }
      return nil
    }
    graph.close(group: inner, result: result)
    if result.index >= before { write(result, piece, text) }
    return result
  }
}

extension SyntaxTree.Piece.Kind {
  /// The operation that an operator stands for.
  fileprivate var operation: Operation {
    switch self {
    case .negate: .negate
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .matmul: .matmul
    case .power: .power
    default: .add
    }
  }
}
