extension Plot.Mark {
  /// How far a mark reaches from its point.
  static let reach = 8.0

  /// The shapes of a mark.
  func elements(at point: Picture.Point, role: Picture.Role) -> [Picture.Element] {
    let r = 4.0
    func stroke(_ segments: [Picture.Segment]) -> Picture.Element {
      .path(segments, role: role, width: 1.8, filled: false, dashed: false)
    }
    let level: [Picture.Segment] = [
      .move(.init(point.x - r, point.y)), .line(.init(point.x + r, point.y)),
    ]
    switch self {
    case .filled:
      return [
        .path(
          Picture.Segment.disc(point, radius: 4.5),
          role: role,
          width: 0,
          filled: true,
          dashed: false
        )
      ]
    case .hollow: return [.circle(center: point, radius: 4.5, role: role)]
    case .minus: return [.circle(center: point, radius: 7.5, role: .node), stroke(level)]
    case .plus:
      let upright: [Picture.Segment] = [
        .move(.init(point.x, point.y - r)), .line(.init(point.x, point.y + r)),
      ]
      return [.circle(center: point, radius: 7.5, role: .node), stroke(level + upright)]
    case .cross:
      let d = 4.2
      return [
        stroke([
          .move(.init(point.x - d, point.y - d)), .line(.init(point.x + d, point.y + d)),
          .move(.init(point.x - d, point.y + d)), .line(.init(point.x + d, point.y - d)),
        ])
      ]
    }
  }
}

/// Finds room for labels beside points: where they cover nothing else, if there is such a place.
struct LabelPlacement {
  /// An upright rectangle.
  struct Box: Equatable {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double

    /// How much of two boxes is common, in square points.
    func overlap(_ other: Box) -> Double {
      let width = min(right, other.right) - max(left, other.left)
      let height = min(bottom, other.bottom) - max(top, other.top)
      return width > 0 && height > 0 ? width * height : 0
    }

    func contains(_ point: Picture.Point) -> Bool {
      point.x > left && point.x < right && point.y > top && point.y < bottom
    }
  }

  private let frame: PlotFrame
  private var taken: [Box] = []
  private var inked: [Picture.Point] = []

  init(_ frame: PlotFrame) {
    self.frame = frame
  }

  /// Keeps a mark free.
  mutating func keepFree(around point: Picture.Point) {
    let r = Plot.Mark.reach
    taken.append(
      Box(left: point.x - r, top: point.y - r, right: point.x + r, bottom: point.y + r)
    )
  }

  /// Keeps a line free where that is possible.
  mutating func avoid(_ line: [Picture.Point]) {
    for (start, end) in zip(line, line.dropFirst()) {
      let (dx, dy) = (end.x - start.x, end.y - start.y)
      let steps = min(200, max(1, Int((abs(dx) + abs(dy)) / 5)))
      for step in 0...steps {
        let share = Double(step) / Double(steps)
        inked.append(.init(start.x + share * dx, start.y + share * dy))
      }
    }
  }

  /// The best of eight places for a label beside a point: its middle.
  mutating func place(width: Double, height: Double, beside point: Picture.Point) -> Picture.Point {
    let (dx, dy) = (width / 2 + Plot.Mark.reach + 2, height / 2 + Plot.Mark.reach - 1)
    let places = [
      (dx, -dy + 4), (-dx, -dy + 4), (dx, dy - 4), (-dx, dy - 4), (dx, 0), (-dx, 0), (0, -dy - 2),
      (0, dy + 2),
    ]
    return best(
      of: places.map { .init(point.x + $0.0, point.y + $0.1) },
      width: width,
      height: height
    )
  }

  /// The best of several places for the middle of a label; of equally good ones the first.
  mutating func best(
    of places: [Picture.Point],
    width: Double,
    height: Double
  ) -> Picture.Point {
    var best = places.first ?? .init(0, 0)
    var least = Double.infinity
    for (index, center) in places.enumerated() {
      let cost = cost(of: box(center, width, height)) + 0.01 * Double(index)
      if cost < least { (least, best) = (cost, center) }
    }
    taken.append(box(best, width, height))
    return best
  }

  private func box(_ center: Picture.Point, _ width: Double, _ height: Double) -> Box {
    Box(
      left: center.x - width / 2,
      top: center.y - height / 2,
      right: center.x + width / 2,
      bottom: center.y + height / 2
    )
  }

  private func cost(of box: Box) -> Double {
    var cost = 0.0
    for other in taken { cost += 10 * box.overlap(other) }
    for point in inked where box.contains(point) { cost += 20 }
    let outside =
      max(0, frame.left - box.left) + max(0, box.right - frame.right)
      + max(0, frame.top - box.top) + max(0, box.bottom - frame.bottom)
    return cost + 50 * outside
  }
}
