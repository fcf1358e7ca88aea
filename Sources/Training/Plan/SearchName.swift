internal import Autodiff
internal import Learning

/// A hyperparameter that can be looked for: its name, its scale, and what it may be.
struct SearchName: Sendable {
  /// Its name.
  let name: String
  /// How the numbers between the ends of a range are spread.
  let scale: SearchRange.Scale
  /// The least number, and the largest.
  let least: Double
  let most: Double

  /// Whether it may be this number; on a logarithmic scale never 0, and shares and factors below 1 never 1.
  func allows(_ number: Double) -> Bool {
    number >= least && number <= most && (scale != .logarithmic || number > 0)
  }

  /// What it may be, in words.
  var expectation: String {
    scale == .logarithmic
      ? "a number above 0, up to \(NumberFormat.exact(most))"
      : "a number from \(NumberFormat.exact(least)) to \(NumberFormat.exact(most))"
  }

  /// That of this name, if there is one.
  static func named(_ name: String) -> SearchName? {
    all.first { $0.name.utf8.elementsEqual(name.utf8) }
  }

  /// All of them: those of the plan itself, and the numbers that optimisers are told.
  static let all: [SearchName] = own + ofOptimisers

  private static let own = [
    SearchName(name: "rate", scale: .logarithmic, least: 0, most: 1e6),
    SearchName(name: "l1", scale: .logarithmic, least: 0, most: 1e6),
    SearchName(name: "l2", scale: .logarithmic, least: 0, most: 1e6),
    SearchName(name: "batch", scale: .whole, least: 1, most: Double(PlanLimits.batch)),
    SearchName(name: "units", scale: .whole, least: 1, most: Double(LayerReader.unitLimit)),
    SearchName(name: "keep", scale: .linear, least: 0.01, most: 1),
  ]

  private static let ofOptimisers: [SearchName] = {
    var names: [SearchName] = []
    for optimiser in OptimiserReader.known {
      for argument in optimiser.arguments
      where argument.kind == .number && !names.contains(where: { $0.name == argument.name }) {
        let isFactor = argument.bound == 1 || argument.name == "momentum"
        names.append(
          SearchName(
            name: argument.name,
            scale: isFactor || argument.least < 0 ? .linear : .logarithmic,
            least: max(argument.least, -1e6),
            most: isFactor ? 0.999_999 : 1e6
          )
        )
      }
    }
    return names
  }()
}
