extension MathMLWriter {
  /// An operator, relation, bracket or mark, with the room that it takes.
  ///
  /// With `isAtEdge` it begins or ends its row, so that a browser would take it for a sign before or
  /// behind something.
  mutating func operatorElement(
    _ symbol: String,
    _ spacing: Formula.Spacing,
    isAtEdge: Bool = false
  ) {
    if spacing == .tight, MathMLWriter.isOrdinary(symbol) {
      output += "<mi>"
      escape(symbol)
      output += "</mi>"
      return
    }
    output += "<mo"
    switch spacing {
    case .infix:
      if inScript {
        output += " lspace=\"0em\" rspace=\"0em\""
      } else if isAtEdge, symbol == "+" || symbol == "−" || symbol == "±" || symbol == "∓" {
        output += " form=\"infix\""
      }
    case .prefix:
      if !TeXCommands.sumSymbols.contains(symbol), !TeXCommands.integralSymbols.contains(symbol) {
        output += " form=\"prefix\""
      }
    case .postfix:
      output += symbol == ":" ? " lspace=\"0em\" rspace=\"0.2778em\"" : " form=\"postfix\""
    case .tight: output += " lspace=\"0em\" rspace=\"0em\""
    }
    if MathMLWriter.stretches(symbol) { output += " stretchy=\"false\"" }
    output += ">"
    escape(symbol)
    output += "</mo>"
  }

  /// Symbols that are no operators to a browser.
  private static func isOrdinary(_ symbol: String) -> Bool {
    switch symbol {
    case "+", "−", "=", "<", ">", "|", "‖", "/", "∣", "∥", ",", ";", ":", "(", ")", "[", "]", "′",
      "″", "‴", "∗":
      false
    default:
      TeXCommands.direct[symbol] == .tight || symbol == "."
    }
  }

  /// Whether a browser would let it grow by itself.
  private static func stretches(_ symbol: String) -> Bool {
    switch symbol {
    case "(", ")", "[", "]", "{", "}", "|", "‖", "⟨", "⟩", "⌊", "⌋", "⌈", "⌉", "⟦", "⟧", "⟮", "⟯",
      "∣",
      "∥", "↑", "↓", "↕", "⇑", "⇓", "⇕", "⌜", "⌝", "⌞", "⌟":
      true
    default: false
    }
  }

  /// Brackets that grow with what they hold.
  mutating func fenced(_ left: String, _ content: Formula, _ right: String) {
    output += "<mrow>"
    fence(left, form: "prefix")
    if case .row(let items) = content { row(items) } else { item(content) }
    fence(right, form: "postfix")
    output += "</mrow>"
  }

  mutating func fence(_ symbol: String, form: String) {
    if symbol.isEmpty { return }
    output += "<mo form=\"\(form)\" fence=\"true\" stretchy=\"true\">"
    escape(symbol)
    output += "</mo>"
  }

  /// A bracket of its own size, or an arrow as long as its label.
  mutating func bracket(
    _ symbol: String,
    _ size: Formula.BracketSize,
    _ spacing: Formula.Spacing
  ) {
    let height: String? =
      switch size {
      case .growing: nil
      case .size1: "1.2em"
      case .size2: "1.8em"
      case .size3: "2.4em"
      case .size4: "3em"
      }
    output += "<mo stretchy=\"true\""
    if let height {
      output += " symmetric=\"true\" minsize=\"\(height)\" maxsize=\"\(height)\""
    }
    switch spacing {
    case .infix:
      output += height == nil ? " form=\"infix\"" : " lspace=\"0.2778em\" rspace=\"0.2778em\""
    case .prefix: output += " form=\"prefix\""
    case .postfix: output += " form=\"postfix\""
    case .tight: output += " lspace=\"0em\" rspace=\"0em\""
    }
    output += ">"
    escape(symbol)
    output += "</mo>"
  }
}
