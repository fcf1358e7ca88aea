internal import Autodiff
internal import Notation

/// Looks through one file.
struct FileSearch {
  private let file: OutputFile
  private let secrets: Secrets
  /// The lesson that the file belongs to; nil where it belongs to all.
  private let lesson: String?
  /// What has been told of this file.
  private var told: Set<String> = []
  private(set) var found: [Diagnostic] = []

  init(_ file: OutputFile, _ secrets: Secrets) {
    self.file = file
    self.secrets = secrets
    let name = Self.plain(file.path)
    lesson = Set(secrets.answers.map(\.lesson)).first { lesson in
      let own = Self.plain(lesson)
      return name == own || name.contains("/\(own)/")
    }
  }

  /// A path without its suffix, with the letters that all systems have.
  private static func plain(_ path: String) -> String {
    let stem = path.lastIndex(of: ".").map { path[..<$0] } ?? path[...]
    return String(stem.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "/") ? $0 : "-" })
  }

  mutating func look(in stretch: Stretch) {
    let text = LeakTokens(stretch.text)
    let readings = NumberLeaks.readings(text).filter { isAnyones($0, in: stretch) }
    for answer in secrets.answers where !answer.isGiven {
      if let leak = leak(of: answer, text, readings, stretch) { tell(answer, leak, stretch) }
    }
    lookForWords(stretch)
  }

  // MARK: Numbers

  /// A place in a text, and how the value is written there.
  private struct Leak {
    var excerpt: String
    var form: String
  }

  /// Whether a number of a place may be more than furniture.
  private func isAnyones(_ reading: LeakTokens.Reading, in stretch: Stretch) -> Bool {
    switch stretch.place {
    case .text, .attribute, .data, .encoded: return true
    case .bytes: return (reading.digits ?? 0) >= 5
    case .furniture(let name):
      // Places in drawings have few digits; in an address even three say something.
      let isAddress = ["href", "src", "id", "class", "name", "for", "path"].contains(name)
      return (reading.digits ?? 0) >= (isAddress ? 3 : 7) && !(isAddress && reading.isWhole)
    }
  }

  private func leak(
    of answer: Secrets.Answer,
    _ text: LeakTokens,
    _ readings: [LeakTokens.Reading],
    _ stretch: Stretch
  ) -> Leak? {
    let isOwn = lesson == nil || lesson == answer.lesson
    for value in answer.numbers where !answer.isRow && !NumberLeaks.isSmall(value) {
      for reading in readings where NumberLeaks.tells(reading, value) && !isGiven(reading, answer) {
        return Leak(excerpt: text.excerpt(reading.tokens), form: reading.form)
      }
    }
    switch stretch.place {
    case .bytes, .furniture: return nil
    case .text, .attribute, .data, .encoded: break
    }
    let isPlain = answer.numbers.allSatisfy { NumberLeaks.isSmall($0) && $0.magnitude < 2 }
    if isOwn || !isPlain,
      let range = NamedLeaks.states(answer.numbers, of: answer.name, in: text),
      !isStatedElsewhere(answer)
    {
      return Leak(excerpt: text.excerpt(range), form: "")
    }
    if NamedLeaks.isTelling(answer.numbers),
      let range = NamedLeaks.series(answer.numbers, in: text),
      !givenPrograms(answer).contains(where: {
        NamedLeaks.series(answer.numbers, in: $0.text) != nil
      })
    {
      return Leak(excerpt: text.excerpt(range), form: "a row of numbers")
    }
    return isOwn ? leakInData(answer, text, stretch) : nil
  }

  /// A small number that is all that an attribute or an encoding says, or that data calls an answer.
  private func leakInData(
    _ answer: Secrets.Answer,
    _ text: LeakTokens,
    _ stretch: Stretch
  ) -> Leak? {
    let whole = NamedLeaks.series(answer.numbers, in: text)
    switch stretch.place {
    case .attribute, .encoded("base64"):
      guard whole == text.tokens.indices else { return nil }
    case .data:
      guard case .word(let name)? = text.tokens.first, Self.answerWords.contains(name.lowercased()),
        let whole, text.isNothingButBrackets(around: whole, from: 2)
      else { return nil }
    default: return nil
    }
    return Leak(excerpt: text.excerpt(text.tokens.indices), form: "")
  }

  private static let answerWords: Set<String> = [
    "answer", "answers", "correct", "expected", "key", "result", "right", "solution", "solutions",
    "truth", "value", "values",
  ]

  /// The programs that are given in the lesson of an answer, and in that of this file.
  private func givenPrograms(_ answer: Secrets.Answer) -> [Secrets.Program] {
    let own = secrets.given[answer.lesson] ?? []
    guard let lesson, lesson != answer.lesson else { return own }
    return own + (secrets.given[lesson] ?? [])
  }

  /// Whether a program that is given in another lesson says so, and this is that lesson's file.
  private func isStatedElsewhere(_ answer: Secrets.Answer) -> Bool {
    guard let lesson, lesson != answer.lesson else { return false }
    return (secrets.given[lesson] ?? []).contains { program in
      NamedLeaks.states(answer.numbers, of: answer.name, in: program.text) != nil
    }
  }

  /// Whether a number is one that a given program holds, or that the table of contents does.
  private func isGiven(_ reading: LeakTokens.Reading, _ answer: Secrets.Answer) -> Bool {
    if reading.form.isEmpty, secrets.numbering.contains(NumberFormat.exact(reading.value)) {
      return true
    }
    return givenPrograms(answer).contains { $0.numbers.contains(reading.value.magnitude) }
  }

  // MARK: Words

  private mutating func lookForWords(_ stretch: Stretch) {
    switch stretch.place {
    case .bytes, .furniture: return
    case .text, .attribute, .data, .encoded: break
    }
    let index = LeakWordIndex(stretch.text)
    for telling in secrets.tellings where index.holds(telling.words) {
      let words = telling.words.prefix(8).joined(separator: " ")
      tell(
        "an exam's pages expect no hints, solutions or justifications, found \(telling.what)",
        at: telling.location,
        stretch,
        telling.words.count > 8 ? words + " …" : words,
        form: "",
        help: "take it out of what the page shows, or say it otherwise"
      )
    }
  }

  // MARK: What is told

  private mutating func tell(_ answer: Secrets.Answer, _ leak: Leak, _ stretch: Stretch) {
    tell(
      "an exam's pages expect no right value, found that of '\(answer.quantity)'",
      at: answer.location,
      stretch,
      leak.excerpt,
      form: leak.form,
      help: "take it out of what the page shows, or give the exercise other numbers"
    )
  }

  private mutating func tell(
    _ message: String,
    at location: SourceLocation,
    _ stretch: Stretch,
    _ excerpt: String,
    form: String,
    help: String
  ) {
    guard told.insert("\(message)\(location)").inserted else { return }
    var place = "in \(file.path)"
    if stretch.line > 0 { place += ", line \(stretch.line)" }
    switch stretch.place {
    case .furniture("path"): place = "in the name of the file \(file.path)"
    case .attribute(let name), .furniture(let name): place += ", in the attribute \(name)"
    case .data: place += ", in data"
    case .encoded(let encoding): place += ", in \(encoding)"
    case .bytes, .text: break
    }
    if !form.isEmpty { place += ", as \(form)" }
    found.append(
      Diagnostic(
        .error,
        "\(message) \(place): “\(excerpt.escapingHidden)”",
        at: location,
        help: help
      )
    )
  }
}
