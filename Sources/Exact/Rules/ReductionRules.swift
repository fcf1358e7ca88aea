extension ExactRule {
  /// The rules of reductions, poolings and the softmax family, by name.
  static let lanes: [String: ExactRule] = [
    "sum": .reducing(
      LaneRule(
        value: { lane, work in work.sum(lane) },
        slopes: { lane, _, _ in lane.map { _ in .one } }
      )
    ),
    "prod": .reducing(
      LaneRule(
        value: { lane, work in work.product(lane) },
        slopes: { lane, _, work in productsOfTheOthers(lane, &work) }
      )
    ),
    "max": .reducing(extreme { $0 > $1 }),
    "min": .reducing(extreme { $0 < $1 }),
    "std": .reducing(
      LaneRule(
        value: { lane, work in
          let mean = work.mean(lane)
          let distances = lane.map { work.add($0, -mean) }
          return (work.inner(distances, distances) / ExactNumber(lane.count)).squareRoot
        },
        slopes: { lane, value, work in
          if value.isZero { return lane.map { _ in .zero } }
          let mean = work.mean(lane)
          let scale = .one / (ExactNumber(lane.count) * value)
          return lane.map { work.multiply(work.add($0, -mean), scale) }
        }
      )
    ),
    "norm": .reducing(
      LaneRule(
        value: { lane, work in
          lane.count == 1 ? lane[0].magnitude : work.inner(lane, lane).squareRoot
        },
        slopes: { lane, value, work in
          if value.isZero { return lane.map { _ in .zero } }
          let scale = .one / value
          return lane.map { work.multiply($0, scale) }
        }
      )
    ),
    "logsumexp": .reducing(
      LaneRule(
        value: { lane, _ in lane.count == 1 ? lane[0] : irrational("logsumexp", lane) },
        slopes: { lane, _, _ in equalShares("softmax", lane) }
      )
    ),
    "max_pool2d": .pooling(extreme { $0 > $1 }),
    "avg_pool2d": .pooling(
      LaneRule(
        value: { window, work in work.mean(window) },
        slopes: { window, _, _ in window.map { _ in .one / ExactNumber(window.count) } }
      )
    ),
    "softmax": .alongAxis(
      value: { lane, p, _ in scaled(equalShares("softmax", lane), p) },
      pullback: { _, result, upstream, p, work in
        let average = -work.inner(upstream, result)
        return result.indices.map { k in
          work.multiply(result[k], work.add(upstream[k], average)) / p.first
        }
      }
    ),
    "log_softmax": .alongAxis(
      value: { lane, p, _ in
        scaled(
          lane.map { _ in lane.count == 1 ? .zero : irrational("log_softmax", lane) },
          p
        )
      },
      pullback: { lane, _, upstream, p, work in
        let shares = equalShares("softmax", lane)
        let total = -work.sum(upstream)
        return lane.indices.map { k in
          work.add(upstream[k], work.multiply(shares[k], total)) / p.first
        }
      }
    ),
  ]

  /// The largest or smallest number; equal ones share the gradient.
  private static func extreme(
    _ wins: @escaping @Sendable (Rational, Rational) -> Bool
  ) -> LaneRule {
    LaneRule(
      value: { lane, work in
        if let departure = ExactNumber.departure(of: lane) { return .left(departure) }
        let numbers = lane.compactMap { $0.rational }
        guard var best = numbers.first else { return .zero }
        for number in numbers {
          guard work.allows(number.bits, best.bits) else { return Work.exhausted }
          if wins(number, best) { best = number }
        }
        return .rational(best)
      },
      slopes: { lane, value, _ in
        guard let best = value.rational else { return lane.map { _ in value } }
        let ties = lane.filter { $0.rational == best }.count
        return lane.map { $0.rational == best ? .one / ExactNumber(ties) : .zero }
      }
    )
  }

  private static func productsOfTheOthers(
    _ lane: [ExactNumber],
    _ work: inout Work
  ) -> [ExactNumber] {
    var slopes = lane
    var before = ExactNumber.one
    for k in lane.indices {
      slopes[k] = before
      before = work.multiply(before, lane[k])
    }
    var after = ExactNumber.one
    for k in lane.indices.reversed() {
      slopes[k] = work.multiply(slopes[k], after)
      after = work.multiply(after, lane[k])
    }
    return slopes
  }

  /// The softmax of a lane: equal shares of equal numbers, irrational for others.
  private static func equalShares(_ function: String, _ lane: [ExactNumber]) -> [ExactNumber] {
    guard let first = lane.first else { return [] }
    if lane.count == 1 { return [.one] }
    let areEqual = first.rational.map { number in lane.allSatisfy { $0.rational == number } }
    let share =
      areEqual == true ? .one / ExactNumber(lane.count) : irrational(function, lane)
    return lane.map { _ in share }
  }

  /// A number that is irrational unless its operands had left the fractions before.
  private static func irrational(_ function: String, _ lane: [ExactNumber]) -> ExactNumber {
    // ln Σ eˣ of nothing is ln 0.
    if lane.isEmpty { return .leaving(.undefined(function: "log", .zero), isNumber: false) }
    if let departure = ExactNumber.departure(of: lane) { return .left(departure) }
    return .leaving(.irrationalOfMany(function: function), isNumber: true)
  }

  /// The numbers unless the temperature is no number to divide by.
  private static func scaled(_ numbers: [ExactNumber], _ p: Told) -> [ExactNumber] {
    p.first.isZero ? numbers.map { _ in .one / p.first } : numbers
  }
}
