internal import Autodiff

extension Mistake {
  /// What the words are about, in the order of their places.
  var details: [String] {
    switch kind {
    case .invalidUTF8(let byte): [hex(UInt32(byte), 2)]
    case .hidden(let scalar): [hex(scalar.value, 4)]
    case .unexpectedCharacter(let scalar): [String(scalar)]
    case .underscoreInNumber(let text):
      [String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "_" }))]
    case .unclosed(let bracket): [bracket, bracket == "[" ? "]" : ")"]
    case .tooLong(let limit), .tooDeep(let limit): [String(limit)]
    case .numberTooLarge(let text), .unopened(let text), .expressionWithoutName(let text),
      .notAName(let text, _), .reservedName(let text), .functionName(let text),
      .argumentTwice(let text), .parameterTwice(let text), .notAFunction(let text),
      .notANode(let text), .usedBeforeBinding(let text), .recursion(let text),
      .boundTwice(let text), .leafNotConstant(let text), .computedSetting(let text):
      [text]
    case .expected(let first, let second), .nameAfterNumber(let first, let second),
      .notAParameter(let first, let second), .missingArgument(let first, let second),
      .notConstant(let first, let second):
      [first, second]
    case .unknownName(let name, let nearest), .unknownFunction(let name, let nearest),
      .unknownKeyword(let name, let nearest):
      [name, Mistake.meant(nearest)]
    case .misspelt(let word, let expected, let nearest):
      [word, expected, Mistake.meant(nearest)]
    case .unknownArgument(let name, let function, let nearest, let known):
      [name, function, Mistake.meant(nearest), known.joined(separator: ", ")]
    case .argumentCount(let function, let expected, let found):
      [function, expected, found == 0 ? "none" : String(found)]
    case .badArgument(let argument, let function, let expected, let found):
      [argument, function, expected, found]
    case .claimShape(let expected, let found), .seedShape(let expected, let found):
      [expected.description, found.description]
    case .seedMissing(let shape): [shape.description, Mistake.ones(shape)]
    case .emptyVector, .emptyIndex, .sliceStep, .positionalAfterNamed, .gradientWithoutBackward,
      .claimNotConstant, .roundedNotLiteral, .seedNotConstant, .training, .graph:
      []
    }
  }

  private func hex(_ value: UInt32, _ digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
