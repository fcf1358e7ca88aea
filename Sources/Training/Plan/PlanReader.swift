internal import Learning
public import Notation

/// Reads the text of a plan, as it stands in a `train` block or a file of its own.
///
///     data   "iris.csv", target = species
///     split  validation = 20%, test = 20%
///     net    dense(16, relu), dense()
///
/// A statement is a line: a keyword, then items with commas between. A line goes on while a bracket is open,
/// and behind a comma; `#` begins a comment. Statements may stand in any order, each but `expect` once. What
/// there is, is in ``PlanForm/all``.
public enum PlanReader {
  /// A text has at most so many bytes.
  static let sizeLimit = 10_000_000

  /// Reads a plan.
  ///
  /// - Throws: All mistakes that don't follow from each other, in order, at most ``Diagnostics/limit``.
  public static func read(_ source: SourceText) throws(Diagnostics) -> TrainingPlan {
    try text(source).plan
  }

  /// Reads a plan, and where everything stands.
  ///
  /// - Throws: All mistakes that don't follow from each other, in order, at most ``Diagnostics/limit``.
  public static func text(_ source: SourceText) throws(Diagnostics) -> PlanText {
    var reading = PlanReading(source)
    reading.readAll()
    let text = reading.finish()
    guard reading.mistakes.isEmpty else { throw diagnostics(reading.mistakes, in: source) }
    return text
  }

  private static func diagnostics(_ mistakes: [PlanMistake], in source: SourceText) -> Diagnostics {
    let sorted = mistakes.enumerated().sorted {
      ($0.element.place.start, $0.offset) < ($1.element.place.start, $1.offset)
    }
    var told = Diagnostics(
      sorted.prefix(Diagnostics.limit).map { _, mistake in
        source.diagnostic(
          mistake.message,
          help: mistake.help,
          at: mistake.place,
          note: mistake.note
        )
      }
    )
    told.hasMore = mistakes.count > Diagnostics.limit
    return told
  }
}

/// The reading of one text.
struct PlanReading {
  private let source: SourceText
  private var lexer: PlanLexer
  private var draft = PlanDraft()
  /// For each keyword with rows, where their lines begin.
  private var rows: [(keyword: String, starts: [Int])] = []

  init(_ source: SourceText) {
    self.source = source
    lexer = PlanLexer(source, keywords: PlanForm.keywords)
  }

  /// What is wrong, in no order.
  var mistakes: [PlanMistake] { draft.mistakes + lexer.mistakes }

  /// Reads all statements.
  mutating func readAll() {
    guard source.bytes.count <= PlanReader.sizeLimit else {
      return note(.tooLong(limit: PlanReader.sizeLimit), PlanPlace(start: 0, end: 0))
    }
    if let bad = firstInvalidUTF8(source.bytes) {
      return note(.invalidUTF8(source.bytes[bad]), PlanPlace(start: bad, end: bad + 1))
    }
    while !lexer.isAtEnd, draft.mistakes.count < PlanLexer.mistakeLimit { readStatement() }
    check()
  }

  private mutating func note(_ kind: PlanMistake.Kind, _ place: PlanPlace) {
    draft.mistakes.append(PlanMistake(kind, place))
  }

  private mutating func readStatement() {
    let start = lexer.place
    guard let tokens = lexer.statement() else {
      // Rows of a line that could not be read are no statements.
      if RowLines.announced(in: source, from: start) { _ = RowLines.take(&lexer, source) }
      return
    }
    guard tokens.count >= 2 else { return }
    var parser = PlanParser(source, tokens)
    do {
      let statement = try parser.statement()
      var text: String?
      if statement.hasRows {
        let (lines, starts) = RowLines.take(&lexer, source)
        text = lines
        rows.append((statement.keyword.text, starts))
      }
      try interpret(statement, rows: text)
    } catch {
      draft.mistakes.append(error)
      if RowLines.announced(in: source, from: start) { _ = RowLines.take(&lexer, source) }
    }
  }

