import Autodiff
import Exact
import Foundation
import TestSupport
import Testing

/// An entry of `worked-examples.json` with a program: its values and gradients as they are written there,
/// fractions in full, other numbers rounded to 20 digits.
struct ExactExample: CustomTestStringConvertible, Sendable {
  var id: String
  var program: String
  var values: [String: [String]] = [:]
  var gradients: [String: [String]] = [:]
  var testDescription: String { id }

  static let all: [ExactExample] = {
    guard let data = try? referenceData("worked-examples.json"),
      let file = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let examples = file["examples"] as? [[String: Any]]
    else { return [] }
    return examples.compactMap(ExactExample.init)
  }()

  private init?(_ entry: [String: Any]) {
    guard let lines = entry["program"] as? [String],
      !lines.contains(where: { $0.contains("minimize") })
    else { return nil }
    id = entry["id"] as? String ?? ""
    program = lines.joined(separator: "\n")
    for step in entry["steps"] as? [[String: Any]] ?? [] where step["at"] == nil {
      if let name = step["name"] as? String { values[name] = ExactExample.texts(step["value"]) }
    }
    for (name, value) in entry["gradients"] as? [String: Any] ?? [:] {
      gradients[name] = ExactExample.texts(value)
    }
  }

  private static func texts(_ value: Any?) -> [String] {
    if let text = value as? String { return [text] }
    return (value as? [Any] ?? []).flatMap { texts($0) }
  }
}

@Suite struct WorkedExampleTests {
  @Test(arguments: ExactExample.all)
  func `fractions are those that were worked out elsewhere`(example: ExactExample) throws {
    let traced = try Traced(example.program)
    let graph = traced.exact.run.trace.graph
    for (name, expected) in example.values {
      guard let node = graph.node(named: name) else { continue }
      compare(traced.exact.value(of: node), expected, name)
    }
    for (name, expected) in example.gradients {
      guard let node = graph.node(named: name), let exact = traced.exact.gradient(of: node) else {
        continue
      }
      compare(exact, expected, "grad \(name)")
    }
    for (name, node) in zip(graph.names, graph.namedNodes) {
      agree(traced.exact.value(of: node), traced.exact.run.trace.value(of: node), name)
      if let exact = traced.exact.gradient(of: node),
        let double = traced.exact.run.trace.gradient(of: node)
      {
        agree(exact, double, "grad \(name)")
      }
    }
  }

  /// A few units in the last place, or a few of those of numbers around 1 where such ones cancel.
  private func agree(_ exact: ExactTensor, _ double: Tensor, _ name: String) {
    for (number, double) in zip(exact.elements, double.elements) {
      guard let number = number.rational else { continue }
      let isNear =
        number.unitsInTheLastPlace(of: double) <= 20
        || abs(number.nearestDouble - double) <= 20 * Double.ulpOfOne
      #expect(isNear, "\(name): \(number.fraction) and \(double)")
    }
  }

  @Test func `many of them are fractions throughout`() throws {
    let rational = try ExactExample.all.filter { try Traced($0.program).exits.isEmpty }
    #expect(ExactExample.all.count > 100)
    #expect(rational.count >= 40, "\(rational.count)")
  }

  private func compare(_ exact: ExactTensor, _ expected: [String], _ name: String) {
    guard exact.elements.count == expected.count else {
      Issue.record("\(name) has another shape")
      return
    }
    for (number, text) in zip(exact.elements, expected) {
      let isFraction = !text.contains(".") && !text.contains("e")
      guard let number = number.rational else { continue }
      if isFraction {
        #expect(number.fraction == text, "\(name)")
      } else {
        // Rounded to 20 digits there, to 17 here.
        #expect(number.nearestDouble == Double(text), "\(name)")
      }
    }
  }
}
