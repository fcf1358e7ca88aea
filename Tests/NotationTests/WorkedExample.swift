import Autodiff
import Foundation
import TestSupport
import Testing

/// An entry of `worked-examples.json` with a program.
struct WorkedExample: CustomTestStringConvertible, Sendable {
  /// What one use hands back, as the file tells it.
  struct Contribution: Sendable {
    var through: String
    var value: Tensor
  }

  var id = ""
  var program = ""
  var output = ""
  /// Names and values of inputs and steps.
  var values: [String: Tensor] = [:]
  var gradients: [String: Tensor] = [:]
  var contributions: [String: [Contribution]] = [:]
  var rowContributions: [String: [Tensor]] = [:]

  var testDescription: String { id }

  /// All entries whose program runs forward and back once.
  static let all: [WorkedExample] = {
    guard let data = try? referenceData("worked-examples.json"),
      let file = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let examples = file["examples"] as? [[String: Any]]
    else { return [] }
    return examples.compactMap(WorkedExample.init)
  }()

  private init?(_ entry: [String: Any]) {
    guard let lines = entry["program"] as? [String],
      !lines.contains(where: { $0.contains("minimize") })
    else { return nil }
    id = entry["id"] as? String ?? ""
    program = lines.joined(separator: "\n")
    output = entry["output"] as? String ?? ""
    for (name, value) in entry["inputs"] as? [String: Any] ?? [:] {
      if let tensor = Tensor(reference: value) { values[name] = tensor }
    }
    for step in entry["steps"] as? [[String: Any]] ?? [] where step["at"] == nil {
      if let name = step["name"] as? String, let tensor = Tensor(reference: step["value"]) {
        values[name] = tensor
      }
    }
    for (name, value) in entry["gradients"] as? [String: Any] ?? [:] {
      gradients[name] = Tensor(reference: value)
    }
    for (name, list) in entry["contributions"] as? [String: [[String: Any]]] ?? [:] {
      contributions[name] = list.compactMap { entry in
        guard let value = Tensor(reference: entry["value"]) else { return nil }
        return Contribution(through: entry["through"] as? String ?? "", value: value)
      }
    }
    for (name, list) in entry["row_contributions"] as? [String: [[String: Any]]] ?? [:] {
      rowContributions[name] = list.compactMap { Tensor(reference: $0["value"]) }
    }
  }
}

extension Tensor {
  /// A number or nested lists of numbers as the reference file writes them; nil for anything else.
  init?(reference: Any?) {
    if let text = reference as? String {
      guard let number = Tensor.number(text) else { return nil }
      self.init(number)
      return
    }
    guard let list = reference as? [Any] else { return nil }
    let parts = list.compactMap { Tensor(reference: $0) }
    guard parts.count == list.count, let first = parts.first else { return nil }
    guard parts.allSatisfy({ $0.shape == first.shape }) else { return nil }
    self.init(
      shape: Shape([parts.count] + first.shape.axes),
      elements: parts.flatMap { $0.elements }
    )
  }

  /// An integer, a fraction or a decimal.
  private static func number(_ text: String) -> Double? {
    let parts = text.split(separator: "/")
    guard let first = parts.first.flatMap({ Double($0) }) else { return nil }
    guard parts.count == 2 else { return parts.count == 1 ? first : nil }
    return Double(parts[1]).map { first / $0 }
  }
}
