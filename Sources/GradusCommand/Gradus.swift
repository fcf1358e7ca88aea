internal import ArgumentParser
internal import Foundation

/// The command line; each verb is a file of this folder.
@main
struct GradusCommand: ParsableCommand {
  /// The version that `--version` prints; with `--verbose`, the kernels in use too.
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "gradus",
    abstract: "Neural networks on the blackboard: every value, every contribution, step by step.",
    discussion: """
      A first look:
        gradus trace 'f = (x + y) * z; backward f' --set x=-2 --set y=5 --set z=-4
        gradus new my-course && gradus build my-course

      Exit status: 0 fine, 1 a claim is wrong, 64 the command line is
      unusable, 65 the input is, 66 a file it names can't be read, 73 the
      destination can't be written.
      """,
    version: version,
    subcommands: [
      BuildCommand.self, RunCommand.self, TestCommand.self, NewCommand.self, TraceCommand.self,
      ExplainCommand.self, PracticeCommand.self, CheckCommand.self, TrainCommand.self,
      ExportCommand.self, ImportCommand.self,
    ]
  )

  static func main() {
    // A reader that goes away, or a limit on a file's size, is an error of the write that meets it;
    // it does not end the program.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    do {
      if Set(CommandLine.arguments.dropFirst()) == ["--version", "--verbose"] {
        try printVersionAndKernels()
        return
      }
      var command = try parseAsRoot()
      try command.run()
    } catch let stop as Stop {
      Foundation.exit(stop.status.rawValue)
    } catch {
      exit(withError: error)
    }
  }
}
