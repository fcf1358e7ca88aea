import Foundation
import TestSupport
import Testing

/// An entry of `worked-examples.json`, as far as these tests read it.
struct WorkedExample: CustomTestStringConvertible {
  let id: String
  let item: String
  private let inputs: [String: Any]
  private let steps: [[String: Any]]

  var testDescription: String { id }

  /// All entries whose id begins so.
  static func all(_ prefix: String) throws -> [WorkedExample] {
    let object = try JSONSerialization.jsonObject(with: referenceData("worked-examples.json"))
    let entries = try #require((object as? [String: Any])?["examples"] as? [[String: Any]])
    let found = entries.filter { ($0["id"] as? String ?? "").hasPrefix(prefix) }
    try #require(!found.isEmpty, "no entry begins with \(prefix)")
    return found.map { entry in
      WorkedExample(
        id: entry["id"] as? String ?? "",
        item: entry["item"] as? String ?? "",
        inputs: entry["inputs"] as? [String: Any] ?? [:],
        steps: entry["steps"] as? [[String: Any]] ?? []
      )
    }
  }

  static func one(_ id: String) throws -> WorkedExample {
    try #require(try all(id).first { $0.id == id })
  }

  func scalar(_ name: String) throws -> Double { try Self.number(inputs[name]) }

  func vector(_ name: String) throws -> [Double] {
    try #require(inputs[name] as? [Any], "\(id): \(name)").map(Self.number)
  }

  func matrix(_ name: String) throws -> [[Double]] {
    try #require(inputs[name] as? [[Any]], "\(id): \(name)").map { try $0.map(Self.number) }
  }

  /// The value of the step `name` of the row, presentation or step `at`.
  func step(_ name: String, at: Int? = nil) throws -> [Double] {
    let found = steps.first { $0["name"] as? String == name && $0["at"] as? Int == at }
    let value = try #require(found?["value"], "\(id): \(name) at \(String(describing: at))")
    if let list = value as? [Any] { return try list.map(Self.number) }
    return [try Self.number(value)]
  }

  /// A step whose value has rows and columns.
  func matrixStep(_ name: String) throws -> [[Double]] {
    let value = steps.first { $0["name"] as? String == name }?["value"]
    return try #require(value as? [[Any]]).map { try $0.map(Self.number) }
  }

  func has(_ name: String, at: Int? = nil) -> Bool {
    steps.contains { $0["name"] as? String == name && $0["at"] as? Int == at }
  }

  func text(_ name: String, at: Int) -> String? {
    steps.first { $0["name"] as? String == name && $0["at"] as? Int == at }?["text"] as? String
  }

  /// How many presentations, rows or steps there are.
  var count: Int { steps.compactMap { $0["at"] as? Int }.max() ?? 0 }

  private static func number(_ value: Any?) throws -> Double {
    let parts = try #require(value as? String).split(separator: "/")
    let first = try #require(Double(parts[0]))
    return parts.count == 2 ? first / (try #require(Double(parts[1]))) : first
  }
}

/// Whether two lists of numbers agree to 1e-12.
func agree(_ a: [Double], _ b: [Double]) -> Bool {
  a.count == b.count
    && zip(a, b).allSatisfy { ($0 - $1).magnitude <= 1e-12 * max(1, $1.magnitude) }
}
