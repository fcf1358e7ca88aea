import Exercises
import Foundation
import TestSupport
import Testing

/// What all formats have in common, and a golden file of each.
struct ResultFormatTests {
  private func text(_ format: ResultFormat, _ results: CheckResults) -> String {
    String(decoding: format.written(results), as: UTF8.self)
  }

  @Test(arguments: ResultFormat.allCases)
  func `a sheet with everything in it is written as it should be`(_ format: ResultFormat) throws {
    let ending = format.fileEnding
    try expectSnapshot(text(format, SampleResults.single()), named: "\(format.rawValue).\(ending)")
  }

  @Test(arguments: ResultFormat.allCases)
  func `a pile is written as it should be`(_ format: ResultFormat) throws {
    let name = "\(format.rawValue)-pile.\(format.fileEnding)"
    try expectSnapshot(text(format, SampleResults.pile), named: name)
  }

  @Test(arguments: ResultFormat.allCases, SampleResults.all)
  func `right values are told only where they are given`(
    _ format: ResultFormat,
    _ sample: Sample
  ) {
    let hasRight = sample.name == "revealed"
    let tells = text(format, sample.results).contains("0.5124")
    // A pile's table and summary have no room for them.
    #expect(tells == hasRight)
  }

  @Test(arguments: ResultFormat.allCases, SampleResults.all)
  func `nothing that a terminal obeys, and nothing that turns the writing, is written raw`(
    _ format: ResultFormat,
    _ sample: Sample
  ) {
    let bytes = format.written(sample.results)
    #expect(!bytes.contains { $0 < 0x20 && $0 != 0x0A })
    #expect(!text(format, sample.results).unicodeScalars.contains("\u{202E}"))
    #expect(bytes.last == 0x0A)
  }

  @Test func `only text is coloured, and only if that is wanted`() {
    for format in ResultFormat.allCases {
      let coloured = format.written(SampleResults.single(), isColoured: true)
      #expect(coloured.contains(0x1B) == (format == .text))
    }
  }

  @Test(arguments: [
    (Sample("full", SampleResults.full), nil),
    (
      Sample("single", SampleResults.single()),
      "answers.txt: 3 of 7 answers count, 3 of 7.6 points; grad x (∂f/∂x) is wrong, grad b is wrong, "
    ),
    (Sample("pile", SampleResults.pile), "2 of 4 files are not fully right; 5 of 10 answers count"),
    (
      Sample("lesson", SampleResults.lesson),
      "answers.txt: 1 of 2 answers count; exr-chain: grad x is blank"
    ),
  ])
  func `one line says what is wrong`(_ sample: Sample, _ start: String?) throws {
    guard let start else {
      #expect(sample.results.complaint == nil)
      return
    }
    let complaint = try #require(sample.results.complaint)
    #expect(complaint.hasPrefix(start), "\(complaint)")
    #expect(!complaint.unicodeScalars.contains { $0.value < 0x20 })
  }

  @Test func `strict sheets score less, and say so`() {
    let text = text(.text, SampleResults.single(isStrict: true))
    #expect(text.hasSuffix("\n2 of 7 answers count, 2 of 7.6 points (strict)\n"))
  }

  @Test func `points that are no binary fractions add up as people add them`() {
    let third = MarkedAnswer(quantity: "q", given: "1", verdict: .correct, points: 0.1)
    let sheet = MarkedSheet(answers: [third, third, third])
    let file = CheckedFile(name: "a", parts: [.init(sheet)])
    #expect(file.points == 0.3)
    #expect(text(.gradescope, CheckResults([file], isPile: false)).contains("\"score\": 0.3,"))
  }
}

extension ResultFormat {
  /// What a golden file's name ends with.
  var fileEnding: String {
    switch self {
    case .text: "txt"
    case .junit: "xml"
    case .csv: "csv"
    case .json, .gradescope, .exercism, .classroom: "json"
    }
  }
}
