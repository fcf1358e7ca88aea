extension NodeFigure {
  /// The outline and what stands inside it.
  func elements(center: Picture.Point) -> [Picture.Element] {
    var elements = [outlineElement(center, inset: 0, role: .node)]
    switch kind {
    case .target:
      elements.append(outlineElement(center, inset: 3.5, role: .node))
    case .folded:
      for side in [-1.0, 1] {
        let x = center.x + side * (halfWidth - 5)
        elements.append(
          .path(
            [.move(.init(x, center.y - halfHeight)), .line(.init(x, center.y + halfHeight))],
            role: .ink,
            width: 1.2,
            filled: false,
            dashed: false
          )
        )
      }
    case .constant:
      return [.path(dot(center), role: .faint, width: 0, filled: true, dashed: false)]
    case .input, .parameter, .operation: break
    }
    if !inside.runs.isEmpty {
      elements.append(
        .text(
          inside.runs,
          at: center,
          anchor: .middle,
          size: inside.size,
          face: inside.face,
          role: .ink
        )
      )
    }
    return elements
  }

  private func outlineElement(
    _ center: Picture.Point,
    inset: Double,
    role: Picture.Role
  ) -> Picture.Element {
    let (w, h) = (halfWidth - inset, halfHeight - inset)
    if outline == .round, halfWidth == halfHeight {
      return .circle(center: center, radius: h, role: role)
    }
    let corner = outline == .round ? h : 5
    return .rectangle(
      origin: .init(center.x - w, center.y - h),
      width: 2 * w,
      height: 2 * h,
      corner: corner,
      role: role
    )
  }

  /// A filled circle, as a path of four quarter arcs.
  private func dot(_ center: Picture.Point) -> [Picture.Segment] {
    Picture.Segment.disc(center, radius: DiagramStyle.dotRadius)
  }
}

extension Picture.Segment {
  /// A disc as four cubic curves, off by less than 0.03 % of its radius.
  static func disc(_ center: Picture.Point, radius r: Double) -> [Picture.Segment] {
    let (x, y, k) = (center.x, center.y, 0.5523 * r)
    return [
      .move(.init(x + r, y)),
      .curve(.init(x + r, y + k), .init(x + k, y + r), end: .init(x, y + r)),
      .curve(.init(x - k, y + r), .init(x - r, y + k), end: .init(x - r, y)),
      .curve(.init(x - r, y - k), .init(x - k, y - r), end: .init(x, y - r)),
      .curve(.init(x + k, y - r), .init(x + r, y - k), end: .init(x + r, y)),
      .close,
    ]
  }

  /// Where the stroke ends.
  var end: Picture.Point {
    switch self {
    case .move(let point), .line(let point), .curve(_, _, let point): point
    case .close: .init(0, 0)
    }
  }

  /// The stroke in another place.
  func moved(by offset: Picture.Point) -> Picture.Segment {
    func move(_ point: Picture.Point) -> Picture.Point {
      .init(point.x + offset.x, point.y + offset.y)
    }
    return switch self {
    case .move(let point): .move(move(point))
    case .line(let point): .line(move(point))
    case .curve(let a, let b, let point): .curve(move(a), move(b), end: move(point))
    case .close: .close
    }
  }
}

extension Picture.Point {
  /// Whether two points are the same but for rounding.
  func isNear(_ other: Picture.Point) -> Bool {
    abs(x - other.x) < 0.01 && abs(y - other.y) < 0.01
  }
}

extension [Picture.Segment] {
  /// The same path with level lines that follow each other made one.
  func straightened() -> [Picture.Segment] {
    var path: [Picture.Segment] = []
    for segment in self {
      if case .line(let point) = segment, case .line(let last)? = path.last, path.count > 1,
        abs(point.y - last.y) < 0.05, abs(path[path.count - 2].end.y - last.y) < 0.05
      {
        path[path.count - 1] = .line(.init(point.x, last.y))
      } else {
        path.append(segment)
      }
    }
    return path
  }
}
