public import Autodiff

/// Something worth telling about a gradient, with its place in the program.
public struct Finding: Equatable, Sendable {
  /// What it is about.
  public enum Kind: String, Equatable, Sendable {
    /// No path leads to the element.
    case noPath
    /// Every path is 0.
    case allZero
    /// Shares that are not 0 add up to 0.
    case cancelling
    /// A path is 0.
    case zero
    /// A squashing function is far out, and lets little through.
    case saturated
    /// The product along a path vanishes.
    case vanishing
    /// The product along a path explodes.
    case exploding
    /// The product along a path is not finite.
    case notFinite
  }

  /// What it is about.
  public let kind: Kind
  /// Where in the program.
  public let location: SourceLocation
  /// What to tell, as one sentence without a full stop.
  public let message: String

  /// With its place at the end: `… (line 3, column 5)`.
  public var messageWithPlace: String {
    message + " (line \(location.line), column \(location.column))"
  }
}

extension GradientExplanation {
  /// What is to be said about all paths of the element at a place of ``ledgers`` together.
  public func findings(ofLedger place: Int) -> [Finding] {
    let ledger = ledgers[place]
    let words = ExplanationWords(self)
    let own = run.program.runLocation(of: ledger.target.node)
    if let end = ledger.ends { return [words.finding(end, ledger)] }
    if !ledger.gradient.isFinite {
      // In the order of the run: values first, then going back.
      return run.trace.nonFiniteOrigins.map { words.finding($0) }
    }
    guard !ledger.isCut else { return [] }
    if ledger.zeroCount == ledger.count, !ledger.count.isAtLeast {
      let all = ledger.count.value == 1 ? "the only path is 0" : "every path is 0"
      return [
        Finding(kind: .allZero, location: own, message: "\(name(ofLedger: place)) is 0: \(all)")
      ]
    }
    if ledger.cancels {
      let what = ledger.gradient == 0 ? "0" : words.number(ledger.gradient)
      return [
        Finding(
          kind: .cancelling,
          location: own,
          message: "the shares cancel each other: their magnitudes add up to "
            + "\(words.number(ledger.magnitude)), the shares to \(what)"
        )
      ]
    }
    return []
  }

  /// What is to be said about one path: why it is 0, where it vanishes, explodes or stops being finite, or
  /// that a saturated function lets little through.
  public func finding(_ path: GradientPath) -> Finding? {
    let words = ExplanationWords(self)
    if let zero = run.trace.zero(of: path) {
      guard let factor = zero.factor else {
        return Finding(
          kind: .zero,
          location: run.program.runLocation(of: path.start.node),
          message: "backward begins with 0 at \(run.trace.graph.label(of: path.start))"
        )
      }
      return words.finding(zero.reason, path.factors[factor], .zero)
    }
    if let change = path.magnitudeChange { return words.finding(change, path) }
    for factor in path.factors where factor.local.magnitude < 1e-3 {
      let reason = run.trace.reason(for: factor)
      if case .saturated = reason { return words.finding(reason, factor, .saturated) }
    }
    return nil
  }

  /// Why a local derivative is 0.
  public func finding(_ block: PathLedger.Block) -> Finding {
    ExplanationWords(self).finding(block.reason, block.factor, .zero)
  }
}
