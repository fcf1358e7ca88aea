internal import Autodiff

extension DataSet {
  /// A set from the content of two IDX files: images, or rows of numbers, and their labels.
  ///
  /// | value | shape |
  /// |-------|-------|
  /// | `images` | `[N, H, W]`, `[N, D]` or more axes, the first counting samples |
  /// | `labels` | `[N]` whole numbers from 0; nil for features alone |
  ///
  /// `classNames` are the classes that there may be; without it there are as many as the largest label says,
  /// and at least two.
  public init(
    name: String,
    images: consuming IDXContent<Number>,
    labels: IDXContent<Double>?,
    classNames: [String]? = nil
  ) throws(DataMistake) {
    let axes = images.axes
    guard axes.count >= 2 else {
      throw DataMistake(.idxAxes(expected: "images, of 2 axes or more", found: axes.count))
    }
    guard images.numbers.count > 0 else { throw DataMistake(.idxNothing(claimed: axes)) }
    let shape = Array(axes[1...])
    var targets = DataTargets<Number>.none
    if let labels { targets = try Self.targets(labels, rows: axes[0], classNames) }
    self.init(
      unchecked: name,
      columns: DataColumn.numbered(images.numbers.count / axes[0]),
      features: images.numbers,
      targets: targets,
      rowCount: axes[0],
      sampleShape: shape
    )
  }

  private static func targets(
    _ labels: IDXContent<Double>,
    rows: Int,
    _ classNames: [String]?
  ) throws(DataMistake) -> DataTargets<Number> {
    guard labels.axes.count == 1 else {
      throw DataMistake(.idxAxes(expected: "labels, of 1 axis", found: labels.axes.count))
    }
    guard labels.axes[0] == rows else {
      throw DataMistake(.idxCounts(images: rows, labels: labels.axes[0]))
    }
    let limit = classNames?.count ?? TableFormat.classLimit
    var classes: [Int] = []
    classes.reserveCapacity(rows)
    var largest = 0
    for (row, label) in labels.numbers.enumerated() {
      guard label >= 0, label < Double(limit), label.rounded() == label else {
        throw DataMistake(
          .idxLabel(row: row + 1, found: NumberFormat.exact(label), classes: limit)
        )
      }
      classes.append(Int(label))
      largest = max(largest, Int(label))
    }
    if classNames == nil, classes.allSatisfy({ $0 == classes[0] }) {
      throw DataMistake(.oneClass("\(largest)"))
    }
    return .classes(classes, names: classNames ?? (0...largest).map { "\($0)" })
  }
}
