/// Dummy coding: a column of categories becomes a column of 0 and 1 for each word, `color=blue`.
///
/// The words are those of the training part, in their order. A word that occurs only elsewhere has 0 in all
/// of them.
///
/// - SeeAlso: pandas' `get_dummies`; scikit-learn's `OneHotEncoder(handle_unknown="ignore")`.
public struct OneHotCoding: Equatable, Sendable {
  /// For each column of the set the categories that get a column, as their numbers; nil for a column of
  /// numbers, which stays.
  public let coded: [[Int]?]
  /// The columns that come of it.
  public let columns: [DataColumn]

  /// Fits it on some rows of a set.
  public init<Number>(
    fittedOn rows: [Int],
    of set: DataSet<Number>
  ) throws(PreprocessingMistake) {
    var coded: [[Int]?] = []
    var columns: [DataColumn] = []
    for (place, column) in set.columns.enumerated() {
      guard !column.categories.isEmpty else {
        coded.append(nil)
        columns.append(column)
        continue
      }
      var occurs = [Bool](repeating: false, count: column.categories.count)
      for row in rows { occurs[Int(set.features[row * set.columnCount + place])] = true }
      let words = occurs.indices.filter { occurs[$0] }
      coded.append(words)
      for word in words { columns.append(DataColumn("\(column.name)=\(column.categories[word])")) }
    }
    guard coded.contains(where: { $0 != nil }) else { throw .noCategories }
    guard let count = DataSize.product([set.rowCount, columns.count]), count <= DataSize.limit
    else {
      throw .tooManyNumbers(limit: DataSize.limit)
    }
    self.coded = coded
    self.columns = columns
  }

  init(restored coded: [[Int]?], columns: [DataColumn]) {
    self.coded = coded
    self.columns = columns
  }

  func apply<Number>(to set: inout DataSet<Number>) {
    var features: [Number] = []
    features.reserveCapacity(set.rowCount * columns.count)
    for row in 0..<set.rowCount {
      for (place, number) in set.row(row).enumerated() {
        guard let words = coded[place] else {
          features.append(number)
          continue
        }
        for word in words { features.append(Number(word) == number ? 1 : 0) }
      }
    }
    set.features = features
    set.columns = columns
    set.sampleShape = [columns.count]
  }
}
