extension Graph {
  /// The expression of an operation with its operands put in as texts: `a + b`, `sigmoid(z)`.
  ///
  /// `strengths` says how tightly each operand binds; looser ones are put in brackets.
  public func expression(
    of node: NodeID,
    operands: [String],
    strengths: [Int]
  ) -> String {
    let operation = operation(of: node)
    switch operation.form {
    case .infix(let symbol, let precedence):
      let isPower = symbol == "^"
      let left = bracketed(operands[0], strengths[0] < precedence + (isPower ? 1 : 0))
      let right = bracketed(operands[1], strengths[1] < precedence + (isPower ? 0 : 1))
      return isPower ? left + symbol + right : left + " " + symbol + " " + right
    case .prefix(let symbol, let precedence):
      let isSigned = symbol == "-" && operands[0].utf8.first == UInt8(ascii: "-")
      return symbol + bracketed(operands[0], strengths[0] < precedence || isSigned)
    case .series(let symbol, let precedence):
      let terms = zip(operands, strengths).map { bracketed($0, $1 < precedence) }
      return Graph.listing(terms, parted: " " + symbol + " ")
    case .postfix:
      return operands[0] + "[…]"
    case .call:
      if operation.name == "stack", attributes(of: node).first == 0 {
        return "[" + operands.joined(separator: ", ") + "]"
      }
      return operation.name + "("
        + (operands + otherArguments(of: node)).joined(separator: ", ") + ")"
    case .listed(let name):
      return name + "(" + Graph.listing(operands, parted: ", ") + ")"
    }
  }

  /// Texts in a row; of more than a few only the first ones and the last.
  private static func listing(_ texts: [String], parted separator: String) -> String {
    var text = ""
    for (i, part) in texts.enumerated() where i < 8 || i == texts.count - 1 {
      if i > 0 { text += separator }
      if i > 8 { text += "…" + separator }
      text += part
    }
    return text
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

  private func bracketed(_ text: String, _ needed: Bool) -> String {
    needed ? "(" + text + ")" : text
  }
}
