extension Plot {
  /// The drawing.
  public func picture() -> Picture {
    guard vertical.isLogarithmic else { return picture(PlotFrame(self), self) }
    let scaled = logarithmic()
    return scaled.picture(PlotFrame(scaled), self)
  }

  /// The drawing in a frame, described as what was asked for.
  private func picture(_ frame: PlotFrame, _ original: Plot) -> Picture {
    var elements = axes(frame)
    var placement = LabelPlacement(frame)
    let marks = points.map { frame.place($0.at) }.filter { frame.contains($0) }
    for mark in marks { placement.keepFree(around: mark) }
    for axis in zeroLines(frame) { placement.avoid(axis) }
    for line in lines {
      elements.append(contentsOf: frame.elements(of: line, marks: marks))
      guard let (start, end) = frame.ends(of: line) else { continue }
      placement.avoid([start, end])
      guard line.hatchesPositiveSide else { continue }
      let normal = frame.normal(of: line)
      placement.avoid([
        .init(start.x + 8 * normal.x, start.y + 8 * normal.y),
        .init(end.x + 8 * normal.x, end.y + 8 * normal.y),
      ])
    }
    var entries: [LegendEntry] = []
    for (index, curve) in curves.enumerated() {
      let role = curve.role ?? Picture.Role.series(index)
      let pieces = CurvePieces(curve.samples, in: frame, isMeasured: curve.isMeasured).pieces
      var segments: [Picture.Segment] = []
      for piece in pieces {
        placement.avoid(piece)
        for (index, point) in piece.enumerated() {
          segments.append(index == 0 ? .move(point) : .line(point))
        }
      }
      if !segments.isEmpty {
        elements.append(
          .path(segments, role: role, width: role.curveWidth, filled: false, dashed: false)
        )
      }
      if !curve.name.isEmpty {
        let end = pieces.last?.last ?? .init(frame.right, frame.top + frame.height / 2)
        entries.append(LegendEntry(name: curve.name, role: role, wanted: end.y))
      }
    }
    elements.append(contentsOf: lineLabels(frame, &placement))
    elements.append(contentsOf: pointElements(frame, &placement))
    let legend = LegendEntry.elements(entries, frame)
    elements.append(contentsOf: legend.elements)
    let xTitle = TextWidth.of(horizontal.title, size: PlotFrame.titleSize, face: .name)
    let titleEnd = xTitle > 0 && !isTitleBelow ? xTitleStart(frame) + xTitle - frame.right : 0
    let rest = max(legend.width, titleEnd, 14)
    return Picture(
      width: frame.right + rest + 10,
      height: frame.bottom + (isTitleBelow ? 48 : 30),
      title: title,
      description: PlotDescription.text(of: original, frame),
      elements: elements
    )
  }

  // MARK: Axes

  private func axes(_ frame: PlotFrame) -> [Picture.Element] {
    var grid: [Picture.Segment] = []
    var labels: [Picture.Element] = []
    for value in frame.xTicks.values {
      let x = frame.place(.init(value, frame.y.lowerBound)).x
      grid += [.move(.init(x, frame.top)), .line(.init(x, frame.bottom))]
      labels.append(
        tick(frame.xTicks.label(value), .init(x, frame.bottom + 14), .middle)
      )
    }
    for value in frame.yTicks.values {
      let y = frame.place(.init(frame.x.lowerBound, value)).y
      grid += [.move(.init(frame.left, y)), .line(.init(frame.right, y))]
      labels.append(tick(frame.yTicks.label(value), .init(frame.left - 8, y), .end))
    }
    let lines = zeroLines(frame).flatMap { [.move($0[0]), .line($0[1])] as [Picture.Segment] }
    let border: [Picture.Segment] = [
      .move(.init(frame.left, frame.top)), .line(.init(frame.left, frame.bottom)),
      .line(.init(frame.right, frame.bottom)),
    ]
    var elements: [Picture.Element] = [
      .path(grid, role: .grid, width: 1, filled: false, dashed: false),
      .path(border, role: .faint, width: 1, filled: false, dashed: false),
    ]
    if !lines.isEmpty {
      elements.append(.path(lines, role: .faint, width: 1, filled: false, dashed: false))
    }
    elements.append(contentsOf: labels)
    if !horizontal.title.isEmpty {
      elements.append(
        isTitleBelow
          ? name(horizontal.title, .init(frame.right, frame.bottom + 33), .end, .ink)
          : name(horizontal.title, .init(xTitleStart(frame), frame.bottom + 13), .start, .ink)
      )
    }
    if !vertical.title.isEmpty {
      // A long name begins at the border of the picture.
      let half = TextWidth.of(vertical.title, size: PlotFrame.titleSize, face: .name) / 2
      let middle = max(frame.left - 4, half + 4)
      elements.append(name(vertical.title, .init(middle, frame.top - 18), .middle, .ink))
    }
    return elements
  }

