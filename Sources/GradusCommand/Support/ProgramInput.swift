internal import ArgumentParser
internal import Autodiff
internal import Foundation
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
      let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        throw ValidationError("--set expects name=value, found '\(setting.escapingHidden)'")
      }
      let name = parts[0].trimmingCharacters(in: .whitespaces)
      do throws(Diagnostics) {
        let value = try Literal.read(String(parts[1]), called: "--set \(name)")
        options.settings.append((name, value))
      } catch {
        Console.complain(error.rendered())
        throw Stop(status: .usage)
      }
    }
    return options
  }

  /// A name that the program does not use is misspelt.
  private func checkSettings(_ program: Program) throws {
    guard let name = program.unusedSettings.first else { return }
    let used = program.graph.names.filter { !program.unusedSettings.contains($0) }
    let meant = Suggestion.nearest(to: name, in: used).map { "; did you mean '\($0)'?" } ?? ""
    Console.complain(
      "gradus: --set expects the name of an input, found '\(name.escapingHidden)', which the "
        + "program does not have\(meant)\n"
    )
    throw Stop(status: .usage)
  }
}
