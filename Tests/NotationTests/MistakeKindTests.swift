import Autodiff
import Foundation
import TestSupport
import Testing

@testable import Notation

/// That every kind of mistake has its exact words in a golden file.
@Suite struct `Kinds of mistakes` {
  /// What cannot be the fault of a program that fits into a fixture, and where it is tested instead.
  private static let elsewhere: Set<String> = [
    "tooLong",  // below, with a golden file
    "tooManyScalars",  // takes millions of nodes: ScalarGraphTests
    "operandCount",  // only the library's callers can cause it: GraphTests
    "training", "graph",  // have kinds of their own
  ]

  /// The names of the cases of an enumeration, from its source.
  private func cases(of type: String, in file: String) throws -> [String] {
    var folder = URL(filePath: #filePath)
    while folder.lastPathComponent != "Tests" { folder.deleteLastPathComponent() }
    let url = folder.deletingLastPathComponent().appending(path: "Sources/\(file)")
    let text = try String(contentsOf: url, encoding: .utf8)
    let start = try #require(text.range(of: "enum \(type)"))
    var names: [String] = []
    for line in text[start.upperBound...].split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.first == "case", words.count > 1, !line.contains(": ") || line.contains("(") {
        guard !words[1].hasPrefix(".") else { break }
        names.append(String(words[1].prefix { $0 != "(" }))
      } else if words.first == "}" || words.first == "var" {
        break
      }
    }
    return names
  }

  /// What kinds a program's mistakes are of, the innermost ones.
  private func kinds(_ program: MistakenProgram) -> [String] {
    let source = SourceText(file: "p", bytes: program.bytes)
    guard case .mistakes(let mistakes) = Elaborator.attempt(source, program.options) else {
      return ["badClass"]
    }
    return mistakes.map { mistake in
      switch mistake.kind {
      case .training(let inner): "\(inner)".word
      case .graph(let inner): "\(inner)".word
      case let kind: "\(kind)".word
      }
    }
  }

  @Test func `each has a program among the fixtures`() throws {
    let all =
      try cases(of: "Kind", in: "Notation/Syntax/Mistake.swift")
      + cases(of: "TrainingMistake", in: "Notation/Diagnostics/TrainingMistake.swift")
      + cases(of: "GraphError", in: "Autodiff/Graph/GraphError.swift")
    #expect(all.count > 60)
    let seen = Set(MistakenProgram.all.flatMap { kinds($0) })
    for name in all where !Self.elsewhere.contains(name) {
      #expect(seen.contains(name), "no fixture has the mistake \(name)")
    }
  }

  @Test func `a program that is too long is refused in these words`() throws {
    let bytes = [UInt8](repeating: 0x20, count: Limits.sourceBytes + 1)
    try expectSnapshot(mistakes(bytes), named: "source-too-long.txt")
  }
}

extension String {
  fileprivate var word: String { String(prefix { $0 != "(" }) }
}
