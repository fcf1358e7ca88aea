internal import Autodiff
public import Learning
public import Notation

/// A plan with its text: where each statement stands, so that what turns out to be wrong later is told there.
public struct PlanText: Sendable {
  /// The text.
  public let source: SourceText
  /// What it says.
  public let plan: TrainingPlan
  /// The statements, in order.
  public let statements: [PlanStatement]
  /// For each keyword with rows below it, where their lines begin.
  private let rows: [(keyword: String, starts: [Int])]

  init(
    source: SourceText,
    plan: TrainingPlan,
    statements: [PlanStatement],
    rows: [(keyword: String, starts: [Int])]
  ) {
    self.source = source
    self.plan = plan
    self.statements = statements
    self.rows = rows
  }

  /// The statement with a keyword: `net`; nil if there is none.
  public func statement(_ keyword: String) -> PlanStatement? {
    statements.first { $0.keyword.text.utf8.elementsEqual(keyword.utf8) }
  }

  /// Where to tell something about a statement; where that was left out, at the net, or at the beginning.
  public func place(of keyword: String) -> PlanPlace {
    (statement(keyword) ?? statement("net"))?.place ?? PlanPlace(start: 0, end: 0)
  }

  /// Where layer `index`, from 0, stands.
  public func place(ofLayer index: Int) -> PlanPlace {
    item(index, of: "net")
  }

  /// Where item `index`, from 0, of a statement stands; the statement where there are not so many.
  public func item(_ index: Int, of keyword: String) -> PlanPlace {
    guard let statement = statement(keyword), statement.items.indices.contains(index) else {
      return place(of: keyword)
    }
    return statement.items[index].place
  }

  /// Something about a place of the text, in the form of all messages.
  public func diagnostic(
    _ message: String,
    help: String? = nil,
    at place: PlanPlace
  ) -> Diagnostic {
    source.diagnostic(message, help: help, at: place)
  }

  /// Mistakes in the rows below `data rows` or `test rows`, at their places.
  public func diagnostics(of mistakes: DataMistakes, inRowsOf keyword: String) -> Diagnostics {
    let starts = rows.first { $0.keyword.utf8.elementsEqual(keyword.utf8) }?.starts ?? []
    var told = Diagnostics(
      mistakes.all.map { mistake in
        let line = mistake.line - 1
        guard starts.indices.contains(line) else {
          return diagnostic(mistake.message, help: mistake.help, at: item(0, of: keyword))
        }
        var place = source.location(of: starts[line])
        let before = place.column - 1
        place.column = before + mistake.column
        var diagnostic = Diagnostic(
          .error,
          mistake.message,
          at: place,
          width: mistake.width,
          excerpt: mistake.excerpt,
          help: mistake.help
        )
        diagnostic.excerptColumn = before + mistake.excerptColumn
        return diagnostic
      }
    )
    told.hasMore = mistakes.hasMore
    return told
  }
}

extension SourceText {
  /// Something about a place of a plan.
  func diagnostic(
    _ message: String,
    help: String?,
    at place: PlanPlace,
    note: (words: String, place: PlanPlace)? = nil
  ) -> Diagnostic {
    let (excerpt, column) = excerpt(of: place.start, room: 1000)
    var diagnostic = Diagnostic(
      .error,
      message,
      at: location(of: place.start),
      width: width(from: place.start, to: place.end),
      excerpt: bytes.isEmpty ? nil : excerpt,
      help: help,
      notes: note.map { [Diagnostic.Note($0.words, at: location(of: $0.place.start))] } ?? []
    )
    diagnostic.excerptColumn = column
    return diagnostic
  }
}
