extension DataSet {
  /// Copies the features of some rows one after the other, as a batch `[rows.count, D]`.
  ///
  /// `rows` are from 0 to below N; `batch` has room for rows.count · D numbers. Nothing is allocated.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public func copyFeatures(of rows: ArraySlice<Int>, into batch: inout MutableSpan<Number>) {
    let width = columnCount
    let source = features.span
    var place = 0
    for row in rows {
      let start = row * width
      for column in 0..<width { batch[place + column] = source[start + column] }
      place += width
    }
  }

  /// Copies the targets of some rows: numbers as they are, classes one-hot, as `[rows.count, T]`.
  ///
  /// e(y), the one-hot vector of class y, is 1 at place y and 0 elsewhere. `batch` has room for rows.count ·
  /// ``DataTargets/width`` numbers. Nothing is allocated.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public func copyTargets(of rows: ArraySlice<Int>, into batch: inout MutableSpan<Number>) {
    var place = 0
    switch targets {
    case .none: return
    case .classes(let indices, let names):
      for row in rows {
        for index in names.indices { batch[place + index] = 0 }
        batch[place + indices[row]] = 1
        place += names.count
      }
    case .numbers(let numbers, let names):
      for row in rows {
        for column in names.indices { batch[place + column] = numbers[row * names.count + column] }
        place += names.count
      }
    }
  }

  /// Copies the classes of some rows; nothing where there are none.
  public func copyClasses(of rows: ArraySlice<Int>, into batch: inout MutableSpan<Int>) {
    guard case .classes(let indices, _) = targets else { return }
    var place = 0
    for row in rows {
      batch[place] = indices[row]
      place += 1
    }
  }

  /// A set of its own with some of the rows, in that order, each as often as it is listed.
  ///
  /// `rows` are from 0 to below N.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public func selecting(_ rows: [Int]) -> DataSet {
    var chosen: [Number] = []
    chosen.reserveCapacity(rows.count * columnCount)
    for row in rows { chosen += self.row(row) }
    let chosenTargets: DataTargets<Number>
    switch targets {
    case .none: chosenTargets = .none
    case .classes(let indices, let names):
      chosenTargets = .classes(rows.map { indices[$0] }, names: names)
    case .numbers(let numbers, let names):
      var part: [Number] = []
      for row in rows { part += numbers[row * names.count..<(row + 1) * names.count] }
      chosenTargets = .numbers(part, names: names)
    }
    return DataSet(
      unchecked: name,
      columns: columns,
      features: chosen,
      targets: chosenTargets,
      rowCount: rows.count,
      sampleShape: sampleShape
    )
  }
}
