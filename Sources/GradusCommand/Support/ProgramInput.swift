internal import ArgumentParser
internal import Autodiff
internal import Notation

/// A program as the command line gives it: with inputs set and functions drawn open.
struct ProgramInput {
  /// What `--set` was told: `x=-2`.
  let settings: [String]
  /// What `--expand` was told.
  let expand: String

  /// Reads and runs the program that an argument names.
  func run(_ argument: String) throws -> ProgramRun {
    let source = try Input.program(argument)
    return try run(source, try options())
  }

  /// Reads and runs a program.
  func run(_ source: SourceText, _ options: Program.Options) throws -> ProgramRun {
    let run: ProgramRun
    do throws(Diagnostics) {
      run = try Program.read(source, options: options).run()
    } catch {
      throw Stop(error)
    }
    try checkSettings(run.program)
    return run
  }

  /// How the program is to be read.
  func options() throws -> Program.Options {
    var options = Program.Options()
    options.opening = try Opening.read(expand)
    for setting in settings {
      do throws(OptionMistake) {
        try options.set(setting, called: "--set")
      } catch .value(let diagnostics) {
        Console.complain(diagnostics.rendered())
        throw Stop(status: .usage)
      } catch {
        throw ValidationError(error.message("--set"))
      }
    }
    return options
  }

  /// A name that the program does not use is misspelt.
  private func checkSettings(_ program: Program) throws {
    guard let mistake = program.unusableSetting else { return }
    Console.complain("gradus: \(mistake.message("--set"))\n")
    throw Stop(status: .usage)
  }
}
