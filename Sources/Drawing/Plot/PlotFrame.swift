/// The field of a plot: which numbers it shows, and where they are on the paper.
struct PlotFrame {
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>
  let xTicks: Ticks
  let yTicks: Ticks
  /// The field inside the axes.
  let left: Double
  let top: Double
  let width: Double
  let height: Double

  var right: Double { left + width }
  var bottom: Double { top + height }

  static let tickSize = 13.0
  static let titleSize = 15.0

  init(_ plot: Plot) {
    let xs = PlotFrame.extent(
      plot.horizontal.range,
      plot.curves.flatMap { $0.samples.map { $0.x } },
      plot.points.map { $0.at.x },
      padsCurves: false
    )
    var ys = PlotFrame.extent(
      plot.vertical.range,
      plot.curves.flatMap { $0.samples.map { $0.y } },
      plot.points.map { $0.at.y },
      padsCurves: true
    )
    width = min(max(plot.width, 80), 4000)
    var tall = min(max(plot.height, 60), 4000)
    if plot.hasEqualUnits {
      let unit = width / (xs.upperBound - xs.lowerBound)
      tall = unit * (ys.upperBound - ys.lowerBound)
      if !(tall >= 0.3 * width && tall <= 2 * width) {
        // One range is much longer than the other: show more of the other.
        tall = tall < width ? 0.6 * width : 1.6 * width
        let middle = (ys.lowerBound + ys.upperBound) / 2
        let half = max(tall / unit / 2, (ys.upperBound - ys.lowerBound) / 2)
        ys = (middle - half)...(middle + half)
      }
    }
    (x, y, height) = (xs, ys, tall)
    xTicks = Ticks(in: xs, about: max(2, Int(width / 75)))
    let marks = plot.hasEqualUnits ? Int(tall * Double(Int(width / 75)) / width) : Int(tall / 55)
    yTicks =
      plot.vertical.isLogarithmic
      ? Ticks(powersIn: ys, about: max(2, marks)) : Ticks(in: ys, about: max(2, marks))
    var widest = 0.0
    for value in yTicks.values {
      widest = max(
        widest,
        TextWidth.of(yTicks.label(value), size: PlotFrame.tickSize, face: .plain)
      )
    }
    left = 12 + widest + 8
    top = plot.vertical.title.isEmpty ? 14 : 34
  }

  /// Where a pair of numbers is on the paper.
  func place(_ sample: Plot.Sample) -> Picture.Point {
    .init(
      left + width * ((sample.x - x.lowerBound) / (x.upperBound - x.lowerBound)),
      top + height * ((y.upperBound - sample.y) / (y.upperBound - y.lowerBound))
    )
  }

  /// Whether a place is in the field or on its border.
  func contains(_ point: Picture.Point) -> Bool {
    point.x >= left - 0.01 && point.x <= right + 0.01 && point.y >= top - 0.01
      && point.y <= bottom + 0.01
  }

  // MARK: Ranges

  /// The range that is wanted, or that shows all points and what is characteristic of the curves:
  /// where a curve has a pole, not all of it.
  private static func extent(
    _ wanted: ClosedRange<Double>?,
    _ curves: [Double],
    _ points: [Double],
    padsCurves: Bool
  ) -> ClosedRange<Double> {
    if let wanted, wanted.lowerBound.isFinite, wanted.upperBound.isFinite,
      wanted.lowerBound < wanted.upperBound,
      (wanted.upperBound - wanted.lowerBound).isFinite
    {
      return wanted
    }
    let limit = 1e150
    var sorted = curves.filter { abs($0) < limit }
    sorted.sort()
    var (low, high) = (Double.infinity, -Double.infinity)
    if let first = sorted.first, let last = sorted.last {
      let lower = sorted[sorted.count / 50]
      let upper = sorted[sorted.count - 1 - sorted.count / 50]
      (low, high) = (first, last)
      if high - low > 4 * (upper - lower), upper > lower {
        (low, high) = (lower - 0.1 * (upper - lower), upper + 0.1 * (upper - lower))
      }
      if padsCurves { (low, high) = (low - 0.05 * (high - low), high + 0.05 * (high - low)) }
    }
    let finite = points.filter { abs($0) < limit }
    if let least = finite.min(), let most = finite.max() {
      let margin = most > least ? 0.25 * (most - least) : 0
      (low, high) = (min(low, least - margin), max(high, most + margin))
    }
    if low > high { return -1...1 }
    if high - low <= 1e-9 * max(abs(low), abs(high)) || high == low {
      let half = max(abs(low) / 2, 1)
      return (low - half)...(high + half)
    }
    return low...high
  }
}
