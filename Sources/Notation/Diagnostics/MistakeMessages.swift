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
    case .invalidUTF8(let byte):
      "expected UTF-8 text, found the byte 0x\(hex(UInt32(byte), 2))"
    case .tooLong(let limit): "expected at most \(limit) bytes of source, found more"
    case .hidden(let scalar): "expected visible characters, found \(code(scalar))"
    case .unexpectedCharacter(let scalar):
      "expected a name, a number or an operator, found '\(String(Character(scalar)))'"
    case .underscoreInNumber: "expected digits, found '_' in a number"
    case .nameAfterNumber(let number, let rest):
      "expected an operator after \(number), found '\(rest)'"
    case .numberTooLarge(let text):
      "expected a number below 1.8e308, found \(text)"
    case .unclosed("\""): "expected a closing '\"' on the same line, found the line's end"
    case .unclosed(let bracket):
      "expected '\(bracket == "[" ? "]" : ")")' for this '\(bracket)', found none"
    case .unopened(let bracket): "expected an opening bracket before this '\(bracket)', found none"
    case .tooDeep(let limit): "expected at most \(limit) levels of nesting, found more"
    case .expected(let expected, let found): "expected \(expected), found \(found)"
    case .misspelt(let word, let expected, let suggestion):
      "expected \(expected), found '\(word)'" + Mistake.meant(suggestion)
    case .notAName(let text, _): "expected a name before '=', found the expression '\(text)'"
    case .expressionWithoutName: "expected a statement, found an expression without a name"
    case .reservedName(let name): "expected a name, found the keyword '\(name)'"
    case .functionName(let name): "expected a name for a node, found the function '\(name)'"
    case .emptyVector: "expected at least one entry, found '[]'"
    case .emptyIndex: "expected an index, found '[]'"
    case .sliceStep: "expected start:stop, found a slice with a step"
    case .positionalAfterNamed:
      "expected a named argument after a named one, found a positional one"
    case .argumentTwice(let name): "found the argument '\(name)' twice"
    case .parameterTwice(let name): "found the parameter '\(name)' twice"
    case .unknownName(let name, let suggestion):
      "unknown name '\(name)'" + Mistake.meant(suggestion)
    case .unknownFunction(let name, let suggestion):
      "unknown function '\(name)'" + Mistake.meant(suggestion)
    case .unknownKeyword(let name, let suggestion):
      "expected a statement, found '\(name)'" + Mistake.meant(suggestion)
    case .notAFunction(let name): "expected a function before '(', found the node '\(name)'"
    case .notANode(let name): "expected a node, found the function '\(name)'"
    case .usedBeforeBinding(let name): "'\(name)' is used before it is bound"
    case .recursion(let name): "the function '\(name)' calls itself"
    case .notAParameter(let name, let function):
      "the body of '\(function)' expects its parameters only, found '\(name)'"
    case .boundTwice(let name): "'\(name)' is bound a second time"
    case .argumentCount(let function, let expected, let found):
      "\(function) expects \(expected), found \(found == 0 ? "none" : String(found))"
    case .missingArgument(let argument, let function):
      "\(function) expects the argument '\(argument)', found none"
    case .unknownArgument(let name, let function, let suggestion, _):
      "\(function) has no argument '\(name)'" + Mistake.meant(suggestion)
    case .notConstant("index", "index"):
      "expected an index without names, found an expression with names"
    case .notConstant(let argument, let function):
      "\(function) expects '\(argument)' without names, found an expression with names"
    case .badArgument("index", "index", let expected, let found):
      "expected \(expected) as an index, found \(found)"
    case .badArgument(let argument, let function, let expected, let found):
      "\(function) expects \(expected) for '\(argument)', found \(found)"
    case .leafNotConstant(let role):
      "\(role) expects an expression without names, found one with names"
    case .gradientWithoutBackward:
      "expected a 'backward' before the gradient is asked for, found none"
    case .claimNotConstant: "expected a literal, found an expression with names"
    case .roundedNotLiteral: "expected a literal in digits after '~', found an expression"
    case .computedSetting(let name): "expected an input to set, found '\(name)', which is computed"
    case .claimShape(let expected, let found):
      "expected a literal of shape \(expected), found \(found)"
    case .seedShape(let expected, let found):
      "backward expects a seed of shape \(expected), found \(found)"
    case .seedNotConstant: "backward expects a seed without names, found one with names"
    case .seedMissing(let shape):
      "backward expects a scalar or a seed, found shape \(shape) without a seed"
    case .training(let mistake): mistake.message
    case .graph(let error): error.message
    }
  }

  /// What to do about it.
  private var help: String? {
    switch kind {
    case .invalidUTF8: "save the file as UTF-8"
    case .tooLong: "split the program"
    case .hidden: "delete it; such characters can hide what a program does"
    case .unexpectedCharacter(let scalar):
      Mistake.replacement(for: scalar)
        ?? "names are made of letters, digits and _; operators are + - * / @ ^"
    case .underscoreInNumber(let text):
      "write the digits without '_': "
        + String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "_" }))
    case .nameAfterNumber(_, "e"), .nameAfterNumber(_, "E"): "an exponent has digits: 1e-3"
    case .nameAfterNumber("0", _): "numbers are written in decimal digits"
    case .nameAfterNumber: "a product is written with '*': 2 * x"
    case .numberTooLarge: "numbers are 64-bit floating point"
    case .unclosed("\""): "close the quotation on the same line"
    case .unclosed: "a line goes on while a bracket is open"
    case .unopened: "delete it, or open a bracket before it"
    case .tooDeep: "name the inner parts on lines of their own"
    case .expected("a name or a number", found: "'='"): "a claim is written: expect x = 3"
    case .expected("a name or a number", found: "'+'"): "a positive number has no sign"
    case .expected("a name or a number", found: "'/'"): "a comment begins with '#'"
    case .expected("the end of the line or an operator", found: "','"),
      .expected("an operator or ')'", found: "','"):
      "a vector is written [1, 2]"
    case .expected("the end of the line or an operator", found: "':'"):
      "a binding is written: x = 3"
    case .expected("',' or ']'", _), .expected("',' or ')'", _): "entries are parted by ','"
    case .expected("the end of the line or an operator", found: "'='"):
      "a statement binds one name; others go on lines of their own"
    case .expected("the end of the line or an operator", _):
      "a product is written with '*'; statements are parted by ';' or a new line"
    case .expected("'=' or '~' and a literal", _):
      "a claim is written: expect x = 3, or as rounded: expect x ~ 0.731"
    case .expected("'T' after '.'", _): "x.T is the transpose of x; functions are called: sum(x)"
    case .expected("a number or a node", _):
      "texts and truth values are only for arguments that ask for them"
    case .expected("',' or a closing bracket", _):
      "a line goes on while a bracket is open, without ';'"
    case .expected, .misspelt: nil
    case .notAName(let text, true): "a function is defined: def \(text) = …"
    case .notAName(let text, false): "a claim is written: expect \(text) = 3"
    case .expressionWithoutName(let text): "give it a name: y = \(text)"
    case .reservedName: "choose another name"
    case .functionName: "choose another name; functions keep theirs"
    case .emptyIndex: "write an index or a slice for each axis: x[0], x[0:2]"
    case .emptyVector: "a vector has at least one entry; zeros([0]) makes an empty one"
    case .sliceStep: "take the elements one by one: [x[0], x[2]]"
    case .positionalAfterNamed: "positional arguments come first"
    case .argumentTwice, .parameterTwice: "delete one of the two"
    case .unknownName(_, .none): "bind it above: name = expression"
    case .unknownFunction(_, .none): "define it above: def name(x) = expression"
    case .unknownKeyword(let name, .none): "a binding is written: \(name) = expression"
    case .unknownName(_, .some), .unknownFunction(_, .some), .unknownKeyword(_, .some): nil
    case .notAFunction(let name): "a product is written with '*': \(name) * (…)"
    case .notANode(let name): "call it: \(name)(…)"
    case .usedBeforeBinding: "move the binding above its first use"
    case .recursion: "a function may call only functions that are defined above it"
    case .notAParameter(let name, _): "make '\(name)' a parameter and pass it at the call"
    case .boundTwice: "a name is bound once; choose another name"
    case .argumentCount: nil
    case .missingArgument(let argument, _): Mistake.example(of: argument)
    case .unknownArgument(_, _, _, let known):
      known.isEmpty ? nil : "its arguments are: " + known.joined(separator: ", ")
    case .notConstant: "write a number"
    case .badArgument(let argument, _, _, _): Mistake.example(of: argument)
    case .leafNotConstant: "write name = expression for what is computed"
    case .gradientWithoutBackward: "write backward and the node that is differentiated, above"
    case .claimNotConstant: "write the number that you expect"
    case .roundedNotLiteral: "write the digits that it rounds to: ~ 0.731"
    case .computedSetting: "only names that are bound to a literal, or to nothing, can be set"
    case .claimShape: "write as many entries as the value has"
    case .seedShape: "a seed has an entry for each entry of its node"
    case .seedNotConstant: "write numbers"
    case .seedMissing(let shape): "sum it first, or write: with \(Mistake.ones(shape))"
    case .training(let mistake): mistake.help
    case .graph(let error): error.help
    }
  }

  private static func meant(_ suggestion: String?) -> String {
    suggestion.map { "; did you mean '\($0)'?" } ?? ""
  }

  /// What may be written for an argument.
  static func example(of argument: String) -> String {
    switch argument {
    case "index": "indices are whole numbers: x[0], x[-1], x[0:2]"
    case "axis": "for example: axis=0"
    case "keepdims": "for example: keepdims=true"
    case "reduction": "for example: reduction=\"sum\""
    case "shape": "for example: [2, 3]"
    case "n", "size", "every", "steps", "seed", "history_size", "max_iter":
      "for example: \(argument)=3"
    case "stride": "for example: stride=1"
    case "padding", "blank": "for example: \(argument)=0"
    case "nesterov", "amsgrad", "centered", "maximize": "for example: \(argument)=true"
    case "delta", "beta", "temperature", "margin": "for example: \(argument)=1"
    case "low", "high": "low comes before high: low=0, high=1"
    case "eps": "for example: eps=1e-5"
    default: "for example: \(argument)=0.5"
    }
  }

  private static func ones(_ shape: Shape) -> String {
    guard shape.count <= 9 else { return "ones(\(shape))" }
    return Tensor(repeating: 1, shape: shape).text { _ in "1" }
  }

  private static func replacement(for scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "{", "}": "vectors and groups are written with [ ] and ( )"
    case "'", "`", "“", "”", "„": "text is written between straight double quotes"
    case "√": "write sqrt(x)"
    case "²": "write x^2"
    case "³": "write x^3"
    case "½": "write 1/2"
    case "÷", "∕": "write /"
    case "≤", "≥", "<", ">", "!", "&", "|": "there are no comparisons; use step(x)"
    case "%": "write /100"
    case "→", "←": "write name = expression"
    case "₀"..."₉": "write w_1 or w1; both are set as w₁"
    default: nil
    }
  }

  private func code(_ scalar: Unicode.Scalar) -> String {
    "the character U+" + hex(scalar.value, 4)
  }

  private func hex(_ value: UInt32, _ digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
