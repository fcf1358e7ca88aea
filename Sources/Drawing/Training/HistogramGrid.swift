/// How often numbers of each size occur, in equal bins from the least to the largest.
public struct Histogram: Equatable, Sendable {
  /// The least number.
  public var least: Double
  /// The largest.
  public var largest: Double
  /// How many fall in each bin.
  public var bins: [Int]
  /// The numbers' mean.
  public var mean: Double
  /// Their standard deviation.
  public var deviation: Double
  /// The share that is exactly 0.
  public var zeros: Double

  /// Puts one together.
  public init(
    least: Double,
    largest: Double,
    bins: [Int],
    mean: Double,
    deviation: Double,
    zeros: Double = 0
  ) {
    self.least = least
    self.largest = largest
    self.bins = bins
    self.mean = mean
    self.deviation = deviation
    self.zeros = zeros
  }
}

/// Histograms in rows and columns.
///
/// Those of a row share one axis, so that what grows or shrinks from column to column is seen; each is as high
/// as its own largest bin.
struct HistogramGrid {
  struct Row {
    var name: String
    /// One for each column; nil for none.
    var cells: [Histogram?]
  }

  var title: String
  var description: String
  var columns: [String]
  var rows: [Row]
  var role: Picture.Role
  /// The width of one histogram.
  var width = 104.0
  /// Its height.
  var height = 46.0

  private static let gap = 14.0
  private static let small = 12.0

  func picture() -> Picture {
    let axes = rows.map { Self.range($0.cells) }
    var names = 40.0
    for (row, axis) in zip(rows, axes) {
      names = max(names, TextWidth.of(row.name, size: 14, face: .strong))
      names = max(names, TextWidth.of(Self.ends(axis), size: Self.small, face: .plain))
    }
    let (left, top) = (10 + names + 14, 34.0)
    let pitch = height + 30
    var elements: [Picture.Element] = []
    for (column, name) in columns.enumerated() {
      let x = left + Double(column) * (width + Self.gap) + width / 2
      elements.append(text(name, .init(x, 16), .middle, .plain, .ink))
    }
    for (index, row) in rows.enumerated() {
      let base = top + Double(index) * pitch + height
      elements.append(
        .text(
          [.init(row.name)],
          at: .init(10, base - height / 2 - 8),
          anchor: .start,
          size: 14,
          face: .strong,
          role: .ink
        )
      )
      elements.append(
        text(Self.ends(axes[index]), .init(10, base - height / 2 + 9), .start, .plain, .faint)
      )
      for (column, cell) in row.cells.enumerated() {
        let x = left + Double(column) * (width + Self.gap)
        elements += cellElements(cell, axes[index], x, base)
      }
    }
    return Picture(
      width: left + Double(columns.count) * (width + Self.gap) - Self.gap + 12,
      height: top + Double(rows.count) * pitch + 4,
      title: title,
      description: description,
      elements: elements
    )
  }

  private func cellElements(
    _ cell: Histogram?,
    _ axis: ClosedRange<Double>,
    _ x: Double,
    _ base: Double
  ) -> [Picture.Element] {
    var elements: [Picture.Element] = []
    guard let cell, !cell.bins.isEmpty else {
      return [text("none", .init(x + width / 2, base - height / 2), .middle, .plain, .faint)]
    }
    let outline = outline(of: cell, axis, x, base)
    if !outline.isEmpty { elements.append(.shade(outline, role: role, strength: 1)) }
    var lines: [Picture.Segment] = [.move(.init(x, base)), .line(.init(x + width, base))]
    if axis.contains(0) {
      let zero = x + width * (-axis.lowerBound) / (axis.upperBound - axis.lowerBound)
      lines += [.move(.init(zero, base)), .line(.init(zero, base + 4))]
    }
    elements.append(.marks(lines, role: .faint, width: 1))
    let isFinite = cell.deviation.isFinite && cell.mean.isFinite
    elements.append(
      text(
        isFinite ? "σ " + Self.short(cell.deviation) : "not finite",
        .init(x + width / 2, base + 13),
        .middle,
        .plain,
        .ink
      )
    )
    if cell.zeros >= 0.1, width >= 90 {
      let share = Int((100 * cell.zeros).rounded())
      elements.append(
        text("\(share) % are 0", .init(x + width, base - height + 5), .end, .plain, .faint)
      )
    }
    return elements
  }

