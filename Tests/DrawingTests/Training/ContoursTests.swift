import Testing

@testable import Drawing

struct ContoursTests {
  /// A field of 100 × 100 points whose lower left corner is the origin.
  private let frame = PlotFrame(
    Plot(
      title: "",
      horizontal: .init(range: 0...1),
      vertical: .init(range: 0...1),
      width: 100,
      height: 100
    )
  )

  private func contours(_ side: Int, _ value: (Double, Double) -> Double) -> Contours? {
    let step = 1 / Double(side - 1)
    let values = (0..<side * side).map {
      value(Double($0 % side) * step, Double($0 / side) * step)
    }
    return Contours(values, columns: side, rows: side, in: frame)
  }

  /// The area that outlines enclose, what is enclosed twice left out, as a share of the field.
  private func area(_ segments: [Picture.Segment]) -> Double {
    var (sum, start, last) = (0.0, Picture.Point(0, 0), Picture.Point(0, 0))
    func add(_ next: Picture.Point) { sum += last.x * next.y - next.x * last.y }
    for segment in segments {
      switch segment {
      case .move(let point): (start, last) = (point, point)
      case .line(let point):
        add(point)
        last = point
      case .close: add(start)
      case .curve: break
      }
    }
    return abs(sum) / 2 / (frame.width * frame.height)
  }

  @Test(arguments: [0.05, 0.25, 0.5, 0.8])
  func `the area above a level of a slope is exact`(level: Double) throws {
    let slope = try #require(contours(6) { x, _ in x })
    #expect(abs(area(slope.area(from: level)) - (1 - level)) < 1e-3)
    let other = try #require(contours(5) { _, y in 1 - y })
    #expect(abs(area(other.area(from: level)) - (1 - level)) < 1e-3)
  }

  @Test func `a disc has the area of a disc, and a ring that of a ring`() throws {
    func height(_ x: Double, _ y: Double) -> Double {
      -(x - 0.5) * (x - 0.5) - (y - 0.5) * (y - 0.5)
    }
    let hill = try #require(contours(61, height))
    #expect(abs(area(hill.area(from: -0.16)) - 0.16 * .pi) < 0.003)
    let ring = try #require(
      contours(81) { x, y in -abs((-height(x, y)).squareRoot() - 0.3) }
    )
    // Outer radius 0.4, inner 0.2; the inner outline runs the other way.
    #expect(abs(area(ring.area(from: -0.1)) - 0.12 * .pi) < 0.004)
  }

  @Test func `everything and nothing`() throws {
    let flat = try #require(contours(4) { _, _ in 2 })
    #expect(abs(area(flat.area(from: 1)) - 1) < 1e-9)
    #expect(flat.lines(at: 1).isEmpty)
    #expect(flat.area(from: 3).isEmpty)
  }

  @Test func `a line ends at the border and does not run along it`() throws {
    let slope = try #require(contours(9) { x, y in x + y })
    let lines = slope.lines(at: 1)
    #expect(lines.filter { if case .move = $0 { true } else { false } }.count == 1)
    let closed = try #require(
      contours(31) { x, y in -(x - 0.5) * (x - 0.5) - (y - 0.5) * (y - 0.5) }
    )
    let ring = closed.lines(at: -0.05)
    guard case .move(let first)? = ring.first, case .line(let last)? = ring.last else {
      Issue.record("no line")
      return
    }
    #expect(first == last)
  }

  @Test func `what is no number is the worst there is`() throws {
    let hole = try #require(contours(5) { x, _ in x > 0.9 ? .nan : x > 0.6 ? .infinity : 0 })
    #expect(!hole.area(from: 0.5).isEmpty)
    for case .line(let point) in hole.area(from: 0.5) {
      #expect(point.x.isFinite && point.y.isFinite)
    }
  }

  @Test(arguments: [(0, 0), (1, 5), (2, 3), (100_000, 1)])
  func `a grid that is none gives nothing`(columns: Int, rows: Int) {
    #expect(Contours([1, 2, 3], columns: columns, rows: rows, in: frame) == nil)
  }
}
