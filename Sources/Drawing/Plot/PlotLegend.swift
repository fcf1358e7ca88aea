/// The name of a curve, beside the field at the height where the curve ends, with a piece of its line.
struct LegendEntry {
  var name: [Picture.Run]
  var role: Picture.Role
  /// The height at which it would best stand.
  var wanted: Double

  private static let distance = 20.0
  private static let sample = 26.0

  /// The shapes of all names, and the room they take to the right of the field.
  static func elements(
    _ entries: [LegendEntry],
    _ frame: PlotFrame
  ) -> (elements: [Picture.Element], width: Double) {
    guard !entries.isEmpty else { return ([], 0) }
    let heights = heights(entries.map { $0.wanted }, top: frame.top + 6, bottom: frame.bottom - 6)
    var elements: [Picture.Element] = []
    var widest = 0.0
    for (entry, y) in zip(entries, heights) {
      let x = frame.right + 8
      elements.append(
        .path(
          [.move(.init(x, y)), .line(.init(x + sample, y))],
          role: entry.role,
          width: entry.role.curveWidth,
          filled: false,
          dashed: false
        )
      )
      elements.append(
        .text(
          entry.name,
          at: .init(x + sample + 6, y),
          anchor: .start,
          size: PlotFrame.titleSize,
          face: .name,
          role: entry.role
        )
      )
      let width = TextWidth.of(entry.name, size: PlotFrame.titleSize, face: .name)
      widest = max(widest, 8 + sample + 6 + width)
    }
    return (elements, widest)
  }

  /// Heights as near to the wanted ones as can be, none nearer to another than a line of text,
  /// inside the field as far as there is room.
  ///
  /// Pools of names that touch stand around the mean of what they want (pool adjacent violators).
  private static func heights(_ wanted: [Double], top: Double, bottom: Double) -> [Double] {
    let order = wanted.indices.sorted { a, b in
      wanted[a] != wanted[b] ? wanted[a] < wanted[b] : a < b
    }
    var pools: [(sum: Double, count: Int)] = []
    for (place, index) in order.enumerated() {
      pools.append((wanted[index] - Double(place) * distance, 1))
      while pools.count > 1 {
        let (above, below) = (pools[pools.count - 2], pools[pools.count - 1])
        guard above.sum / Double(above.count) > below.sum / Double(below.count) else { break }
        pools.removeLast()
        pools[pools.count - 1] = (above.sum + below.sum, above.count + below.count)
      }
    }
    let lowest = max(top, bottom - Double(wanted.count - 1) * distance)
    var heights = wanted
    var place = 0
    for pool in pools {
      let base = min(max(pool.sum / Double(pool.count), top), lowest)
      for _ in 0..<pool.count {
        heights[order[place]] = base + Double(place) * distance
        place += 1
      }
    }
    return heights
  }
}
