import Foundation
import TestSupport
import Testing

@testable import Drawing

struct PlotTests {
  @Test func `a plot with curves and points`() throws {
    try expectSnapshot(
      SVGWriter.standalone(PlotSamples.activations.picture()),
      named: "activations.svg"
    )
  }

  @Test func `the plane with a separating line`() throws {
    try expectSnapshot(SVGWriter.standalone(PlotSamples.and.picture()), named: "and.svg")
  }

  private func plot(_ samples: [Plot.Sample], y: ClosedRange<Double>? = nil) -> Plot {
    Plot(
      title: "",
      horizontal: .init(),
      vertical: .init(range: y),
      curves: [.init(name: [], samples: samples)]
    )
  }

  private func pieces(_ plot: Plot) -> [[Picture.Point]] {
    CurvePieces(plot.curves[0].samples, in: PlotFrame(plot)).pieces
  }

  @Test func `a smooth curve is one piece`() {
    for function in [sin, { tanh(8 * $0) }, { abs($0) }, { exp($0) }] as [(Double) -> Double] {
      #expect(pieces(plot(PlotSamples.samples(from: -3, to: 3, function))).count == 1)
    }
  }

  @Test func `a curve is interrupted where it is not finite, jumps, or has a pole`() {
    let step = PlotSamples.samples(from: -1, to: 1) { $0 >= 0 ? 1 : 0 }
    #expect(pieces(plot(step)).count == 2)
    let gap = PlotSamples.samples(from: -1, to: 1) { abs($0) < 0.1 ? .nan : $0 }
    #expect(pieces(plot(gap)).count == 2)
    let pole = PlotSamples.samples(from: -2, to: 2, count: 200) { 1 / $0 }
    #expect(pieces(plot(pole, y: -3...3)).count == 2)
    let logarithm = PlotSamples.samples(from: -1, to: 2) { log($0) }
    #expect(pieces(plot(logarithm)).count == 1)
    #expect(pieces(plot([.init(0, .infinity), .init(.nan, 1)])) == [])
  }

  @Test func `no piece leaves the field`() {
    let plot = plot(PlotSamples.samples(from: -3, to: 3) { 5 * sin(4 * $0) }, y: -1...1)
    let frame = PlotFrame(plot)
    let pieces = pieces(plot)
    #expect(pieces.count > 4)
    for point in pieces.joined() { #expect(frame.contains(point)) }
  }

  @Test func `a pole does not flatten the rest of a curve`() {
    let frame = PlotFrame(plot(PlotSamples.samples(from: -2, to: 2, count: 400) { 1 / $0 }))
    #expect(frame.y.upperBound < 60)
    #expect(frame.y.upperBound > 2)
  }

  @Test(arguments: [
    [Plot.Sample](), [.init(1, 1)], [.init(0, 3), .init(1, 3)], [.init(.nan, .nan)],
    [.init(-1e308, -1e308), .init(1e308, 1e308)], [.init(0, 0), .init(.leastNonzeroMagnitude, 1)],
    [.init(1e17, 1e17), .init(1.000001e17, 1)],
  ])
  func `odd samples give a picture of finite size`(samples: [Plot.Sample]) {
    let picture = plot(samples).picture()
    #expect(picture.width.isFinite && picture.width < 2_000)
    #expect(picture.height.isFinite && picture.height < 2_000)
    #expect(picture.elements.count < 100)
  }

  // MARK: Lines

  private func square(_ line: Plot.Line) -> (Plot, PlotFrame) {
    let plot = Plot(
      title: "",
      horizontal: .init(range: 0...1),
      vertical: .init(range: 0...1),
      lines: [line],
      hasEqualUnits: true,
      width: 100
    )
    return (plot, PlotFrame(plot))
  }

  @Test func `a line ends at the border of the field`() throws {
    // x + y = 1 from corner to corner.
    let (plot, frame) = square(.init(w1: 1, w2: 1, b: -1))
    let (start, end) = try #require(frame.ends(of: plot.lines[0]))
    let corners = [frame.place(.init(0, 1)), frame.place(.init(1, 0))]
    #expect(corners.contains { $0.isNear(start) } && corners.contains { $0.isNear(end) })
  }

  @Test(arguments: [
    Plot.Line(w1: 0, w2: 0, b: 1), .init(w1: 1, w2: 0, b: 5), .init(w1: .nan, w2: 1, b: 0),
    .init(w1: 1e-300, w2: 1, b: 1e300),
  ])
  func `a line that is not there is not drawn`(line: Plot.Line) {
    let (plot, frame) = square(line)
    #expect(frame.ends(of: plot.lines[0]) == nil)
    #expect(frame.elements(of: line, marks: []).isEmpty)
  }

  @Test(arguments: [(1.0, 1.0), (-1, 1), (0, -2), (3, 0.5)])
  func `hatches and arrow are on the positive side`(w1: Double, w2: Double) throws {
    // The line through the middle of the field.
    let line = Plot.Line(
      w1: w1,
      w2: w2,
      b: -(w1 + w2) / 2,
      hatchesPositiveSide: true,
      showsNormal: true
    )
    let (_, frame) = square(line)
    func side(_ point: Picture.Point) -> Double {
      let x = (point.x - frame.left) / frame.width
      let y = (frame.bottom - point.y) / frame.height
      return w1 * x + w2 * y + line.b
    }
    var strokes = 0
    for case .path(let segments, _, let width, let filled, _) in frame.elements(
      of: line,
      marks: []
    )
    where filled || width < 2 {
      for point in segments.compactMap({ $0 == .close ? nil : $0.end }) {
        #expect(side(point) > -1e-9)
        strokes += 1
      }
    }
    #expect(strokes > 10)
  }

  @Test func `equal units are equally long`() {
    let plot = Plot(
      title: "",
      horizontal: .init(range: 0...4),
      vertical: .init(range: -1...2),
      hasEqualUnits: true,
      width: 200
    )
    let frame = PlotFrame(plot)
    #expect(frame.width / 4 == 50)
    #expect(frame.height / 3 == 50)
  }

  @Test func `the description tells ranges, curves, points and lines`() {
    #expect(
      PlotSamples.and.picture().description == """
        Horizontal axis x1 from −0.5 to 1.5, vertical axis x2 from −0.5 to 1.5. A minus at \
        (0, 0). A minus at (0, 1). A minus at (1, 0). A plus at (1, 1). The line 1 x1 + 1 x2 − 1.5 \
        = 0.
        """
    )
  }

  @Test(arguments: [
    (0.0, "0"), (-0.25, "−0.25"), (1200, "1200"), (12345, "12350"), (0.00012, "0.00012"),
    (0.000012, "1.2e−5"),
    (4.5528e-9, "4.553e−9"), (-3e22, "−3e22"), (99999999, "1e8"), (.nan, "NaN"), (0.999_96, "1"),
    (-.infinity, "−∞"),
  ])
  func `a number is told in four digits`(number: Double, text: String) {
    #expect(PlotDescription.number(number) == text)
  }
}
