/// Puts the shapes of a diagram where the layout has found room for them.
struct DiagramDrawing {
  private let plan: DiagramPlan
  private let nesting: Nesting
  private let placed: [Int: PlacedLevel]
  /// The left top corner of each container's inside.
  private var origins: [Int: Picture.Point] = [:]
  /// The middle of each node.
  private var centers: [Picture.Point]
  private var courses: [[Picture.Segment]]
  private var labelPoints: [Picture.Point?]
  private var tips: [Picture.Point?]
  private var references: [Picture.Point?]

  init(_ plan: DiagramPlan, _ nesting: Nesting, _ placed: [Int: PlacedLevel]) {
    self.plan = plan
    self.nesting = nesting
    self.placed = placed
    centers = plan.nodes.map { _ in .init(0, 0) }
    courses = plan.wires.map { _ in [] }
    labelPoints = plan.wires.map { _ in nil }
    tips = labelPoints
    references = labelPoints
    findPlaces()
  }

  /// From outside in: a frame's inside is where its box is.
  private mutating func findPlaces() {
    origins[0] = .init(DiagramStyle.margin, DiagramStyle.margin)
    var pieces: [[(container: Int, segments: [Picture.Segment])]] = plan.wires.map { _ in [] }
    for inside in nesting.levels().reversed() {
      guard let level = placed[inside.container], let origin = origins[inside.container] else {
        continue
      }
      for item in level.items {
        let point = Picture.Point(origin.x + item.center.x, origin.y + item.center.y)
        switch item.kind {
        case .node(let node): centers[node] = point
        case .frame(let container):
          guard let frame = placed[container] else { continue }
          origins[container] = .init(point.x - frame.width / 2, point.y - frame.height / 2)
        case .tip(let wire): tips[wire] = point
        case .reference(let wire): references[wire] = point
        case .entrance, .exit: break
        }
      }
      for label in level.labels {
        labelPoints[label.wire] = .init(origin.x + label.point.x, origin.y + label.point.y)
      }
      for path in level.paths {
        pieces[path.wire].append((inside.container, path.segments.map { $0.moved(by: origin) }))
      }
    }
    for wire in plan.wires.indices { courses[wire] = joined(pieces[wire], wire) }
  }

  /// The pieces of a wire from operand to consumer: out of the operand's frames, then into the
  /// consumer's.
  private func joined(
    _ pieces: [(container: Int, segments: [Picture.Segment])],
    _ wire: Int
  ) -> [Picture.Segment] {
    let sorted = pieces.sorted { start($0.segments).x < start($1.segments).x }
    var course: [Picture.Segment] = []
    for piece in sorted {
      if let end = course.last?.end, end.isNear(start(piece.segments)) {
        course.append(contentsOf: piece.segments.dropFirst())
      } else {
        course.append(contentsOf: piece.segments)
      }
    }
    return course.straightened()
  }

  private func start(_ segments: [Picture.Segment]) -> Picture.Point {
    segments.first?.end ?? .init(0, 0)
  }

  // MARK: Shapes

  func picture(of graph: DiagramGraph) -> Picture {
    let level = placed[0]
    var elements: [Picture.Element] = []
    for inside in nesting.levels().reversed() where inside.container != 0 {
      if let frame = frame(inside.container) { elements.append(frame) }
    }
    for wire in plan.wires.indices where plan.wires[wire].to != nil {
      elements.append(edge(wire, graph))
    }
    var tipOf: [Int: Int] = [:]
    for (index, wire) in plan.wires.enumerated() where wire.to == nil { tipOf[wire.from] = index }
    for node in plan.nodes.indices { elements.append(box(node, tip: tipOf[node])) }
    return Picture(
      width: (level?.width ?? 0) + 2 * DiagramStyle.margin,
      height: (level?.height ?? 0) + 2 * DiagramStyle.margin,
      title: graph.title,
      description: DiagramDescription.text(of: graph),
      elements: elements
    )
  }

  private func frame(_ container: Int) -> Picture.Element? {
    guard let level = placed[container], let origin = origins[container] else { return nil }
    let name = nesting.frames[container - 1].label
    return .group(
      id: "f\(nesting.frames[container - 1].id)",
      title: name,
      [
        .rectangle(
          origin: origin,
          width: level.width,
          height: level.height,
          corner: 8,
          role: .frame
        ),
        .text(
          [Picture.Run(FrameName.shown(name))],
          at: .init(origin.x + DiagramStyle.framePadding, origin.y + 14),
          anchor: .start,
          size: DiagramStyle.frameSize,
          face: .plain,
          role: .frame
        ),
      ]
    )
  }

