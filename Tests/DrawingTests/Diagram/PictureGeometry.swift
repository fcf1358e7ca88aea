@testable import Drawing

/// What of a diagram takes room, read back from its shapes: the outlines of nodes, the boxes of texts,
/// and points along the wires.
struct PictureGeometry {
  struct Box {
    var name: String
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double
    /// How far its corners are rounded.
    var corner = 0.0

    func overlaps(_ other: Box, by tolerance: Double = 0.1) -> Bool {
      min(right, other.right) - max(left, other.left) > tolerance
        && min(bottom, other.bottom) - max(top, other.top) > tolerance
    }

    /// Whether a point lies inside, by more than half a unit.
    func contains(_ point: Picture.Point) -> Bool {
      let inset = 0.5
      guard point.x > left + inset, point.x < right - inset, point.y > top + inset,
        point.y < bottom - inset
      else { return false }
      let dx = max(left + corner - point.x, point.x - right + corner)
      let dy = max(top + corner - point.y, point.y - bottom + corner)
      guard dx > 0, dy > 0 else { return true }
      return (dx * dx + dy * dy).squareRoot() < corner - inset
    }

    func contains(_ other: Box) -> Bool {
      left <= other.left && right >= other.right && top <= other.top && bottom >= other.bottom
    }
  }

  /// Outlines of nodes, by the id of their group.
  private(set) var nodes: [Box] = []
  /// Labels of values and gradients with their grounds, by id.
  private(set) var labels: [Box] = []
  /// Names beside nodes, by the id of the node's group.
  ///
  /// Texts inside an outline do not count.
  private(set) var names: [Box] = []
  /// The frames, by what they are called.
  private(set) var frames: [Box] = []
  /// Points along each wire, by the id of its group.
  private(set) var wires: [(name: String, points: [Picture.Point])] = []
  /// The ids of all groups, in order.
  private(set) var ids: [String] = []
  /// The sizes of all letters.
  private(set) var sizes: [Double] = []

  init(_ picture: Picture) {
    for element in picture.elements { read(element, in: "", title: "") }
    // Two lines of a target, and bars, are one outline.
    var outlines: [String: Box] = [:]
    for box in nodes {
      guard let other = outlines[box.name] else {
        outlines[box.name] = box
        continue
      }
      outlines[box.name] = other.contains(box) ? other : box
    }
    nodes = outlines.values.sorted { $0.name < $1.name }
    let boxes = outlines
    names.removeAll { name in boxes[name.name].map { $0.contains(name) } ?? false }
  }

  private mutating func read(_ element: Picture.Element, in name: String, title: String) {
    switch element {
    case .group(let id, let ownTitle, let elements):
      if let id { ids.append(id) }
      for element in elements { read(element, in: id ?? name, title: ownTitle ?? title) }
    case .circle(let center, let radius, .node):
      nodes.append(
        Box(
          name: name,
          left: center.x - radius,
          top: center.y - radius,
          right: center.x + radius,
          bottom: center.y + radius,
          corner: radius
        )
      )
    case .rectangle(let origin, let width, let height, let corner, let role):
      var box = Box(
        name: name,
        left: origin.x,
        top: origin.y,
        right: origin.x + width,
        bottom: origin.y + height
      )
      if role == .node { box.corner = corner }
      switch role {
      case .node: nodes.append(box)
      case .chip: labels.append(box)
      case .frame:
        frames.append(box)
        frames[frames.count - 1].name = title
      default: break
      }
    case .text(let runs, let point, let anchor, let size, let face, let role):
      sizes.append(size)
      if runs.contains(where: { $0.level != 0 }) { sizes.append(TextWidth.scriptSize(size)) }
      guard role == .ink || role == .faint else { return }
      let width = TextWidth.of(runs, size: size, face: face)
      let left =
        switch anchor {
        case .start: point.x
        case .middle: point.x - width / 2
        case .end: point.x - width
        }
      names.append(
        Box(
          name: name,
          left: left,
          top: point.y - size / 2,
          right: left + width,
          bottom: point.y + size / 2
        )
      )
    case .path(let segments, .edge, _, false, _):
      wires.append((name, Self.points(along: segments)))
    case .path(let segments, .faint, _, true, _):
      let points = Self.points(along: segments)
      let (xs, ys) = (points.map { $0.x }, points.map { $0.y })
      nodes.append(
        Box(
          name: name,
          left: xs.min() ?? 0,
          top: ys.min() ?? 0,
          right: xs.max() ?? 0,
          bottom: ys.max() ?? 0,
          corner: ((ys.max() ?? 0) - (ys.min() ?? 0)) / 2
        )
      )
    default: break
    }
  }

  /// Points along a path, at most two units apart on curves that are not longer than 500.
  static func points(along segments: [Picture.Segment]) -> [Picture.Point] {
    var points: [Picture.Point] = []
    for segment in segments {
      let start = points.last ?? .init(0, 0)
      switch segment {
      case .move(let point): points.append(point)
      case .close: break
      case .line(let end):
        for step in 1...200 {
          let t = Double(step) / 200
          points.append(.init(start.x + t * (end.x - start.x), start.y + t * (end.y - start.y)))
        }
      case .curve(let a, let b, let end):
        for step in 1...200 {
          let t = Double(step) / 200
          let s = 1 - t
          let (w0, w1, w2, w3) = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
          points.append(
            .init(
              w0 * start.x + w1 * a.x + w2 * b.x + w3 * end.x,
              w0 * start.y + w1 * a.y + w2 * b.y + w3 * end.y
            )
          )
        }
      }
    }
    return points
  }

  /// Every way in which something touches what it should not, in words.
  func faults() -> [String] {
    var faults: [String] = []
    let boxes =
      nodes.map { ("outline of ", $0) } + labels.map { ("label ", $0) }
      + names.map { ("name at ", $0) }
    for (index, first) in boxes.enumerated() {
      for second in boxes[(index + 1)...] where first.1.overlaps(second.1) {
        faults.append("\(first.0)\(first.1.name) overlaps \(second.0)\(second.1.name)")
      }
    }
    for wire in wires {
      for (kind, box) in boxes where wire.points.contains(where: { box.contains($0) }) {
        faults.append("wire \(wire.name) crosses \(kind)\(box.name)")
      }
    }
    return faults
  }
}
