import Autodiff
import Notation
import TestSupport
import Testing

@testable import Exchange

@Suite("What is said")
struct MessageTests {
  @Test func `of what cannot leave`() throws {
    let node = NodeID(3)
    let mistakes: [ExportMistake] = [
      .cannotExpress(node, label: "ctc(p, y)", operation: "ctc", because: .noOperator),
      .cannotExpress(node, label: "y[0]", operation: "max of scalars", because: .openedIntoScalars),
      .cannotExpress(node, label: "x.T", operation: "transpose", because: .mixesSamples),
      .nothingComputed, .noSuchNode("alhpa", nearest: "alpha"),
      .noSuchNode("\u{1B}[1m", nearest: nil),
      .givenOutput("x"), .tooManyArrays(found: 70_000, limit: 65_535),
      .tooLarge(bytes: 5_000_000_000, limit: 4_294_967_295),
    ]
    try expectSnapshot(told(mistakes.map { ($0.message, $0.help) }), named: "export.txt")
  }

  @Test func `of what cannot come in`() throws {
    let place = OnnxMistake.Place(name: "first", operation: "Gemm", byte: 12)
    let mistakes: [OnnxMistake] = [
      .truncated(byte: 9, inside: "a node"), .unreadable(byte: 4, expected: "a text in UTF-8"),
      .tooManyParts(byte: 7, limit: 2_000_000), .noGraph, .oldOperators(version: 6, least: 7),
      .ownFunctions("mine"), .externalData("W", byte: 80), .sparse, .kind("W", found: 9, byte: 3),
      .kind("W", found: 14, byte: 3), .kind("W", found: 8, byte: 3),
      .count("W", claimed: 6, found: 5, byte: 3), .notFinite("W", byte: 3), .noOperation(place),
      .form(place, expected: "two matrices", found: "[2] and [2, 3]"), .noValue("h", place),
      .noSuchName("yy", isInput: false, nearest: "y"),
      .noSuchName("z", isInput: true, nearest: nil),
      .sample(input: "x", expected: "784 numbers", found: "3"),
      .unnamedSample(inputs: ["x", "y"]), .tooLarge(numbers: 25_000_000, limit: 5_000_000),
    ]
    try expectSnapshot(told(mistakes.map { ($0.message, $0.help) }), named: "import.txt")
  }

  @Test func `of arrays`() throws {
    let mistakes: [NumPyMistake] = [
      .noArrays, .truncated(byte: 20), .unreadable(byte: 10, expected: "'{'"), .packed("x.npy"),
      .unpacked("x.npy"), .damaged("x.npy"), .kind("<c8", byte: 20), .tooMany(limit: 67_108_864),
    ]
    try expectSnapshot(told(mistakes.map { ($0.message, $0.help) }), named: "arrays.txt")
  }

  private func told(_ messages: [(message: String, help: String?)]) -> String {
    messages.map { $0.message + ($0.help.map { "\n  help: " + $0 } ?? "") + "\n" }.joined()
  }
}