  /// Where one of the coordinates is 0, as far as that is inside the field: two ends each.
  private func zeroLines(_ frame: PlotFrame) -> [[Picture.Point]] {
    var lines: [[Picture.Point]] = []
    let origin = frame.place(.init(0, 0))
    if frame.x.contains(0) {
      lines.append([.init(origin.x, frame.top), .init(origin.x, frame.bottom)])
    }
    if frame.y.contains(0), !vertical.isLogarithmic {
      lines.append([.init(frame.left, origin.y), .init(frame.right, origin.y)])
    }
    return lines
  }

  /// Whether the name of the horizontal axis stands under its numbers: beside them a long one would make the
  /// picture much wider.
  private var isTitleBelow: Bool {
    TextWidth.of(horizontal.title, size: PlotFrame.titleSize, face: .name) > 64
  }

  /// Behind the end of the axis, and behind its last number.
  private func xTitleStart(_ frame: PlotFrame) -> Double {
    guard let last = frame.xTicks.values.last else { return frame.right + 10 }
    let half =
      TextWidth.of(frame.xTicks.label(last), size: PlotFrame.tickSize, face: .plain) / 2
    return max(frame.right + 10, frame.place(.init(last, frame.y.lowerBound)).x + half + 7)
  }

  private func tick(
    _ runs: [Picture.Run],
    _ point: Picture.Point,
    _ anchor: Picture.Anchor
  ) -> Picture.Element {
    .text(
      runs,
      at: point,
      anchor: anchor,
      size: PlotFrame.tickSize,
      face: .plain,
      role: .faint
    )
  }

  private func name(
    _ runs: [Picture.Run],
    _ point: Picture.Point,
    _ anchor: Picture.Anchor,
    _ role: Picture.Role
  ) -> Picture.Element {
    .text(runs, at: point, anchor: anchor, size: PlotFrame.titleSize, face: .name, role: role)
  }

  // MARK: Points and lines

  private func pointElements(
    _ frame: PlotFrame,
    _ placement: inout LabelPlacement
  ) -> [Picture.Element] {
    var elements: [Picture.Element] = []
    for point in points where point.at.x.isFinite && point.at.y.isFinite {
      let place = frame.place(point.at)
      guard frame.contains(place) else { continue }
      elements.append(contentsOf: point.mark.elements(at: place, role: point.role))
      guard !point.label.isEmpty else { continue }
      let width = TextWidth.of(point.label, size: PlotFrame.tickSize, face: .plain)
      let middle = placement.place(width: width, height: 15, beside: place)
      elements.append(
        .text(
          point.label,
          at: middle,
          anchor: .middle,
          size: PlotFrame.tickSize,
          face: .plain,
          role: point.role
        )
      )
    }
    return elements
  }

  private func lineLabels(
    _ frame: PlotFrame,
    _ placement: inout LabelPlacement
  ) -> [Picture.Element] {
    var elements: [Picture.Element] = []
    for line in lines where !line.label.isEmpty {
      guard let (start, end) = frame.ends(of: line) else { continue }
      let width = TextWidth.of(line.label, size: PlotFrame.titleSize, face: .name)
      let normal = frame.normal(of: line)
      let away = width / 2 * abs(normal.x) + 8 * abs(normal.y) + 5
      var places: [Picture.Point] = []
      for side in line.hatchesPositiveSide ? [-away] : [-away, away] {
        for share in [0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.1, 0.9] {
          places.append(
            .init(
              start.x + share * (end.x - start.x) + side * normal.x,
              start.y + share * (end.y - start.y) + side * normal.y
            )
          )
        }
      }
      let middle = placement.best(of: places, width: width, height: 16)
      elements.append(name(line.label, middle, .middle, line.isFaint ? .faint : .ink))
    }
    return elements
  }
}

extension Picture.Role {
  /// The n-th series; after the sixth they begin anew.
  static func series(_ index: Int) -> Picture.Role {
    switch index % 6 {
    case 0: .series0
    case 1: .series1
    case 2: .series2
    case 3: .series3
    case 4: .series4
    default: .series5
    }
  }

  /// The weight of a curve.
  var curveWidth: Double {
    switch self {
    case .series2: 2.6
    case .series4: 0.9
    case .series5: 3
    case .faint, .grid: 1.2
    default: 1.8
    }
  }
}
