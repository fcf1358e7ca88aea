/// A vector of numbers, one in each lane: as many as the instruction set has room for.
///
/// The kernels are written once over it. What each requirement means for one lane stands beside it; all
/// are single instructions, or a few, from `CVectors`.
protocol Lanes {
  /// The number of one lane.
  associatedtype Scalar: Sendable
  /// The bits of all lanes, as integers; all ones or all zeros in a mask.
  associatedtype Bits

  /// How many lanes there are.
  static var count: Int { get }
  /// x in every lane.
  static func splat(_ x: Scalar) -> Self
  /// A constant in every lane, rounded to the type of its numbers.
  static func constant(_ x: Double) -> Self

  // SAFETY of the five: the caller has as many numbers at the address as are read or written.
  static func load(_ p: UnsafePointer<Scalar>) -> Self
  static func loadFirst(_ p: UnsafePointer<Scalar>, _ n: Int) -> Self
  func store(_ p: UnsafeMutablePointer<Scalar>)
  func storeFirst(_ p: UnsafeMutablePointer<Scalar>, _ n: Int)
  /// Whole numbers as lanes, −1 in those after the first `n`.
  static func whole(_ p: UnsafePointer<Int32>, _ n: Int) -> Self

  /// Brings numbers near; no harm if there are none.
  static func prefetch(_ p: UnsafePointer<Scalar>)

  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  /// a · b + c, rounded once where the instruction set has it.
  static func multiplyAdd(_ a: Self, _ b: Self, _ c: Self) -> Self
  var squareRoot: Self { get }
  var magnitude: Self { get }
  /// The number itself with another's sign.
  func signed(as other: Self) -> Self

  /// Where a < b; nowhere beside a NaN.
  static func < (a: Self, b: Self) -> Bits
  /// Where a = b; nowhere beside a NaN.
  static func isEqual(_ a: Self, _ b: Self) -> Bits
  /// Where it is NaN.
  var isNaN: Bits { get }
  /// a where the mask is set, b elsewhere.
  static func choose(_ mask: Bits, _ a: Self, _ b: Self) -> Self

  /// A mask of the first n lanes.
  static func first(_ n: Int) -> Bits
  /// The lanes of two lower halves in turns, and those of two upper halves.
  static func interleaved(_ a: Self, _ b: Self) -> (low: Self, high: Self)
  /// The lanes at even places of two vectors, the second behind the first, and those at odd ones.
  static func parted(_ a: Self, _ b: Self) -> (even: Self, odd: Self)
  /// One lane.
  subscript(_ i: Int) -> Scalar { get }

  /// Whether a number is anything but 0; NaN is.
  static func isNotZero(_ x: Scalar) -> Bool
  /// Whether a number is 1.
  static func isOne(_ x: Scalar) -> Bool
  /// Whether two numbers are equal; a NaN is equal to none.
  static func areEqual(_ x: Scalar, _ y: Scalar) -> Bool
  /// Whether a number is below another; a NaN is not.
  static func isBelow(_ x: Scalar, _ y: Scalar) -> Bool
  /// A whole number as one of the lanes' type.
  static func number(_ x: Int) -> Scalar
  /// A whole number of the lanes' type as an integer.
  static func integer(_ x: Scalar) -> Int
  /// The number 1.
  static var one: Scalar { get }
  /// 2ᵏ in lanes that hold the whole number k, from the smallest normal exponent to the largest.
  static func powerOfTwo(_ k: Self) -> Self
  /// The number times 2ᵏ for a whole number k, up to twice the largest exponent; rounded once.
  func scaled(by k: Self) -> Self
  /// A number above 0 and not infinite as m · 2ᵏ with m from √½ to √2; subnormal numbers too.
  var mantissaAndExponent: (m: Self, k: Self) { get }
  /// Whether there are the 52 bits of a double behind the point, and not 23.
  static var isDouble: Bool { get }

  /// Rows of a tile of the matrix product that the registers hold with two vectors each.
  static var tileRows: Int { get }
  /// Whether a part of a vector is loaded and stored in one instruction.
  static var masksLoads: Bool { get }
  /// Tiles of a product, each a function of its own: two vectors wide and the left operand packed, two wide,
  /// two wide and sending for what comes next, one, and a part of one.
  static func packedTile(_ rows: Int, _ place: TilePlace<Scalar>, _ joining: Joining<Scalar>)
  static func wideTile(_ rows: Int, _ place: TilePlace<Scalar>, _ joining: Joining<Scalar>)
  static func prefetchingTile(_ rows: Int, _ place: TilePlace<Scalar>, _ joining: Joining<Scalar>)
  static func narrowTile(_ rows: Int, _ place: TilePlace<Scalar>, _ joining: Joining<Scalar>)
  static func partTile(_ rows: Int, _ place: TilePlace<Scalar>, _ joining: Joining<Scalar>)
  /// Tiles of a narrow product, of one row and of two.
  static func dotTile1(_ place: TilePlace<Scalar>, _ joining: Joining<Scalar>)
  static func dotTile2(_ place: TilePlace<Scalar>, _ joining: Joining<Scalar>)

  /// Writes the square of `count` rows and columns at `p` to `q`, rows as columns; only the first `rows` rows
  /// are read, and 0 stands for the others.
  static func transpose(
    _ p: UnsafePointer<Scalar>,
    _ stride: Int,
    rows: Int,
    _ q: UnsafeMutablePointer<Scalar>,
    _ target: Int
  )
}

extension Lanes {
  /// 0 in every lane.
  @inline(__always) static var zero: Self { constant(0) }

  /// The larger; NaN where either is.
  @inline(__always)
  static func maximum(_ a: Self, _ b: Self) -> Self {
    let larger = choose(a < b, b, a)
    return choose(b.isNaN, b, larger)
  }

  /// The whole number that is nearest, of those that have an exponent.
  @inline(__always)
  var rounded: Self {
    // Adding 1.5 · 2^52 (or 2^23) leaves no bit behind the point.
    let magic = Self.constant(Self.isDouble ? 6755399441055744 : 12582912)
    return (self + magic) - magic
  }
}
