import Foundation

/// What the command line asks for.
struct Options {
  var seed: UInt64 = 1
  var first = 0
  var count = 10_000
  var seconds = 4.0
  var folder = FileManager.default.temporaryDirectory.appending(path: "gradus-fuzz")
  var root = URL(filePath: FileManager.default.currentDirectoryPath)
  var isWorker = false
  var replayed: URL?
  var shortened: URL?

  /// How long an input may take.
  var limit: Duration { .seconds(seconds) }

  static let usage = """
    gradus-fuzz --count 10000 --seed 1: tries programs and lessons made at random.
      --first N      the number of the first input
      --limit S      how many seconds of the processor one may take
      --folder DIR   where inputs that fail are kept
      --root DIR     the repository
      --replay FILE  tries one input
      --shorten FILE makes one that fails shorter
    """

  /// Reads the arguments; nil where they make no sense.
  init?(_ arguments: [String]) {
    var rest = arguments[...]
    while let name = rest.popFirst() {
      if name == "--worker" {
        isWorker = true
        continue
      }
      guard let value = rest.popFirst() else { return nil }
      switch (name, Int(value)) {
      case ("--seed", let number?): seed = UInt64(max(0, number))
      case ("--first", let number?): first = max(0, number)
      case ("--count", let number?): count = max(0, number)
      case ("--limit", _): seconds = Double(value) ?? 4
      case ("--folder", _): folder = URL(filePath: value)
      case ("--root", _): root = URL(filePath: value)
      case ("--replay", _): replayed = URL(filePath: value)
      case ("--shorten", _): shortened = URL(filePath: value)
      default: return nil
      }
    }
  }
}

/// Tries inputs made at random: none may trap, hang, or break what must hold for every input.
@main
enum Fuzz {
  static func main() throws {
    guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
      print(Options.usage)
      exit(64)
    }
    if let file = options.replayed { exit(try replay(file, options)) }
    if let file = options.shortened {
      print(try Shortener(options: options).shorten(file).path)
      return
    }
    let corpus = try Corpus(root: options.root)
    guard options.isWorker else {
      exit(try Supervisor(options: options, corpus: corpus).run() == 0 ? 0 : 1)
    }
    let range = options.first..<options.first + options.count
    try Worker(seed: options.seed, range: range, corpus: corpus, folder: options.folder)
      .run(limit: options.limit)
  }

  private static func replay(_ file: URL, _ options: Options) throws -> Int32 {
    let isLesson = file.pathExtension == "md"
    let isSmooth = file.lastPathComponent.contains("-smooth")
    let isSheet = file.lastPathComponent.contains("-answers")
    let input = Input(
      kind: isLesson ? .lesson : isSheet ? .answers : isSmooth ? .smooth : .mutated,
      bytes: [UInt8](try Data(contentsOf: file))
    )
    let folder = FileManager.default.temporaryDirectory.appending(path: "gradus-fuzz-replay")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let outcome = Invariants(input, folder: folder)
    print(outcome.ran ? "ran" : "refused")
    if let refusal = outcome.refusal { print(refusal, terminator: "") }
    for failure in outcome.failures { print(failure) }
    return outcome.failures.isEmpty ? 0 : 1
  }
}
