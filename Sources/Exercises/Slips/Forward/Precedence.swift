internal import Autodiff
internal import Notation

extension Slip {
  /// A formula read from left to right.
  static let precedence = Slip(
    "precedence",
    "read a formula from left to right, or (−x)ⁿ for −xⁿ, or a/(b·c) for a/b·c"
  ) { scene in
    guard scene.graph.count <= 10_000 else { return [] }
    return scene.program.misreadings().map { misreading in
      Making(
        at: misreading.name.flatMap { scene.graph.node(named: $0) },
        manner: nil,
        told(misreading.manner),
        .reading(misreading.program)
      )
    }
  }

  private static func told(_ manner: Misreading.Manner) -> String {
    switch manner {
    case .leftToRight:
      "the formula was read from left to right: products come before sums, powers before products"
    case .negativePower: "the minus sign was raised to the power with its number: −xⁿ is −(xⁿ)"
    case .longDenominator:
      "a factor behind a quotient was taken into its denominator: a/b·c is (a/b)·c"
    }
  }
}
