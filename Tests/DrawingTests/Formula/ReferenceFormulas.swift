import Foundation
import TestSupport
import Testing

/// A formula of `Tests/Reference/formulas.json`: what a course on deep learning writes.
struct ReferenceFormula: CustomTestStringConvertible, Sendable {
  let name: String
  let tex: String

  var testDescription: String { name }

  static let all: [ReferenceFormula] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().path
    guard let data = try? referenceData("formulas.json", filePath: folder),
      let pairs = try? JSONDecoder().decode([[String]].self, from: data)
    else { return [] }
    return pairs.map { ReferenceFormula(name: $0[0], tex: $0[1]) }
  }()
}
