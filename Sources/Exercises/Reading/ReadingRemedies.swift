extension ReadingMistake {
  /// What to do about it.
  var help: String? {
    switch kind {
    case .invalidUTF8: "save the file as UTF-8"
    case .hidden: "delete it; such characters can hide what is written"
    case .stranger(let scalar):
      ReadingMistake.replacement(for: scalar)
        ?? "a number is written with digits, a decimal point and + - * / ^"
    case .foreignDigit(_, .some(let value)): "write \(value)"
    case .foreignDigit(_, .none): "write it with the digits 0 to 9"
    case .superscript(_, "-"): "a power is written with '^': 10^-3"
    case .superscript(_, let power): "write ^\(power)"
    case .vulgarFraction(_, let quotient): "write \(quotient)"
    case .quoted: "write the number without quotation marks"
    case .command("\\begin"): "a matrix is written [[1, 2], [3, 4]]"
    case .command: "of TeX, \\frac \\sqrt \\pi \\ln \\exp \\cdot and \\times are read"

    case .groupedByMark(let mark, let joined):
      "write the digits without '\(String(Character(mark)))': \(joined)"
    case .groupedBySpace(_, let joined): "write the digits without spaces: \(joined)"
    case .ambiguousComma(_, let thousands, let decimal):
      "which was meant? write \(thousands) or \(decimal), without a comma"
    case .misplacedCommas: "entries stand in brackets: [1, 2, 3]; thousands have three digits each"
    case .pointBeforeComma(_, let meant): "write \(meant)?"
    case .twoPoints(_, .some(let meant)): "write \(meant)?"
    case .twoPoints(_, .none): "write one number with one point"
    case .ellipsis: "write a fraction, 1/3, or the digits that you have, 0.333"
    case .exponentWithoutDigits(let number):
      "an exponent has digits: \(number)e-3; a product is written with '*': \(number) * e"
    case .exponentAlone(let text): "write 1\(text)"
    case .otherBase: "write the number in decimal digits"
    case .unit(let number, _):
      "write \(number) without a unit; names have no place in an answer, put in their values"
    case .numberTooLong: "round it"
    case .infinite: "numbers are 64-bit floating point"
    case .notFinite: "no answer is infinite or undefined; leave it empty if there is none yet"
    case .notANumber: "no answer is infinite or undefined; leave it empty if there is none yet"
    case .approximate: "write '=' and the digits that it rounds to: 0.731"
    case .tolerance: "write the number alone"

    case .expected(_, let found): ReadingMistake.remedy(instead: found)
    case .twoSigns("+-"), .twoSigns("-+"): "a tolerance has no place here; write one sign"
    case .twoSigns: "write one sign, or brackets: -(-4)"
    case .secondNumber(let first, let second):
      "a vector is written [\(first), \(second)]; a product with '*'"
    case .product(let first, let second):
      "a product is written with '*': "
        + "\(ReadingMistake.operand(first)) * \(ReadingMistake.operand(second))"
    case .unclosed("\""): "write the number without quotation marks"
    case .unclosed: "close it; an answer goes on below while a bracket is open"
    case .unopened: "delete it, or open a bracket before it"
    case .mismatched: "close the bracket that was opened last"
    case .emptyBrackets: "a vector has at least one entry"
    case .missingEntry: "entries are parted by one ','"
    case .ragged(_, _, true): "give each row as many entries as the first has"
    case .ragged: "put a row into brackets of its own: [[1, 2], [3, 4]]"
    case .listWithoutBrackets:
      "a vector is written in brackets: [1, 2]; a decimal with a point: 0.5"
    case .semicolonInBrackets: "entries are parted by ',', rows have brackets: [[0.5, 1], [2, 3]]"
    case .improper: "write a fraction, 3/2, or a sum, 1 + 1/2"
    case .mixedSpacing: "write it like 1 1/2"
    case .mixedInside(let text): "put it into brackets: (\(text))"
    case .percentInside: "write /100"
    case .bareFraction: "write \\frac{1}{3} or 1/3"
    case .nthRoot: "write a power: 8^(1/3)"
    case .secondEquals: "write the number in one form"
    case .name: "an answer holds no names; put in their values"
    case .bareFunction(let name): "write the operand in brackets: \(name)(…)"
    case .unknownFunction(_, .some): nil
    case .unknownFunction(_, .none): "functions are those of the notation: exp(-1), sqrt(2), ln(2)"
    case .tooDeep: "work it out and write the number"
    case .tooManyNumbers, .expressionTooLong: "work it out and write the number"
    case .notation(_, let help): help ?? "work it out and write the number"

    case .noEquals: "write it like q = 3 or grad x = 3, one answer a line"
    case .strangerInName: "names are made of letters, digits and _"
    case .noName: "write it like q = 3 or grad x = 3, one answer a line"
    case .unknownName(_, .some, _): nil
    case .unknownName(_, .none, let known):
      known.isEmpty ? nil : "the program's names are: " + known.joined(separator: ", ")
    case .element(let name): "write all of it: \(name) = [1, 2]"
    case .badQuantity: "write it like q = 3, grad x = 3 or df/dx = 3"
    case .misspeltGrad: "write it like grad x = 3"
    case .step: "steps are counted from 0: w @ 2"
    case .sheetTooLong: "write numbers only, one answer a line"
    case .tooManyAnswers: "answer each question once"

    case .decimalComma(_, let read): "write a decimal point: \(read)"
    case .answeredAgain: "delete the line that does not count"
    }
  }

  /// A token that says all of an operand, or dots.
  private static func operand(_ text: String) -> String {
    let isNumber = text.utf8.count <= 20 && Double(text) != nil
    return isNumber || Constant.digits(text) != nil ? text : "…"
  }

  /// What to write instead of something that stands where a number, or an operator, is expected.
  private static func remedy(instead found: String) -> String {
    switch found {
    case "'/'": "a fraction has a number on either side: 3/8"
    case "':'": "a quotient is written with '/'"
    case "'='": "write the number alone"
    case "'.'": "write a digit before or after the point: 0.5"
    case "';'": "write one number; decimals with a point"
    case "the end of the answer": "write a number behind it"
    default: "write one number, or a vector in brackets: [1, 2]"
    }
  }

  private static func replacement(for scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "'", "`", "“", "”", "„", "‘", "’", "«", "»", "‚":
      "write the number without quotation marks"
    case "—", "‐", "‑", "‒", "―", "－", "﹣": "write '-'"
    case "＋": "write '+'"
    case "．": "write '.'"
    case "，", "、", "،": "write ','"
    case "＝": "write '='"
    case "（", "）": "write ( and )"
    case "÷", "∕", "⁄", "／": "write '/'"
    case "✕", "✖", "✗", "⨯", "＊", "•": "write '*'"
    case "$": "marks of a formula stand around all of it: $4$"
    case "€", "£", "¥", "°", "′", "″", "‰": "write the number without a unit"
    case "≤", "≥", "<", ">", "≠": "write '=' and one number"
    case "?", "!": "leave the answer empty if there is none yet"
    case "|": "write abs(x) for an absolute value"
    case "&": "a matrix is written [[1, 2], [3, 4]]"
    case "ⁿ": "write ^n"
    default: nil
    }
  }
}
