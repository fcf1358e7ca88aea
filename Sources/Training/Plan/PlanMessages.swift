internal import Autodiff
internal import Notation

extension PlanMistake {
  /// What is wrong, with what was expected and what was found, on one line.
  var message: String {
    switch kind {
    case .invalidUTF8(let byte):
      "expected text in UTF-8, found the byte 0x" + Self.hex(UInt32(byte), 2)
    case .tooLong(let limit): "a plan expects at most \(limit) bytes, found more"
    case .hidden(let scalar):
      "expected visible characters, found U+" + Self.hex(scalar.value, 4)
    case .unexpectedCharacter(let scalar):
      "expected names, numbers and signs, found '\(Character(scalar))'"
    case .badNumber(let text): "expected a number, found '\(text)'"
    case .numberTooLarge(let text):
      "expected a number that 64 bits can hold, found '\(Self.cut(text))'"
    case .unclosed(let sign):
      "expected a closing '\(Self.closing(sign))' for this '\(sign)', found none"
    case .unopened(let sign): "expected an opening bracket before, found '\(sign)'"
    case .tooDeep(let limit): "expected at most \(limit) brackets in each other, found more"
    case .tooMany(let what, let limit): "expected at most \(limit) \(what), found more"
    case .expected(let what, let found): "expected \(what), found \(found)"
    case .unknownStatement(let found, let suggestion):
      "expected a statement, found '\(Self.cut(found))'" + Self.meant(suggestion)
    case .doubled(let keyword): "expected '\(keyword)' once, found it again"
    case .missing(let keyword): "a plan expects a line '\(keyword)', found none"
    case .nothingSaid(let keyword): "\(keyword) expects something behind it, found nothing"
    case .oneThing(let keyword, let found): "\(keyword) expects one thing, found \(found)"
    case .unknown(let what, let found, let known, let suggestion):
      suggestion == nil
        ? "\(what) expects \(Self.list(Array(known.prefix(12)), "or", isCut: known.count > 12)), "
          + "found '\(Self.cut(found))'"
        : "\(what) does not know '\(Self.cut(found))'" + Self.meant(suggestion)
    case .unknownArgument(let name, let function, let known, let suggestion):
      "\(function) expects \(known.isEmpty ? "no arguments" : "arguments that it has"), found "
        + "'\(Self.cut(name))'" + Self.meant(suggestion)
    case .argumentTwice(let name): "expected '\(name)' once, found it again"
    case .tooManyArguments(let function, let limit):
      "\(function) expects \(Self.atMost(limit)) without a name, found more"
    case .missingArgument(let name, let function): "\(function) expects '\(name)', found none"
    case .positionalAfterNamed: "expected a name for what follows a named argument, found none"
    case .comparisonOutsideClaim: "expected a value alone, found a name and a sign before it"
    case .value(let what, let expected, let found): "\(what) expects \(expected), found \(found)"
    case .notClaim: "expect expects a figure, a sign and a number, found something else"
    case .softmaxLayer: "net expects logits at its end, found a softmax"
    case .lbfgs: "optimiser expects one that goes by batches, found 'lbfgs'"
    case .unitsMissing: "a dense layer before the last one expects its units, found none"
    case .noRows: "rows expects lines with rows below it, found none"
    case .rowsAfter: "rows expects its rows on lines of their own, found more on this line"
    case .needsValidation(let keyword): "\(keyword) expects a validation part, found none"
    case .validationAndFolds: "folds expects that split leaves no validation part, found one"
    case .testTwice: "test expects that split leaves no test part, found one"
    case .rangeCrossed(let low, let high):
      "expected a range from the least to the largest number, found \(low) before \(high)"
    case .gridCounts(let expected, let found):
      "grid expects a number for each of \(expected) \(expected == 1 ? "range" : "ranges"), "
        + "found \(found)"
    case .trialsAndGrid: "search expects trials or a grid, found both"
    case .nothingToSearch: "search expects a range, found none"
    case .searchesNothing(let name, let needs): "search of \(name) expects \(needs), found none"
    }
  }

