/// Writes coordinates: at most two digits behind the point, none that say nothing, the same on every
/// platform.
enum Coordinate {
  /// The number, rounded to hundredths: `12`, `-0.5`, `3.25`.
  ///
  /// What is not finite is 0.
  static func text(_ number: Double) -> String {
    guard number.isFinite else { return "0" }
    let bounded = min(max(number, -1e9), 1e9)
    let hundredths = Int((bounded * 100).rounded())
    let magnitude = hundredths.magnitude
    var text = hundredths < 0 ? "-" : ""
    text += String(magnitude / 100)
    let fraction = magnitude % 100
    if fraction > 0 {
      text += fraction < 10 ? ".0" : "."
      text += String(fraction % 10 == 0 ? fraction / 10 : fraction)
    }
    return text
  }
}