  private func edge(_ index: Int, _ graph: DiagramGraph) -> Picture.Element {
    let wire = plan.wires[index]
    let name = "\(plan.nodes[wire.to ?? 0].id).\(wire.slot)"
    let course = courses[index]
    var elements: [Picture.Element] = [
      .path(course, role: .edge, width: DiagramStyle.edgeWidth, filled: false, dashed: false)
    ]
    elements.append(contentsOf: arrows(course))
    if let point = references[index] {
      let runs = nesting.operandName(wire.from)
      elements.append(
        .text(
          runs,
          at: .init(point.x, point.y),
          anchor: .middle,
          size: DiagramStyle.labelSize,
          face: .name,
          role: .faint
        )
      )
    }
    elements.append(contentsOf: labels(index, named: name))
    return .group(id: "e" + name, title: nil, elements)
  }

  private func labels(_ index: Int, named name: String) -> [Picture.Element] {
    guard let label = plan.wires[index].label, let point = labelPoints[index] else { return [] }
    var elements: [Picture.Element] = []
    if let value = label.value {
      let center = Picture.Point(point.x, point.y - DiagramStyle.wireGap - value.height / 2)
      elements.append(
        .group(id: "v" + name, title: nil, value.elements(center: center, role: .value))
      )
    }
    if let gradient = label.gradient {
      let center = Picture.Point(point.x, point.y + DiagramStyle.wireGap + gradient.height / 2)
      elements.append(
        .group(id: "g" + name, title: nil, gradient.elements(center: center, role: .gradient))
      )
    }
    return elements
  }

  /// Arrowheads at both ends, of which a step shows the one for its direction.
  private func arrows(_ course: [Picture.Segment]) -> [Picture.Element] {
    guard let first = course.first?.end, let last = course.last?.end else { return [] }
    return [
      .path(
        arrowhead(at: last, toRight: true),
        role: .forward,
        width: 0,
        filled: true,
        dashed: false
      ),
      .path(
        arrowhead(at: first, toRight: false),
        role: .backward,
        width: 0,
        filled: true,
        dashed: false
      ),
    ]
  }

  private func arrowhead(at tip: Picture.Point, toRight: Bool) -> [Picture.Segment] {
    let back = tip.x + (toRight ? -9 : 9)
    return [
      .move(tip), .line(.init(back, tip.y - 4)), .line(.init(back, tip.y + 4)), .close,
    ]
  }

  // MARK: Nodes

  private func box(_ index: Int, tip: Int?) -> Picture.Element {
    let node = plan.nodes[index]
    let figure = plan.figures[index]
    let center = centers[index]
    var elements: [Picture.Element] = []
    if let tip, let point = tips[tip], let end = courses[tip].last?.end {
      let arrow = Picture.Point(end.x + 12, point.y)
      elements.append(
        .path(
          courses[tip] + [.line(.init(arrow.x - 6, arrow.y))],
          role: .edge,
          width: DiagramStyle.edgeWidth,
          filled: false,
          dashed: false
        )
      )
      elements.append(
        .path(
          arrowhead(at: arrow, toRight: true),
          role: .edge,
          width: 0,
          filled: true,
          dashed: false
        )
      )
      let name = plan.tipName(tip)
      if !name.isEmpty {
        elements.append(
          text(name, at: .init(arrow.x + 5, arrow.y), .start, DiagramStyle.nameSize, .name)
        )
      }
    }
    elements.append(contentsOf: figure.elements(center: center))
    if !figure.above.isEmpty {
      let point = Picture.Point(center.x, center.y - figure.halfHeight - 12)
      elements.append(text(figure.above, at: point, .middle, DiagramStyle.nameSize, .name))
    }
    if let tip { elements.append(contentsOf: labels(tip, named: "\(node.id)")) }
    var below = center.y + figure.halfHeight + 3
    let parts: [(String, LabelBlock?, Picture.Role)] = [
      ("v", figure.value, .value), ("g", figure.total, .gradient),
    ]
    for (letter, label, role) in parts {
      guard let label else { continue }
      let middle = Picture.Point(center.x, below + label.height / 2)
      elements.append(
        .group(
          id: "\(letter)\(node.id)",
          title: nil,
          label.elements(center: middle, role: role)
        )
      )
      below += label.height + 3
    }
    return .group(
      id: "n\(node.id)",
      title: node.title.isEmpty ? nil : PlainText.withMinus(node.title),
      elements
    )
  }

  private func text(
    _ runs: [Picture.Run],
    at point: Picture.Point,
    _ anchor: Picture.Anchor,
    _ size: Double,
    _ face: Picture.Face
  ) -> Picture.Element {
    .text(runs, at: point, anchor: anchor, size: size, face: face, role: .ink)
  }
}
