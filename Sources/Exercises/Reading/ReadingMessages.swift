internal import Notation

extension ReadingMistake {
  /// The mistake with its place and in words.
  func diagnostic(
    _ severity: Diagnostic.Severity = .error,
    in source: SourceText
  ) -> Diagnostic {
    Diagnostic(severity, message, of: source, from: start, to: end, help: help)
  }

  /// What is wrong, with what was expected and what was found.
  var message: String {
    switch kind {
    case .invalidUTF8(let byte):
      "expected UTF-8 text, found the byte 0x\(ReadingMistake.hex(UInt32(byte), 2))"
    case .hidden(let scalar):
      "expected visible characters, found the character U+\(ReadingMistake.hex(scalar.value, 4))"
    case .stranger(let scalar): "expected a number, found '\(String(Character(scalar)))'"
    case .foreignDigit(let scalar, _):
      "expected the digits 0 to 9, found '\(String(Character(scalar)))'"
    case .superscript(let scalar, _):
      "expected a power written with '^', found '\(String(Character(scalar)))'"
    case .vulgarFraction(let scalar, _):
      "expected a fraction written with '/', found '\(String(Character(scalar)))'"
    case .quoted(let text): "expected a number, found the text \(text)"
    case .command(let command): "expected a number, found '\(command)'"

    case .groupedByMark(let mark, _):
      "expected digits, found '\(String(Character(mark)))' in a number"
    case .groupedBySpace(let text, _): "expected one number, found '\(text)' with spaces in it"
    case .ambiguousComma(let text, let thousands, let decimal):
      "expected a number that can be read in one way, found '\(text)': \(thousands) or \(decimal)?"
    case .misplacedCommas(let text):
      "expected one number, found commas that are neither thousands nor a decimal comma in '\(text)'"
    case .pointBeforeComma(let text, _): "expected a decimal point, found a comma in '\(text)'"
    case .twoPoints(let text, _): "expected one decimal point, found several in '\(text)'"
    case .ellipsis: "expected all digits of a number, found dots"
    case .exponentWithoutDigits(let number):
      "expected the digits of an exponent after '\(number)e', found none"
    case .exponentAlone(let text): "expected a number before an exponent, found '\(text)' alone"
    case .otherBase(let text): "expected decimal digits, found '\(text)'"
    case .unit(let number, let unit): "expected a number alone, found '\(unit)' after \(number)"
    case .numberTooLong(let limit): "expected at most \(limit) characters in a number, found more"
    case .infinite(let text): "expected a number below 1.8e308, found \(text)"
    case .notFinite(let text, let number):
      "expected a finite number, found \(text), which is "
        + (number.isNaN ? "no real number" : number < 0 ? "-infinity" : "infinite")
    case .notANumber(let text): "expected a finite number, found '\(text)'"
    case .approximate(let scalar):
      "expected '=' or a number, found '\(String(Character(scalar)))'"
    case .tolerance(let text): "expected one number, found a tolerance, '\(text)'"

    case .expected(let expected, let found): "expected \(expected), found \(found)"
    case .twoSigns(let signs): "expected one sign before a number, found '\(signs)'"
    case .secondNumber(let first, let second):
      "expected one number, found '\(second)' after \(first)"
    case .product(let first, let second):
      "expected an operator after '\(first)', found '\(second)'"
    case .unclosed("\""): "expected a closing '\"' on the same line, found the line's end"
    case .unclosed(let open):
      "expected '\(ReadingMistake.closing(open))' for this '\(open)', found none"
    case .unopened(let close): "expected an opening bracket before this '\(close)', found none"
    case .mismatched(let open, let close):
      "expected '\(ReadingMistake.closing(open))', found '\(close)'"
    case .emptyBrackets(let text): "expected at least one number, found '\(text)'"
    case .missingEntry(let found): "expected a number, found \(found)"
    case .ragged(let expected, let found, true):
      "expected rows of one length, found shape \(found) beside shape \(expected)"
    case .ragged("[]", let found, _):
      "expected numbers only or rows only, found shape \(found) beside a number"
    case .ragged(let expected, _, _):
      "expected numbers only or rows only, found a number beside shape \(expected)"
    case .listWithoutBrackets: "expected one number, found ','"
    case .semicolonInBrackets: "expected ',' or a closing bracket, found ';'"
    case .improper(let text): "expected a proper fraction behind a whole number, found '\(text)'"
    case .mixedSpacing(let text):
      "expected a whole number, one space and a fraction, found '\(text)'"
    case .mixedInside(let text): "expected an operator, found the mixed number '\(text)'"
    case .percentInside: "expected '%' behind a single number, found it in an expression"
    case .bareFraction: "expected a numerator and a denominator in braces, found none"
    case .nthRoot: "expected a square root, found a root with a degree"
    case .secondEquals: "expected one number, found a second '='"
    case .name(let name): "expected a number, found the name '\(name)'"
    case .bareFunction(let name): "expected '(' after '\(name)', found none"
    case .unknownFunction(let name, let suggestion):
      "unknown function '\(name)'" + ReadingMistake.meant(suggestion)
    case .tooDeep(let limit): "expected at most \(limit) levels of nesting, found more"
    case .tooManyNumbers(let limit): "expected at most \(limit) numbers in an answer, found more"
    case .expressionTooLong(let limit):
      "expected at most \(limit) characters in an expression, found more"
    case .notation(let message, _): message

    case .noEquals(""): "expected '=' between a name and a number, found none"
    case .noEquals(let found): "expected '=' between a name and a number, found '\(found)'"
    case .strangerInName(let scalar):
      "expected a name before '=', found '\(String(Character(scalar)))'"
    case .noName: "expected a name and '=' before a number, found none"
    case .unknownName(let name, let suggestion, _):
      "unknown name '\(name)'" + ReadingMistake.meant(suggestion)
    case .element: "expected the name of a node, found an element of one"
    case .badQuantity(let text): "expected a name, or a gradient, before '=', found '\(text)'"
    case .misspeltGrad(let word): "expected 'grad' and a name, found '\(word)'"
    case .step(let found): "expected the number of a step after '@', found \(found)"
    case .sheetTooLong(let limit): "expected at most \(limit) bytes of answers, found more"
    case .tooManyAnswers(let limit): "expected at most \(limit) answers, found more"

    case .decimalComma(let text, let read): "'\(text)' is read as \(read)"
    case .answeredAgain(let quantity):
      "'\(quantity)' is answered again below; the last answer counts"
    }
  }

  private static func meant(_ suggestion: String?) -> String {
    suggestion.map { "; did you mean '\($0)'?" } ?? ""
  }

  private static func closing(_ open: String) -> String {
    switch open {
    case "[": "]"
    case "{": "}"
    default: ")"
    }
  }

  private static func hex(_ value: UInt32, _ digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}
