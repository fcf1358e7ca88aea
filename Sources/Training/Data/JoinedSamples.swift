internal import Learning

extension DataSet<Float> {
  /// These samples, and behind them those of another set with the same columns and classes.
  ///
  /// Categories and classes are matched by their words; categories that only `other` has come after those
  /// that are here.
  func joined(with other: DataSet<Float>) throws(SampleMistake) -> DataSet<Float> {
    let joinedColumns = try matched(with: other)
    let (count, overflow) = (rowCount + other.rowCount).multipliedReportingOverflow(by: columnCount)
    guard !overflow, count <= DataSize.limit else {
      throw .tooManyNumbers(limit: DataSize.limit)
    }
    var joined = features
    joined.reserveCapacity(count)
    let codes = zip(joinedColumns, other.columns).map { joined, column in
      column.categories.map { word in Float(place(of: word, in: joined.categories) ?? 0) }
    }
    for row in 0..<other.rowCount {
      for (column, number) in other.row(row).enumerated() {
        joined.append(codes[column].isEmpty ? number : codes[column][Int(number)])
      }
    }
    let joinedTargets = try targets(with: other)
    guard
      let set = DataSet<Float>(
        name: name,
        columns: joinedColumns,
        features: joined,
        targets: joinedTargets,
        rowCount: rowCount + other.rowCount,
        sampleShape: sampleShape
      )
    else { throw .columnCount(expected: columnCount, found: other.columnCount) }
    return set
  }

  /// The columns of both, with the categories of both.
  private func matched(with other: DataSet<Float>) throws(SampleMistake) -> [DataColumn] {
    guard other.columnCount == columnCount else {
      throw .columnCount(expected: columnCount, found: other.columnCount)
    }
    // Names that were made up agree with any.
    let isNamed = !hasNumberedColumns && !other.hasNumberedColumns
    var joined: [DataColumn] = []
    for (place, (own, column)) in zip(columns, other.columns).enumerated() {
      guard !isNamed || own.name.utf8.elementsEqual(column.name.utf8) else {
        throw .columnName(place + 1, expected: own.name, found: column.name)
      }
      guard own.categories.isEmpty == column.categories.isEmpty else {
        throw .columnKind(own.name)
      }
      var words = own.categories
      for word in column.categories where self.place(of: word, in: words) == nil {
        words.append(word)
      }
      joined.append(DataColumn(own.name, categories: words))
    }
    return joined
  }

  private func targets(
    with other: DataSet<Float>
  ) throws(SampleMistake) -> DataTargets<Float> {
    switch (targets, other.targets) {
    case (.classes(let own, let names), .classes(let others, let otherNames)):
      var codes: [Int?] = otherNames.map { place(of: $0, in: names) }
      if otherNames.count == names.count, otherNames == names { codes = Array(names.indices) }
      var joined = own
      joined.reserveCapacity(own.count + others.count)
      for index in others {
        guard let code = codes[index] else {
          throw .unknownClass(otherNames[index], known: names)
        }
        joined.append(code)
      }
      return .classes(joined, names: names)
    case (.numbers(let own, let names), .numbers(let others, let otherNames)):
      guard names.count == otherNames.count else {
        throw .targetCount(expected: names.count, found: otherNames.count)
      }
      return .numbers(own + others, names: names)
    case (.classes, _): throw .targetKind(expectsClasses: true)
    default: throw .targetKind(expectsClasses: false)
    }
  }

  private var hasNumberedColumns: Bool {
    for (place, column) in columns.enumerated()
    where !column.name.utf8.elementsEqual("x\(place + 1)".utf8) {
      return false
    }
    return true
  }

  private func place(of word: String, in words: [String]) -> Int? {
    words.firstIndex { $0.utf8.elementsEqual(word.utf8) }
  }
}
