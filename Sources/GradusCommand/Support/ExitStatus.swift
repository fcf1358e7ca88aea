internal import Notation
internal import Publishing

/// How the program ends; the numbers are those of `sysexits.h`.
enum ExitStatus: Int32 {
  /// All is well.
  case fine = 0
  /// An expectation or an answer is wrong.
  case wrong = 1
  /// The command line cannot be used.
  case usage = 64
  /// The input cannot be used.
  case data = 65
  /// A file that the command line names cannot be read.
  case noInput = 66
  /// The destination cannot be written.
  case cannotCreate = 73
  /// Somebody ended it with Ctrl-C, and what was reached by then has been told.
  case interrupted = 130
}

/// Ends the program after everything has been said.
struct Stop: Error {
  var status: ExitStatus

  init(status: ExitStatus) { self.status = status }

  /// Says what is wrong, and what to do about it, before the program ends.
  init(_ status: ExitStatus, _ message: String, help: String? = nil) {
    self.status = status
    Console.complain("gradus: \(message.escapingHidden)\n")
    if let help { Console.complain("  help: \(help.escapingHidden)\n") }
  }

  /// Tells mistakes in the input.
  init(_ diagnostics: Diagnostics) {
    status = .data
    Console.complain(diagnostics.rendered())
  }

  /// Tells why nothing was written.
  init(_ error: PublishError) {
    self.init(error.isMisuse ? .usage : .cannotCreate, error.message, help: error.help)
  }
}
