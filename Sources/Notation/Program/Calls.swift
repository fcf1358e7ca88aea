internal import Autodiff

extension ExpressionBuilder {
  /// Builds the node of a call.
  mutating func call(
    _ place: Int,
    _ text: ParsedText,
    _ group: Int?,
    _ scope: Scope,
    _ operand: (SyntaxTree.Child, inout ExpressionBuilder) -> NodeID?
  ) -> NodeID? {
    let piece = text.tree.pieces[place]
    let name = text.source.name(piece.start, piece.nameEnd)
    let arguments = Array(text.tree.children(of: place))
    if let maker = BuiltIn.leafMaker(name) {
      return leaf(maker, arguments, piece, text, group)
    }
    if let distribution = BuiltIn.Distribution(name: name) {
      return randomLeaf(distribution, arguments, piece, text, group)
    }
    if let operation = Operation.function(named: name) {
      return apply(operation, name, arguments, piece, text, group, operand)
    }
    switch bindings[name] {
    case .function(let index, _):
      let function = bindings.functions[index]
      guard let nodes = match(function, arguments, piece, text, operand) else { return nil }
      return expand(function, nodes, piece, text, group)
    case .node:
      tell(.notAFunction(name), from: piece.start, to: piece.nameEnd)
    case .broken: break
    case nil: mistakes.append(unknownFunction(name, piece, scope))
    }
    return nil
  }

  /// The mistake of calling what is not there (yet).
  func unknownFunction(
    _ name: String,
    _ piece: SyntaxTree.Piece,
    _ scope: Scope
  ) -> Mistake {
    if let place = boundLater[name] {
      if case .function(let function, _) = scope, function == name {
        return Mistake(.recursion(name), from: piece.start, to: piece.nameEnd)
      }
      return .usedTooEarly(name, from: piece.start, to: piece.nameEnd, boundAt: place)
    }
    let known = bindings.functionNames + BuiltIn.names
    return Mistake(
      .unknownFunction(name, suggestion: Suggestion.nearest(to: name, in: known)),
      from: piece.start,
      to: piece.nameEnd
    )
  }

  // MARK: The program's functions

  private mutating func match(
    _ function: UserFunction,
    _ arguments: [SyntaxTree.Child],
    _ piece: SyntaxTree.Piece,
    _ text: ParsedText,
    _ operand: (SyntaxTree.Child, inout ExpressionBuilder) -> NodeID?
  ) -> [NodeID]? {
    let names = function.parameters.map { $0.text }
    guard
      let places = assign(
        arguments,
        to: names,
        isVariadic: false,
        function: function.name.text,
        piece,
        text
      )
    else { return nil }
    var nodes: [NodeID] = []
    var isBroken = false
    for (name, argument) in zip(names, places) {
      guard let child = argument.first else {
        mistakes.append(missing(name, of: function.name.text, names, arguments, piece))
        return nil
      }
      if let node = operand(child, &self) { nodes.append(node) } else { isBroken = true }
    }
    return isBroken ? nil : nodes
  }

  /// Which arguments belong to which of the names; nil, with a mistake, if they do not fit.
  ///
  /// `required` of them must be there: all, if nil.
  mutating func assign(
    _ arguments: [SyntaxTree.Child],
    to names: [String],
    isVariadic: Bool,
    required: Int? = nil,
    function: String,
    _ piece: SyntaxTree.Piece,
    _ text: ParsedText
  ) -> [[SyntaxTree.Child]]? {
    var places = [[SyntaxTree.Child]](repeating: [], count: names.count)
    var placeOfName: [String: Int] = [:]
    for (place, name) in names.enumerated() { placeOfName[name] = place }
    var position = 0
    for argument in arguments {
      if argument.nameEnd == 0 {
        guard position < names.count else {
          mistakes.append(
            count(function, names, required: required, found: arguments.count, piece)
          )
          return nil
        }
        places[position].append(argument)
        if !isVariadic { position += 1 }
        continue
      }
      let name = text.source.name(argument.nameStart, argument.nameEnd)
      guard let place = placeOfName[name], !(isVariadic && place == 0) else {
        tell(
          .unknownArgument(
            name,
            function: function,
            suggestion: Suggestion.nearest(to: name, in: names),
            known: names.prefix(40).filter { !$0.isEmpty }
          ),
          from: argument.nameStart,
          to: argument.nameEnd
        )
        return nil
      }
      guard places[place].isEmpty else {
        tell(.argumentTwice(name), from: argument.nameStart, to: argument.nameEnd)
        return nil
      }
      places[place].append(argument)
    }
    return places
  }

