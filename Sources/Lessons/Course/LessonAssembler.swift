internal import Drawing
internal import Notation

/// Runs the blocks of a lesson and fills in its numbers.
///
/// Whatever it needs to remember from block to block is its `Environment`.
struct BlockRunner<Environment> {
  /// What a block shows.
  struct Result {
    /// What it shows, in the order in which its `view` asks.
    var views: [Figure.View]
    /// What is wrong with it.
    var diagnostics: [Diagnostic] = []
    /// What an exercise asks; nil for other blocks, and for an exercise with a mistake.
    var exercise: Exercise?
  }

  /// What an exercise asks.
  struct Exercise {
    /// The questions, without their hints.
    var asks: [ExerciseBlock.Ask]
    /// For each question its hints, as indices of those of the block.
    var hints: [[Int]]
    /// The whole program as a page's engine reads it.
    var program: String
    /// The solution that was made; empty where the author wrote one.
    var solution: [Block]
  }

  /// A number that was filled in.
  struct Value {
    /// The number as a formula.
    var formula: Formula
    /// The same as plain text.
    var text: String
  }

  /// Makes what a lesson begins with.
  var begin: (ParsedLesson, Course.Settings) -> Environment
  /// Runs a block.
  var run: (Fence, ParsedLesson, inout Environment) -> Result
  /// Computes what stands between `{{` and `}}`; throws what is wrong with it.
  var fill: (Interpolation, ParsedLesson, inout Environment) throws(Diagnostics) -> Value
  /// Takes note of an exercise that is finished.
  var keep: (ExerciseBlock, inout Environment) -> Void = { _, _ in }
}

/// Makes lessons that are ready to be set from lessons that were read.
struct LessonAssembler<Environment> {
  /// A course with what its blocks left behind.
  struct Output {
    /// The course.
    var course: Course
    /// For each lesson, what its blocks left behind.
    var environments: [Environment]
    /// What is wrong, in order.
    var diagnostics: [Diagnostic]
  }

  /// Assembles a course; of one that was read for a single lesson, only that one is run.
  static func assemble(_ parsed: ParsedCourse, running runner: BlockRunner<Environment>) -> Output {
    var lessons: [Lesson] = []
    var environments: [Environment] = []
    var diagnostics: [Diagnostic] = []
    for (index, lesson) in parsed.lessons.enumerated() {
      var assembler = LessonAssembler(
        lesson: lesson,
        targets: parsed.targets[index],
        runner: runner,
        environment: runner.begin(lesson, parsed.settings)
      )
      let isWanted = parsed.selected.map { $0 == index } ?? true
      let blocks = isWanted ? assembler.blocks(lesson.blocks) : []
      lessons.append(
        Lesson(path: lesson.path, frontMatter: lesson.frontMatter, blocks: blocks)
      )
      environments.append(assembler.environment)
      diagnostics += assembler.diagnostics
    }
    let course = Course(
      settings: parsed.settings,
      parts: parsed.parts,
      lessons: lessons,
      assets: parsed.assets
    )
    return Output(course: course, environments: environments, diagnostics: diagnostics)
  }

  private let lesson: ParsedLesson
  private let targets: [ParsedCourse.Target?]
  private let runner: BlockRunner<Environment>
  private var environment: Environment
  private var diagnostics: [Diagnostic] = []

  private init(
    lesson: ParsedLesson,
    targets: [ParsedCourse.Target?],
    runner: BlockRunner<Environment>,
    environment: Environment
  ) {
    self.lesson = lesson
    self.targets = targets
    self.runner = runner
    self.environment = environment
  }

  private mutating func blocks(_ blocks: [ParsedBlock]) -> [Block] {
    var result: [Block] = []
    for block in blocks { result.append(self.block(block)) }
    return result
  }

  private mutating func block(_ block: ParsedBlock) -> Block {
    switch block.content {
    case .heading(let level, let id, let words):
      return .heading(level: level, id: id, inlines(words))
    case .paragraph(let words): return .paragraph(inlines(words))
    case .quote(let inside): return .quote(blocks(inside))
    case .list(let start, let tight, let items):
      var made: [[Block]] = []
      for item in items { made.append(blocks(item)) }
      return .list(start: start, tight: tight, items: made)
    case .code(let language, let text): return .code(language: language, text)
    case .rule: return .rule
    case .table(let table): return .table(self.table(table))
    case .math(let source, let formula, let label):
      return .math(DisplayMath(source: source, formula: formula, label: label))
    case .html(let text): return .html(text)
    case .fence(let index): return fence(lesson.fences[index])
    }
  }

