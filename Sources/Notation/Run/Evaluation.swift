public import Autodiff

extension ProgramRun {
  /// What `{{ … }}` and columns of tables can ask for: `q`, `grad x`, `x + y`, `grad W[0, 1]`.
  ///
  /// - Parameter source: One expression, or `grad` and an expression on one named node.
  /// - Returns: Its value in this run.
  /// - Throws: What is wrong with the expression.
  public func evaluate(_ source: SourceText) throws(Diagnostics) -> Tensor {
    let (text, root, isGradient) = try ProgramRun.parsed(source, allowsGradient: true)
    return try isGradient ? gradient(root, text) : value(root, text)
  }

  /// Whether every node that an expression names is one of the program's.
  public func binds(_ source: SourceText) -> Bool {
    guard let (text, root, _) = try? ProgramRun.parsed(source, allowsGradient: true) else {
      return false
    }
    for place in text.tree.pieces[root].first...root {
      let piece = text.tree.pieces[place]
      guard piece.kind == .name else { continue }
      guard case .node = program.bindings[source.text(piece.start, piece.end)] else { return false }
    }
    return true
  }

  /// Reads one expression.
  static func expression(_ source: SourceText) throws(Diagnostics) -> (ParsedText, Int) {
    let (text, root, _) = try parsed(source, allowsGradient: false)
    return (text, root)
  }

  private static func parsed(
    _ source: SourceText,
    allowsGradient: Bool
  ) throws(Diagnostics) -> (ParsedText, Int, Bool) {
    if let bad = firstInvalidUTF8(source.bytes) {
      throw Diagnostics([
        Mistake(.invalidUTF8(byte: source.bytes[bad]), from: bad, to: bad + 1)
          .diagnostic(in: source)
      ])
    }
    let lexer = Lexer(source)
    var parser = ExpressionParser(source: lexer.source, tokens: lexer.tokens)
    var mistakes = lexer.mistakes
    var root: Int?
    var isGradient = false
    do throws(Mistake) {
      if allowsGradient, parser.token.kind == .name, parser.text(parser.token) == "grad" {
        isGradient = true
        parser.advance()
      }
      root = try parser.expression()
      if parser.token.kind != .end { throw parser.expected("the end of the expression") }
    } catch {
      if lexer.mistakes.isEmpty { mistakes.append(error) }
    }
    guard let root, mistakes.isEmpty else {
      throw Diagnostics(of: mistakes, in: source)
    }
    return (ParsedText(source: source, tree: parser.tree), root, isGradient)
  }

  private func value(_ root: Int, _ text: ParsedText) throws(Diagnostics) -> Tensor {
    let piece = text.tree.pieces[root]
    if piece.kind == .name,
      case .node(let node, _) = program.bindings[text.source.text(piece.start, piece.end)]
    {
      return value(of: node)
    }
    guard program.scalars != nil else { return try compute(root, text, in: trace.graph) }
    // The program's nodes are put together from their scalars; an expression on them is computed anew.
    return try compute(root, text, program.bindings) { (node, _) in value(of: node) }
  }

  /// The gradient at a name, indexed or otherwise worked on: the name stands for its gradient.
  private func gradient(_ root: Int, _ text: ParsedText) throws(Diagnostics) -> Tensor {
    try compute(root, text, Bindings()) { (node, piece) throws(Mistake) in
      guard trace.pass != nil else {
        throw Mistake(.gradientWithoutBackward, from: piece.start, to: piece.end)
      }
      return gradient(of: node) ?? Tensor(repeating: 0, shape: program.graph.shape(of: node))
    }
  }

  /// An expression in which each name of a node stands for a tensor that belongs to it.
  private func compute(
    _ root: Int,
    _ text: ParsedText,
    _ known: Bindings,
    _ tensor: (NodeID, SyntaxTree.Piece) throws(Mistake) -> Tensor
  ) throws(Diagnostics) -> Tensor {
    var graph = Graph()
    var bindings = known
    var mistakes: [Mistake] = []
    for place in text.tree.pieces[root].first...root where text.tree.pieces[place].kind == .name {
      let piece = text.tree.pieces[place]
      let name = text.source.text(piece.start, piece.end)
      guard case .node(let node, _) = program.bindings[name], graph.node(named: name) == nil else {
        continue
      }
      do throws(Mistake) {
        let value = try tensor(node, piece)
        guard let leaf = try? graph.append(leaf: value, role: .input) else { continue }
        graph.name(leaf, name)
        bindings.bind(name, .node(leaf, place: piece.start))
      } catch {
        mistakes.append(error)
        break
      }
    }
    guard mistakes.isEmpty else { throw diagnostics(mistakes, text.source) }
    return try compute(root, text, in: graph, bindings: bindings)
  }

  private func compute(
    _ root: Int,
    _ text: ParsedText,
    in graph: Graph,
    bindings: Bindings? = nil
  ) throws(Diagnostics) -> Tensor {
    var builder = ExpressionBuilder(graph: graph)
    builder.bindings = bindings ?? program.bindings
    builder.ownsSource = false
    let node = builder.build(root, of: text)
    guard let node, builder.mistakes.isEmpty else {
      throw diagnostics(builder.mistakes, text.source)
    }
    do throws(Trace.Fault) {
      return try Trace(running: builder.graph).value(of: node)
    } catch {
      let piece = text.tree.pieces[root]
      throw diagnostics(
        [Mistake(.graph(error.error), from: piece.start, to: piece.end)],
        text.source
      )
    }
  }

  private func diagnostics(_ mistakes: [Mistake], _ source: SourceText) -> Diagnostics {
    Diagnostics(of: mistakes, in: source)
  }
}