  /// The mistake of passing another number of arguments than `names` has, of which `required` must be
  /// there: all, if nil.
  private func count(
    _ function: String,
    _ names: [String],
    required: Int? = nil,
    found: Int,
    _ piece: SyntaxTree.Piece
  ) -> Mistake {
    let least = required ?? names.count
    let wanted = found < least ? least : names.count
    var expected = "\(wanted) \(wanted == 1 ? "argument" : "arguments")"
    if least < names.count { expected = (found < least ? "at least " : "at most ") + expected }
    let known = names.prefix(40).filter { !$0.isEmpty }
    if !known.isEmpty { expected += " (" + known.joined(separator: ", ") + ")" }
    return Mistake(
      .argumentCount(function: function, expected: expected, found: found),
      from: piece.start,
      to: piece.end
    )
  }

  /// The mistake of leaving out an argument, which is named where the number of arguments does not
  /// say it.
  func missing(
    _ argument: String,
    of function: String,
    _ names: [String],
    required: Int? = nil,
    _ arguments: [SyntaxTree.Child],
    _ piece: SyntaxTree.Piece
  ) -> Mistake {
    if arguments.contains(where: { $0.nameEnd > 0 }) {
      return Mistake(
        .missingArgument(argument, function: function),
        from: piece.start,
        to: piece.end
      )
    }
    return count(function, names, required: required, found: arguments.count, piece)
  }

  // MARK: Built-in functions

  private mutating func apply(
    _ operation: Operation,
    _ name: String,
    _ arguments: [SyntaxTree.Child],
    _ piece: SyntaxTree.Piece,
    _ text: ParsedText,
    _ group: Int?,
    _ operand: (SyntaxTree.Child, inout ExpressionBuilder) -> NodeID?
  ) -> NodeID? {
    let isVariadic = operation.operandCount == nil
    let names = operation.arguments.map { $0.name }
    guard
      let places = assign(
        arguments,
        to: names,
        isVariadic: isVariadic,
        required: operation.arguments.count { $0.isRequired },
        function: name,
        piece,
        text
      )
    else { return nil }
    var nodes: [NodeID] = []
    var attributes = Attributes()
    var isBroken = false
    let reader = ArgumentReader(function: name, text: text)
    for (argument, children) in zip(operation.arguments, places) {
      switch argument {
      case .operand, .operands:
        if children.isEmpty {
          mistakes.append(missing(argument, of: operation, name, arguments, piece))
          return nil
        }
        for child in children {
          if let node = operand(child, &self) { nodes.append(node) } else { isBroken = true }
        }
      default:
        guard let child = children.first else {
          if !attributes.setDefault(of: argument, isVariadic: isVariadic) {
            mistakes.append(missing(argument, of: operation, name, arguments, piece))
            return nil
          }
          continue
        }
        if !reader.read(argument, child, isVariadic, &attributes, &self) { isBroken = true }
      }
    }
    if isBroken { return nil }
    if let node = append(operation, nodes, attributes, piece, text, group) { return node }
    pointAtArgument(names, places, text)
    return nil
  }

  /// Puts the last mistake at the argument that it is about.
  private mutating func pointAtArgument(
    _ names: [String],
    _ places: [[SyntaxTree.Child]],
    _ text: ParsedText
  ) {
    guard let last = mistakes.indices.last, case .graph(let error) = mistakes[last].kind,
      let argument = error.argument, let place = names.firstIndex(of: argument),
      let child = places[place].first
    else { return }
    mistakes[last].start = text.tree.pieces[child.piece].start
    mistakes[last].end = text.tree.pieces[child.piece].end
  }

