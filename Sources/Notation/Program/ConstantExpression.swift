public import Autodiff

/// An expression without names that stands outside of a program, worked out: `exp(-1) / 2`.
///
/// What a person writes for a number may come from anywhere, so it may make less than a program does.
public enum ConstantExpression {
  /// Why an expression has no value, and which of its bytes say so.
  public struct Fault: Error, Equatable, Sendable {
    /// What is the matter.
    public enum Reason: Equatable, Sendable {
      /// It is not of the notation, or its shapes do not fit.
      case mistake(message: String, help: String?)
      /// It and its parts have more numbers than they may.
      case tooLarge
      /// A part of it is infinite or no number.
      case notFinite(Double)
    }

    /// What is the matter.
    public let reason: Reason
    /// The first byte that it is about.
    public let start: Int
    /// The byte behind the last.
    public let end: Int
  }

  /// The functions that may be called, for suggestions.
  public static var functionNames: [String] { BuiltIn.names }

  /// Whether there is a function of that name.
  public static func isFunction(_ name: String) -> Bool { BuiltIn.isFunction(name) }

  /// The value of an expression in UTF-8, every part of which is finite.
  ///
  /// - Parameters:
  ///   - bytes: The expression, on one line.
  ///   - limit: How many numbers it and its parts may have together.
  /// - Returns: Its value.
  /// - Throws: The first thing that is wrong with it.
  public static func value(
    of bytes: [UInt8],
    elementLimit limit: Int
  ) throws(Fault) -> Tensor {
    let source = SourceText(file: "", bytes: bytes)
    let lexer = Lexer(source)
    if let mistake = lexer.mistakes.first { throw Fault(mistake, in: source) }
    var parser = ExpressionParser(source: lexer.source, tokens: lexer.tokens)
    let root: Int
    do throws(Mistake) {
      root = try parser.expression()
      if parser.token.kind != .end { throw parser.expected("the end of the expression") }
    } catch {
      throw Fault(error, in: source)
    }
    var builder = ExpressionBuilder(graph: Graph(source: bytes))
    builder.elementLimit = limit
    let text = ParsedText(source: source, tree: parser.tree)
    let node = builder.build(root, of: text, opensConstants: true)
    if let mistake = builder.mistakes.first { throw Fault(mistake, in: source) }
    guard let node else {
      let piece = parser.tree.pieces[root]
      throw Fault(
        Mistake(
          .expected("a number", found: source.shortText(piece.start, piece.end)),
          from: piece.start,
          to: piece.end
        ),
        in: source
      )
    }
    let trace: Trace
    do throws(Trace.Fault) {
      trace = try Trace(running: builder.graph)
    } catch {
      throw Fault(Mistake(.graph(error.error), from: 0, to: bytes.count), in: source)
    }
    if let origin = trace.nonFiniteOrigins.first {
      let range = builder.graph.writtenRange(of: origin.node)
      throw Fault(
        reason: .notFinite(origin.number),
        start: range.lowerBound,
        end: range.upperBound
      )
    }
    return trace.value(of: node)
  }
}

extension ConstantExpression.Fault {
  fileprivate init(_ mistake: Mistake, in source: SourceText) {
    let diagnostic = mistake.diagnostic(in: source)
    var reason = Reason.mistake(message: diagnostic.message, help: diagnostic.help)
    if case .graph(.tooManyElements) = mistake.kind { reason = .tooLarge }
    self.init(
      reason: reason,
      start: mistake.start,
      end: mistake.end
    )
  }
}
