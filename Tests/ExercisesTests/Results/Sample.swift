import Exercises
import Testing

/// Results that are called by a name when a test is told.
struct Sample: CustomTestStringConvertible {
  let name: String
  let results: CheckResults

  init(_ name: String, _ results: CheckResults) {
    self.name = name
    self.results = results
  }

  var testDescription: String { name }
}