  private func missing(
    _ argument: Operation.Argument,
    of operation: Operation,
    _ name: String,
    _ arguments: [SyntaxTree.Child],
    _ piece: SyntaxTree.Piece
  ) -> Mistake {
    if case .operands = argument {
      return Mistake(
        .argumentCount(function: name, expected: "at least 1 operand", found: 0),
        from: piece.start,
        to: piece.end
      )
    }
    return missing(
      argument.name,
      of: name,
      operation.arguments.map { $0.name },
      required: operation.arguments.count { $0.isRequired },
      arguments,
      piece
    )
  }

  // MARK: Leaves

  private mutating func leaf(
    _ maker: BuiltIn.LeafMaker,
    _ arguments: [SyntaxTree.Child],
    _ piece: SyntaxTree.Piece,
    _ text: ParsedText,
    _ group: Int?
  ) -> NodeID? {
    let name = maker.rawValue
    let isSquare = maker == .eye || maker == .arange
    guard
      let places = assign(
        arguments,
        to: [isSquare ? "n" : "shape"],
        isVariadic: false,
        function: name,
        piece,
        text
      )
    else { return nil }
    guard let child = places[0].first else {
      mistakes.append(count(name, [isSquare ? "n" : "shape"], found: 0, piece))
      return nil
    }
    let reader = ArgumentReader(function: name, text: text)
    let lengths: [Int]
    if isSquare {
      guard let n = reader.wholeNumber(child, "n", atLeast: 0, &self) else { return nil }
      lengths = maker == .eye ? [n, n] : [n]
    } else {
      guard let shape = reader.wholeNumbers(child, "shape", atLeast: 0, &self) else { return nil }
      lengths = shape
    }
    let shape = Shape(lengths)
    guard shape.count <= elementLimit else {
      tell(
        .graph(.tooManyElements(limit: elementLimit)),
        from: piece.start,
        to: piece.end
      )
      return nil
    }
    var value = Tensor(repeating: maker == .ones ? 1 : 0, shape: shape)
    if maker == .eye {
      for i in 0..<lengths[0] { value.elements[i * lengths[0] + i] = 1 }
    } else if maker == .arange {
      for i in 0..<lengths[0] { value.elements[i] = Double(i) }
    }
    do throws(GraphError) {
      let node = try graph.append(leaf: value, role: .constant, group: group)
      write(node, piece, text)
      return node
    } catch {
      tell(.graph(error), from: piece.start, to: piece.end)
      return nil
    }
  }
}

extension Operation.Argument {
  /// The name by which it can be passed.
  var name: String {
    switch self {
    case .operands: ""
    case .operand(let name), .number(let name, _, _), .axis(let name, _), .axes(let name),
      .keepsAxes(let name), .shape(let name), .count(let name), .reduction(let name),
      .whole(let name, _, _, _):
      name
    }
  }

  /// Whether a call without it is a mistake.
  var isRequired: Bool {
    switch self {
    case .operand, .operands, .shape, .count: true
    case .number(_, _, let standard): standard == nil
    case .whole(_, _, _, let standard): standard == nil
    case .axis, .axes, .keepsAxes, .reduction: false
    }
  }
}

extension GraphError {
  /// The argument that it is about.
  fileprivate var argument: String? {
    switch self {
    case .axisOutOfRange, .axisTwice: "axis"
    case .badNumber(_, let argument, _, _): argument
    case .reshapeCount: "shape"
    default: nil
    }
  }
}

extension Attributes {
  /// Puts in what is meant where an argument is left out; false if it must not be.
  mutating func setDefault(of argument: Operation.Argument, isVariadic: Bool) -> Bool {
    switch argument {
    case .number(_, let slot, .some(let standard)):
      if slot == 0 { first = standard } else { second = standard }
    case .whole(_, let slot, _, .some(let standard)):
      if slot == 0 { first = Double(standard) } else { second = Double(standard) }
    case .axis(_, let standard):
      if isVariadic { first = Double(standard) } else { axes = [standard] }
    default: break
    }
    return !argument.isRequired
  }
}
