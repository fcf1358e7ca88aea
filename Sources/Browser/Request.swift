internal import Notation

/// What a page asks.
struct Request {
  /// A program's text, in whatever bytes the page has.
  var program: [UInt8]
  /// Names and values, each ended by a zero byte, in any order and number: `set` `x=-2` `expand`
  /// `sigmoid,softmax` `file` `neuron.grad`.
  var options: [UInt8]

  /// Runs the program forward and back.
  func traced() -> Answer {
    var options = Program.Options()
    var file = "<program>"
    for (name, value) in fields() {
      do throws(OptionMistake) {
        switch name {
        case "file": file = value
        case "expand": try options.open(value)
        case "set": try options.set(value, called: "set")
        default: return Request.refusal("expected the option set, expand or file, found '\(name)'")
        }
      } catch {
        return Request.refusal(error, name)
      }
    }
    do throws(Diagnostics) {
      let source = SourceText(file: file, bytes: program)
      let program = try Program.read(source, options: options)
      let run = try program.run()
      if let mistake = program.unusableSetting { return Request.refusal(mistake, "set") }
      let failed = run.expectations.filter { !$0.passed }.map { $0.diagnostic }
      return Answer(
        status: failed.isEmpty ? 0 : 1,
        output: run.json(),
        complaints: Diagnostics(failed)
      )
    } catch {
      return Answer(status: 65, complaints: error)
    }
  }

  /// The options as pairs; a name without a value has an empty one.
  func fields() -> [(name: String, value: String)] {
    var texts = options.split(separator: 0, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    if texts.last?.isEmpty == true { texts.removeLast() }
    return stride(from: 0, to: texts.count, by: 2).map { i in
      (texts[i], i + 1 < texts.count ? texts[i + 1] : "")
    }
  }

  private static func refusal(_ mistake: OptionMistake, _ option: String) -> Answer {
    if case .value(let diagnostics) = mistake {
      return Answer(status: 64, complaints: diagnostics)
    }
    return refusal(mistake.message(option), help: mistake.help)
  }

  /// The options cannot be used, whatever the program is.
  static func refusal(_ message: String, help: String? = nil) -> Answer {
    let place = SourceLocation(file: "<options>", line: 1, column: 1)
    return Answer(
      status: 64,
      complaints: Diagnostics([Diagnostic(.error, message, at: place, help: help)])
    )
  }
}
