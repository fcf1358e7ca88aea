import Exercises
import Foundation
import Testing

/// The formats that are JSON, as other programs read them.
struct JSONFormatTests {
  static let formats: [ResultFormat] = [.json, .gradescope, .exercism, .classroom]

  private func read(_ format: ResultFormat, _ results: CheckResults) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(format.written(results)))
  }

  private func object(_ format: ResultFormat, _ results: CheckResults) throws -> [String: Any] {
    try #require(try read(format, results) as? [String: Any])
  }

  private func tests(_ object: [String: Any]) throws -> [[String: Any]] {
    try #require(object["tests"] as? [[String: Any]])
  }

  @Test(arguments: formats, SampleResults.all)
  func `all of it is JSON`(
    _ format: ResultFormat,
    _ sample: Sample
  ) throws {
    _ = try read(format, sample.results)
  }

  @Test func `gradus-check holds what was given as it was given`() throws {
    let sheet = try object(.json, SampleResults.single())
    #expect(sheet["format"] as? String == "gradus-check/1")
    #expect(sheet["score"] as? Int == 3)
    #expect(sheet["of"] as? Int == 7)
    #expect(sheet["points"] as? Double == 3)
    #expect(sheet["points_possible"] as? Double == 7.6)
    let answers = try #require(sheet["answers"] as? [[String: Any]])
    #expect(
      answers.map { $0["verdict"] as? String } == [
        "correct", "imprecise", "wrong", "follows", "wrong", "unreadable", "blank",
      ]
    )
    #expect(answers[5]["given"] as? String == SampleResults.hostile)
    #expect(answers[3]["from"] as? String == "grad x")
    #expect(answers[2]["label"] as? String == "∂f/∂x")
    let diagnosis = try #require(answers[2]["diagnosis"] as? [[String: Any]])
    #expect(diagnosis.map { ($0["slips"] as? [Any])?.count } == [1, 2, 1])
    #expect(diagnosis[0]["ask"] as? String == "grad q")
    #expect(diagnosis[2]["ask"] == nil)
    let slips = try #require(diagnosis[1]["slips"] as? [[String: String]])
    #expect(
      slips == [["id": "subtraction-sign", "at": "q"], ["id": "no-upstream", "at": "f"]]
    )
    #expect(answers.allSatisfy { $0["right"] == nil })
    #expect((answers[5]["problem"] as? [String: Any])?["column"] as? Int == 9)
    let revealed = try object(.json, SampleResults.single(reveals: true))
    let rights = try #require(revealed["answers"] as? [[String: Any]]).map { $0["right"] }
    #expect(rights[2] as? Double == -4)
    #expect(rights[6] as? [[Double]] == [[0.1, -0.2], [0, 1]])
  }

  @Test func `a pile is an array, each file on a line of its own`() throws {
    let pile = SampleResults.pile
    let files = try #require(try read(.json, pile) as? [[String: Any]])
    #expect(files.map { $0["file"] as? String } == pile.files.map { $0.name })
    #expect(files.map { $0["problem"] != nil } == [false, false, true, false])
    let lines = String(decoding: ResultFormat.json.written(pile), as: UTF8.self).split(
      separator: "\n"
    )
    #expect(lines.count == files.count + 2)
    for line in lines.dropFirst().dropLast() {
      let text = line.hasSuffix(",") ? line.dropLast() : line
      _ = try JSONSerialization.jsonObject(with: Data(text.utf8))
    }
  }

  @Test func `answers of a lesson say which exercise they belong to`() throws {
    let answers = try #require(
      try object(.json, SampleResults.lesson)["answers"] as? [[String: Any]]
    )
    #expect(answers.map { $0["exercise"] as? String } == ["exr-sum", "exr-chain"])
  }

  @Test func `Gradescope adds up points, and shows texts as they are`() throws {
    let result = try object(.gradescope, SampleResults.single())
    #expect(result["score"] as? Double == 3)
    #expect(result["visibility"] as? String == "visible")
    #expect(result["output_format"] as? String == "text")
    let tests = try tests(result)
    #expect(tests.map { $0["max_score"] as? Double } == [1, 1, 2.5, 1, 1, 1, 0.1])
    #expect(tests.map { $0["score"] as? Double } == [1, 1, 0, 1, 0, 0, 0])
    #expect(tests.map { $0["number"] as? String } == ["1", "2", "3", "4", "5", "6", "7"])
    #expect(
      tests.map { $0["status"] as? String } == [
        "passed", "passed", "failed", "passed", "failed", "failed", "failed",
      ]
    )
    #expect(tests.allSatisfy { $0["output_format"] as? String == "text" })
    #expect(tests.allSatisfy { $0["name_format"] as? String == "text" })
    #expect(tests.allSatisfy { $0["visibility"] as? String == "visible" })
    #expect((tests[3]["output"] as? String)?.contains("follows from grad x") == true)
    let pile = try self.tests(try object(.gradescope, SampleResults.pile))
    #expect(pile.first?["number"] as? String == "1.1")
    #expect(pile.last?["number"] as? String == "4.1")
    #expect(pile.first?["name"] as? String == "ada.txt: q")
  }

  @Test(arguments: [
    (Sample("full", SampleResults.full), "pass"),
    (Sample("single", SampleResults.single()), "fail"),
    (Sample("empty", SampleResults.empty), "error"), (Sample("none", SampleResults.none), "error"),
    (Sample("bad", CheckResults([SampleResults.pile.files[2]], isPile: false)), "error"),
  ])
  func `Exercism's status is error only where nothing was judged`(
    _ sample: Sample,
    _ status: String
  ) throws {
    let result = try object(.exercism, sample.results)
    #expect(result["version"] as? Int == 3)
    #expect(result["status"] as? String == status)
    #expect((result["message"] as? String != nil) == (status == "error"))
    let names = try tests(result).map { $0["name"] as? String }
    #expect(names.allSatisfy { $0 != nil })
    #expect(names.isEmpty == (status == "error"))
  }

  @Test func `each of Exercism's tests that is not simply right has a message`() throws {
    let tests = try tests(try object(.exercism, SampleResults.single()))
    #expect(
      tests.map { $0["status"] as? String } == [
        "pass", "pass", "fail", "pass", "fail", "error", "fail",
      ]
    )
    #expect(tests.map { $0["message"] != nil } == [false, true, true, true, true, true, true])
    #expect(tests[2]["test_code"] as? String == "grad x = 4")
  }

  @Test func `the classroom's reporter finds the fields that it reads`() throws {
    let result = try object(.classroom, SampleResults.single())
    #expect(result["version"] as? Int == 1)
    #expect(result["status"] as? String == "fail")
    #expect(result["max_score"] as? Double == 7.6)
    let tests = try tests(result)
    #expect(tests.reduce(0) { $0 + ($1["score"] as? Double ?? .nan) } == 3)
    // Anything else than 0 is shown as "line undefined".
    #expect(tests.allSatisfy { $0["line_no"] as? Int == 0 })
    #expect(tests.allSatisfy { $0["message"] is String && $0["test_code"] is String })
    let full = try object(.classroom, SampleResults.full)
    #expect(full["status"] as? String == "pass")
    let bad = try object(.classroom, CheckResults([SampleResults.pile.files[2]], isPile: false))
    #expect(bad["status"] as? String == "error")
    #expect(try self.tests(bad).first?["status"] as? String == "error")
  }
}
