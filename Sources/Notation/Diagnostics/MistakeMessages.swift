internal import Autodiff

extension Diagnostics {
  /// The first of the mistakes in the order of their places, each told once.
  init(of mistakes: [Mistake], in source: SourceText) {
    var first: [Mistake] = []
    for mistake in mistakes.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) })
    where !first.contains(mistake) {
      first.append(mistake)
      if first.count > Diagnostics.limit { break }
    }
    self.init(first.prefix(Diagnostics.limit).map { $0.diagnostic(in: source) })
    hasMore = first.count > Diagnostics.limit
  }
}

extension Diagnostic {
  /// A message about some bytes of a source, with their line.
  public init(
    _ severity: Severity,
    _ message: String,
    of source: SourceText,
    from start: Int,
    to end: Int,
    help: String? = nil,
    notes: [Note] = []
  ) {
    let excerpt = source.excerpt(of: start, room: 1000)
    self.init(
      severity,
      message.cut,
      at: source.location(of: start),
      width: source.width(from: start, to: end),
      excerpt: excerpt.text,
      help: help?.cut,
      notes: notes
    )
    excerptColumn = excerpt.column
  }
}

extension String {
  /// The text without its middle, where it is too long for a message.
  fileprivate var cut: String {
    guard utf8.count > 400 else { return self }
    let scalars = unicodeScalars
    return String(scalars.prefix(200)) + "…" + String(scalars.suffix(100))
  }
}

extension Mistake {
  /// The mistake with its place and in words.
  func diagnostic(in source: SourceText) -> Diagnostic {
    Diagnostic(
      .error,
      message,
      of: source,
      from: start,
      to: end,
      help: help,
      notes: notes.map { Diagnostic.Note($0.0, at: source.location(of: $0.1)) }
    )
  }

  /// What is wrong, with what was expected and what was found.
  private var message: String {
    switch kind {
    case .training(let mistake): mistake.message
    case .graph(let error): error.message
    default: words.line(0).filling(details)
    }
  }

  /// What to do about it.
  private var help: String? {
    switch kind {
    case .training(let mistake): return mistake.help
    case .graph(let error): return error.help
    case .unknownName(_, .some), .unknownFunction(_, .some), .unknownKeyword(_, .some): return nil
    case .unknownArgument(_, _, _, let known) where known.isEmpty: return nil
    case .expected(let expected, let found): return Mistake.remedy(expected, found: found)
    case .missingArgument(let argument, _), .badArgument(let argument, _, _, _):
      return Mistake.example(of: argument)
    case .unexpectedCharacter(let scalar):
      if let remedy = Mistake.remedy(for: scalar) { return remedy }
    default: break
    }
    let help = words.line(1)
    return help.isEmpty ? nil : help.filling(details)
  }

