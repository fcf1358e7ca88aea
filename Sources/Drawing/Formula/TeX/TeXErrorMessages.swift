extension TeXError {
  /// What is wrong, with what was expected and what was found, on one line.
  public var message: String {
    switch kind {
    case .unknownCommand(let name, _): "expected a TeX command, found unknown \\\(name)"
    case .emptyCommand: "expected a command's name after \\, found the end"
    case .unsupportedCommand(let name, let instead): "expected \(instead), found \\\(name)"
    case .commandInText(let name): "expected words, found \\\(name), which sets formulas"
    case .unknownEnvironment(let name, _):
      name.isEmpty
        ? "expected the name of an environment, found none"
        : "expected an environment such as aligned, found unknown \(name)"
    case .mismatchedEnvironment(let begun, let ended):
      "expected \\end{\(begun)}, found \\end{\(ended)}"
    case .unknownColor(let name): "expected a colour such as value or gradient, found \(name)"
    case .missingArgument(let command, let found):
      "\(command) expects an argument, found \(found ?? "the end of the formula")"
    case .unclosed(let opening, let expected):
      "expected \(expected) for \(opening), found the end of the formula"
    case .unexpected(let found, let place): "expected \(place.expected), found \(found)"
    case .doubleScript(let superscript):
      superscript
        ? "expected one superscript, found a second one"
        : "expected one subscript, found a second one"
    case .limitsWithoutOperator(let name):
      "expected an operator such as \\sum before \\\(name), found something else"
    case .badDelimiter(let command, let found):
      "\\\(command) expects a bracket, found \(found ?? "the end of the formula")"
    case .badCharacter(let value):
      "expected a character that can be set, found U+\(TeXError.hexadecimal(value))"
    case .tooDeep(let limit): "expected at most \(limit) levels of brackets, found more"
    case .macroLoop(let name):
      "expected a macro that comes to an end, found \\\(name), which uses itself"
    case .tooManyExpansions: "expected macros that come to an end, found too many expansions"
    case .badMacroName(let found): "expected a command to define, such as \\R, found \(found)"
    case .badParameterCount(let found): "expected a number of arguments from 0 to 9, found \(found)"
    case .badParameter(let found, let count):
      count.map { "expected one of the macro's \($0) arguments, found \(found)" }
        ?? "expected \\# outside of a macro, found \(found)"
    case .macroExists(let name, _):
      "expected a new command, found \\\(name), which has a meaning already"
    case .macroMissing(let name): "expected a command to redefine, found unknown \\\(name)"
    case .badLength(let found): "expected a length such as 1em or 6pt, found \(found)"
    case .badColumn(let found): "expected columns made of l, c, r and |, found \(found)"
    case .tooManyCells(let found, let columns):
      "expected at most \(columns) \(columns == 1 ? "cell" : "cells") in this row, found \(found)"
    }
  }

  /// What to do about it, where there is advice.
  public var help: String? {
    switch kind {
    case .unknownCommand(let name, let suggestion):
      suggestion.map { "did you mean \($0)?" }
        ?? "define it with \\newcommand{\\\(name)}{…}, or write words as \\text{\(name)}"
    case .emptyCommand: "write \\\\ for a new row, \\backslash for the character"
    case .unsupportedCommand: nil
    case .commandInText(let name): "put it between dollars: \\text{… $\\\(name)$ …}"
    case .unknownEnvironment(_, let suggestion): suggestion.map { "did you mean \($0)?" }
    case .mismatchedEnvironment(let begun, _): "close \\begin{\(begun)} first"
    case .unknownColor:
      "two colours carry meaning: value (or blue) for what flows forward, gradient (or red) for what "
        + "flows backward; faint (or gray) is for what matters less"
    case .missingArgument: "write it in braces: {…}"
    case .unclosed(_, let expected): "add \(expected)"
    case .unexpected(let found, _): TeXError.advice(on: found)
    case .doubleScript: "put both in one pair of braces, or write {…} around the first"
    case .limitsWithoutOperator: "write \\underset{…}{…} to put something below"
    case .badDelimiter: "write a bracket such as ( [ \\{ | \\| \\langle, or . for none"
    case .badCharacter: "delete it; it is invisible in most editors"
    case .tooDeep: "take the formula apart"
    case .macroLoop: "write the macro without itself in its body"
    case .tooManyExpansions: "let the macros use each other less often"
    case .badMacroName: "write \\newcommand{\\name}{…}"
    case .badParameterCount: "write \\newcommand{\\name}[2]{… #1 … #2 …}"
    case .badParameter(_, let count):
      count == nil ? nil : "give the macro more arguments: \\newcommand{\\name}[3]{…}"
    case .macroExists(let name, let builtIn):
      builtIn
        ? "choose another name, or write \\renewcommand to change it"
        : "write \\renewcommand{\\\(name)} to change it"
    case .macroMissing(let name): "write \\newcommand{\\\(name)} for a new one"
    case .badLength: "units are em, ex, mu, pt, px, mm, cm and in"
    case .badColumn: nil
    case .tooManyCells: "add columns to the array, or delete an &"
    }
  }

  private static func advice(on found: String) -> String? {
    switch found {
    case "}": "delete it, or write \\} for the bracket"
    case "&": "write \\& for the character; as a column it needs aligned, cases or a matrix"
    case "\\\\": "put the rows into \\begin{aligned} … \\end{aligned}"
    case "\\right": "write the \\left that it belongs to; \\left. shows nothing"
    case "\\middle": "put it between \\left and \\right"
    case "$": "write \\$ for the character"
    default: nil
    }
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}

extension TeXError.Place {
  /// What would have fitted there.
  fileprivate var expected: String {
    switch self {
    case .outside: "a formula"
    case .braces: "}"
    case .brackets: "]"
    case .fence: "\\right"
    case .environment(let name): "\\end{\(name)}"
    case .dollars: "$"
    case .text: "words"
    }
  }
}
