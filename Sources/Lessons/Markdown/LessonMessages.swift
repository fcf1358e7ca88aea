extension LessonError {
  /// What is wrong, with what was expected and what was found, on one line.
  var message: String {
    switch self {
    case .tooLarge(let bytes, let limit):
      "expected at most \(limit) bytes, found \(bytes)"
    case .binaryFile: "expected text, found a NUL byte: this is a binary file"
    case .invalidUTF8(let byte):
      "expected text in UTF-8, found the byte 0x\(Self.hex(UInt32(byte)))"
    case .strangeCharacter(let value):
      "expected text, found the \(Self.nature(value)) character U+\(Self.hex(value, digits: 4))"
    case .tooManyMarks(let limit):
      "expected at most \(limit) line ends and marks of Markdown in a lesson, found more"
    case .tooManyBrackets(let limit):
      "expected at most \(limit) opening brackets in a paragraph, found more"
    case .unreadableFile(let reason): "this file cannot be read: \(reason)"

    case .nestedTooDeep(let limit): "expected at most \(limit) levels of nesting, found more"
    case .tableColumns(let head, let delimiters):
      "expected as many columns as the table's head has, \(head), found \(delimiters)"
    case .captionWithoutTable: "expected a table before or after its caption, found none"
    case .forbiddenHTML(let what): "expected HTML that only marks text up, found \(what)"

    case .unclosedDisplay: "expected $$ that closes this formula, found the paragraph's end"
    case .displayInside(let place): "expected a formula in single dollars in \(place), found $$"
    case .emptyFormula: "expected a formula between the dollars, found nothing"
    case .formula(let message, _): message

    case .unclosedInterpolation: "expected }} on the same line, found the line's end"
    case .emptyInterpolation: "expected an expression between {{ and }}, found nothing"
    case .interpolationInFormula: "expected a formula, found {{ }} in it"
    case .interpolationHere(let place): "{{ }} is not filled in inside \(place)"
    case .badFormat: "expected a format such as 3 digits behind |, found none"
    case .unknownFormat(let word, _): "expected digits, decimals or percent, found \(word)"
    case .formatOutOfRange(let unit, let least, let most):
      "expected \(least) to \(most) \(unit), found another number"

    case .unclosedAttributes: "expected } that closes the attributes, found the line's end"
    case .badID(let id):
      id.isEmpty
        ? "expected an id that begins with a letter behind #, found none"
        : "expected an id that begins with a letter, found \(id)"
    case .secondID: "expected one id, found a second one"
    case .badAttribute(let text): "expected #id or key=value, found \(text)"
    case .repeatedOption(let key): "the option \(key) is given twice"
    case .emptyValue(let key): "expected a value behind \(key)=, found none"
    case .unclosedQuote: "expected a quote that closes this one, found the line's end"
    case .onlyID: "expected nothing but an id in these braces"
    case .unclosedFence: "expected a line that closes this fence, found none"
    case .classOnBlock(let name): "expected #id or key=value for a block, found the class .\(name)"
    case .behindAttributes(let text): "expected nothing behind }, found \(text)"
    case .unknownBlock(let word, _): "unknown kind of block \(word)"
    case .attributesWithoutBraces(let text): "expected attributes in braces, found \(text)"
    case .unknownOption(let name, let kind, _, _):
      "\(kind == .exercise ? "an" : "a") \(kind.rawValue) block has no option \(name)"
    case .unknownWord(let word, let option, _, let known):
      "\(option) expects \(Self.list(known)), found \(word.isEmpty ? "nothing" : word)"
    case .repeatedWord(let word, let option): "\(option) names \(word) twice"
    case .notACount(let text, let option, let range):
      "\(option) expects a whole number from \(range.lowerBound) to \(range.upperBound), found "
        + (text.isEmpty ? "nothing" : text)
    case .unknownBlockID(let id, _): "expected the id of an earlier block, found \(id)"
    case .laterBlockID(let id):
      "expected the id of an earlier block, found \(id), which is not earlier"

    case .nestedExercise(let kind):
      "expected no \(kind.rawValue) block inside another block, found one"
    case .headingInBlock: "expected no heading inside a block, found one"
    case .misspeltStatement(let word, let nearest):
      "expected a statement, found '\(word)'; did you mean '\(nearest)'?"
    case .emptyHint: "expected a hint behind 'hint', found nothing"
    case .emptySolution: "expected a solution behind 'solution', found nothing"
    case .secondSolution: "expected one solution, found a second one"
    case .unknownSlip(let id, _): "unknown slip \(id)"
    case .slipWithoutSign(let word):
      "slips expects ids of slips, each behind a - or a +, found \(word.isEmpty ? "nothing" : word)"
    case .notPoints(let text):
      "points expects a number above 0, found \(text.isEmpty ? "nothing" : text)"
    case .emptyPrompt: "expected a question before its choices or its answer, found none"
    case .questionWithoutTask: "a question expects choices or an answer, found neither"
    case .choicesAndAnswer: "a question expects choices or an answer, found both"
    case .emptyAnswer: "expected an answer behind 'answer:', found nothing"
    case .secondAnswer: "expected one answer, found a second one"
    case .oneChoice: "expected at least two choices, found one"
    case .noneRight: "expected a right choice among these, found none"
    case .emptyChoice: "expected something to choose behind the box, found nothing"
    case .choiceWithoutJustification: "expected a justification for this choice, found none"
    case .behindChoices: "expected a choice, a hint or an answer, found other text"

    case .duplicateID(let id): "the id \(id) is given twice in this lesson"
    case .wrongLabel(let id, let kind):
      "expected a label that begins with \(kind.rawValue)-, found \(id)"
    case .badReference: "expected one label between [@ and ], found something else"
    case .strayLabel(let label):
      "expected {\(label)} behind a heading, a displayed formula or a caption, found it elsewhere"
    case .unknownLabelKind(let label, _):
      "expected a label that begins with fig-, tbl-, eq-, exr- or sec-, found \(label)"
    case .unknownLabel(let label, _): "nothing in the course is labelled \(label)"
    case .ambiguousLabel(let label): "several lessons have the label \(label)"

    case .emptyAddress: "expected an address between the parentheses, found none"
    case .forbiddenScheme(let scheme, let isImage):
      "\(isImage ? "a picture" : "a link") may not begin with \(scheme):"
    case .unknownScheme(let scheme): "expected http:, https:, mailto: or tel:, found \(scheme):"
    case .absolutePath(let path): "expected a path inside the course, found \(path)"
    case .noScheme(let address): "expected https: before //, found \(address)"
    case .unreadableAddress(let address): "expected an address that can be read, found \(address)"
    case .foreignImage(let address): "expected a picture of the course, found \(address)"
    case .outsideCourse(let path): "expected a file inside the course, found \(path)"
    case .missingFile(let path, _): "there is no file \(path) in the course"
    case .notInSummary(let path): "\(path) is no lesson of the course"
    case .linkToDraft(let path): "\(path) is a draft and not built"
    case .linkToFolder(let path): "expected a file, found the folder \(path)"
    case .notAPicture(let path): "expected a picture, found \(path)"
    case .unknownFragment(let fragment, let path, _):
      path.isEmpty
        ? "nothing here has the id \(fragment)" : "nothing in \(path) has the id \(fragment)"

    case .unclosedFrontMatter: "expected a line of --- that closes the front matter, found none"
    case .yaml(let problem): "YAML: \(problem)"
    case .yamlTooLarge(let limit): "expected at most \(limit) bytes of YAML, found more"
    case .yamlTooDeep(let limit): "expected at most \(limit) levels of nesting in YAML, found more"
    case .tooManyAliases(let limit): "expected at most \(limit) aliases in YAML, found more"
    case .notAMapping(let found): "expected lines of the form key: value, found \(found)"
    case .unknownKey(let key, _, _): "unknown key \(key)"
    case .repeatedKey(let key): "the key \(key) is given twice"
    case .wrongType(let key, let expected, let found): "\(key) expects \(expected), found \(found)"
    case .badCurriculumID(let id):
      "covers expects ids of the curriculum such as mcp.and, found \(id)"

    case .entryWithoutLink: "expected a link to a lesson, found none"
    case .severalLinks: "expected one link in an entry, found a second one"
    case .unexpectedInSummary: "expected headings, lists of links and rules, found something else"
    case .emptyTitle: "expected a title between the brackets, found none"
    case .lessonTwice(let path): "\(path) is listed twice"
    case .notMarkdown(let path): "expected a lesson, a file that ends with .md, found \(path)"
    case .addressElsewhere(let address): "expected a file of the course, found \(address)"
    case .noLessons: "expected at least one lesson, found none"
    case .noCourse(let path): "expected a course folder or a lesson, found \(path)"
    }
  }

  /// What the related place is.
  var note: String? {
    switch self {
    case .repeatedOption(let key): "\(key) was given here first"
    case .duplicateID(let id): "\(id) was given here first"
    case .repeatedKey(let key): "\(key) was given here first"
    case .lessonTwice(let path): "\(path) was listed here first"
    case .repeatedWord(let word, _): "\(word) was named here first"
    case .laterBlockID(let id): "\(id) is here"
    default: nil
    }
  }

  private static func hex(_ value: UInt32, digits: Int = 2) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }

  private static func nature(_ value: UInt32) -> String {
    switch value {
    case 0..<0x20, 0x7F..<0xA0: "control"
    case 0x2028, 0x2029: "line-separating"
    case 0x202A...0x202E, 0x2066...0x2069: "direction-changing"
    case 0xF0000...: "private-use"
    default: "invisible"
    }
  }

  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}