  /// The bins as steps over the axis.
  ///
  /// A bin that holds many zeros is cut off, so that the others are seen.
  private func outline(
    of cell: Histogram,
    _ axis: ClosedRange<Double>,
    _ x: Double,
    _ base: Double
  ) -> [Picture.Segment] {
    let span = axis.upperBound - axis.lowerBound
    func place(_ number: Double) -> Double {
      x + width * min(max((number - axis.lowerBound) / span, 0), 1)
    }
    guard place(cell.largest) - place(cell.least) > 1.5 else {
      // All are nearly the same: one narrow bar.
      let middle = place(cell.least) / 2 + place(cell.largest) / 2
      let (from, to) = (max(x, middle - 1.5), min(x + width, middle + 1.5))
      return [
        .move(.init(from, base)), .line(.init(from, base - height)),
        .line(.init(to, base - height)),
        .line(.init(to, base)), .close,
      ]
    }
    let size = (cell.largest - cell.least) / Double(cell.bins.count)
    var counted = cell.bins
    if cell.zeros >= 0.1, cell.least <= 0, cell.largest >= 0 {
      let zero = min(cell.bins.count - 1, Int(-cell.least / size))
      if counted.count > 1 { counted[zero] = 0 }
    }
    let most = Double(max(counted.max() ?? 0, (cell.bins.max() ?? 0) / 12, 1))
    var segments: [Picture.Segment] = [.move(.init(place(cell.least), base))]
    var current = 0.0
    for (index, count) in cell.bins.enumerated() {
      let up = height * min(1, Double(count) / most)
      let (from, to) = (
        place(cell.least + Double(index) * size), place(cell.least + Double(index + 1) * size)
      )
      if to - from < 0.05 { continue }
      if up != current { segments.append(.line(.init(from, base - up))) }
      segments.append(.line(.init(to, base - up)))
      current = up
    }
    if current > 0 { segments.append(.line(.init(place(cell.largest), base))) }
    return segments + [.close]
  }

  /// The axis of a row: everything, but not more than six deviations of the widest histogram from all means.
  private static func range(_ cells: [Histogram?]) -> ClosedRange<Double> {
    var (low, high, widest) = (Double.infinity, -Double.infinity, 0.0)
    for case let cell? in cells where cell.least.isFinite && cell.largest.isFinite {
      if cell.deviation.isFinite { widest = max(widest, cell.deviation) }
    }
    for case let cell? in cells where cell.least.isFinite && cell.largest.isFinite {
      let mean = cell.mean.isFinite ? cell.mean : 0
      low = min(low, widest > 0 ? max(cell.least, mean - 6 * widest) : cell.least)
      high = max(high, widest > 0 ? min(cell.largest, mean + 6 * widest) : cell.largest)
    }
    guard low <= high, (high - low).isFinite else { return -1...1 }
    guard high > low else { return (low - 0.5)...(high + 0.5) }
    return low...high
  }

  private static func ends(_ range: ClosedRange<Double>) -> String {
    short(range.lowerBound) + " to " + short(range.upperBound)
  }

  /// Two digits that count.
  static func short(_ number: Double) -> String {
    guard number.isFinite, number != 0 else { return PlotDescription.number(number) }
    var scale = 1.0
    var magnitude = abs(number)
    while magnitude >= 100 { (magnitude, scale) = (magnitude / 10, scale * 10) }
    while magnitude < 10 { (magnitude, scale) = (magnitude * 10, scale / 10) }
    let rounded = magnitude.rounded()
    return PlotDescription.number((number < 0 ? -rounded : rounded) * scale)
  }

  private func text(
    _ words: String,
    _ point: Picture.Point,
    _ anchor: Picture.Anchor,
    _ face: Picture.Face,
    _ role: Picture.Role
  ) -> Picture.Element {
    .text([.init(words)], at: point, anchor: anchor, size: Self.small, face: face, role: role)
  }
}
