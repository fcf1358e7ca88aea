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
      } else if symbol == ":" {
        output += " lspace=\"0.2778em\" rspace=\"0.2778em\""
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
    if MathMLWriter.isTakenForLarge(symbol) { output += " largeop=\"false\"" }
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

  /// Operators that some browsers set as large as a sum.
  private static func isTakenForLarge(_ symbol: String) -> Bool {
    switch symbol {
    case "⊙", "⊕", "⊗", "⊖", "⊎", "⊔": true
    default: false
    }
  }

  /// Whether a browser would let it grow by itself.
  private static func stretches(_ symbol: String) -> Bool {
    switch symbol {
    case "(", ")", "[", "]", "{", "}", "|", "‖", "⟨", "⟩", "⌊", "⌋", "⌈", "⌉", "⟦", "⟧", "⟮", "⟯",
      "∣", "∥", "↑", "↓", "↕", "⇑", "⇓", "⇕", "⌜", "⌝", "⌞", "⌟":
      true
    default: false
    }
  }
}
