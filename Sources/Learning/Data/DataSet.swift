/// Samples to learn from: a row of features for each, and what is to be predicted of it.
///
/// | value | shape | meaning |
/// |-------|-------|---------|
/// | ``features`` | `[N, D]` | what is known of each of N samples, row by row in one flat buffer |
/// | ``targets`` | `[N]` classes, or `[N, T]` numbers | what is to be predicted |
///
/// `Number` is what the net computes with, `Float` or `Double`, so that a set lies in memory once and in no
/// other form. Every number in it is finite.
public struct DataSet<Number: BinaryFloatingPoint & Sendable>: Equatable, Sendable {
  /// What it is called: the name of its file, or of what generated it.
  public var name: String
  /// N, how many samples there are.
  public let rowCount: Int
  /// What the columns hold; D of them.
  public internal(set) var columns: [DataColumn]
  /// The features, row by row: column j of row i at place i · D + j.
  public internal(set) var features: [Number]
  /// What is to be predicted.
  public internal(set) var targets: DataTargets<Number>
  /// The lengths of the axes of one sample, whose product is D: `[28, 28]` for an image, `[D]` otherwise.
  public internal(set) var sampleShape: [Int]

  /// Puts a set together.
  ///
  /// Nil if the counts contradict each other, a class is none of those that are named, or a number is not
  /// finite.
  public init?(
    name: String,
    columns: [DataColumn],
    features: [Number],
    targets: DataTargets<Number>,
    rowCount: Int,
    sampleShape: [Int]? = nil
  ) {
    let (count, overflow) = rowCount.multipliedReportingOverflow(by: columns.count)
    guard rowCount >= 0, !overflow, features.count == count, targets.fits(rows: rowCount) else {
      return nil
    }
    if let sampleShape {
      guard DataSize.product(sampleShape) == columns.count else { return nil }
    }
    guard DataSize.areFinite(features) else { return nil }
    self.init(
      unchecked: name,
      columns: columns,
      features: features,
      targets: targets,
      rowCount: rowCount,
      sampleShape: sampleShape
    )
  }

  /// Puts a set together from parts that are known to fit.
  init(
    unchecked name: String,
    columns: [DataColumn],
    features: [Number],
    targets: DataTargets<Number>,
    rowCount: Int,
    sampleShape: [Int]? = nil
  ) {
    self.name = name
    self.rowCount = rowCount
    self.columns = columns
    self.features = features
    self.targets = targets
    self.sampleShape = sampleShape ?? [columns.count]
  }

  /// D, how many features a sample has.
  public var columnCount: Int { columns.count }

  /// The features of one sample.
  public func row(_ row: Int) -> ArraySlice<Number> {
    features[row * columnCount..<(row + 1) * columnCount]
  }
}

/// What one column of features holds.
public struct DataColumn: Equatable, Sendable {
  /// Its name, from the header or made up: `x1`.
  public var name: String
  /// The words that its numbers stand for, in the order of the numbers from 0; empty for a column of plain
  /// numbers.
  public var categories: [String]

  /// Makes a column.
  public init(_ name: String, categories: [String] = []) {
    self.name = name
    self.categories = categories
  }

  /// Columns `x1` … `xD`.
  public static func numbered(_ count: Int) -> [DataColumn] {
    (0..<count).map { DataColumn("x\($0 + 1)") }
  }
}

/// What is to be predicted of the samples of a set.
public enum DataTargets<Number: BinaryFloatingPoint & Sendable>: Equatable, Sendable {
  /// Nothing: there are features only.
  case none
  /// One of several classes: for each row the index of its class, from 0, and the names of the classes.
  case classes([Int], names: [String])
  /// Numbers, row by row, and what each of them is called.
  case numbers([Number], names: [String])

  /// How many classes there are; nil if numbers or nothing is to be predicted.
  public var classCount: Int? {
    if case .classes(_, let names) = self { return names.count }
    return nil
  }

  /// The class of each row; nil if numbers or nothing is to be predicted.
  public var classIndices: [Int]? {
    if case .classes(let indices, _) = self { return indices }
    return nil
  }

  /// How many numbers a net gives out for a sample: one for each class, or one for each target.
  public var width: Int {
    switch self {
    case .none: 0
    case .classes(_, let names), .numbers(_, let names): names.count
    }
  }

  func fits(rows: Int) -> Bool {
    switch self {
    case .none: return true
    case .classes(let indices, let names):
      return indices.count == rows && indices.allSatisfy { $0 >= 0 && $0 < names.count }
    case .numbers(let numbers, let names):
      let (count, overflow) = rows.multipliedReportingOverflow(by: names.count)
      return !overflow && numbers.count == count && DataSize.areFinite(numbers)
    }
  }
}

/// How large a set may be.
public enum DataSize {
  /// The most numbers that the features of a set may have: 1 GiB of them as `Float`.
  public static let limit = 1 << 28

  /// Whether every number is finite.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  static func areFinite<Number: BinaryFloatingPoint>(_ numbers: [Number]) -> Bool {
    for i in numbers.indices where !numbers[i].isFinite { return false }
    return true
  }

  /// The product of lengths; nil if one is negative or the product does not fit.
  static func product(_ lengths: [Int]) -> Int? {
    var product = 1
    for length in lengths {
      let (next, overflow) = product.multipliedReportingOverflow(by: length)
      guard length >= 0, !overflow else { return nil }
      product = next
    }
    return product
  }
}
