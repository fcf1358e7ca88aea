internal import Autodiff

extension TrainingClaim {
  /// Whether a claim holds, and what was found.
  public struct Check: Equatable, Sendable {
    /// Whether it holds.
    public let holds: Bool
    /// The figure; nil where the run has none of that name.
    public let found: Double?
  }

  /// Compares with the figures of a run.
  ///
  /// `~` holds where the figure rounds to the digits that were written. A figure that is not there, or is NaN,
  /// holds for nothing.
  public func check(_ figures: TrainingFigures) -> Check {
    guard let found = figures[figure] else { return Check(holds: false, found: nil) }
    let holds: Bool
    switch comparison {
    case .atLeast: holds = found >= number
    case .atMost: holds = found <= number
    case .above: holds = found > number
    case .below: holds = found < number
    case .about:
      // Half a unit of the last digit, and a hair for the rounding of both numbers.
      holds = (found - number).magnitude <= lastDigit / 2 * (1 + 1e-9)
    }
    return Check(holds: holds, found: found)
  }

  /// What is wrong with a claim that does not hold: `expected accuracy >= 0.94, found 0.9313`.
  public func message(_ check: Check) -> String {
    guard let found = check.found else {
      return "expected \(text), found that the run has no figure '\(figure)'"
    }
    return "expected \(text), found \(NumberFormat.short(6).text(found))"
  }

  /// The unit of the last digit of the number as it was written: 0.001 for `0.731`.
  private var lastDigit: Double {
    var digits = Array(text.utf8)
    if let sign = digits.lastIndex(where: { $0 == UInt8(ascii: "~") }) {
      digits.removeFirst(sign + 1)
    }
    var unit = 1.0
    var isBehindPoint = false
    var exponent: [UInt8]?
    for byte in digits {
      switch byte {
      case UInt8(ascii: "."): isBehindPoint = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"): exponent = []
      case UInt8(ascii: "%"): unit /= 100
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
        if exponent != nil {
          exponent?.append(byte)
        } else if isBehindPoint, byte != 0x2D {
          unit /= 10
        }
      default: break
      }
    }
    if let exponent, let power = Double("1e" + String(decoding: exponent, as: UTF8.self)) {
      unit *= power
    }
    return unit
  }
}
