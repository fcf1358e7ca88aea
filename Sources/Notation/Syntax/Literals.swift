internal import Autodiff

extension SyntaxTree {
  /// The value of a plain literal: a number, a negated one, or nested lists of them of equal
  /// lengths.
  ///
  /// Nil for anything else.
  func literal(_ root: Int) -> Tensor? {
    var elements: [Double] = []
    guard let axes = literal(root, &elements) else { return nil }
    return Tensor(shape: Shape(axes), elements: elements)
  }

  /// Adds the elements of a literal and returns its shape.
  ///
  /// Nesting is bounded by the parser.
  private func literal(_ place: Int, _ elements: inout [Double]) -> [Int]? {
    let piece = pieces[place]
    switch piece.kind {
    case .number:
      elements.append(piece.number)
      return []
    case .negate:
      let child = children[piece.childStart].piece
      guard pieces[child].kind == .number else { return nil }
      elements.append(-pieces[child].number)
      return []
    case .vector:
      var inner: [Int]?
      for child in children(of: place) {
        guard let axes = literal(child.piece, &elements), axes == inner ?? axes else { return nil }
        inner = axes
      }
      return [piece.childCount] + (inner ?? [])
    default: return nil
    }
  }

  /// For each element of a literal written in decimals, the unit of its last digit; nil if it is
  /// anything else than decimals.
  func lastDigits(_ root: Int, in source: SourceText) -> [Double]? {
    var units: [Double] = []
    for place in pieces[root].first...root {
      let piece = pieces[place]
      switch piece.kind {
      case .number: units.append(SyntaxTree.lastDigit(source.text(piece.start, piece.end)))
      case .negate, .vector: break
      default: return nil
      }
    }
    return units
  }

  /// The unit of the last digit of a decimal: 0.001 for `0.731`, 100 for `12e2`.
  private static func lastDigit(_ text: String) -> Double {
    var decimals = 0
    var isBehindPoint = false
    var exponent = ""
    var isExponent = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "."): isBehindPoint = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"): isExponent = true
      case UInt8(ascii: "+") where isExponent: break
      default:
        if isExponent {
          exponent.unicodeScalars.append(Unicode.Scalar(byte))
        } else if isBehindPoint {
          decimals += 1
        }
      }
    }
    let isTiny = exponent.utf8.first == UInt8(ascii: "-")
    let written = exponent.isEmpty ? 0 : Int(exponent) ?? (isTiny ? -10_000 : 10_000)
    let power = max(-10_000, min(10_000, written)) - min(decimals, 10_000)
    return Double("1e" + String(max(-320, min(300, power)))) ?? 1
  }
}
