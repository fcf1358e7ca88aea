extension PlotFrame {
  /// The ends of the line w₁x + w₂y + b = 0 on the border of the field; nil where it does not pass
  /// through it.
  func ends(of line: Plot.Line) -> (Picture.Point, Picture.Point)? {
    // In coordinates of the paper the line is a·u + c·v + d = 0.
    let a = line.w1 * (x.upperBound - x.lowerBound) / width
    let c = -line.w2 * (y.upperBound - y.lowerBound) / height
    let d = line.w1 * x.lowerBound + line.w2 * y.upperBound + line.b
    let length = (a * a + c * c).squareRoot()
    guard length > 0, length.isFinite, d.isFinite else { return nil }
    // The foot of the perpendicular from the middle of the field, and a long way to both sides.
    let (u, v) = (width / 2, height / 2)
    let distance = (a * u + c * v + d) / length
    let foot = Picture.Point(left + u - distance * a / length, top + v - distance * c / length)
    let far = width + height
    guard abs(distance) <= far else { return nil }
    let (alongX, alongY) = (-c / length * far, a / length * far)
    return clip(
      .init(foot.x - alongX, foot.y - alongY),
      .init(foot.x + alongX, foot.y + alongY)
    )
  }

  /// The direction on the paper in which w₁x + w₂y + b grows, as a vector of length 1 perpendicular
  /// to the line.
  func normal(of line: Plot.Line) -> Picture.Point {
    let a = line.w1 * (x.upperBound - x.lowerBound) / width
    let c = -line.w2 * (y.upperBound - y.lowerBound) / height
    let length = (a * a + c * c).squareRoot()
    return length > 0 && length.isFinite ? .init(a / length, c / length) : .init(0, 0)
  }

  /// The shapes of a line: itself, hatches on its positive side, and its normal, away from `marks`.
  func elements(of line: Plot.Line, marks: [Picture.Point]) -> [Picture.Element] {
    guard let (start, end) = ends(of: line) else { return [] }
    let role: Picture.Role = line.isFaint ? .faint : .ink
    var elements: [Picture.Element] = []
    let normal = normal(of: line)
    if line.hatchesPositiveSide {
      elements.append(
        .path(hatches(start, end, normal), role: .faint, width: 0.9, filled: false, dashed: false)
      )
    }
    elements.append(
      .path(
        [.move(start), .line(end)],
        role: role,
        width: line.isFaint ? 1.2 : 2,
        filled: false,
        dashed: line.isFaint
      )
    )
    if line.showsNormal { elements.append(contentsOf: arrow(start, end, normal, marks)) }
    return elements
  }

  /// Short strokes from the line to its positive side, slanted.
  private func hatches(
    _ start: Picture.Point,
    _ end: Picture.Point,
    _ normal: Picture.Point
  ) -> [Picture.Segment] {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 1 else { return [] }
    let (ux, uy) = (dx / length, dy / length)
    var strokes: [Picture.Segment] = []
    var way = 5.0
    while way < length {
      let foot = Picture.Point(start.x + way * ux, start.y + way * uy)
      let tip = Picture.Point(foot.x + 8 * normal.x + 5 * ux, foot.y + 8 * normal.y + 5 * uy)
      if let (a, b) = clip(foot, tip) { strokes += [.move(a), .line(b)] }
      way += 8
    }
    return strokes
  }

  /// An arrow on the line, near its middle but away from marks, as long as it has room.
  private func arrow(
    _ start: Picture.Point,
    _ end: Picture.Point,
    _ normal: Picture.Point,
    _ marks: [Picture.Point]
  ) -> [Picture.Element] {
    var foot = Picture.Point(start.x, start.y)
    var tip = foot
    var best = -Double.infinity
    for share in [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8] {
      let place = Picture.Point(
        start.x + share * (end.x - start.x),
        start.y + share * (end.y - start.y)
      )
      var length = 40.0
      while length > 14,
        !contains(.init(place.x + (length + 4) * normal.x, place.y + (length + 4) * normal.y))
      { length -= 2 }
      let top = Picture.Point(place.x + length * normal.x, place.y + length * normal.y)
      var free = 22.0
      for mark in marks {
        for part in [0.0, 0.25, 0.5, 0.75, 1] {
          let (dx, dy) = (
            place.x + part * (top.x - place.x) - mark.x, place.y + part * (top.y - place.y) - mark.y
          )
          free = min(free, (dx * dx + dy * dy).squareRoot())
        }
      }
      let merit = free + length / 2 - 4 * abs(share - 0.5)
      if merit > best { (best, foot, tip) = (merit, place, top) }
    }
    let neck = Picture.Point(tip.x - 10 * normal.x, tip.y - 10 * normal.y)
    let head: [Picture.Segment] = [
      .move(tip), .line(.init(neck.x - 4 * normal.y, neck.y + 4 * normal.x)),
      .line(.init(neck.x + 4 * normal.y, neck.y - 4 * normal.x)), .close,
    ]
    return [
      .path([.move(foot), .line(neck)], role: .ink, width: 1.6, filled: false, dashed: false),
      .path(head, role: .ink, width: 0, filled: true, dashed: false),
    ]
  }
}
