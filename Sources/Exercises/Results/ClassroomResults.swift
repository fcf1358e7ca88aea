internal import Notation

/// Results as GitHub Classroom's autograding reporter takes them from a test runner, version 1.
///
/// The reporter adds up `score` for the grade, shows a `message` only where the status is `error`, and
/// `test_code` always; a `line_no` that is not 0 it would show behind the name.
enum ClassroomResults {
  static func written(_ results: CheckResults) -> [UInt8] {
    var json = JSONText()
    json.open("{")
    json.line(2)
    json.key("version")
    json.integer(1)
    json.line(2)
    json.field("status", status(results))
    json.line(2)
    json.key("max_score")
    json.number(results.pointsPossible)
    json.line(2)
    json.key("tests")
    json.open("[")
    let before = json.bytes.count
    for file in results.files {
      if let problem = file.problem {
        json.line(4)
        let name = results.files.count > 1 ? file.name.escapingHidden + ": the file" : "the file"
        test(&json, name, "error", score: 0, problem.rendered(), code: "", file: file.name)
      }
      for answer in file.answers {
        json.line(4)
        let name = results.name(of: answer, in: file)
        let message = answer.isWorthTelling ? answer.message : ""
        test(
          &json,
          name,
          answer.status,
          score: answer.points,
          message,
          code: answer.code,
          file: file.name
        )
      }
    }
    json.close("]", indent: json.bytes.count == before ? nil : 2)
    json.close("}", indent: 0)
    json.raw("\n")
    return json.bytes
  }

  private static func status(_ results: CheckResults) -> String {
    if results.isFull { return "pass" }
    return results.files.allSatisfy { $0.problem != nil } ? "error" : "fail"
  }

  private static func test(
    _ json: inout JSONText,
    _ name: String,
    _ status: String,
    score: Double,
    _ message: String,
    code: String,
    file: String
  ) {
    json.open("{")
    json.field("name", name)
    json.field("status", status)
    json.key("score")
    json.number(score)
    json.field("message", message)
    json.field("test_code", code)
    json.field("filename", file)
    json.key("line_no")
    json.integer(0)
    json.key("duration")
    json.integer(0)
    json.close("}")
  }
}

extension CheckedAnswer {
  /// What the reporter shows below the name: the answer and, where it shows no message, what is to be said
  /// of it.
  fileprivate var code: String {
    answer.verdict == .correct || status == "error" ? line : line + "\n" + message
  }
}
