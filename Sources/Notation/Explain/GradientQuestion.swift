public import Autodiff

/// Which gradient is to be explained: `grad x`, `grad W[0, 1]`, `grad W[:, 1]`.
public struct GradientQuestion: Sendable {
  /// The node.
  public let node: NodeID
  /// Which of its elements, in their order.
  public let elements: [Int]
}

extension ProgramRun {
  /// Reads which gradient is asked for.
  ///
  /// - Parameter source: `grad`, the name of a node of the program, and an index or none.
  /// - Returns: The node and its elements.
  /// - Throws: What is wrong with it: no such form, an unknown name, an index out of range, a program
  ///   without `backward`.
  public func gradientQuestion(_ source: SourceText) throws(Diagnostics) -> GradientQuestion {
    if let bad = firstInvalidUTF8(source.bytes) {
      let mistake = Mistake(.invalidUTF8(byte: source.bytes[bad]), from: bad, to: bad + 1)
      throw Diagnostics([mistake.diagnostic(in: source)])
    }
    let lexer = Lexer(source)
    guard lexer.mistakes.isEmpty else { throw Diagnostics(of: lexer.mistakes, in: source) }
    var reader = QuestionReader(ExpressionParser(source: lexer.source, tokens: lexer.tokens))
    do throws(Mistake) {
      return try reader.read(in: self)
    } catch {
      var diagnostic = error.diagnostic(in: source)
      if let help = reader.help(for: error, in: self) { diagnostic.help = help }
      throw Diagnostics([diagnostic])
    }
  }
}

/// Reads a question.
private struct QuestionReader {
  private var parser: ExpressionParser

  init(_ parser: ExpressionParser) { self.parser = parser }

  mutating func read(in run: ProgramRun) throws(Mistake) -> GradientQuestion {
    guard parser.token.kind == .name, parser.text(parser.token) == "grad" else {
      throw parser.expected("grad and the name of a node")
    }
    parser.advance()
    guard parser.token.kind == .name else { throw parser.expected("the name of a node") }
    let root = try parser.expression()
    guard parser.token.kind == .end else { throw parser.expected("the end of the question") }
    let text = ParsedText(source: parser.source, tree: parser.tree)
    let piece = text.tree.pieces[root]
    let named =
      piece.kind == .index ? text.tree.children(of: root).first.map { $0.piece } ?? root : root
    let name = text.tree.pieces[named]
    guard name.kind == .name else {
      throw Mistake(
        .expected(
          "a node's name, or one with an index",
          found: "'\(text.source.text(piece.start, piece.end))'"
        ),
        from: piece.start,
        to: piece.end
      )
    }
    let node = try node(text.source.text(name.start, name.end), name, run)
    guard run.trace.pass != nil else {
      throw Mistake(.gradientWithoutBackward, from: name.start, to: name.end)
    }
    let shape = run.program.graph.shape(of: node)
    guard piece.kind == .index else {
      return GradientQuestion(node: node, elements: Array(0..<shape.count))
    }
    var builder = ExpressionBuilder(graph: Graph())
    guard let selections = builder.selections(root, of: shape, text) else {
      throw builder.mistakes.first
        ?? Mistake(.expected("an index", found: "another"), from: piece.start, to: piece.end)
    }
    return GradientQuestion(node: node, elements: elements(selections, of: shape))
  }

  private func node(
    _ name: String,
    _ piece: SyntaxTree.Piece,
    _ run: ProgramRun
  ) throws(Mistake) -> NodeID {
    let kind: Mistake.Kind
    switch run.program.bindings[name] {
    case .node(let node, _): return node
    case .function: kind = .notANode(name)
    case .broken, .none:
      let names = run.program.bindings.nodeNames
      kind = .unknownName(name, suggestion: Suggestion.nearest(to: name, in: names))
    }
    throw Mistake(kind, from: piece.start, to: piece.end)
  }

  private func elements(_ selections: [Attributes.Selection], of shape: Shape) -> [Int] {
    var places = [0]
    for (selection, stride) in zip(selections, shape.strides) {
      var next: [Int] = []
      for place in places {
        for i in 0..<selection.count { next.append(place + (selection.start + i) * stride) }
      }
      places = next
    }
    return places
  }

  /// What to do, where it differs from what a program would need.
  func help(for mistake: Mistake, in run: ProgramRun) -> String? {
    switch mistake.kind {
    case .expected: return "a gradient is asked for by name: grad x, grad W[0, 1]"
    case .notANode: return "only nodes have gradients"
    case .unknownName(_, .none):
      let names = run.program.graph.names
      guard !names.isEmpty else { return "the program names no node" }
      var text = "the program names "
      for (i, name) in names.prefix(12).enumerated() { text += (i > 0 ? ", " : "") + name }
      return names.count > 12 ? text + " and \(names.count - 12) more" : text
    default: return nil
    }
  }
}
