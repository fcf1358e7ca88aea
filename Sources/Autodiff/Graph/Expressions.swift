extension Graph {
  /// The expression of an operation with its operands put in as texts: `a + b`, `sigmoid(z)`.
  ///
  /// `strengths` says how tightly each operand binds; looser ones are put in brackets.
  public func expression(
    of node: NodeID,
    operands: [String],
    strengths: [Int]
  ) -> String {
    TextBytes.string {
      writeExpression(of: node, operands: operands.count, to: &$0) {
        strengths[$0]
      } operand: {
        $1.write(operands[$0])
      }
    }
  }

  /// Writes what ``expression(of:operands:strengths:)`` returns.
  ///
  /// `strength` says how tightly an operand binds, and `operand` writes it; both are told its place.
  package func writeExpression(
    of node: NodeID,
    operands count: Int,
    to text: inout TextBytes,
    strength: (Int) -> Int,
    operand: (Int, inout TextBytes) -> Void
  ) {
    func write(_ place: Int, inBrackets needed: Bool, to text: inout TextBytes) {
      if needed { text.write("(") }
      operand(place, &text)
      if needed { text.write(")") }
    }
    let operation = operation(of: node)
    switch operation.form {
    case .infix(let symbol, let precedence):
      let isPower = symbol == "^"
      write(0, inBrackets: strength(0) < precedence + (isPower ? 1 : 0), to: &text)
      text.write(isPower ? symbol : " ")
      if !isPower {
        text.write(symbol)
        text.write(" ")
      }
      write(1, inBrackets: strength(1) < precedence + (isPower ? 0 : 1), to: &text)
    case .prefix(let symbol, let precedence):
      text.write(symbol)
      let place = text.bytes.count
      operand(0, &text)
      let isSigned = symbol == "-" && text.bytes[place...].first == UInt8(ascii: "-")
      if strength(0) < precedence || isSigned {
        text.bytes.insert(UInt8(ascii: "("), at: place)
        text.write(")")
      }
    case .series(let symbol, let precedence):
      Graph.writeListing(count, parted: " " + symbol + " ", to: &text) {
        write($0, inBrackets: strength($0) < precedence, to: &$1)
      }
    case .postfix:
      operand(0, &text)
      text.write("[…]")
    case .call:
      let isList = operation.name == "stack" && attributes(of: node).first == 0
      if !isList { text.write(operation.name) }
      text.write(isList ? "[" : "(")
      for place in 0..<count {
        if place > 0 { text.write(", ") }
        operand(place, &text)
      }
      if !isList {
        for (i, argument) in otherArguments(of: node).enumerated() {
          if count + i > 0 { text.write(", ") }
          text.write(argument)
        }
      }
      text.write(isList ? "]" : ")")
    case .listed(let name):
      text.write(name)
      text.write("(")
      Graph.writeListing(count, parted: ", ", to: &text, operand)
      text.write(")")
    }
  }

  /// Writes texts in a row; of more than a few only the first ones and the last.
  private static func writeListing(
    _ count: Int,
    parted separator: String,
    to text: inout TextBytes,
    _ part: (Int, inout TextBytes) -> Void
  ) {
    for place in 0..<count where place < 8 || place == count - 1 {
      if place > 0 { text.write(separator) }
      if place > 8 { text.write("…" + separator) }
      part(place, &text)
    }
  }

  /// What a call is told besides its operands, where it differs from what is meant without it:
  /// `axis=0`, `[2, 3]`.
  private func otherArguments(of node: NodeID) -> [String] {
    let operation = operation(of: node)
    let attributes = attributes(of: node)
    var texts: [String] = []
    for argument in operation.arguments {
      switch argument {
      case .operand, .operands: break
      case .number(let name, let slot, let standard):
        let number = slot == 0 ? attributes.first : attributes.second
        guard number != standard else { break }
        texts.append((standard == nil ? "" : name + "=") + NumberFormat.exact(number))
      case .whole(let name, let slot, _, let standard):
        let whole = slot == 0 ? attributes.first : attributes.second
        guard standard.map({ Double($0) }) != whole else { break }
        texts.append((standard == nil ? "" : name + "=") + NumberFormat.exact(whole))
      case .axis(let name, let standard):
        let rank = shape(of: operand(of: node, slot: 0)).rank
        let axis = attributes.axes?.first ?? Int(attributes.first)
        guard axis != standard, axis != standard + rank else { break }
        texts.append(name + "=" + String(axis))
      case .axes(let name):
        guard let axes = attributes.axes else { break }
        texts.append(name + "=" + (axes.count == 1 ? String(axes[0]) : Shape(axes).description))
      case .keepsAxes(let name): if attributes.keepsAxes { texts.append(name + "=true") }
      case .shape: texts.append(Shape(attributes.shape).description)
      case .count: texts.append(NumberFormat.exact(attributes.first))
      case .reduction(let name):
        guard attributes.reduction != .mean else { break }
        texts.append(name + "=\"" + attributes.reduction.rawValue + "\"")
      }
    }
    return texts
  }

  /// How tightly a node's expression binds as an operand.
  public func strength(of node: NodeID) -> Int {
    if name(of: node) != nil { return 5 }
    switch operation(of: node).form {
    case .infix(_, let precedence), .prefix(_, let precedence), .series(_, let precedence):
      return precedence
    case .postfix, .call, .listed: return 5
    }
  }

  /// Writes the expressions of gates that no source says, from node `first` on.
  mutating func describeGates(from first: Int) {
    for index in first..<count {
      let node = NodeID(index)
      guard !isLeaf(node), writtenRange(of: node).isEmpty else { continue }
      let operands = operands(of: node)
      describe(
        node,
        as: expression(
          of: node,
          operands: operands.map { label(of: $0, limit: 60) },
          strengths: operands.map { strength(of: $0) }
        )
      )
    }
  }
}
