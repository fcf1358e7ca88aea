internal import CMath

/// Logarithms to base ten, and back.
enum Logarithm {
  /// The power of ten that a number is; NaN for what is not above 0.
  static func of(_ number: Double) -> Double {
    number > 0 ? CMath.log10(number) : .nan
  }

  /// Ten to a power.
  static func power(_ exponent: Double) -> Double {
    CMath.pow(10, exponent)
  }
}

extension Plot {
  /// The same with the exponents of the vertical coordinates in their place.
  func logarithmic() -> Plot {
    var plot = self
    plot.curves = curves.map { curve in
      var curve = curve
      curve.samples = curve.samples.map { .init($0.x, Logarithm.of($0.y)) }
      return curve
    }
    plot.points = points.map { point in
      var point = point
      point.at.y = Logarithm.of(point.at.y)
      return point
    }
    if let range = vertical.range {
      let (low, high) = (Logarithm.of(range.lowerBound), Logarithm.of(range.upperBound))
      plot.vertical.range = low < high ? low...high : nil
    }
    return plot
  }
}

extension Plot.Axis {
  /// The numbers at the ends of the axis.
  func shown(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    guard isLogarithmic else { return range }
    let (low, high) = (Logarithm.power(range.lowerBound), Logarithm.power(range.upperBound))
    return low <= high ? low...high : range
  }
}
