import Foundation
import TestSupport
import Testing

/// What NumPy and scikit-learn make of data; see `Tests/Reference/generate_data.py`.
enum DataFigures {
  struct All: Decodable {
    var curves: [String: Curve]
    var scaling: Scaling
    var eigen: [Eigen]
    var rates: Rates
    var folds: [Fold]
    var decimals: [[String]]
  }
  struct Curve: Decodable {
    var points: [[Double]]
    var classes: [Int]
  }
  struct Scaled: Decodable {
    var train: [[Double]]
    var test: [[Double]]
    var variances: [Double]?
    var explained: [Double]?
    var directions: [[Double]]?
  }
  struct Scaling: Decodable {
    var train: [[Double]]
    var test: [[Double]]
    var z_score: Scaled
    var min_max: Scaled
    var min_max_symmetric: Scaled
    var whiten: Scaled
  }
  struct Eigen: Decodable {
    var matrix: [[Double]]
    var values: [Double]
  }
  struct Rates: Decodable {
    var truth: [Int]
    var predicted: [Int]
    var confusion: [[Int]]
    var accuracy: Double
    var precision: [Double]
    var recall: [Double]
    var f1: [Double]
    var macro_f1: Double
    var f2: [Double]
    var balanced: Double
    var matthews: Double
    var binary: [Int]
    var scores: [Double]
    var auc: Double
    var y: [Double]
    var p: [Double]
    var mse: Double
    var mae: Double
    var r2: Double
  }
  struct Fold: Decodable {
    var rows: Int
    var folds: Int
    var validation: [[Int]]
  }

  static func read() throws -> All {
    try JSONDecoder().decode(All.self, from: referenceData("data-figures.json"))
  }
}
