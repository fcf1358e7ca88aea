/// One factor of a path: a local derivative between two elements.
public struct PathFactor: Equatable, Sendable {
  /// The element that is differentiated.
  public let consumer: Element
  /// Which operand of its node the derivative is with respect to.
  public let slot: Int
  /// The element of that operand.
  public let operand: Element
  /// The local derivative.
  public let local: Double

  /// Makes a factor.
  public init(consumer: Element, slot: Int, operand: Element, local: Double) {
    self.consumer = consumer
    self.slot = slot
    self.operand = operand
    self.local = local
  }
}

/// One way from a pass's output to an element: its share of the gradient is the product of the seed and
/// of the local derivatives on it.
public struct GradientPath: Equatable, Sendable {
  /// The element of the output that it begins at.
  public let start: Element
  /// The gradient that the pass began with there.
  public let seed: Double
  /// Its local derivatives, from the output on.
  public let factors: [PathFactor]

  /// The seed, and after each factor the product so far; the last is the share.
  public var products: [Double] {
    var product = seed
    var products = [seed]
    products.reserveCapacity(factors.count + 1)
    for factor in factors {
      product *= factor.local
      products.append(product)
    }
    return products
  }

  /// What it contributes to the gradient.
  public var share: Double {
    var product = seed
    for factor in factors { product *= factor.local }
    return product
  }
}

// MARK: Where its magnitude goes

/// How the product along a path leaves the size that it began with.
public struct MagnitudeChange: Equatable, Sendable {
  /// In which way.
  public enum Kind: String, Equatable, Sendable {
    /// It falls below ``MagnitudeChange/limit`` of the seed.
    case vanishing
    /// It rises above one over ``MagnitudeChange/limit`` of the seed.
    case exploding
    /// It is infinite or NaN.
    case notFinite
  }

  /// Which part of its beginning a product may fall to before it counts as vanishing.
  public static let limit = 1e-6

  /// In which way.
  public let kind: Kind
  /// The factor at which it first does so.
  public let factor: Int
  /// The product there.
  public let product: Double
  /// The factors that did most of it, up to three, the strongest first.
  public let strongest: [Int]
}

extension GradientPath {
  /// Where the product first vanishes, explodes or is not finite; nil where it stays within bounds.
  ///
  /// Of a product that becomes 0 by a factor 0 nothing is said here; see ``Trace/zero(of:)``.
  public var magnitudeChange: MagnitudeChange? {
    let products = products
    let start = seed.magnitude
    guard start > 0, start.isFinite else { return nil }
    var isZero = false
    for (i, factor) in factors.enumerated() {
      let product = products[i + 1]
      if !product.isFinite {
        // An overflow is the work of many factors, another such product that of one.
        let many = factor.local.isFinite ? strongest(upTo: i, sign: 1) : [i]
        return MagnitudeChange(kind: .notFinite, factor: i, product: product, strongest: many)
      }
      // Behind a 0 only an infinite factor changes anything: 0 · ∞ is NaN.
      isZero = isZero || product == 0
      if isZero { continue }
      if product.magnitude < start * MagnitudeChange.limit {
        return MagnitudeChange(
          kind: .vanishing,
          factor: i,
          product: product,
          strongest: strongest(upTo: factors.count - 1, sign: -1)
        )
      }
      if product.magnitude > start / MagnitudeChange.limit {
        return MagnitudeChange(
          kind: .exploding,
          factor: i,
          product: product,
          strongest: strongest(upTo: factors.count - 1, sign: 1)
        )
      }
    }
    return nil
  }

  /// The fewest factors that make up four fifths of the growth (`sign` 1) or shrinking (−1), at most
  /// three.
  private func strongest(upTo end: Int, sign: Double) -> [Int] {
    var sizes: [(factor: Int, size: Double)] = []
    var total = 0.0
    for i in 0...end {
      let size = sign * logarithm(factors[i].local.magnitude)
      guard size > 0 else { continue }
      sizes.append((i, size))
      total += size
    }
    sizes.sort { ($0.size, -$0.factor) > ($1.size, -$1.factor) }
    var chosen: [Int] = []
    var sum = 0.0
    for entry in sizes.prefix(3) where sum < 0.8 * total {
      chosen.append(entry.factor)
      sum += entry.size
    }
    return chosen
  }
}