  private mutating func interpret(
    _ statement: PlanStatement,
    rows: String?
  ) throws(PlanMistake) {
    let keyword = statement.keyword
    guard let form = PlanForm.all.first(where: { $0.keyword.utf8.elementsEqual(keyword.text.utf8) })
    else {
      throw PlanMistake(
        .unknownStatement(
          keyword.text,
          suggestion: Suggestion.nearest(to: keyword.text, in: PlanForm.keywords)
        ),
        keyword.place
      )
    }
    let earlier = draft.statement(form.keyword)
    draft.statements.append(statement)
    if let earlier, !form.isRepeated {
      throw PlanMistake(
        .doubled(form.keyword),
        keyword.place,
        note: ("it stands here first", earlier.keyword.place)
      )
    }
    guard !statement.items.isEmpty else {
      throw PlanMistake(.nothingSaid(form.keyword), keyword.place)
    }
    try form.read(&draft, statement, source)
    guard let rows else { return }
    if !RowLines.hasRow(rows) { throw PlanMistake(.noRows, statement.items[0].place) }
    if form.keyword == "data", case .rows(_, let format)? = draft.data {
      draft.data = .rows(text: rows, format)
    } else if case .rows(_, let format)? = draft.test {
      draft.test = .rows(text: rows, format)
    }
  }

  // MARK: What only the whole tells

  private mutating func check() {
    for keyword in ["data", "net"] where draft.statement(keyword) == nil {
      // A word that was misspelt is told already.
      let isMeant = draft.mistakes.contains { mistake in
        if case .unknownStatement(_, let suggestion) = mistake.kind { return suggestion == keyword }
        return false
      }
      if !isMeant, lexer.mistakes.isEmpty { note(.missing(keyword), PlanPlace(start: 0, end: 0)) }
    }
    let plan = draft.plan
    let validates = plan.folds != nil || !plan.split.validation.isNothing
    if plan.stopping != nil, !validates { complain("stop", .needsValidation("stop")) }
    if plan.search != nil, !validates { complain("search", .needsValidation("search")) }
    if plan.folds != nil, !plan.split.validation.isNothing {
      complain("folds", .validationAndFolds)
    }
    if draft.statement("test") != nil, !plan.split.test.isNothing { complain("test", .testTwice) }
    checkSearch()
  }

  private mutating func complain(_ keyword: String, _ kind: PlanMistake.Kind) {
    // Parts that could not be read are told already.
    guard draft.mistakes.isEmpty, lexer.mistakes.isEmpty,
      let statement = draft.statement(keyword)
    else { return }
    note(kind, statement.place)
  }

  /// Ranges must have something to put their numbers into.
  private mutating func checkSearch() {
    guard let search = draft.plan.search, draft.mistakes.isEmpty,
      let statement = draft.statement("search")
    else { return }
    let last = draft.layers.lastIndex { if case .dense = $0 { true } else { false } }
    for range in search.ranges {
      let needs: String?
      switch range.name {
      case "rate", "l1", "l2", "batch": needs = nil
      case "units":
        let hasHidden = draft.layers.indices.contains { place in
          if case .dense = draft.layers[place] { return place != last }
          return false
        }
        needs = hasHidden ? nil : "a hidden dense layer"
      case "keep":
        let hasDropout = draft.layers.contains { if case .dropout = $0 { true } else { false } }
        needs = hasDropout ? nil : "a dropout layer"
      default:
        let name = draft.plan.optimiser.name
        let isTold = Optimiser.named(name)?.arguments.contains { $0.name == range.name } ?? false
        needs = isTold ? nil : "an optimiser that has it"
      }
      guard let needs else { continue }
      let item = statement.items.first { $0.name?.text == range.name }
      note(.searchesNothing(range.name, needs: needs), item?.name?.place ?? statement.place)
    }
  }

  /// The plan, with the place of everything; of use only without mistakes.
  func finish() -> PlanText {
    var plan = draft.plan
    plan.data = draft.data ?? .digits
    plan.test = draft.test
    plan.layers = draft.layers
    return PlanText(source: source, plan: plan, statements: draft.statements, rows: rows)
  }
}

extension Split.Size {
  /// Whether a part of this size has no rows.
  var isNothing: Bool { self == .share(0) || self == .count(0) }
}
