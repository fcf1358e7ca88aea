internal import Autodiff
internal import Notation
internal import Training
internal import Writers

// From the large net back to the blackboard.

extension TrainCommand {
  /// Trains up to a step and shows one sample of it as a trace.
  func show(
    _ argument: String,
    _ input: TrainInput,
    _ plan: TrainingPlan,
    _ samples: LoadedSamples
  ) throws {
    let words = argument.split(separator: "=", omittingEmptySubsequences: false)
    guard let sample = Int(words.last ?? ""), words.count == 1 || words.count == 2,
      words.count == 1 || words[0] == "sample"
    else {
      throw Stop(.usage, "--trace expects sample=17, a row of the data, found '\(argument)'")
    }
    let session = try session(input, plan, samples)
    let progress = TrainProgress(isShown: !quiet)
    let program: SampleProgram
    do throws(TrainingMistake) {
      program = try session.program(ofSample: sample, step: step ?? 1) { event in
        progress.show(.progress(event, isLast: true))
        return StopRequest.isMade ? .stop : .goOn
      }
      progress.clear()
    } catch {
      progress.clear()
      switch error {
      // A sample or a step that there is not is the command line's mistake.
      case .noSuchSample, .noSuchStep: throw Stop(.usage, "--trace: " + error.message)
      default: throw Stop(input.text.diagnostics(of: error))
      }
    }
    if StopRequest.isMade { throw Stop(status: .interrupted) }
    if format == .program { return try Console.print(program.text) }
    let run: ProgramRun
    do throws(Diagnostics) {
      run = try Program.read(SourceText(file: "<trace>", text: program.text)).run()
    } catch {
      throw Stop(error)
    }
    if format == .json { return try Console.write { run.json($0) } }
    let palette = TerminalPalette(isColoured: Console.isColoured)
    try Console.print(TraceReport(run, palette: palette, limit: 100).text())
  }

  /// Compares gradients with those that the engine works out in double precision.
  func compare(
    _ steps: Int,
    _ input: TrainInput,
    _ plan: TrainingPlan,
    _ samples: LoadedSamples
  ) throws {
    let session = try session(input, plan, samples)
    let found: Verification
    do throws(TrainingMistake) {
      found = try session.verify(steps: steps, elements: 4)
    } catch {
      throw Stop(input.text.diagnostics(of: error))
    }
    var text = "\(found.comparisons.count) elements of gradients compared"
    if let worst = found.worst {
      let size = NumberFormat.short(2).text(worst.error)
      text += "; largest deviation \(size) of the largest element, "
      text += "in \(worst.parameter), step \(worst.step)"
    }
    try Console.print(text + "\n")
    // Single precision has 24 bits; sums over a batch lose some of them.
    if let worst = found.worst, !(worst.error <= 1e-3) { throw Stop(status: .wrong) }
  }

  private func session(
    _ input: TrainInput,
    _ plan: TrainingPlan,
    _ samples: LoadedSamples
  ) throws -> TrainingSession {
    let data: PreparedData
    do throws(SampleMistake) { data = try samples.prepared(plan) } catch {
      throw Stop(input.text.diagnostics(of: error))
    }
    do throws(TrainingMistake) {
      return try TrainingSession(plan, data, threads: threads)
    } catch {
      throw Stop(input.text.diagnostics(of: error))
    }
  }
}
