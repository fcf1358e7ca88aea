/// The lengths of a tensor's axes, outermost first; empty for a scalar.
public struct Shape: Hashable, Sendable {
  /// The lengths, outermost first.
  public let axes: [Int]
  /// How many elements a tensor of this shape has: the product of ``axes``, 1 for a scalar.
  public let count: Int

  /// A single number.
  public static let scalar = Shape([])

  /// Makes a shape from lengths that are at least 0.
  public init(_ axes: [Int]) {
    self.axes = axes
    var product = 1
    for length in axes { product = Shape.saturatingProduct(product, length) }
    count = product
  }

  /// How many axes there are.
  public var rank: Int { axes.count }

  /// Whether it is a single number of rank 0.
  public var isScalar: Bool { axes.isEmpty }

  /// How far apart neighbours along each axis lie when the last axis is contiguous.
  public var strides: [Int] {
    var strides = [Int](repeating: 1, count: rank)
    var step = 1
    for axis in stride(from: rank - 1, through: 0, by: -1) {
      strides[axis] = step
      step = Shape.saturatingProduct(step, axes[axis])
    }
    return strides
  }

  /// The place of an axis counted from 0, or from the end if negative; nil if there is no such axis.
  public func normalized(axis: Int) -> Int? {
    let place = axis < 0 ? axis + rank : axis
    return place >= 0 && place < rank ? place : nil
  }

  /// The shape that two operands take together under NumPy's rule: aligned at the last axis, each
  /// pair of lengths equal or one of them 1.
  ///
  /// Nil if they do not fit.
  public static func broadcast(_ a: Shape, _ b: Shape) -> Shape? {
    if a == b { return a }
    let rank = max(a.rank, b.rank)
    var axes = [Int](repeating: 1, count: rank)
    for i in 0..<rank {
      let p = i - (rank - a.rank)
      let q = i - (rank - b.rank)
      let m = p >= 0 ? a.axes[p] : 1
      let n = q >= 0 ? b.axes[q] : 1
      guard m == n || m == 1 || n == 1 else { return nil }
      axes[i] = m == 1 ? n : m
    }
    return Shape(axes)
  }

  /// For each axis of `target`, how far apart this shape's elements lie; 0 where it is repeated.
  ///
  /// - Precondition: `target` is a broadcast of this shape with another.
  public func broadcastStrides(to target: Shape) -> [Int] {
    let own = strides
    var result = [Int](repeating: 0, count: target.rank)
    for i in 0..<rank where axes[i] != 1 {
      result[target.rank - rank + i] = own[i]
    }
    return result
  }

  /// The product, or `Int.max` if it is larger: such a shape is refused before it is stored.
  static func saturatingProduct(_ a: Int, _ b: Int) -> Int {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? Int.max : product
  }
}

extension Shape: CustomStringConvertible {
  /// `[2, 3]`, and `[]` for a scalar.
  public var description: String {
    var text = "["
    for (i, length) in axes.enumerated() { text += (i > 0 ? ", " : "") + String(length) }
    return text + "]"
  }
}
