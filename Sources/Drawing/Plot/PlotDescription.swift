/// Says in sentences what a plot shows.
enum PlotDescription {
  /// Axes, curves, points and lines, each in a sentence.
  static func text(of plot: Plot, _ frame: PlotFrame) -> String {
    var sentences: [String] = []
    sentences.append(
      "Horizontal axis" + axis(plot.horizontal, frame.x) + ", vertical axis"
        + axis(plot.vertical, plot.vertical.shown(frame.y)) + "."
    )
    for curve in plot.curves {
      let finite = curve.samples.filter { $0.x.isFinite && $0.y.isFinite }
      guard let first = finite.first, let last = finite.last else { continue }
      sentences.append(
        "Curve \(name(curve.name)): \(number(first.y)) at \(number(first.x)), \(number(last.y)) at "
          + "\(number(last.x))."
      )
    }
    for point in plot.points.prefix(40) {
      var sentence = "A \(word(point.mark)) at (\(number(point.at.x)), \(number(point.at.y)))"
      if !point.label.isEmpty { sentence += ": \(name(point.label))" }
      sentences.append(sentence + ".")
    }
    if plot.points.count > 40 { sentences.append("\(plot.points.count) points in all.") }
    for line in plot.lines {
      if line.w1 == 0, line.w2 == 0 {
        sentences.append("Both weights are 0: there is no line.")
      } else {
        let where_ = frame.ends(of: line) == nil ? ", outside of what is shown" : ""
        sentences.append(
          "The line \(number(line.w1)) \(name(plot.horizontal.title))\(summand(line.w2)) "
            + "\(name(plot.vertical.title))\(summand(line.b)) = 0\(where_)."
        )
      }
    }
    return sentences.joined(" ")
  }

  private static func axis(_ axis: Plot.Axis, _ range: ClosedRange<Double>) -> String {
    (axis.title.isEmpty ? "" : " " + name(axis.title))
      + " from \(number(range.lowerBound)) to \(number(range.upperBound))"
  }

  private static func summand(_ number: Double) -> String {
    number < 0 ? " \u{2212} " + self.number(-number) : " + " + self.number(number)
  }

  private static func word(_ mark: Plot.Mark) -> String {
    switch mark {
    case .filled: "filled point"
    case .hollow: "hollow point"
    case .plus: "plus"
    case .minus: "minus"
    case .cross: "cross"
    }
  }

  private static func name(_ runs: [Picture.Run]) -> String {
    PlainText.shown(runs.map { $0.text }.joined(""))
  }

  /// A number with at most four significant digits: `−0.25`, `1200`, `4.553e−9`.
  static func number(_ number: Double) -> String {
    guard number.isFinite else { return number.isNaN ? "NaN" : number < 0 ? "\u{2212}∞" : "∞" }
    if number == 0 { return "0" }
    var (scaled, exponent) = (abs(number), 0)
    while scaled >= 9999.5 { (scaled, exponent) = (scaled / 10, exponent + 1) }
    while scaled < 999.95 { (scaled, exponent) = (scaled * 10, exponent - 1) }
    var digits = Array(String(Int(scaled.rounded())).utf8)
    // The number is 0.d₁d₂d₃d₄ · 10^point.
    let point = exponent + digits.count
    while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
    let sign = number < 0 ? "\u{2212}" : ""
    let zero = UInt8(ascii: "0")
    if point > 7 || point < -3 {
      let power = (point < 1 ? "\u{2212}" : "") + String((point - 1).magnitude)
      return sign + text(digits, point: 1) + "e" + power
    }
    if point < 1 { digits.insert(contentsOf: [UInt8](repeating: zero, count: 1 - point), at: 0) }
    while digits.count < point { digits.append(zero) }
    return sign + text(digits, point: max(point, 1))
  }

  private static func text(_ digits: [UInt8], point: Int) -> String {
    let whole = String(decoding: digits[..<point], as: UTF8.self)
    return digits.count == point
      ? whole : whole + "." + String(decoding: digits[point...], as: UTF8.self)
  }
}
