internal import Notation

/// Results as the `results.json` of an Exercism test runner, version 3.
///
/// `error` stands at the top only where nothing could be judged at all: a file that cannot be read, or
/// no answers where nothing is asked.
public enum ExercismResults {
  static func written(_ results: CheckResults) -> [UInt8] {
    let problems = results.files.compactMap { $0.problem }
    let isUnread = problems.count == results.files.count || results.of == 0
    if isUnread {
      let words = results.files.flatMap { $0.remarks }
      return failed(
        because: words.isEmpty ? "no answers were found" : words.joined(separator: "\n")
      )
    }
    return object(status: results.isFull ? "pass" : "fail", message: nil) { json in
      for file in results.files {
        for answer in file.answers {
          json.line(4)
          json.open("{")
          json.field("name", results.name(of: answer, in: file))
          json.field("status", answer.status)
          if answer.isWorthTelling { json.field("message", answer.message) }
          json.field("test_code", answer.line)
          json.close("}")
        }
      }
    }
  }

  /// A result that says only why nothing could be judged.
  public static func failed(because message: String) -> [UInt8] {
    object(status: "error", message: message) { _ in }
  }

  private static func object(
    status: String,
    message: String?,
    tests: (inout JSONText) -> Void
  ) -> [UInt8] {
    var json = JSONText()
    json.open("{")
    json.line(2)
    json.key("version")
    json.integer(3)
    json.line(2)
    json.field("status", status)
    json.line(2)
    json.key("message")
    if let message { json.string(message) } else { json.null() }
    json.line(2)
    json.key("tests")
    json.open("[")
    let before = json.bytes.count
    tests(&json)
    json.close("]", indent: json.bytes.count == before ? nil : 2)
    json.close("}", indent: 0)
    json.raw("\n")
    return json.bytes
  }
}

extension CheckedAnswer {
  /// `pass`, `fail`, or `error` for what is no number.
  var status: String { counts ? "pass" : answer.verdict == .unreadable ? "error" : "fail" }
}
