/// Which class was taken for which: counts, a row for each true class, a column for each predicted one.
public struct ConfusionPicture: Equatable, Sendable {
  /// What the classes are called.
  public var classNames: [String]
  /// The counts, row by row.
  public var counts: [Int]

  /// Puts a matrix together; with any other number of counts than the square of that of the classes nothing is
  /// drawn.
  public init(classNames: [String], counts: [Int]) {
    self.classNames = classNames
    self.counts = counts
  }

  /// The most classes whose counts are drawn.
  public static let classLimit = 30

  /// The picture and its counts as a table.
  public func panels() -> Panels {
    Panels(title: "Which class was taken for which", pictures: [picture()], data: table())
  }

  private func count(_ truth: Int, _ predicted: Int) -> Int {
    let place = truth * classNames.count + predicted
    return place < counts.count ? counts[place] : 0
  }

  private func picture() -> Picture {
    let n = min(classNames.count, Self.classLimit)
    let names = classNames.prefix(n).map { ClassMarks.shortened($0, to: 14) }
    var (widest, widestCount) = (30.0, 0.0)
    for name in names { widest = max(widest, TextWidth.of(name, size: 13, face: .plain)) }
    for count in counts {
      widestCount = max(widestCount, TextWidth.of(String(count), size: 13, face: .strong))
    }
    let columnNames = names.map { ClassMarks.shortened($0, to: 9) }
    var cell = max(30, widestCount + 10)
    for name in columnNames {
      cell = max(cell, TextWidth.of(name, size: 13, face: .plain) + 8)
    }
    let height = 30.0
    let (left, top) = (widest + 22, 52.0)
    var elements: [Picture.Element] = [
      words("true", .init(left - 8, top - 14), .end, .faint, .name),
      words("predicted", .init(left + Double(n) * cell / 2, 14), .middle, .faint, .name),
    ]
    var tints = [[Picture.Segment]](repeating: [], count: 8)
    var numbers: [Picture.Element] = []
    for truth in 0..<n {
      let y = top + Double(truth) * height
      elements.append(words(names[truth], .init(left - 8, y + height / 2), .end, .ink, .plain))
      elements.append(
        words(
          columnNames[truth],
          .init(left + (Double(truth) + 0.5) * cell, top - 14),
          .middle,
          .ink,
          .plain
        )
      )
      let members = (0..<classNames.count).reduce(0) { $0 + count(truth, $1) }
      for predicted in 0..<n {
        let number = count(truth, predicted)
        guard number > 0 else { continue }
        let x = left + Double(predicted) * cell
        let share = Double(number) / Double(max(1, members))
        let tint = min(7, Int(8 * share))
        tints[tint] += Self.rectangle(x, y, cell, height)
        numbers.append(
          words(
            String(number),
            .init(x + cell / 2, y + height / 2),
            .middle,
            .ink,
            truth == predicted ? .strong : .plain
          )
        )
      }
    }
    for (index, tint) in tints.enumerated() where !tint.isEmpty {
      elements.append(.shade(tint, role: .ink, strength: 0.05 + 0.03 * Double(index)))
    }
    var grid: [Picture.Segment] = []
    let (right, bottom) = (left + Double(n) * cell, top + Double(n) * height)
    for i in 0...n {
      let (x, y) = (left + Double(i) * cell, top + Double(i) * height)
      grid += [.move(.init(x, top)), .line(.init(x, bottom))]
      grid += [.move(.init(left, y)), .line(.init(right, y))]
    }
    elements.append(.marks(grid, role: .grid, width: 1))
    var diagonal: [Picture.Segment] = []
    for i in 0..<n {
      diagonal += Self.rectangle(left + Double(i) * cell, top + Double(i) * height, cell, height)
    }
    elements.append(.marks(diagonal, role: .faint, width: 1.2))
    return Picture(
      width: right + 12,
      height: bottom + 12,
      title: "Which class was taken for which",
      description: description,
      elements: elements + numbers
    )
  }

  private var description: String {
    let n = classNames.count
    var right = 0
    for i in 0..<n { right += count(i, i) }
    var wrong: [(Int, Int, Int)] = []
    for t in 0..<n {
      for p in 0..<n where t != p && count(t, p) > 0 { wrong.append((count(t, p), t, p)) }
    }
    wrong.sort { a, b in a.0 != b.0 ? a.0 > b.0 : (a.1, a.2) < (b.1, b.2) }
    let worst = wrong.prefix(5).map { "\(classNames[$0.1]) for \(classNames[$0.2]) \($0.0) times" }
    return
      "A row for each true class, a column for each predicted one; an empty cell is 0. "
      + "\(right) of \(counts.reduce(0, +)) are right, on the diagonal."
      + (worst.isEmpty ? "" : " Most often taken: \(worst.joined(", ")).")
  }

  private func table() -> DataTable {
    let shown = classNames.prefix(Self.classLimit)
    return DataTable(
      columns: [.text("true \\ predicted")] + shown.map { .text($0, isNumeric: true) },
      rows: shown.indices.map { truth in
        [.text(classNames[truth])] + shown.indices.map { .count(count(truth, $0)) }
      }
    )
  }

  private static func rectangle(
    _ x: Double,
    _ y: Double,
    _ width: Double,
    _ height: Double
  ) -> [Picture.Segment] {
    [
      .move(.init(x, y)), .line(.init(x + width, y)), .line(.init(x + width, y + height)),
      .line(.init(x, y + height)), .close,
    ]
  }

  private func words(
    _ words: String,
    _ point: Picture.Point,
    _ anchor: Picture.Anchor,
    _ role: Picture.Role,
    _ face: Picture.Face
  ) -> Picture.Element {
    .text([.init(words)], at: point, anchor: anchor, size: 13, face: face, role: role)
  }
}
