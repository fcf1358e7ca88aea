internal import Notation

/// Results as JSON of the form `gradus-check/1`.
///
/// One file is an object. A pile is an array of such objects, each on a line of its own, in order: a
/// reader of JSON takes it whole, and a tool that works by lines may drop the brackets and commas.
enum JSONResults {
  static func written(_ results: CheckResults) -> [UInt8] {
    var json = JSONText()
    if results.isPile || results.files.count != 1 {
      json.open("[")
      for file in results.files {
        json.line(0)
        write(file, &json, indent: nil)
      }
      json.close("]", indent: results.files.isEmpty ? nil : 0)
    } else {
      write(results.files[0], &json, indent: 2)
    }
    json.raw("\n")
    return json.bytes
  }

  /// A file's object; on one line where there is no indent.
  private static func write(_ file: CheckedFile, _ json: inout JSONText, indent: Int?) {
    func line(_ json: inout JSONText, _ depth: Int) { if let indent { json.line(indent * depth) } }
    json.open("{")
    line(&json, 1)
    json.key("format")
    json.string("gradus-check/1")
    line(&json, 1)
    json.key("file")
    json.string(file.name)
    line(&json, 1)
    json.key("score")
    json.integer(file.score)
    json.key("of")
    json.integer(file.of)
    line(&json, 1)
    json.key("points")
    json.number(file.points)
    json.key("points_possible")
    json.number(file.pointsPossible)
    line(&json, 1)
    json.key("strict")
    json.boolean(file.isStrict)
    if let problem = file.problem {
      line(&json, 1)
      json.key("problem")
      problem.write(&json)
    }
    line(&json, 1)
    json.key("answers")
    json.open("[")
    let answers = file.answersAndStrays
    for answer in answers {
      line(&json, 2)
      write(answer, &json)
    }
    json.close("]", indent: answers.isEmpty ? nil : indent)
    line(&json, 1)
    json.key("notices")
    write(file.allNotices, &json)
    json.close("}", indent: indent == nil ? nil : 0)
  }

  private static func write(_ checked: CheckedAnswer, _ json: inout JSONText) {
    let answer = checked.answer
    json.open("{")
    if !checked.exercise.isEmpty { json.field("exercise", checked.exercise) }
    json.field("quantity", answer.quantity)
    if let label = answer.label { json.field("label", label) }
    json.field("given", answer.given)
    json.field("verdict", answer.verdict.rawValue)
    if let from = answer.from { json.field("from", from) }
    json.key("points")
    json.number(checked.points)
    json.key("points_possible")
    json.number(answer.points)
    json.key("diagnosis")
    json.open("[")
    for explanation in answer.diagnosis { write(explanation, &json) }
    json.close("]")
    if let problem = answer.problem {
      json.key("problem")
      problem.write(&json)
    }
    json.key("notices")
    write(answer.notices, &json)
    if let right = answer.right {
      json.key("right")
      json.tensor(right)
    }
    json.close("}")
  }

  private static func write(_ explanation: Explanation, _ json: inout JSONText) {
    json.open("{")
    json.key("slips")
    json.open("[")
    for slip in explanation.slips {
      json.open("{")
      json.field("id", slip.id)
      json.field("at", slip.place)
      json.close("}")
    }
    json.close("]")
    json.field("message", explanation.message)
    if let ask = explanation.ask { json.field("ask", ask) }
    json.close("}")
  }

  private static func write(_ notices: [Diagnostic], _ json: inout JSONText) {
    json.open("[")
    for notice in notices { notice.write(&json) }
    json.close("]")
  }
}

extension JSONText {
  /// A name and a text.
  mutating func field(_ key: String, _ text: String) {
    self.key(key)
    string(text)
  }
}
