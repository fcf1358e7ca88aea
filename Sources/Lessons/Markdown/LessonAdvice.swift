internal import Exercises

extension LessonError {
  /// What to do about it, where there is advice.
  var help: String? {
    switch self {
    case .tooLarge, .tooManyMarks: "part it into several lessons"
    case .invalidUTF8: "save the file as UTF-8"
    case .strangeCharacter: "delete it"
    case .tooManyBrackets: "leave an empty line between paragraphs"
    case .tableColumns: "one cell of dashes for each column: | --- | --- |"
    case .captionWithoutTable: "put `Table: …` under the table, with an empty line between them"
    case .forbiddenHTML: "a page runs only Gradus' own scripts and loads nothing from other hosts"

    case .unclosedDisplay: "close it with $$ before the next empty line; a dollar sign is \\$"
    case .displayInside: "write $…$, or leave empty lines around the formula"
    case .formula(_, let help): help

    case .unclosedInterpolation: "write }} behind the expression; a literal {{ is `{{` or \\{{"
    case .emptyInterpolation: "name what is to be filled in: {{ grad x | 3 digits }}"
    case .interpolationInFormula: "close the formula before it: $x =$ {{ x }}"
    case .interpolationHere: "put it into the text beside it"
    case .badFormat: "for instance {{ q | 3 digits }}, {{ q | 2 decimals }} or {{ q | percent }}"
    case .unknownFormat(_, let nearest): Self.didYouMean(nearest)

    case .unclosedAttributes: "write } at the end of the line"
    case .badID: "letters, digits, - and _: {#fig-chain}"
    case .badAttribute(let text) where text.contains("\u{201C}") || text.contains("\u{201D}"):
      "write straight quotes: \""
    case .badAttribute: "for instance {#xyz view=\"diagram,steps\"}, without spaces around ="
    case .unclosedFence: "close it with the same marks on a line of their own, as deeply indented"
    case .classOnBlock: "write key=value, or #id"
    case .unknownBlock(_, let nearest): Self.didYouMean(nearest)
    case .attributesWithoutBraces(let text): "write {\(text)}"
    case .unknownOption(_, _, let nearest, let known):
      Self.didYouMean(nearest) ?? "it has \(known.joined(separator: ", "))"
    case .unknownWord(_, _, let nearest, _): Self.didYouMean(nearest)
    case .unknownBlockID(_, let nearest): Self.didYouMean(nearest)

    case .nestedExercise: "put it behind this block"
    case .headingInBlock: "write **strong words** in a paragraph"
    case .misspeltStatement: nil
    case .emptyHint: "for instance: hint The sum comes first."
    case .emptySolution: "leave it out, and the steps of the run are the solution"
    case .secondSolution: "what stands behind the first 'solution' is all of it"
    case .unknownSlip(_, let nearest):
      Self.didYouMean(nearest) ?? "the slips are \(Slip.ids.joined(separator: ", "))"
    case .slipWithoutSign: "for instance slips=\"-precedence -log-base\", to leave these out"
    case .emptyPrompt, .behindChoices:
      "the question stands first, then its choices, each as an item of a list"
    case .questionWithoutTask:
      "write choices as - [x] right :: why, - [ ] wrong :: why not; or answer: and free text"
    case .choicesAndAnswer: "a choice has its justification behind ::"
    case .noneRight: "mark a right one with [x]"
    case .choiceWithoutJustification: "write it behind ::, as in - [ ] 4 :: That is the square."

    case .duplicateID: "an id names one thing of a lesson"
    case .wrongLabel(let id, let kind): "did you mean '\(kind.rawValue)-\(id)'?"
    case .badReference: "for instance [@fig-chain]"
    case .strayLabel: "behind a formula it stands on the line of the closing $$"
    case .unknownLabelKind(_, let nearest): Self.didYouMean(nearest)
    case .unknownLabel(_, let nearest): Self.didYouMean(nearest)
    case .ambiguousLabel: "give one of them another label"

    case .unknownScheme: "other pages are linked by https:"
    case .absolutePath: "write it from the lesson's own folder: images/neuron.svg"
    case .foreignImage: "put a copy into the course folder"
    case .outsideCourse: "everything that a course uses lies in its folder"
    case .missingFile(_, let nearest): Self.didYouMean(nearest)
    case .notInSummary: "list it in SUMMARY.md"
    case .linkToDraft: "take the link out, or `draft: true` from its front matter"
    case .unknownFragment(_, _, let nearest): Self.didYouMean(nearest)

    case .unclosedFrontMatter: "front matter begins and ends with a line of ---"
    case .yaml: "put a text that holds : # * & or [ between quotes"
    case .tooManyAliases: "write the value itself"
    case .unknownKey(_, let nearest, let known):
      Self.didYouMean(nearest) ?? "the keys are \(known.joined(separator: ", "))"
    case .repeatedKey: "keep one of them"

    case .entryWithoutLink: "for instance - [Threshold units](01-threshold-units.md)"
    case .severalLinks: "put each lesson into an item of its own"
    case .noLessons: "list one in SUMMARY.md: - [Threshold units](01-threshold-units.md)"
    default: nil
    }
  }

  private static func didYouMean(_ word: String?) -> String? {
    word.map { "did you mean '\($0)'?" }
  }
}
