/// One input of the fuzzer: a program, a lesson, or answers to a program.
struct Input {
  /// How it came about, which says what must hold for it.
  enum Kind: String, CaseIterable {
    /// A program that someone wrote, changed.
    case mutated
    /// Calls of any function with any arguments.
    case calls
    /// A program without mistakes and kinks.
    case smooth
    /// A lesson, changed.
    case lesson
    /// A program and answers to it, below a line that parts them.
    case answers
  }

  var kind: Kind
  var bytes: [UInt8]

  /// The input of that number: the same in every run.
  static func number(_ index: Int, seed: UInt64, of corpus: Corpus) -> Input {
    var random = SplitMix(seed: seed, input: index)
    switch random.below(100) {
    case 0..<55:
      var bytes = random.pick(random.once(in: 5) ? corpus.mistaken : corpus.programs)
      for _ in 0...random.below(4) / 2 { Mutator.mutate(&bytes, corpus.programs, &random) }
      return Input(kind: .mutated, bytes: bytes)
    case 55..<75: return Input(kind: .calls, bytes: Array(AnyCalls.program(&random).utf8))
    case 75..<80:
      var bytes = Array(AnyCalls.program(&random).utf8)
      for _ in 0...random.below(3) { Mutator.mutate(&bytes, corpus.programs, &random) }
      return Input(kind: .mutated, bytes: bytes)
    case 80..<88: return Input(kind: .smooth, bytes: Array(SmoothPrograms.program(&random).utf8))
    case 88..<95: return Input(kind: .lesson, bytes: lesson(corpus, &random))
    default: return Input(kind: .answers, bytes: answers(corpus, &random))
    }
  }

  /// What parts a program from answers to it.
  static let parting = Array("\n# answers\n".utf8)

  /// A program with answers, mostly the answers changed.
  private static func answers(_ corpus: Corpus, _ random: inout SplitMix) -> [UInt8] {
    var (program, answers) = random.pick(corpus.sheets)
    if random.once(in: 4) { Mutator.mutate(&program, corpus.programs, &random) }
    if random.once(in: 6) { answers = random.pick(corpus.sheets).1 }
    for _ in 0...random.below(4) {
      Mutator.mutate(&answers, corpus.sheets.map { $0.1 }, &random)
    }
    return program + parting + answers
  }

  /// A part of a lesson, changed, or one with a changed program in it.
  private static func lesson(_ corpus: Corpus, _ random: inout SplitMix) -> [UInt8] {
    var bytes = random.pick(corpus.lessons)
    if random.below(4) > 0 {
      // Mostly some lines only: a page is a lot to run.
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      let start = random.below(lines.count)
      bytes = Array(lines[start...].prefix(1 + random.below(60)).joined(separator: [0x0A]))
    }
    if random.once(in: 3) {
      var program = random.pick(corpus.programs)
      Mutator.mutate(&program, corpus.programs, &random)
      let isExercise = random.once(in: 3)
      let fence =
        isExercise
        ? "\n\n```exercise {view=\"code,diagram\"}\nchoose x in {-2..2}\n"
        : "\n\n```trace {view=\"\(random.pick(views))\"}\n"
      let words = isExercise ? "\nask x\n  hint It is {{ x }}.\nsolution\n$x$: {{ x }}" : ""
      bytes +=
        Array(fence.utf8) + program
        + Array("\(words)\n```\n\n{{ x }}, {{ grad x | 3 digits }}\n".utf8)
    }
    for _ in 0...random.below(4) / 2 { Mutator.mutate(&bytes, corpus.lessons, &random) }
    return bytes
  }

  private static let views = [
    "diagram,steps", "derivation", "table", "code", "steps,table", "diagram,derivation,code",
  ]
}
