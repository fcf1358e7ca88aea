import Foundation
import TestSupport
import Testing

/// The TeX of `formulas.json`.
func referenceFormulas() throws -> [String] {
  let pairs = try JSONSerialization.jsonObject(with: referenceData("formulas.json"))
  return try #require(pairs as? [[String]]).map { try #require($0.last) }
}
