/// How samples of several classes are told apart without colour: by the letter or digit that a class is called,
/// or by the form of a mark.
enum ClassMarks {
  /// The forms, in the order of the classes.
  private enum Form: CaseIterable {
    case disc, cross, square, triangle, plus, diamond, filledTriangle, star, bar, filledSquare
  }

  /// Whether classes are drawn as what they are called: where marks would be too many to remember.
  static func areGlyphs(_ names: [String]) -> Bool {
    names.count > 4 && names.allSatisfy { $0.unicodeScalars.count == 1 }
  }

  /// The shapes of all samples of one class.
  static func elements(
    ofClass index: Int,
    named names: [String],
    at points: [Picture.Point],
    size: Double = 3
  ) -> [Picture.Element] {
    guard !points.isEmpty else { return [] }
    if areGlyphs(names), names.indices.contains(index) {
      return [.glyphs(names[index], at: points, size: 12, role: .ink)]
    }
    let form = Form.allCases[index % Form.allCases.count]
    var segments: [Picture.Segment] = []
    for point in points { segments += strokes(form, point, size) }
    switch form {
    case .disc: return [.marks(segments, role: .ink, width: 1.7 * size)]
    case .filledTriangle, .filledSquare: return [.shade(segments, role: .ink, strength: 1)]
    default: return [.marks(segments, role: .ink, width: 1.3)]
    }
  }

  /// What the marks mean, in rows under a field, and how high the rows are.
  static func key(
    _ names: [String],
    left: Double,
    top: Double,
    width: Double
  ) -> (elements: [Picture.Element], height: Double) {
    guard !names.isEmpty, !areGlyphs(names) else { return ([], 0) }
    var elements: [Picture.Element] = []
    var (x, y) = (left, top + 8)
    for (index, name) in names.prefix(12).enumerated() {
      let shown = shortened(name, to: 16)
      let wide = 16 + TextWidth.of(shown, size: 12, face: .plain) + 12
      if x > left, x + wide > left + width { (x, y) = (left, y + 17) }
      elements += self.elements(ofClass: index, named: names, at: [.init(x + 5, y)])
      elements.append(
        .text(
          [.init(shown)],
          at: .init(x + 14, y),
          anchor: .start,
          size: 12,
          face: .plain,
          role: .ink
        )
      )
      x += wide
    }
    return (elements, y - top + 9)
  }

  /// A name of at most so many letters.
  static func shortened(_ name: String, to limit: Int) -> String {
    let scalars = name.unicodeScalars
    guard scalars.count > limit else { return name }
    var short = String.UnicodeScalarView()
    short.append(contentsOf: scalars.prefix(limit - 1))
    short.append("…")
    return String(short)
  }

  private static func strokes(
    _ form: Form,
    _ p: Picture.Point,
    _ r: Double
  ) -> [Picture.Segment] {
    func at(_ x: Double, _ y: Double) -> Picture.Point { .init(p.x + r * x, p.y + r * y) }
    func outline(_ corners: [(Double, Double)]) -> [Picture.Segment] {
      corners.enumerated().map { index, corner in
        index == 0 ? .move(at(corner.0, corner.1)) : .line(at(corner.0, corner.1))
      } + [.close]
    }
    switch form {
    case .disc: return [.move(p), .line(p)]
    case .cross:
      return [
        .move(at(-1, -1)), .line(at(1, 1)), .move(at(-1, 1)), .line(at(1, -1)),
      ]
    case .plus:
      return [
        .move(at(-1.2, 0)), .line(at(1.2, 0)), .move(at(0, -1.2)), .line(at(0, 1.2)),
      ]
    case .star:
      return [
        .move(at(-1.2, 0)), .line(at(1.2, 0)), .move(at(-0.6, -1.1)), .line(at(0.6, 1.1)),
        .move(at(-0.6, 1.1)), .line(at(0.6, -1.1)),
      ]
    case .bar: return [.move(at(0, -1.4)), .line(at(0, 1.4))]
    case .square, .filledSquare: return outline([(-1, -1), (1, -1), (1, 1), (-1, 1)])
    case .diamond: return outline([(0, -1.4), (1.2, 0), (0, 1.4), (-1.2, 0)])
    case .triangle, .filledTriangle: return outline([(0, -1.3), (1.2, 0.9), (-1.2, 0.9)])
    }
  }
}
