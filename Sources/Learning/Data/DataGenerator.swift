internal import Autodiff

/// A data set that is made, not measured: the same rows for the same seed on every platform.
///
/// Classes take turns from row to row, so that every beginning of the set holds them all. `noise` is the
/// standard deviation of normally distributed numbers that are added to coordinates, or to what is to be
/// predicted of a line.
public enum DataGenerator: Equatable, Sendable {
  /// Two half circles that reach into each other: (cos t, sin t) and (1 − cos t, ½ − sin t), 0 ≤ t ≤ π.
  case moons(noise: Double)
  /// A circle of radius 1 around one of radius `factor`.
  case circles(noise: Double, factor: Double)
  /// As many arms as classes: r (cos φ, sin φ) with φ = 2π (turns · r + arm / arms), 0 ≤ r ≤ 1.
  case spirals(arms: Int, turns: Double, noise: Double)
  /// The corners (0, 0), (0, 1), (1, 0) and (1, 1), whose class is whether the coordinates differ.
  case xor(noise: Double)
  /// y = c₀ + c₁ x + c₂ x² + …, at places spread evenly from `from` to `to`.
  case polynomial(coefficients: [Double], from: Double, to: Double, noise: Double)

  /// y = intercept + slope · x, at places spread evenly from −1 to 1.
  public static func line(slope: Double, intercept: Double, noise: Double) -> DataGenerator {
    .polynomial(coefficients: [intercept, slope], from: -1, to: 1, noise: noise)
  }

  /// Its name.
  public var name: String {
    switch self {
    case .moons: "moons"
    case .circles: "circles"
    case .spirals: "spirals"
    case .xor: "xor"
    case .polynomial(let coefficients, _, _, _): coefficients.count <= 2 ? "line" : "polynomial"
    }
  }

  /// Makes the set.
  ///
  /// `rows` is cut to what a set can hold, and negative ones count as none; there are at least 1 and at most
  /// 1000 arms.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public func make<Number>(rows: Int, seed: UInt64) -> DataSet<Number> {
    let rows = max(0, min(rows, DataSize.limit / 2))
    var random = RandomNumbers(seed: seed)
    if case .polynomial(let coefficients, let from, let to, let noise) = self {
      return curve(coefficients, from: from, to: to, noise: noise, rows, &random)
    }
    let classes = classCount
    var features: [Number] = []
    features.reserveCapacity(2 * rows)
    for row in 0..<rows {
      let kind = row % classes
      let members = (rows - kind + classes - 1) / classes
      let share = members > 1 ? Double(row / classes) / Double(members - 1) : 0
      let (x, y) = point(
        kind,
        share: share,
        around: Double(row / classes) / Double(max(1, members))
      )
      features.append(Number(x + noise * random.normal()))
      features.append(Number(y + noise * random.normal()))
    }
    let kinds: [Int]
    let names: [String]
    if case .xor = self {
      kinds = (0..<rows).map { [0, 1, 1, 0][$0 % 4] }
      names = ["0", "1"]
    } else {
      kinds = (0..<rows).map { $0 % classes }
      names = (0..<classes).map { "\($0)" }
    }
    return DataSet(
      unchecked: name,
      columns: DataColumn.numbered(2),
      features: features,
      targets: .classes(kinds, names: names),
      rowCount: rows
    )
  }

  /// How many kinds of points take turns.
  private var classCount: Int {
    switch self {
    case .spirals(let arms, _, _): max(1, min(arms, 1000))
    case .xor: 4
    default: 2
    }
  }

  private var noise: Double {
    switch self {
    case .moons(let noise), .circles(let noise, _), .spirals(_, _, let noise), .xor(let noise),
      .polynomial(_, _, _, let noise):
      noise
    }
  }

  /// A point of a class before noise: `share` runs from 0 to 1 along its curve, both ends included, and
  /// `around` from 0 to below 1.
  private func point(_ kind: Int, share: Double, around: Double) -> (Double, Double) {
    switch self {
    case .moons:
      let (sine, cosine) = Portable.sineAndCosine(Double.pi * share)
      return kind == 0 ? (cosine, sine) : (1 - cosine, 0.5 - sine)
    case .circles(_, let factor):
      let (sine, cosine) = Portable.sineAndCosine(2 * Double.pi * around)
      return kind == 0 ? (cosine, sine) : (factor * cosine, factor * sine)
    case .spirals(_, let turns, _):
      let whole = max(-1e4, min(1e4, turns)) * share + Double(kind) / Double(classCount)
      let (sine, cosine) = Portable.sineAndCosine(2 * Double.pi * whole)
      return (share * cosine, share * sine)
    case .xor: return (Double(kind / 2), Double(kind % 2))
    case .polynomial: return (share, 0)
    }
  }

  private func curve<Number>(
    _ coefficients: [Double],
    from: Double,
    to: Double,
    noise: Double,
    _ rows: Int,
    _ random: inout RandomNumbers
  ) -> DataSet<Number> {
    var places: [Number] = []
    var values: [Number] = []
    for row in 0..<rows {
      let x = rows > 1 ? from + (to - from) * Double(row) / Double(rows - 1) : from
      var y = 0.0
      for coefficient in coefficients.reversed() { y = y * x + coefficient }
      places.append(Number(x))
      values.append(Number(y + noise * random.normal()))
    }
    return DataSet(
      unchecked: name,
      columns: [DataColumn("x")],
      features: places,
      targets: .numbers(values, names: ["y"]),
      rowCount: rows
    )
  }
}
