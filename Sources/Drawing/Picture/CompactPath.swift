/// Writes strokes as short as SVG allows, to a tenth of a point: for areas and marks of many corners.
///
/// Each stroke is told from the end of the one before; both are rounded first, so that nothing drifts.
struct CompactPath {
  private var data = ""
  private var (x, y) = (0, 0)
  private var (startX, startY) = (0, 0)
  private var isFirst = true

  /// The strokes in SVG's own notation.
  static func data(_ segments: [Picture.Segment]) -> String {
    var path = CompactPath()
    for segment in segments { path.append(segment) }
    return path.data
  }

  private mutating func append(_ segment: Picture.Segment) {
    switch segment {
    case .move(let point):
      let (x, y) = Self.tenths(point)
      if isFirst { data += "M" } else { data += "m" }
      if isFirst { pair(x, y) } else { pair(x - self.x, y - self.y) }
      (isFirst, self.x, self.y, startX, startY) = (false, x, y, x, y)
    case .line(let point):
      let (x, y) = Self.tenths(point)
      let (dx, dy) = (x - self.x, y - self.y)
      if dy == 0 {
        data += "h"
        number(dx, after: true)
      } else if dx == 0 {
        data += "v"
        number(dy, after: true)
      } else {
        data += "l"
        pair(dx, dy)
      }
      (self.x, self.y) = (x, y)
    case .curve(let first, let second, let end):
      let points = [first, second, end].map { Self.tenths($0) }
      data += "c"
      for (index, point) in points.enumerated() {
        number(point.0 - x, after: index == 0)
        number(point.1 - y, after: false)
      }
      (x, y) = points[2]
    case .close:
      data += "z"
      (x, y) = (startX, startY)
    }
  }

  private mutating func pair(_ dx: Int, _ dy: Int) {
    number(dx, after: true)
    number(dy, after: false)
  }

  /// A number of tenths; one that does not follow a letter is parted from the one before.
  private mutating func number(_ tenths: Int, after isAfterLetter: Bool) {
    if tenths < 0 { data += "-" } else if !isAfterLetter { data += " " }
    let magnitude = tenths.magnitude
    if magnitude >= 10 || magnitude == 0 { data += String(magnitude / 10) }
    if magnitude % 10 > 0 { data += "." + String(magnitude % 10) }
  }

  private static func tenths(_ point: Picture.Point) -> (Int, Int) {
    (tenths(point.x), tenths(point.y))
  }

  private static func tenths(_ number: Double) -> Int {
    number.isFinite ? Int((min(max(number, -1e8), 1e8) * 10).rounded()) : 0
  }
}
