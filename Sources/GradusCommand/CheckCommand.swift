internal import ArgumentParser
internal import Exercises
internal import Foundation
internal import Notation
internal import Publishing

/// `gradus check`: judges answers that were worked out by hand.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check answers worked out by hand, and name the slip behind a wrong one.",
    usage: "gradus check <file> --answers <answers> ... [<options>]",
    discussion: """
      Examples:
        gradus check examples/xyz.grad --answers my-answers.txt
        echo 'grad x = 4' | gradus check examples/xyz.grad --answers -
        gradus check homework.grad --answers handed-in --format csv

      An answer is a line: q = 3, grad x = -4, grad W = [[0.1, 1/3]]. Of a
      folder every file below it is checked, hidden ones and links left out;
      one that can't be read doesn't stop the rest.

      Exit status: 0 every answer counts, 1 one does not (always 0 with
      --format exercism), 64 the command line is unusable, 65 the program or
      the answers are, 66 a file can't be read, 73 the output can't be
      written.
      """
  )

  @Argument(
    help: "A program's or a lesson's file; it asks with 'ask', else the answers say what is asked."
  )
  var file: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Files of answers, folders with such files, - for standard input.",
      valueName: "answers"
    )
  )
  var answers: [String] = []

  @Option(help: "text, json, junit, gradescope, exercism, classroom or csv.")
  var format = ResultFormat.text

  @Flag(help: "Count imprecise answers as wrong.")
  var strict = false

  @Flag(help: "Tell the right values.")
  var reveal = false

  @Option(help: "How many files to check at a time; as many as there are processors.")
  var jobs: Int?

  @Option(help: "The exercise of a lesson; without it, all of them.")
  var exercise: String?

  @Option(help: "Which variant of the numbers that a lesson draws.")
  var variant: UInt64?

  @Option(name: [.short, .customLong("output")], help: "Write to this file, whole or not at all.")
  var output: String?

  mutating func validate() throws {
    // `--answers a.txt program.grad`: the option has taken both.
    if file == nil, answers.count > 1 { file = answers.removeLast() }
    guard let file else {
      throw ValidationError("expected a program or a lesson, and --answers with a file of answers")
    }
    guard !answers.isEmpty else {
      throw ValidationError("expected --answers with a file of answers, or - for standard input")
    }
    if ([file] + answers).count(where: { $0 == "-" }) > 1 {
      throw ValidationError("standard input can be read only once, found - twice")
    }
    if let jobs, jobs < 1 { throw ValidationError("--jobs expects a number from 1, found \(jobs)") }
    if file.isEmpty || answers.contains("") {
      throw ValidationError("expected the name of a file, found ''")
    }
    if output == "" { throw ValidationError("--output expects the name of a file, found ''") }
  }

  func run() throws {
    Interruption.listen()
    let place = try destination()
    do {
      try check(place)
    } catch {
      place?.discard()
      throw error
    }
  }

  /// Where the output goes; nil for standard output.
  ///
  /// A file is looked at before anything is checked, which may take long.
  private func destination() throws -> WholeFile? {
    guard let output else { return nil }
    do throws(PublishError) {
      return try WholeFile(output)
    } catch {
      throw Stop(error)
    }
  }

  private func check(_ place: WholeFile?) throws {
    let found = try files()
    let asked: AskedExercises
    do throws(AskedExercises.Refusal) {
      asked = try AskedExercises(
        file ?? "",
        of: LessonInput(exercise: exercise, variant: variant),
        options: options,
        isPile: found.isPile
      )
    } catch {
      let stop = error.told
      // Exercism's runner ends well, and says in its result what did not.
      guard format == .exercism, stop.status != .usage else { throw stop }
      return try write(ExercismResults.failed(because: error.text), to: place)
    }
    let outcomes = judged(found, by: asked)
    let results = CheckResults(outcomes.map { $0.file }, isPile: found.isPile)
    complain(results, outcomes)
    if results.isFull, results.isEmpty {
      Console.complain("gradus: nothing is asked, and nothing was answered\n")
    }
    let status = status(results, outcomes)
    let isRefused = !found.isPile && outcomes.contains { $0.failure != nil }
    if !isRefused || format.isForGraders {
      let isColoured = place == nil && Console.isColoured
      try write(format.written(results, isColoured: isColoured), to: place)
      if place != nil {
        try Console.print("Wrote \((output ?? "").escapingHidden): \(results.scoreWords)\n")
      }
    }
    if status != .fine { throw Stop(status: status) }
  }

  private func files() throws -> AnswerFiles {
    let found = AnswerFiles(answers, leavingOut: [file, output].compactMap { $0 })
    if found.links > 0 {
      let links = found.links == 1 ? "1 link was" : "\(found.links) links were"
      Console.complain("gradus: \(links) left out: only files are checked\n")
    }
    if !found.files.isEmpty || !format.isForGraders {
      for folder in found.empty {
        Console.complain("gradus: '\(folder.escapingHidden)' holds no file of answers\n")
      }
    }
    guard !found.files.isEmpty || format.isForGraders else { throw Stop(status: .data) }
    return found
  }

  private var options: Marker.Options {
    var options = Marker.Options()
    options.isStrict = strict
    options.reveals = reveal
    return options
  }

  private func judged(_ found: AnswerFiles, by asked: AskedExercises) -> [FileChecking.Outcome] {
    if found.files.isEmpty { return [asked.nothing(in: found.empty)] }
    guard found.isPile else { return found.files.map { asked.check($0) } }
    let jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
    return FileChecking(jobs: min(jobs, 256)) { asked.check($0) }.outcomes(of: found.files)
  }

  /// Says on standard error what is not right: first the files that were named and could not be judged,
  /// then the score, then files of a folder that could not be judged.
  private func complain(_ results: CheckResults, _ outcomes: [FileChecking.Outcome]) {
    var complaints = outcomes.filter { $0.failure != nil }.compactMap { $0.complaint }
    if results.isPile || complaints.isEmpty, let complaint = results.complaint {
      complaints.append("gradus: \(complaint)\n")
    }
    complaints += outcomes.filter { $0.failure == nil }.compactMap { $0.complaint }
    for complaint in complaints.prefix(Diagnostics.limit) { Console.complain(complaint) }
    let rest = complaints.count - Diagnostics.limit
    if rest > 0 { Console.complain("and \(rest) more\n") }
  }

  private func status(_ results: CheckResults, _ outcomes: [FileChecking.Outcome]) -> ExitStatus {
    if format == .exercism { return .fine }
    if let failure = outcomes.compactMap({ $0.failure }).first { return failure }
    return results.isFull ? .fine : .wrong
  }

  private func write(_ bytes: [UInt8], to place: WholeFile?) throws {
    guard let place else { return try Console.write(bytes) }
    do throws(PublishError) {
      try place.write(bytes)
    } catch {
      throw Stop(error)
    }
  }
}
