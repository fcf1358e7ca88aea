import DataFiles
import Foundation
import Learning
import TestSupport
import Testing

/// The digits against scikit-learn's copy of them; see `Tests/Reference/generate_data.py`.
struct DigitsTests {
  struct Figures: Decodable {
    struct Digits: Decodable {
      var sums: [Int]
      var classes: [Int]
      var first: [Int]
      var first_classes: [Int]
      var explained: [Double]
      var rank: Int
    }
    var digits: Digits
  }

  @Test func `the digits are those of scikit-learn`() throws {
    let figures = try JSONDecoder().decode(Figures.self, from: referenceData("data-figures.json"))
      .digits
    let set: DataSet<Float> = try BuiltInDigits.load()
    #expect(set.rowCount == 1797)
    #expect(set.sampleShape == [8, 8])
    #expect(set.row(0).map { Int($0) } == figures.first)
    var sums = [Int](repeating: 0, count: 64)
    for row in 0..<set.rowCount {
      for (column, pixel) in set.row(row).enumerated() { sums[column] += Int(pixel) }
    }
    #expect(sums == figures.sums)
    let classes = try #require(set.targets.classIndices)
    #expect(Array(classes[..<20]) == figures.first_classes)
    #expect((0..<10).map { c in classes.filter { $0 == c }.count } == figures.classes)
    #expect(BuiltInDigits.attribution.contains("CC BY 4.0"))
  }

  @Test func `the digits vary in the directions that scikit-learn finds`() throws {
    let figures = try JSONDecoder().decode(Figures.self, from: referenceData("data-figures.json"))
      .digits
    let set: DataSet<Float> = try BuiltInDigits.load()
    let whitening = try Whitening(.sample, fittedOn: Array(0..<set.rowCount), of: set)
    #expect(whitening.variances.count == figures.rank)
    for (found, wanted) in zip(whitening.explained, figures.explained) {
      #expect((found - wanted).magnitude < 1e-12)
    }
  }
}
