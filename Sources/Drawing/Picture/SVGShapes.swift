extension SVGWriter.Markup {
  /// Appends a shape.
  mutating func append(_ element: Picture.Element) {
    switch element {
    case .path(let segments, let role, let width, let filled, let dashed):
      text += "<path"
      attribute("class", role.shapeClass + (filled ? " full" : ""))
      if !filled { attribute("stroke-width", width) }
      if dashed { attribute("stroke-dasharray", "5 4") }
      attribute("d", SVGWriter.pathData(segments))
      text += "/>"
    case .circle(let center, let radius, let role):
      text += "<circle"
      attribute("class", role.shapeClass)
      attribute("cx", center.x)
      attribute("cy", center.y)
      attribute("r", radius)
      text += "/>"
    case .rectangle(let origin, let width, let height, let corner, let role):
      text += "<rect"
      attribute("class", role.shapeClass)
      attribute("x", origin.x)
      attribute("y", origin.y)
      attribute("width", width)
      attribute("height", height)
      if corner > 0 { attribute("rx", corner) }
      text += "/>"
    case .text(let runs, let point, let anchor, let size, let face, let role):
      append(runs, at: point, anchor, size, face, role)
    case .shade(let segments, let role, let strength):
      text += "<path"
      attribute("class", role.tintClass)
      if strength < 1 { attribute("fill-opacity", strength) }
      attribute("fill-rule", "evenodd")
      attribute("d", CompactPath.data(segments))
      text += "/>"
    case .marks(let segments, let role, let width):
      text += "<path"
      attribute("class", role.shapeClass)
      attribute("stroke-width", width)
      attribute("d", CompactPath.data(segments))
      text += "/>"
    case .glyphs(let characters, let points, let size, let role):
      append(characters, at: points, size, role)
    case .group(let id, let title, let elements):
      let link = id.flatMap { links[$0] }
      if let link { open(link) }
      text += "<g"
      if let id {
        attribute("id", prefix + id)
        attribute("data-id", id)
      }
      text += ">"
      if let title { self.element("title", id: nil, title) }
      for element in elements { append(element) }
      text += link == nil ? "</g>" : "</g></a>"
    }
  }

  private mutating func open(_ link: PictureLink) {
    text += "<a"
    attribute("class", "peer")
    attribute("href", link.address)
    attribute("aria-label", link.label)
    attribute("data-peers", link.peers.joined(" "))
    if !link.isStop { attribute("tabindex", "-1") }
    text += ">"
  }

  /// One character at many points is one element; longer texts are one each.
  private mutating func append(
    _ characters: String,
    at points: [Picture.Point],
    _ size: Double,
    _ role: Picture.Role
  ) {
    guard characters.unicodeScalars.count == 1 else {
      for point in points { append([.init(characters)], at: point, .middle, size, .plain, role) }
      return
    }
    text += "<text"
    attribute("class", "\(Picture.Face.plain.textClass) \(role.textClass)")
    attribute("font-size", size)
    attribute("text-anchor", "middle")
    let drop = size * Picture.Face.plain.drop
    attribute("x", points.map { Coordinate.text($0.x) }.joined(" "))
    attribute("y", points.map { Coordinate.text($0.y + drop) }.joined(" "))
    text += ">"
    escape(String(repeating: characters, count: points.count))
    text += "</text>"
  }

  private mutating func append(
    _ runs: [Picture.Run],
    at point: Picture.Point,
    _ anchor: Picture.Anchor,
    _ size: Double,
    _ face: Picture.Face,
    _ role: Picture.Role
  ) {
    text += "<text"
    attribute("class", "\(face.textClass) \(role.textClass)")
    attribute("x", point.x)
    attribute("y", point.y + size * face.drop)
    attribute("font-size", size)
    switch anchor {
    case .start: break
    case .middle: attribute("text-anchor", "middle")
    case .end: attribute("text-anchor", "end")
    }
    text += ">"
    var level = 0
    for run in runs {
      if run.level == level, level == 0 {
        escape(run.text)
        continue
      }
      text += "<tspan"
      let shift = SVGWriter.shift(ofLevel: run.level, size) - SVGWriter.shift(ofLevel: level, size)
      if shift != 0 { attribute("dy", shift) }
      if run.level != 0 { attribute("font-size", TextWidth.scriptSize(size)) }
      text += ">"
      escape(run.text)
      text += "</tspan>"
      level = run.level
    }
    text += "</text>"
  }
}

extension SVGWriter {
  /// How far below the line a script stands.
  static func shift(ofLevel level: Int, _ size: Double) -> Double {
    if level == 0 { return 0 }
    return level < 0 ? 0.24 * size : -0.38 * size
  }

  /// The strokes of a path in SVG's own notation, absolute.
  static func pathData(_ segments: [Picture.Segment]) -> String {
    var data = ""
    func append(_ letter: String, _ points: Picture.Point...) {
      data += letter
      var isFirst = true
      for point in points {
        if !isFirst { data += " " }
        data += Coordinate.text(point.x) + " " + Coordinate.text(point.y)
        isFirst = false
      }
    }
    for segment in segments {
      switch segment {
      case .move(let point): append("M", point)
      case .line(let point): append("L", point)
      case .curve(let first, let second, let end): append("C", first, second, end)
      case .close: data += "Z"
      }
    }
    return data
  }
}

extension Picture.Role {
  /// The class of a line or area with this meaning.
  var shapeClass: String {
    switch self {
    case .ink: "ink"
    case .faint: "faint-line"
    case .value: "value-line"
    case .gradient: "gradient-line"
    case .node: "node"
    case .edge: "edge"
    case .frame: "frame"
    case .grid: "grid"
    case .series0: "series s0"
    case .series1: "series s1"
    case .series2: "series s2"
    case .series3: "series s3"
    case .series4: "series s4"
    case .series5: "series s5"
    case .chip: "chip"
    case .forward: "forward-arrow"
    case .backward: "backward-arrow"
    }
  }

  /// The class of a tint with this meaning: it has no line around it.
  var tintClass: String {
    let text = textClass
    return text == "of-value" || text == "of-gradient" || text == "of-faint" ? text : "full"
  }

  /// The class of a text with this meaning.
  var textClass: String {
    switch self {
    case .value: "of-value"
    case .gradient: "of-gradient"
    case .faint, .frame, .edge, .grid: "of-faint"
    case .series0: "t0"
    case .series1: "t1"
    case .series2: "t2"
    case .series3: "t3"
    case .series4: "t4"
    case .series5: "t5"
    case .ink, .node, .chip, .forward, .backward: "of-ink"
    }
  }
}

extension Picture.Face {
  /// The class of a text with such letters.
  var textClass: String {
    switch self {
    case .name: "name"
    case .symbol: "symbol"
    case .plain: "plain"
    case .strong: "strong"
    }
  }

  /// How far below its middle a line of text has its baseline, in em.
  var drop: Double {
    switch self {
    case .name: 0.3
    case .symbol: 0.34
    case .plain, .strong: 0.36
    }
  }
}
