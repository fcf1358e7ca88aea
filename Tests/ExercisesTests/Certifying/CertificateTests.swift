import Exercises
import Notation
import TestSupport
import Testing
import Foundation

/// How well an exercise's numbers tell slips from the right rule.
struct CertificateTests {
  @Test func `equal factors cannot tell which of them was taken`() throws {
    let exercise = try exercise("x = 3; z = 3; q = x * z; backward q; ask grad x; ask grad z")
    let certificate = try Certificate(exercise, suggesting: true)
    let confusion = try #require(
      certificate.confusions.first { $0.slip == "swapped-operands" }
    )
    #expect(confusion.reason == "since x = z")
    #expect(confusion.remedy == "x = 4")
    #expect(!certificate.isPerfect)
    #expect(certificate.applicable > certificate.toldApart)
  }

  @Test func `different factors can`() throws {
    let exercise = try exercise("x = 3; z = 5; q = x * z; backward q; ask grad x; ask grad z")
    let certificate = try Certificate(exercise)
    #expect(certificate.isPerfect, "\(certificate.confusions)")
    #expect(certificate.summary.hasSuffix("told apart"))
  }

  @Test(arguments: [
    ("x = 1.5; h = relu(x); backward h; ask grad x", "relu-gate-ignored"),
    ("x = 2; b = 0; w = 3; y = w * x + b; ask y", "bias-forgotten"),
    ("x = 1; y = 2 * log(x) + 3; ask y", "log-base"),
  ])
  func `numbers that hide a slip are found`(_ program: String, _ slip: String) throws {
    let certificate = try Certificate(try exercise(program))
    #expect(certificate.confusions.contains { $0.slip == slip }, "\(certificate.confusions)")
  }

  /// Worked examples from outside: right answers are right, and every slip is named for its own number.
  @Test(arguments: try WorkedPrograms.all())
  func `the marking of an exercise stands its own test`(_ example: WorkedPrograms.Example) throws {
    var exercise = try exercise(example.program)
    let run = try exercise.program.run()
    let place = SourceLocation(file: "program", line: 1, column: 1)
    let graph = exercise.program.graph
    for node in graph.namedNodes.prefix(5) {
      guard let name = graph.name(of: node) else { continue }
      if !graph.isLeaf(node), run.value(of: node).isFinite {
        exercise.questions.append(.init(Quantity(name), location: place))
      }
      if let gradient = run.gradient(of: node), gradient.isFinite, graph.varies(node),
        gradient.elements.count <= 6
      {
        exercise.questions.append(.init(Quantity(name, .gradient), location: place))
      }
    }
    #expect(try Certificate.rehearse(exercise) == [])
  }
}

/// The programs of worked-examples.json.
enum WorkedPrograms {
  struct Example: Sendable, CustomTestStringConvertible {
    var id: String
    var program: String
    var testDescription: String { id }
  }

  private struct File: Decodable {
    struct Entry: Decodable {
      var id: String
      var program: [String]?
    }
    var examples: [Entry]
  }

  static func all() throws -> [Example] {
    let file = try JSONDecoder().decode(File.self, from: referenceData("worked-examples.json"))
    return file.examples.compactMap { entry in
      entry.program.map { Example(id: entry.id, program: $0.joined(separator: "\n")) }
    }
  }
}
