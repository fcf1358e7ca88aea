internal import Autodiff
internal import Drawing
internal import Exercises
internal import Notation
internal import Training

/// What the blocks of a lesson leave behind for later blocks and for the numbers in its prose.
struct LessonRuns {
  /// One block that was run.
  struct Block {
    /// What `use` and `{{ xyz.q }}` call it.
    var name: String
    /// Its program with everything that it continues.
    var source: SourceText
    /// Its run; nil if it has a mistake, which has been told.
    var run: ProgramRun?
  }

  /// A net that was trained.
  struct TrainedBlock {
    /// What `use` calls it.
    var name: String
    /// What came of it; nil if it has a mistake, which has been told.
    var result: PlanRun.Result?
  }

  /// Where the course lies.
  let folder: CourseFolder
  /// How long a `train` block may take.
  var trainingLimit = TrainBlock.timeLimit
  /// The nets that were trained so far, in order.
  var trained: [TrainedBlock] = []
  /// The blocks so far, in order.
  var blocks: [Block] = []
  /// How many claims were checked.
  var claims = 0
  /// Claims that do not hold.
  var failures: [Diagnostic] = []
  /// What is worth a warning.
  var warnings: [Diagnostic] = []
  /// The relative tolerance of exact claims.
  var tolerance = 1e-9
  /// The exercises so far, in order.
  var exercises: [Exercise] = []
  /// Slips that the course leaves out.
  var slipsOff: Set<String> = []
  /// Which variant of the exercises is wanted; nil for that of the page.
  var variant: UInt64?

  /// The last block of a name.
  func block(named name: String) -> Block? { blocks.last { $0.name == name } }

  /// The program that a block continues, its own text behind it; nil if what it continues has a
  /// mistake.
  func source(of fence: Fence, in lesson: ParsedLesson) -> SourceText? {
    let own = fence.sourceText(file: lesson.source.file)
    guard let used = fence.words("use")?.first else { return own }
    guard let block = block(named: Fence.name(ofID: used)) else { return own }
    return block.run == nil ? nil : block.source.followed(by: own)
  }

  /// Counts a claim, and keeps it if it failed.
  mutating func judge(_ holds: Bool, _ failure: @autoclosure () -> Diagnostic) {
    claims += 1
    if !holds { failures.append(failure()) }
  }
}

extension Fence {
  /// Whether a message about line `line` of the lesson is about this block.
  func contains(line: Int) -> Bool { lines.contains { $0.line == line } }

  /// How numbers are shown in it.
  func format(_ standard: NumberFormat = .table) -> NumberFormat {
    count("digits").map { .short($0) } ?? standard
  }

  /// A message at the fence's own line.
  func diagnostic(
    _ message: String,
    in lesson: ParsedLesson,
    at range: SourceRange? = nil,
    help: String? = nil
  ) -> Diagnostic {
    let range = range ?? self.range
    let line = lesson.source.line(of: range.lowerBound)
    return Diagnostic(
      .error,
      message,
      at: lesson.source.location(range.lowerBound),
      width: max(1, lesson.source.scalars(from: range.lowerBound, to: range.upperBound)),
      excerpt: lesson.source.text(lesson.source.content(ofLine: line)),
      help: help
    )
  }
}

extension DataTable.Cell {
  /// A number.
  static func number(
    _ tensor: Tensor,
    _ role: Role,
    format: NumberFormat
  ) -> DataTable.Cell {
    DataTable.Cell(
      formula: .tensor(tensor, format: format),
      text: tensor.elements.count > 64 ? tensor.shape.description : tensor.text { format.text($0) },
      role: role
    )
  }

  /// A name of the notation.
  static func name(_ name: String, isNumeric: Bool = false) -> DataTable.Cell {
    DataTable.Cell(formula: .name(name), text: name, isNumeric: isNumeric)
  }

  /// Words.
  static func words(_ text: String, isNumeric: Bool = false) -> DataTable.Cell {
    DataTable.Cell(formula: .text(text), text: text, isNumeric: isNumeric)
  }
}
