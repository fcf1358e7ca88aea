import Autodiff
import Exercises
import Foundation
import Notation
import TestSupport
import Testing

/// Cases worked out by hand outside the engine (Tests/Reference/slips.py): programs, answers, and what is to
/// be found in them.
struct ReferenceCases: Decodable {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    var name: String
    var program: String
    var answers: String
    var expect: [String: Expectation]
    var right: [String: Number]

    var testDescription: String { name }
  }

  struct Expectation: Decodable, Sendable {
    var verdict: String
    /// All verdicts that may be given, where that is open.
    var verdicts: [String]?
    /// Slips of which one must be named, each as the ids of one explanation.
    var slips: [[String]]?
    /// Whether one of them must be named first.
    var first: Bool?
    /// Where the first of them was made.
    var at: String?
    /// Whether no slip may be named.
    var none: Bool?
    var from: String?
  }

  /// A number or nested lists of them.
  enum Number: Decodable, Sendable {
    case number(Double)
    case list([Number])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .list(try container.decode([Number].self))
      }
    }

    var elements: [Double] {
      switch self {
      case .number(let number): [number]
      case .list(let list): list.flatMap { $0.elements }
      }
    }
  }

  var cases: [Case]

  static let all: [Case] = {
    guard let data = try? referenceData("slips.json"),
      let cases = try? JSONDecoder().decode(ReferenceCases.self, from: data)
    else { return [] }
    return cases.cases
  }()
}

struct ReferenceCaseTests {
  @Test func `the cases are there`() { #expect(ReferenceCases.all.count > 700) }

  @Test(arguments: ReferenceCases.all)
  func `what was done is found out`(_ test: ReferenceCases.Case) throws {
    let program = try Program.read(SourceText(file: "program", text: test.program))
    let marker = try Marker(Exercise(program))
    let sheet = AnswerSheet.read(
      SourceText(file: "answers", text: test.answers),
      knowing: NodeNames(of: program)
    )
    var options = Marker.Options()
    options.reveals = true
    let marked = marker.mark(sheet, options: options)
    for (name, expected) in test.expect {
      let answer = try #require(
        marked.answers.first { Self.isSame($0.quantity, name, in: program) },
        "no answer about \(name)"
      )
      let verdicts = expected.verdicts ?? [expected.verdict]
      #expect(verdicts.contains(answer.verdict.rawValue), "\(name): \(answer.verdict)")
      check(answer, expected, name)
      if let right = test.right[name], let computed = answer.right {
        #expect(zip(right.elements, computed.elements).allSatisfy { Self.isNear($0, $1) })
      }
    }
  }

  private func check(
    _ answer: MarkedAnswer,
    _ expected: ReferenceCases.Expectation,
    _ name: String
  ) {
    let named = answer.diagnosis.map { $0.slips.map { $0.id }.sorted() }
    if let slips = expected.slips?.map({ $0.sorted() }), answer.verdict.rawValue == expected.verdict
    {
      #expect(named.contains { slips.contains($0) }, "\(name): \(named) for \(slips)")
      if expected.first == true {
        #expect(named.first.map { slips.contains($0) } ?? false, "\(name): \(named) for \(slips)")
        if let place = expected.at {
          #expect(answer.diagnosis.first?.slips.first?.place == place)
        }
      }
    }
    if expected.none == true { #expect(named.isEmpty, "\(name): \(named)") }
    if let from = expected.from, answer.verdict == .follows { #expect(answer.from == from) }
  }

  /// Whether two ways to write a quantity mean the same.
  private static func isSame(_ a: String, _ b: String, in program: Program) -> Bool {
    if a == b { return true }
    let lines = SourceText(file: "names", text: "\(a) = 1\n\(b) = 1")
    return AnswerSheet.read(lines, knowing: NodeNames(of: program)).lastOfEach().entries.count == 1
  }

  private static func isNear(_ a: Double, _ b: Double) -> Bool {
    abs(a - b) <= 1e-8 * max(1e-3, abs(a), abs(b))
  }
}