  private mutating func fence(_ fence: Fence) -> Block {
    switch fence.kind {
    case .exercise: .exercise(exercise(fence))
    case .question: .question(question(fence))
    default: .figure(figure(fence))
    }
  }

  /// Makes an exercise: first it is run, so that its hints and its solution can tell its numbers.
  private mutating func exercise(_ fence: Fence) -> ExerciseBlock {
    let result = runner.run(fence, lesson, &environment)
    diagnostics += result.diagnostics
    var asks = result.exercise?.asks ?? []
    var hints: [[Inline]] = []
    for hint in fence.text?.hints ?? [] { hints.append(inlines(hint.words)) }
    for (index, own) in (result.exercise?.hints ?? []).enumerated() {
      asks[index].hints = own.map { hints[$0] }
    }
    let exercise = ExerciseBlock(
      id: fence.id,
      label: fence.label,
      caption: inlines(fence.caption),
      given: result.views,
      asks: asks,
      solution: fence.text?.solution.map { blocks($0) } ?? result.exercise?.solution ?? [],
      program: result.exercise?.program ?? ""
    )
    runner.keep(exercise, &environment)
    return exercise
  }

  private mutating func question(_ fence: Fence) -> QuestionBlock {
    let text = fence.text ?? FenceText(solutionID: "")
    let prompt = blocks(text.prompt)
    var hints: [[Inline]] = []
    for hint in text.hints { hints.append(inlines(hint.words)) }
    var choices: [QuestionBlock.Choice] = []
    for choice in text.choices {
      choices.append(
        QuestionBlock.Choice(
          text: inlines(choice.words),
          isRight: choice.isRight,
          justification: inlines(choice.justification)
        )
      )
    }
    return QuestionBlock(
      id: fence.id,
      label: fence.label,
      prompt: prompt,
      task: text.solution.map { .write(answer: blocks($0)) } ?? .choose(choices),
      points: fence.number("points") ?? 1,
      hints: hints,
      location: lesson.source.location(fence.range.lowerBound)
    )
  }

  private mutating func table(_ table: ParsedTable) -> PipeTable {
    let header = rows([table.header])[0]
    return PipeTable(
      alignments: table.alignments,
      header: header,
      rows: rows(table.rows),
      label: table.label,
      caption: inlines(table.caption)
    )
  }

  private mutating func rows(_ rows: [[[ParsedInline]]]) -> [[[Inline]]] {
    var result: [[[Inline]]] = []
    for row in rows {
      var cells: [[Inline]] = []
      for cell in row { cells.append(inlines(cell)) }
      result.append(cells)
    }
    return result
  }

  private mutating func figure(_ fence: Fence) -> Figure {
    let result = runner.run(fence, lesson, &environment)
    diagnostics += result.diagnostics
    return Figure(
      kind: Figure.Kind(rawValue: fence.kind.rawValue) ?? .trace,
      id: fence.id,
      label: fence.label,
      caption: inlines(fence.caption),
      views: result.views
    )
  }

  private mutating func inlines(_ inlines: [ParsedInline]) -> [Inline] {
    var result: [Inline] = []
    for inline in inlines {
      if let made = self.inline(inline) { result.append(made) }
    }
    return result
  }

  private mutating func inline(_ inline: ParsedInline) -> Inline? {
    switch inline.content {
    case .text(let text): return .text(text)
    case .emphasis(let inside): return .emphasis(inlines(inside))
    case .strong(let inside): return .strong(inlines(inside))
    case .code(let text): return .code(text)
    case .link(let use, let title, let inside):
      let words = inlines(inside)
      guard case .link(let destination, let isInternal) = targets[use] else {
        return .emphasis(words)
      }
      return .link(destination: destination, isInternal: isInternal, title: title, words)
    case .image(let use, let alternative, let title):
      guard case .image(let path) = targets[use] else { return .text(alternative) }
      return .image(path: path, alternative: alternative, title: title)
    case .math(let source, let formula): return .math(source: source, formula)
    case .interpolation(let interpolation): return fill(interpolation)
    case .reference(let use):
      guard case .reference(let label, let path) = targets[use] else { return nil }
      return .reference(label, path: path)
    case .softBreak: return .softBreak
    case .lineBreak: return .lineBreak
    case .html(let text): return .html(text)
    case .block: return nil
    }
  }

  private mutating func fill(_ interpolation: Interpolation) -> Inline? {
    do throws(Diagnostics) {
      let value = try runner.fill(interpolation, lesson, &environment)
      return .value(formula: value.formula, text: value.text)
    } catch {
      diagnostics += error.all
      return nil
    }
  }
}
