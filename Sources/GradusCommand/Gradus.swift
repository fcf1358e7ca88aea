internal import ArgumentParser
internal import Foundation

/// The command line; each verb is a file of this folder.
@main
struct GradusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gradus",
    abstract: "Neural networks on the blackboard: every value, every contribution, step by step.",
    discussion: """
      A first look:
        gradus trace 'f = (x + y) * z; backward f' --set x=-2 --set y=5 --set z=-4
        gradus new my-course && gradus build my-course
      """,
    version: "0.1.0",
    subcommands: [TraceCommand.self])

  static func main() {
    // A reader that goes away ends the output, not the program with a signal.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let stop as Stop {
      Foundation.exit(stop.status.rawValue)
    } catch {
      exit(withError: error)
    }
  }
}