  /// What is wrong and, on a second line, what to do about it; `①`, `②` … stand for the ``details``.
  private var words: String {
    switch kind {
    case .invalidUTF8:
      """
      expected UTF-8 text, found the byte 0x①
      save the file as UTF-8
      """
    case .tooLong:
      """
      expected at most ① bytes of source, found more
      split the program
      """
    case .hidden:
      """
      expected visible characters, found the character U+①
      delete it; such characters can hide what a program does
      """
    case .unexpectedCharacter:
      """
      expected a name, a number or an operator, found '①'
      names are made of letters, digits and _; operators are + - * / @ ^
      """
    case .underscoreInNumber:
      """
      expected digits, found '_' in a number
      write the digits without '_': ①
      """
    case .nameAfterNumber(_, "e"), .nameAfterNumber(_, "E"):
      """
      expected an operator after ①, found '②'
      an exponent has digits: 1e-3
      """
    case .nameAfterNumber("0", _):
      """
      expected an operator after ①, found '②'
      numbers are written in decimal digits
      """
    case .nameAfterNumber:
      """
      expected an operator after ①, found '②'
      a product is written with '*': 2 * x
      """
    case .numberTooLarge:
      """
      expected a number below 1.8e308, found ①
      numbers are 64-bit floating point
      """

    case .unclosed("\""):
      """
      expected a closing '"' on the same line, found the line's end
      close the quotation on the same line
      """
    case .unclosed:
      """
      expected '②' for this '①', found none
      a line goes on while a bracket is open
      """
    case .unopened:
      """
      expected an opening bracket before this '①', found none
      delete it, or open a bracket before it
      """
    case .tooDeep:
      """
      expected at most ① levels of nesting, found more
      name the inner parts on lines of their own
      """
    case .expected: "expected ①, found ②"
    case .misspelt: "expected ②, found '①'③"
    case .expressionWithoutName:
      """
      expected a statement, found an expression without a name
      give it a name: y = ①
      """
    case .notAName(_, isCall: true):
      """
      expected a name before '=', found the expression '①'
      a function is defined: def ① = …
      """
    case .notAName:
      """
      expected a name before '=', found the expression '①'
      a claim is written: expect ① = 3
      """
    case .reservedName:
      """
      expected a name, found the keyword '①'
      choose another name
      """
    case .functionName:
      """
      expected a name for a node, found the function '①'
      choose another name; functions keep theirs
      """
    case .emptyVector:
      """
      expected at least one entry, found '[]'
      a vector has at least one entry; zeros([0]) makes an empty one
      """
    case .emptyIndex:
      """
      expected an index, found '[]'
      write an index or a slice for each axis: x[0], x[0:2]
      """
    case .sliceStep:
      """
      expected start:stop, found a slice with a step
      take the elements one by one: [x[0], x[2]]
      """
    case .positionalAfterNamed:
      """
      expected a named argument after a named one, found a positional one
      positional arguments come first
      """
    case .argumentTwice:
      """
      found the argument '①' twice
      delete one of the two
      """
    case .parameterTwice:
      """
      found the parameter '①' twice
      delete one of the two
      """

    case .unknownName:
      """
      unknown name '①'②
      bind it above: name = expression
      """
    case .unknownFunction:
      """
      unknown function '①'②
      define it above: def name(x) = expression
      """
    case .unknownKeyword:
      """
      expected a statement, found '①'②
      a binding is written: ① = expression
      """
    case .notAFunction:
      """
      expected a function before '(', found the node '①'
      a product is written with '*': ① * (…)
      """
    case .notANode:
      """
      expected a node, found the function '①'
      call it: ①(…)
      """
    case .usedBeforeBinding:
      """
      '①' is used before it is bound
      move the binding above its first use
      """
    case .recursion:
      """
      the function '①' calls itself
      a function may call only functions that are defined above it
      """
    case .notAParameter:
      """
      the body of '②' expects its parameters only, found '①'
      make '①' a parameter and pass it at the call
      """
    case .boundTwice:
      """
      '①' is bound a second time
      a name is bound once; choose another name
      """

    case .argumentCount: "① expects ②, found ③"
    case .missingArgument: "② expects the argument '①', found none"
    case .unknownArgument:
      """
      ② has no argument '①'③
      its arguments are: ④
      """
    case .notConstant("index", "index"):
      """
      expected an index without names, found an expression with names
      write a number
      """
    case .notConstant:
      """
      ② expects '①' without names, found an expression with names
      write a number
      """
    case .badArgument("index", "index", _, _): "expected ③ as an index, found ④"
    case .badArgument: "② expects ③ for '①', found ④"
    case .leafNotConstant:
      """
      ① expects an expression without names, found one with names
      write name = expression for what is computed
      """

    case .gradientWithoutBackward:
      """
      expected a 'backward' before the gradient is asked for, found none
      write backward and the node that is differentiated, above
      """
    case .claimNotConstant:
      """
      expected a literal, found an expression with names
      write the number that you expect
      """
    case .roundedNotLiteral:
      """
      expected a literal in digits after '~', found an expression
      write the digits that it rounds to: ~ 0.731
      """
    case .computedSetting:
      """
      expected an input to set, found '①', which is computed
      only names that are bound to a literal, or to nothing, can be set
      """
    case .claimShape:
      """
      expected a literal of shape ①, found ②
      write as many entries as the value has
      """
    case .seedShape:
      """
      backward expects a seed of shape ①, found ②
      a seed has an entry for each entry of its node
      """
    case .seedNotConstant:
      """
      backward expects a seed without names, found one with names
      write numbers
      """
    case .seedMissing:
      """
      backward expects a scalar or a seed, found shape ① without a seed
      sum it first, or write: with ②
      """

    // These have words of their own.
    case .training, .graph: ""
    }
  }

  /// Asks for the name that may be meant, where there is one.
  static func meant(_ nearest: String?) -> String {
    nearest.map { "; did you mean '①'?".filling([$0]) } ?? ""
  }
}
