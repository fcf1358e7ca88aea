public import Autodiff

/// How the numbers of a program were written, for those who want them otherwise than as doubles.
///
/// A leaf of a graph holds doubles. This tells what it was made of: the decimals as they stand in the
/// source, or the expression that was worked out, as a graph whose leaves have forms of their own.
public struct ConstantForms: Sendable {
  /// What a number or a tensor of numbers was made of.
  public enum Form: Sendable {
    /// Decimals as written, a minus included, in the order of the tensor's elements.
    case decimals([String])
    /// An expression without names; the second part is the node of its value.
    case expression(Graph, NodeID)
    /// Numbers that the engine made: `zeros`, `eye`, `arange`.
    case made
    /// Random numbers, drawn as doubles.
    case drawn
    /// Put in from outside, or not told by the source.
    case outside
  }

  private let program: Program
  private let text: ParsedText
  /// The pieces of the program's expressions by their bytes.
  private let pieces: [Range<Int>: Int]
  /// The seed of the last `backward` that has one, as a piece.
  private let seedPiece: Int?

  /// Reads the source of a program once more.
  public init(_ program: Program) {
    self.program = program
    let parser = Parser(program.source)
    text = ParsedText(source: program.source, tree: parser.expressions.tree)
    var pieces: [Range<Int>: Int] = [:]
    for (place, piece) in text.tree.pieces.enumerated() { pieces[piece.start..<piece.end] = place }
    self.pieces = pieces
    var seed: Int?
    for statement in parser.statements {
      if case .backward(_, let piece) = statement.kind { seed = piece }
    }
    seedPiece = seed
  }

  /// The seed of the last `backward`; nil where it has none.
  public var seed: Form? { seedPiece.map { form($0, text) } }

  /// What a leaf of the program's graph, or of a graph in ``Form/expression(_:_:)``, was made of.
  public func form(of leaf: NodeID, in graph: Graph) -> Form {
    if let name = graph.name(of: leaf),
      program.options.settings.contains(where: { $0.name == name })
    {
      return .outside
    }
    guard let (place, text) = piece(of: leaf, in: graph) else { return .outside }
    return form(place, text)
  }

  /// What the number that `operation` of a node was told under a name was made of: the slope of a
  /// `leaky_relu`; nil where it was left out.
  public func form(of argument: String, told node: NodeID, in graph: Graph) -> Form? {
    guard let (place, text) = piece(of: node, in: graph), text.tree.pieces[place].kind == .call
    else { return nil }
    let names = graph.operation(of: node).arguments.map { $0.name }
    for (position, child) in text.tree.children(of: place).enumerated() {
      let name =
        child.nameEnd == 0
        ? (position < names.count ? names[position] : "")
        : text.source.name(child.nameStart, child.nameEnd)
      if name == argument { return form(child.piece, text) }
    }
    return nil
  }

  /// Where a node's expression stands; for a gate of a function drawn open, where the call stands.
  public func location(of node: NodeID) -> SourceLocation { program.location(of: node) }

  // MARK: Pieces

  /// The piece that a node was built from: where it is the result of a call of one of the program's
  /// functions, the function's body.
  private func piece(of node: NodeID, in graph: Graph) -> (Int, ParsedText)? {
    guard let place = pieces[graph.writtenRange(of: node)] else { return nil }
    // A call without names was worked out as an expression.
    if graph.isLeaf(node), text.tree.pieces[place].isConstant { return (place, text) }
    return body(place, text)
  }

  /// What a call of one of the program's functions comes down to: the function's body, and so on; a piece
  /// that is no such call as it is.
  private func body(_ place: Int, _ text: ParsedText) -> (Int, ParsedText) {
    var (place, text) = (place, text)
    for _ in 0...Parser.depthLimit {
      let piece = text.tree.pieces[place]
      guard piece.kind == .call,
        case .function(let index, _) = program.bindings[
          text.source.name(piece.start, piece.nameEnd)
        ]
      else { break }
      let function = program.bindings.functions[index]
      (place, text) = (function.body, function.text)
    }
    return (place, text)
  }

  private func form(_ place: Int, _ text: ParsedText) -> Form {
    // A function whose body names none of its parameters is its body, wherever it is called.
    let inner = body(place, text)
    if inner.1.tree.pieces[inner.0].isConstant, inner.0 != place {
      return form(inner.0, inner.1)
    }
    let piece = text.tree.pieces[place]
    if let decimals = decimals(place, text) { return .decimals(decimals) }
    if piece.kind == .call {
      let name = text.source.name(piece.start, piece.nameEnd)
      if BuiltIn.leafMaker(name) != nil { return .made }
      if BuiltIn.Distribution(name: name) != nil { return .drawn }
    }
    var builder = ExpressionBuilder(graph: Graph(source: program.source.bytes))
    builder.bindings = program.bindings
    guard piece.isConstant, let node = builder.build(place, of: text, opensConstants: true) else {
      return .outside
    }
    return .expression(builder.graph, node)
  }

  /// The decimals of a plain literal, as ``SyntaxTree/literal(_:)`` reads it.
  private func decimals(_ root: Int, _ text: ParsedText) -> [String]? {
    let tree = text.tree
    guard tree.pieces[root].kind == .number || tree.literal(root) != nil else { return nil }
    var decimals: [String] = []
    var place = tree.pieces[root].first
    while place <= root {
      let piece = tree.pieces[place]
      if piece.kind == .number {
        let isNegative = place < root && tree.pieces[place + 1].kind == .negate
        decimals.append((isNegative ? "-" : "") + text.source.text(piece.start, piece.end))
      }
      place += 1
    }
    return decimals
  }
}

extension Program {
  /// The same program with no function and no tensor drawn open.
  ///
  /// - Throws: Nothing that the program did not say when it was read first.
  public func folded() throws(Diagnostics) -> Program {
    var options = options
    options.opening = Graph.Opening()
    return try Program.read(source, options: options)
  }
}