  /// What to do about it, where there is advice.
  var help: String? {
    switch kind {
    case .invalidUTF8: return "save the file as UTF-8"
    case .tooLong: return "keep the data in files of their own"
    case .hidden: return "delete it; such characters can hide what a plan says"
    case .unexpectedCharacter("'"), .unexpectedCharacter("“"), .unexpectedCharacter("”"),
      .unexpectedCharacter("`"):
      return "text is written between straight double quotes"
    case .unexpectedCharacter("/"), .unexpectedCharacter("\\"):
      return "the name of a file stands in quotes: \"data/iris.csv\"; a share is 20%"
    case .unexpectedCharacter("+"): return "a positive number has no sign"
    case .unexpectedCharacter(":"):
      return "a statement is its keyword and then its items: epochs 20"
    case .unexpectedCharacter("*"): return "write the layers one by one"
    case .unexpectedCharacter: return nil
    case .badNumber: return "numbers are written 20, 0.1, 1e-3 or 20%"
    case .numberTooLarge: return nil
    case .unclosed("\""): return "close the quotation on the same line"
    case .unclosed: return "a line goes on while a bracket is open"
    case .unopened: return "delete it, or open a bracket before it"
    case .tooDeep, .tooMany: return nil
    case .expected(_, found: "the end of the line"): return "a comma at the end is one too many"
    case .expected: return nil
    case .unknownStatement(_, .some): return nil
    case .unknownStatement(_, .none): return "there are \(Self.list(PlanForm.keywords, "and"))"
    case .doubled, .argumentTwice: return "delete one of the two"
    case .missing(let keyword), .nothingSaid(let keyword), .oneThing(let keyword, _):
      return PlanForm.all.first { $0.keyword == keyword }.map { "for example: \($0.example)" }
    case .unknown(_, _, let known, let suggestion):
      return suggestion == nil && known.count > 12 ? "there are \(Self.list(known, "and"))" : nil
    case .unknownArgument(_, _, let known, let suggestion):
      return known.isEmpty || suggestion != nil ? nil : "they are: " + Self.list(known, "and")
    case .tooManyArguments: return nil
    case .missingArgument(let name, let function): return Self.example(name, function)
    case .positionalAfterNamed: return "positional arguments come first"
    case .comparisonOutsideClaim: return nil
    case .value: return nil
    case .notClaim: return "for example: expect accuracy >= 0.94"
    case .softmaxLayer: return "leave it out: softmax_cross_entropy takes logits"
    case .lbfgs: return "lbfgs needs all samples at every step; take adam"
    case .unitsMissing: return "for example: dense(16, relu)"
    case .noRows: return "a row is written: 0 1 -> 1"
    case .rowsAfter: return nil
    case .needsValidation: return "add a line: split validation = 20%"
    case .validationAndFolds: return "each fold validates in turn; leave 'validation' out of split"
    case .testTwice: return "leave 'test' out of split, or the line test"
    case .rangeCrossed: return "exchange the two"
    case .gridCounts: return "for example, of two ranges: grid = [4, 3]"
    case .trialsAndGrid: return "trials are chosen at random, a grid is not; leave one out"
    case .nothingToSearch: return "for example: search rate = [1e-4, 1]"
    case .searchesNothing: return "leave the range out"
    }
  }

  /// Words in a row: `a, b or c`.
  static func list(_ words: [String], _ last: String, isCut: Bool = false) -> String {
    var text = ""
    for (i, word) in words.enumerated() {
      text += (i == 0 ? "" : i == words.count - 1 && !isCut ? " \(last) " : ", ") + word
    }
    return isCut ? text + ", …" : text
  }

  private static func example(_ name: String, _ function: String) -> String? {
    switch name {
    case "rate": "for example: \(function)(rate=0.1)"
    case "keep": "for example: dropout(0.8), which keeps four of five"
    case "channels": "for example: conv2d(8, size=3, relu)"
    case "coefficients": "for example: polynomial([0, 1, -2])"
    case "divisor": "for example: divide(255)"
    case "path", "images": "for example: \(function)(\"data.\(function)\")"
    case "strength": "for example: \(function)(1e-4)"
    default: nil
    }
  }

  private static func atMost(_ limit: Int) -> String {
    limit == 0 ? "no argument" : limit == 1 ? "at most 1 argument" : "at most \(limit) arguments"
  }

  private static func meant(_ suggestion: String?) -> String {
    suggestion.map { "; did you mean '\($0)'?" } ?? ""
  }

  private static func closing(_ sign: String) -> String {
    sign == "(" ? ")" : sign == "[" ? "]" : sign
  }

  private static func cut(_ text: String) -> String {
    guard text.utf8.count > 60 else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(40))) + "…"
  }

  private static func hex(_ value: UInt32, _ digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}
