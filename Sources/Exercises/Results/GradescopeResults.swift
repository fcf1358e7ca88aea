internal import Notation

/// Results as the `results.json` that Gradescope takes from an autograder.
///
/// The score counts points. All texts are declared as plain, so that nothing in an answer is taken for
/// markup. Where several files are handed in, they make one result, and tests are numbered 1.1, 1.2, 2.1.
enum GradescopeResults {
  static func written(_ results: CheckResults) -> [UInt8] {
    var json = JSONText()
    json.open("{")
    json.line(2)
    json.key("score")
    json.number(results.points)
    json.line(2)
    json.field("output", output(results))
    json.line(2)
    json.field("output_format", "text")
    json.line(2)
    json.field("visibility", "visible")
    json.line(2)
    json.key("tests")
    json.open("[")
    var isEmpty = true
    for (place, file) in results.files.enumerated() {
      for (index, answer) in file.answers.enumerated() {
        isEmpty = false
        json.line(4)
        let number = String(index + 1)
        json.open("{")
        json.key("score")
        json.number(answer.points)
        json.key("max_score")
        json.number(answer.answer.points)
        json.field("status", answer.counts ? "passed" : "failed")
        json.field("name", results.name(of: answer, in: file))
        json.field("name_format", "text")
        json.field("number", results.files.count > 1 ? String(place + 1) + "." + number : number)
        json.field("output", answer.line + "\n" + answer.message)
        json.field("output_format", "text")
        json.field("visibility", "visible")
        json.close("}")
      }
    }
    json.close("]", indent: isEmpty ? nil : 2)
    json.close("}", indent: 0)
    json.raw("\n")
    return json.bytes
  }

  private static func output(_ results: CheckResults) -> String {
    var lines = [results.scoreWords]
    for file in results.files { lines += file.remarks }
    return lines.joined(separator: "\n")
  }
}
