import Foundation

/// Starts workers, finds out which input ended one, and goes on behind it.
struct Supervisor {
  let options: Options
  let corpus: Corpus

  /// Runs all inputs; the number of those for which something does not hold.
  func run() throws -> Int {
    try FileManager.default.createDirectory(at: options.folder, withIntermediateDirectories: true)
    let clock = ContinuousClock.now
    var next = options.first
    let end = options.first + options.count
    var tally = Tally()
    while next < end {
      let last = min(end, next + 50_000)
      let (status, output) = try start(next..<last)
      if status == 0 {
        tally.add(Tally(Supervisor.numbers(output)))
        next = last
      } else {
        let (culprit, soFar) = try present()
        tally.add(soFar)
        let input = Input.number(culprit, seed: options.seed, of: corpus)
        let reason =
          status == Worker.hung
          ? "takes longer than \(options.limit)" : "ends the process: \(status)"
        try Failure(culprit, input, reason).save(in: options.folder)
        next = culprit + 1
      }
      let seconds = (ContinuousClock.now - clock).components.seconds
      let failed = try failures().count
      print("\(next - options.first) inputs, \(failed) failed, \(seconds) s; \(tally)")
      fflush(nil)
    }
    for name in try failures() { print("failed: \(options.folder.appending(path: name).path)") }
    return try failures().count
  }

  private func start(_ range: Range<Int>) throws -> (status: Int32, output: String) {
    let worker = Process()
    worker.executableURL = URL(filePath: CommandLine.arguments[0])
    worker.arguments = [
      "--worker", "--seed", "\(options.seed)", "--first", "\(range.lowerBound)", "--count",
      "\(range.count)", "--folder", options.folder.path, "--root", options.root.path, "--limit",
      "\(options.seconds)",
    ]
    let pipe = Pipe()
    worker.standardOutput = pipe
    try worker.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    worker.waitUntilExit()
    let isSignal = worker.terminationReason == .uncaughtSignal
    let status = worker.terminationStatus
    return (isSignal ? -status : status, String(decoding: output, as: UTF8.self))
  }

  /// The number of the input that a worker was at, and what it tried before.
  private func present() throws -> (Int, Tally) {
    let text = try String(contentsOf: options.folder.appending(path: "present"), encoding: .utf8)
    let numbers = Supervisor.numbers(text)
    return (numbers.first ?? options.first, Tally(Array(numbers.dropFirst())))
  }

  /// The numbers of the first line.
  private static func numbers(_ text: String) -> [Int] {
    text.prefix { $0 != "\n" }.split(separator: " ").compactMap { Int($0) }
  }

  private func failures() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: options.folder.path)
      .filter { $0.hasPrefix("failure-") && $0.hasSuffix(".txt") }.sorted()
  }
}
