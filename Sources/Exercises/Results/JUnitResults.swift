internal import Notation

/// Results as XML, in the shape that `swift test --xunit-output` writes: a suite a file, a test an
/// answer.
///
/// An answer that counts, but is not simply right, says why in `system-out`. Nothing is `skipped`: a
/// blank answer fails. No time is told, so that the same answers give the same bytes.
enum JUnitResults {
  static func written(_ results: CheckResults) -> [UInt8] {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
    for file in results.files { text += suite(file) }
    return Array((text + "</testsuites>\n").utf8)
  }

  private static func suite(_ file: CheckedFile) -> String {
    let name = XMLText.escaped(file.name)
    let answers = file.answers
    let isBad = file.problem != nil
    let tests = answers.count + (isBad ? 1 : 0)
    let failures = answers.count { !$0.counts } + (isBad ? 1 : 0)
    var text =
      "  <testsuite name=\"\(name)\" errors=\"0\" tests=\"\(tests)\" failures=\"\(failures)\""
      + " skipped=\"0\" time=\"0\">\n"
    if let problem = file.problem {
      text += test(name, "the file", failure: problem.rendered())
    }
    for answer in answers {
      text += test(
        name,
        answer.name,
        failure: answer.counts ? nil : answer.line + ": " + answer.message,
        remark: answer.isWorthTelling ? answer.message : nil
      )
    }
    let remarks = file.remarks.dropFirst(isBad ? 1 : 0)
    if !remarks.isEmpty {
      let words = remarks.joined(separator: "\n")
      text += "    <system-out>\(XMLText.escaped(words))</system-out>\n"
    }
    return text + "  </testsuite>\n"
  }

  private static func test(
    _ suite: String,
    _ name: String,
    failure: String?,
    remark: String? = nil
  ) -> String {
    let start = "    <testcase classname=\"\(suite)\" name=\"\(XMLText.escaped(name))\" time=\"0\" "
    if let failure {
      return start
        + ">\n      <failure message=\"\(XMLText.escaped(failure))\" />\n    </testcase>\n"
    }
    guard let remark else { return start + "/>\n" }
    return start
      + ">\n      <system-out>\(XMLText.escaped(remark))</system-out>\n    </testcase>\n"
  }
}
