/// A number at every point of a grid, and where they reach a level: areas and lines, by marching squares.
///
/// Between two points of the grid the number is taken to grow evenly. Rows go from the bottom to the top of the
/// picture, columns from left to right, so that point (0, 0) is the lower left corner.
struct Contours {
  /// How many points are in a row.
  let columns: Int
  /// How many rows there are.
  let rows: Int
  private let values: [Double]
  /// Where the corners of the grid are on the paper.
  private let left: Double
  private let bottom: Double
  private let width: Double
  private let height: Double

  /// Lays a grid over the field of a plot; nil if there are fewer than 2 × 2 points, or not as many numbers.
  init?(_ values: [Double], columns: Int, rows: Int, in frame: PlotFrame) {
    guard columns > 1, rows > 1, columns <= 1000, rows <= 1000, values.count == columns * rows
    else { return nil }
    self.columns = columns
    self.rows = rows
    // What is no number counts as the worst there is.
    let largest = values.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    self.values = values.map { $0.isFinite ? $0 : $0 < 0 ? -largest - 1 : largest + 1 }
    (left, bottom, width, height) = (frame.left, frame.bottom, frame.width, frame.height)
  }

  /// The area where the number is at least `level`, its outlines closed along the border of the field.
  func area(from level: Double) -> [Picture.Segment] {
    var segments: [Picture.Segment] = []
    for loop in loops(level) {
      let points = Self.simplified(loop.map { $0.point })
      guard points.count > 2 else { continue }
      for (index, point) in points.enumerated() {
        segments.append(index == 0 ? .move(point) : .line(point))
      }
      segments.append(.close)
    }
    return segments
  }

  /// The lines on which the number is `level`.
  func lines(at level: Double) -> [Picture.Segment] {
    var segments: [Picture.Segment] = []
    for loop in loops(level) {
      for piece in Self.pieces(inside: loop) {
        let points = Self.simplified(piece)
        guard points.count > 1 else { continue }
        for (index, point) in points.enumerated() {
          segments.append(index == 0 ? .move(point) : .line(point))
        }
      }
    }
    return segments
  }

  // MARK: Marching squares

  /// Where an outline crosses an edge of the grid, and whether it runs along the border there.
  private struct Crossing {
    var point: Picture.Point
    var isBorder: Bool
  }

  /// The outlines of the area where the number is at least `level`.
  ///
  /// Around the grid lies a ring of points that are below every level and lie on its border, so that each
  /// outline is closed.
  private func loops(_ level: Double) -> [[Crossing]] {
    let (w, h) = (columns + 2, rows + 2)
    // Edges from (i, j) to the right are 2 (j w + i), upwards 2 (j w + i) + 1.
    var next = [Int32](repeating: -1, count: 2 * w * h)
    func isIn(_ i: Int, _ j: Int) -> Bool {
      i > 0 && i <= columns && j > 0 && j <= rows && values[(j - 1) * columns + i - 1] >= level
    }
    for j in 0..<(h - 1) {
      for i in 0..<(w - 1) {
        let below = 2 * (j * w + i)
        let above = 2 * ((j + 1) * w + i)
        let (leftEdge, rightEdge) = (below + 1, 2 * (j * w + i + 1) + 1)
        let corners =
          (isIn(i, j) ? 1 : 0) + (isIn(i + 1, j) ? 2 : 0) + (isIn(i + 1, j + 1) ? 4 : 0)
          + (isIn(i, j + 1) ? 8 : 0)
        // From edge to edge with the area on the left hand.
        func go(_ from: Int, _ to: Int) { next[from] = Int32(to) }
        switch corners {
        case 1: go(below, leftEdge)
        case 2: go(rightEdge, below)
        case 3: go(rightEdge, leftEdge)
        case 4: go(above, rightEdge)
        case 5:
          go(below, leftEdge)
          go(above, rightEdge)
        case 6: go(above, below)
        case 7: go(above, leftEdge)
        case 8: go(leftEdge, above)
        case 9: go(below, above)
        case 10:
          go(rightEdge, below)
          go(leftEdge, above)
        case 11: go(rightEdge, above)
        case 12: go(leftEdge, rightEdge)
        case 13: go(below, rightEdge)
        case 14: go(leftEdge, below)
        default: break
        }
      }
    }
    var loops: [[Crossing]] = []
    for start in next.indices where next[start] >= 0 {
      var loop: [Crossing] = []
      var edge = start
      while next[edge] >= 0 {
        loop.append(crossing(edge, level))
        let following = Int(next[edge])
        next[edge] = -1
        edge = following
      }
      loops.append(loop)
    }
    return loops
  }

  private func crossing(_ edge: Int, _ level: Double) -> Crossing {
    let w = columns + 2
    let (i, j) = (edge / 2 % w, edge / 2 / w)
    let (k, l) = edge % 2 == 0 ? (i + 1, j) : (i, j + 1)
    let isBorder = i == 0 || j == 0 || k > columns || l > rows
    var share = 0.5
    if !isBorder {
      let first = values[(j - 1) * columns + i - 1]
      let second = values[(l - 1) * columns + k - 1]
      share = first == second ? 0.5 : (level - first) / (second - first)
      share = min(max(share, 0), 1)
    }
    // The ring lies on the border itself.
    func place(_ a: Int, _ b: Int, _ last: Int) -> Double {
      let first = Double(min(max(a - 1, 0), last))
      let second = Double(min(max(b - 1, 0), last))
      return (first + share * (second - first)) / Double(last)
    }
    return Crossing(
      point: .init(
        left + width * place(i, k, columns - 1),
        bottom - height * place(j, l, rows - 1)
      ),
      isBorder: isBorder
    )
  }

  // MARK: Pieces

  /// An outline without its stretches along the border.
  private static func pieces(inside loop: [Crossing]) -> [[Picture.Point]] {
    guard let cut = loop.firstIndex(where: { $0.isBorder }) else {
      return [loop.map { $0.point } + [loop[0].point]]
    }
    var pieces: [[Picture.Point]] = []
    var piece: [Picture.Point] = []
    for step in 0...loop.count {
      let crossing = loop[(cut + step) % loop.count]
      if !crossing.isBorder {
        piece.append(crossing.point)
      } else {
        if piece.count > 1 { pieces.append(piece) }
        piece = []
      }
    }
    return pieces
  }

  /// Points without those that lie within a sixth of a point of the line between their neighbours.
  private static func simplified(_ points: [Picture.Point]) -> [Picture.Point] {
    guard let first = points.first, let last = points.last, points.count > 2 else { return points }
    var kept = [first]
    var anchor = 0
    for index in 1..<(points.count - 1) {
      let (a, b) = (points[anchor], points[index + 1])
      let (dx, dy) = (b.x - a.x, b.y - a.y)
      let length = (dx * dx + dy * dy).squareRoot()
      var strays = index - anchor > 24
      for between in (anchor + 1)...index where !strays {
        let (px, py) = (points[between].x - a.x, points[between].y - a.y)
        let distance =
          length > 0 ? abs(dx * py - dy * px) / length : (px * px + py * py).squareRoot()
        strays = distance > 0.17
      }
      if strays {
        kept.append(points[index])
        anchor = index
      }
    }
    kept.append(last)
    return kept
  }
}
