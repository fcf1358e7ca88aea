extension ExactRule {
  /// The rules of losses whose kinks and zeros an open form would not keep, by name.
  static let losses: [String: ExactRule] = [
    "huber": .loss(
      LossRule { x, p in
        let d = x[0] - x[1]
        return d.magnitude.isAtMost(p.first) { isInside in
          isInside ? d * d * .half : p.first * (d.magnitude - p.first * .half)
        }
      } slope: { x, p, slot in
        let d = x[0] - x[1]
        let slope = d.magnitude.isAtMost(p.first) { $0 ? d : p.first * d.signum }
        return slot == 0 ? slope : -slope
      }
    ),
    "smooth_l1": .loss(
      LossRule { x, p in
        let d = x[0] - x[1]
        return compare(d.magnitude, p.first) { isInside, _ in
          isInside ? d * d / (p.first + p.first) : d.magnitude - p.first * .half
        }
      } slope: { x, p, slot in
        let d = x[0] - x[1]
        let slope = compare(d.magnitude, p.first) { isInside, _ in
          isInside ? d / p.first : d.signum
        }
        return slot == 0 ? slope : -slope
      }
    ),
    "mape": .loss(
      LossRule { x, _ in
        hundred * (x[0] - x[1]).magnitude / atLeast(x[1].magnitude)
      } slope: { x, _, slot in
        let direct = hundred * (x[0] - x[1]).signum / atLeast(x[1].magnitude)
        if slot == 0 { return direct }
        return compare(x[1].magnitude, least) { _, isAbove in
          guard isAbove else { return -direct }
          return -direct - hundred * (x[0] - x[1]).magnitude * x[1].signum / (x[1] * x[1])
        }
      }
    ),
    "hinge_embedding": .loss(
      LossRule { x, p in
        x[1].applying { y in
          (y != minusOne ? x[0] : .zero) + (y != .one ? (p.first - x[0]).rectified : .zero)
        }
      } slope: { x, p, slot in
        guard slot == 0 else { return .zero }
        return x[1].applying { y in
          (y != minusOne ? .one : .zero)
            - (y != .one ? (p.first - x[0]).isNotNegative : .zero)
        }
      }
    ),
    // ln cosh of another fraction than 0 is irrational.
    "log_cosh": .loss(
      LossRule { x, _ in
        (x[0] - x[1]).fixed(at: 0, value: .zero, "ln cosh")
      } slope: { x, _, slot in
        let slope = (x[0] - x[1]).fixed(at: 0, value: .zero, "tanh")
        return slot == 0 ? slope : -slope
      }
    ),
    "bce": .loss(
      LossRule { x, _ in
        weighted(x[1], -x[0].logarithm)
          + weighted(.one - x[1], -(.one - x[0]).logarithm)
      } slope: { x, _, slot in
        guard slot == 0 else { return (.one - x[0]).logarithm - x[0].logarithm }
        return weighted(.one - x[1], .one / (.one - x[0])) - weighted(x[1], .one / x[0])
      }
    ),
    "bce_with_logits": .loss(
      LossRule { x, _ in
        softplus(x[0]) - x[1] * x[0]
      } slope: { x, _, slot in
        slot == 0 ? x[0].logistic - x[1] : -x[0]
      }
    ),
    "poisson_nll": .loss(
      LossRule { x, _ in
        x[0].exponential - x[1] * x[0]
      } slope: { x, _, slot in
        slot == 0 ? x[0].exponential - x[1] : -x[0]
      }
    ),
    "poisson": .loss(
      LossRule { x, _ in
        x[0] - weighted(x[1], x[0].logarithm)
      } slope: { x, _, slot in
        slot == 0 ? .one - weighted(x[1], .one / x[0]) : -x[0].logarithm
      }
    ),
    "gaussian_nll": .loss(
      LossRule { x, _ in
        let d = x[0] - x[1]
        return (x[2].logarithm + d * d / x[2]) * .half
      } slope: { x, _, slot in
        let d = x[0] - x[1]
        switch slot {
        case 0: return d / x[2]
        case 1: return -d / x[2]
        default: return (.one - d * d / x[2]) / (x[2] + x[2])
        }
      }
    ),
    "kl_div_log": .loss(
      LossRule { x, _ in
        weighted(x[1], x[1].logarithm - x[0])
      } slope: { x, _, slot in
        slot == 0 ? -x[1] : x[1].logarithm + .one - x[0]
      }
    ),
    "cross_entropy": .loss(
      LossRule(hasClasses: true) { x, _ in
        -weighted(x[1], x[0].logarithm)
      } slope: { x, _, slot in
        slot == 0 ? -weighted(x[1], .one / x[0]) : -x[0].logarithm
      }
    ),
    "nll": .loss(
      LossRule(hasClasses: true) { x, _ in
        -weighted(x[1], x[0])
      } slope: { x, _, slot in
        slot == 0 ? -x[1] : -x[0]
      }
    ),
    "kl_div": .loss(
      LossRule(hasClasses: true) { x, _ in
        weighted(x[0], (x[0] / x[1]).logarithm)
      } slope: { x, _, slot in
        slot == 0 ? (x[0] / x[1]).logarithm + .one : -weighted(x[0], .one / x[1])
      }
    ),
  ]

  private static let minusOne = Rational(-1)
  private static let hundred = ExactNumber(100)
  /// What |y| counts as at least in a percentage: 10⁻⁷.
  private static let least = ExactNumber.one / ExactNumber(10_000_000)

  private static func atLeast(_ x: ExactNumber) -> ExactNumber {
    compare(x, least) { isBelow, _ in isBelow ? least : x }
  }

  /// weight · x, and 0 where the weight is 0 even if there is no x: 0 ln 0.
  private static func weighted(
    _ weight: ExactNumber,
    _ x: @autoclosure () -> ExactNumber
  ) -> ExactNumber {
    weight.isZero ? .zero : weight * x()
  }
}

extension ExactNumber {
  /// What follows from whether it is at most a bound.
  fileprivate func isAtMost(
    _ bound: ExactNumber,
    _ result: (Bool) -> ExactNumber
  ) -> ExactNumber {
    compare(self, bound) { result(!$1) }
  }
}
