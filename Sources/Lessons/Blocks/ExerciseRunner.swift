internal import Autodiff
internal import Drawing
internal import Exercises
internal import Notation

/// Runs `exercise` blocks: what is asked, what is right, and what a student sees of the program.
enum ExerciseRunner {
  /// At most so many questions in an exercise.
  private static let questionLimit = 100
  /// At most so many numbers in an answer.
  private static let entryLimit = 256

  /// Runs a block.
  static func run(
    _ fence: Fence,
    _ lesson: ParsedLesson,
    _ runs: inout LessonRuns
  ) -> BlockRunner<LessonRuns>.Result {
    let own = fence.sourceText(file: lesson.source.file)
    guard runs.source(of: fence, in: lesson) != nil else {
      // What it continues has a mistake, which has been told.
      runs.blocks.append(.init(name: fence.name, source: own, run: nil))
      return .init(views: [])
    }
    do throws(Diagnostics) {
      return try run(fence, own, lesson, &runs)
    } catch {
      runs.blocks.append(.init(name: fence.name, source: own, run: nil))
      return .init(views: [], diagnostics: error.all)
    }
  }

  private static func run(
    _ fence: Fence,
    _ own: SourceText,
    _ lesson: ParsedLesson,
    _ runs: inout LessonRuns
  ) throws(Diagnostics) -> BlockRunner<LessonRuns>.Result {
    var options = Program.Options()
    options.tolerance = runs.tolerance
    let earlier = fence.words("use")?.first.flatMap { runs.block(named: Fence.name(ofID: $0)) }
    var lines: [ChooseLine] = []
    for origin in fence.text?.variants ?? [] {
      lines.append(try ChooseLine(BlockLine(origin, file: lesson.source.file)))
    }
    let slips = slipsLeftOut(fence, runs)
    let drawn = try VariantProgram(
      earlier?.source,
      own,
      lines,
      choice(fence, lesson, runs),
      options: options
    ) { program in
      exercise(program, fence, slips).flatMap { try? Variant.Quality($0) }
    }
    let run = try Program.read(drawn.source, options: options).run()
    let asked = run.program.questions.filter { fence.contains(line: $0.location.line) }
    let asks = try asks(asked, run, fence, lesson)
    runs.blocks.append(.init(name: fence.name, source: drawn.source, run: run))
    // Of the variants only that of the page has claims.
    if runs.variant == nil {
      for claim in run.expectations where fence.contains(line: claim.location.line) {
        runs.judge(claim.passed, claim.diagnostic)
      }
    }
    runs.warnings += run.warnings.filter { fence.contains(line: $0.location.line) }
    if let exercise = exercise(run.program, fence, slips) { runs.exercises.append(exercise) }
    let hints = owners(of: fence.text?.hints ?? [], asked)
    let isOwn = { (question: Program.Question) in fence.contains(line: question.location.line) }
    return .init(
      views: given(run, asked, fence),
      exercise: .init(
        asks: asks,
        hints: hints,
        program: run.program.textWithoutClaims(keeping: isOwn),
        solution: solution(run, fence)
      )
    )
  }

  // MARK: What is asked

  /// The program with the block's own questions; nil if it has none.
  private static func exercise(
    _ program: Program,
    _ fence: Fence,
    _ slips: Set<String>
  ) -> Exercise? {
    var exercise = Exercise(program, id: fence.id)
    exercise.questions.removeAll { !fence.contains(line: $0.location.line) }
    guard !exercise.questions.isEmpty else { return nil }
    exercise.slipsLeftOut = slips
    return exercise
  }

  private static func asks(
    _ asked: [Program.Question],
    _ run: ProgramRun,
    _ fence: Fence,
    _ lesson: ParsedLesson
  ) throws(Diagnostics) -> [ExerciseBlock.Ask] {
    guard !asked.isEmpty else {
      throw Diagnostics([
        fence.diagnostic(
          "an exercise expects at least one 'ask', found none",
          in: lesson,
          help: "for instance: ask grad x"
        )
      ])
    }
    guard asked.count <= questionLimit else {
      throw Diagnostics([
        fence.diagnostic(
          "an exercise expects at most \(questionLimit) questions, found \(asked.count)",
          in: lesson,
          help: "part it into several exercises"
        )
      ])
    }
    var mistakes: [Diagnostic] = []
    var asks: [ExerciseBlock.Ask] = []
    for (place, question) in asked.enumerated() {
      func mistake(_ message: String, _ help: String) {
        let line = fence.lines.first { $0.line == question.location.line }
        mistakes.append(
          Diagnostic(
            .error,
            message,
            at: question.location,
            excerpt: line?.raw,
            help: help
          )
        )
      }
      let right = try run.answer(to: question)
      if asked[..<place].contains(where: { $0.name == question.name }) {
        mistake("\(question.name) is asked for a second time", "delete one of the two")
      } else if right.elements.count > entryLimit {
        mistake(
          "an answer expects at most \(entryLimit) numbers, found \(right.elements.count) in \(question.name)",
          "ask for a part of it: give the part a name"
        )
      } else if let wrong = right.elements.first(where: { !$0.isFinite }) {
        mistake(
          "an answer expects finite numbers, found \(NumberFormat.exact(wrong)) in \(question.name)",
          "change the numbers that lead there"
        )
      }
      asks.append(
        ExerciseBlock.Ask(
          quantity: question.name,
          label: AskLabel.inlines(question, run),
          shape: right.shape,
          digits: question.digits,
          points: question.points,
          hints: [],
          right: right,
          location: question.location
        )
      )
    }
    guard mistakes.isEmpty else { throw Diagnostics(mistakes) }
    return asks
  }

  /// For each question its hints, by their indices: those behind it, and to the first one those before it.
  private static func owners(
    of hints: [FenceText.Hint],
    _ asked: [Program.Question]
  ) -> [[Int]] {
    var owners = [[Int]](repeating: [], count: asked.count)
    for (index, hint) in hints.enumerated() where !asked.isEmpty {
      let owner = asked.lastIndex { $0.location.line < hint.line } ?? 0
      owners[owner].append(index)
    }
    return owners
  }

  // MARK: What it is made of

  private static func slipsLeftOut(_ fence: Fence, _ runs: LessonRuns) -> Set<String> {
    var slips = runs.slipsOff
    for word in fence.words("slips") ?? [] {
      let id = String(word.dropFirst())
      if word.hasPrefix("-") { slips.insert(id) } else { slips.remove(id) }
    }
    return slips
  }

  private static func choice(
    _ fence: Fence,
    _ lesson: ParsedLesson,
    _ runs: LessonRuns
  ) -> VariantProgram.Choice {
    if let seed = fence.count("seed") {
      return .init(seed: UInt64(max(0, seed)), variant: runs.variant)
    }
    let seed = lesson.frontMatter.seed.map { UInt64(max(0, $0)) }
    return .init(seed: seed, variant: runs.variant, name: fence.id)
  }
}
