internal import ArgumentParser
internal import FastKernels
internal import Foundation
internal import Learning
internal import Notation
internal import Publishing
internal import Training
internal import TrainingFiles
internal import Writers

/// `gradus train`: trains the net of a plan.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train the net that a plan describes, and report how it went.",
    usage: "gradus train <file> [<options>]",
    discussion: """
      Examples:
        gradus train examples/training/digits.train
        gradus train examples/training/digits.train --epochs 5 --save digits.json
        gradus train examples/training/digits.train --resume digits.json
        gradus train lessons/12-digits.md#digits
        gradus train examples/training/moons.train --page run
        gradus train examples/training/moons.train --trace sample=17 --step 30

      A plan says data, net, loss and how to descend, a statement a line;
      Documentation/Training.md lists them. Files that it names count from
      its own folder. Ctrl-C ends training, and keeps the best net so far;
      --resume goes on as if it had never ended.

      Exit status: 0 fine, 1 a claim of the plan is wrong, 64 the command
      line is unusable, 65 the plan or its data are, or training diverged,
      66 the plan can't be read, 73 model or page can't be written, 130 it was
      ended by Ctrl-C.
      """
  )

  @Argument(help: "A plan; lesson.md#id for a train block of a lesson; - for standard input.")
  var file: String

  @Option(help: "How many epochs, in place of those of the plan.")
  var epochs: Int?

  @Option(help: "How many samples a step takes, in place of those of the plan.")
  var batch: Int?

  @Option(help: "The learning rate, in place of that of the plan.")
  var rate: Double?

  @Option(help: "What random numbers begin with, in place of that of the plan.")
  var seed: UInt64?

  @Option(help: "How many threads share the work; with another number, last digits may differ.")
  var threads = 1

  @Option(
    help: ArgumentHelp("Write the net to this file, whole or not at all.", valueName: "model")
  )
  var save: String?

  @Option(
    help: ArgumentHelp("With --save, write it after so many epochs each, too.", valueName: "epochs")
  )
  var every: Int?

  @Option(
    help: ArgumentHelp(
      "Write a page with pictures of the run to this folder, all of it or nothing.",
      valueName: "folder"
    )
  )
  var page: String?

  @Option(
    help: ArgumentHelp("Go on where the training of a model ended.", valueName: "model")
  )
  var resume: String?

  @Flag(help: "With --resume, begin anew with the parameters alone.")
  var fresh = false

  @Option(help: "text or json; with --trace also program.")
  var format = TrainFormat.text

  @Option(help: ArgumentHelp("Show one sample of one step as a trace.", valueName: "sample=17"))
  var trace: String?

  @Option(help: "The step that --trace shows, from 1; the first one without it.")
  var step: Int?

  @Option(
    help: ArgumentHelp(
      "Compare gradients of this many steps with those in double precision.",
      valueName: "steps"
    )
  )
  var verify: Int?

  @Flag(name: .shortAndLong, help: "Say nothing while training goes on.")
  var quiet = false

  func validate() throws {
    func check(_ name: String, _ value: Int?, _ range: ClosedRange<Int>) throws {
      guard let value, !range.contains(value) else { return }
      throw ValidationError(
        "--\(name) expects a number from \(range.lowerBound) to \(range.upperBound), found \(value)"
      )
    }
    try check("epochs", epochs, 1...PlanLimits.epochs)
    try check("batch", batch, 1...PlanLimits.batch)
    try check("threads", threads, 1...256)
    try check("verify", verify, 1...1_000_000)
    try check("every", every, 1...PlanLimits.epochs)
    if every != nil, save == nil {
      throw ValidationError("--every expects --save with a file, found none")
    }
    if fresh, resume == nil {
      throw ValidationError("--fresh expects --resume with a model, found none")
    }
    if let rate, !(rate >= 0 && rate.isFinite) {
      throw ValidationError("--rate expects a number from 0, found \(rate)")
    }
    if step != nil, trace == nil {
      throw ValidationError("--step expects --trace with a sample, found none")
    }
    if format == .program, trace == nil {
      throw ValidationError("--format program expects --trace with a sample, found none")
    }
    for (name, value) in [("save", save), ("resume", resume), ("page", page)] where value == "" {
      let kind = name == "page" ? "folder" : "file"
      throw ValidationError("--\(name) expects the name of a \(kind), found ''")
    }
    let looking = trace != nil ? "--trace" : verify != nil ? "--verify" : nil
    for (name, value) in [("save", save), ("page", page)] where value != nil {
      guard let looking else { continue }
      throw ValidationError("--\(name) expects a training to its end, found \(looking)")
    }
  }

  func run() throws {
    StopRequest.listen()
    let place = try save.map { name throws in try ModelPlace(name) }
    do {
      try train(place)
    } catch {
      place?.discard()
      throw error
    }
  }

  private func train(_ place: ModelPlace?) throws {
    if let problem = KernelChoice.current.problem { Console.complain("gradus: \(problem.words)\n") }
    let input = try TrainInput.read(file)
    let pages = try pagePlace()
    let plan = changed(input.text.plan)
    let samples: LoadedSamples
    do throws(Diagnostics) {
      samples = try input.files.samples(input.text, of: plan)
    } catch {
      throw Stop(error)
    }
    if let trace { return try show(trace, input, plan, samples) }
    if let verify { return try compare(verify, input, plan, samples) }
    let earlier = try resume.map { file throws in
      try TrainResume(file, isFresh: fresh, plan, samples, input)
    }
    let progress = TrainProgress(isShown: !quiet)
    var run = PlanRun(
      plan,
      samples,
      threads: threads,
      parameters: earlier?.parameters ?? [],
      state: earlier?.state,
      checkpoints: every
    )
    run.keepsSnapshots = pages != nil
    var failure: (any Error)?
    let result: PlanRun.Result
    do throws(PlanRun.Failure) {
      result = try run.run { event in
        progress.show(event)
        if case .checkpoint(let net, let state, _) = event {
          // A disk that is full ends training: whoever asked for checkpoints counts on them.
          do { try place?.write(net, plan, state, isLast: false) } catch { failure = error }
        }
        return StopRequest.isMade || failure != nil ? .stop : .goOn
      }
      progress.clear()
    } catch {
      progress.clear()
      throw input.stop(error)
    }
    if let failure { throw failure }
    try report(result, input, place, pages)
  }

  /// The plan with what the command line says otherwise.
  private func changed(_ plan: TrainingPlan) -> TrainingPlan {
    var plan = plan
    if let epochs { plan.epochs = epochs }
    if let batch { plan.batch = batch }
    if let rate { plan.optimiser.rate = .constant(rate) }
    if let seed { plan.seed = seed }
    return plan
  }

  // MARK: The end

  private func report(
    _ result: PlanRun.Result,
    _ input: TrainInput,
    _ place: ModelPlace?,
    _ pages: CoursePlace?
  ) throws {
    let outcome: TrainOutcome
    do throws(TrainingMistake) {
      outcome = try TrainOutcome(result, input.text, threads: threads)
    } catch {
      throw Stop(input.text.diagnostics(of: error))
    }
    try place?.write(result.net, result.plan, result.state, isLast: true)
    if let pages { try writePage(of: result, input, to: pages) }
    switch format {
    case .text, .program: try Console.print(TrainReport(outcome).text())
    case .json: try Console.write(outcome.json())
    }
    if place != nil, format == .text {
      try Console.print("Wrote \((save ?? "").escapingHidden)\n")
    }
    let failures = outcome.claims.filter { !$0.check.holds }
    for failure in failures {
      Console.complain(input.text.diagnostic(of: failure.claim, failure.check).rendered() + "\n")
    }
    if result.record.end == .interrupted { throw Stop(status: .interrupted) }
    if !failures.isEmpty { throw Stop(status: .wrong) }
  }
}

/// How the outcome is written.
enum TrainFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, program
}
