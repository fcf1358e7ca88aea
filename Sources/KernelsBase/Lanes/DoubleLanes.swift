internal import CVectors

/// A vector of numbers of double precision.
struct DoubleLanes: Lanes {
  var v: gradus_doubles

  @inline(__always) init(_ v: gradus_doubles) { self.v = v }

  @inline(__always) static var count: Int { MemoryLayout<gradus_doubles>.size / 8 }
  @inline(__always) static func splat(_ x: Double) -> Self { Self(gradus_d_splat(x)) }
  @inline(__always) static func constant(_ x: Double) -> Self { splat(x) }

  @inline(__always) static func load(_ p: UnsafePointer<Double>) -> Self { Self(gradus_d_load(p)) }
  @inline(__always)
  static func loadFirst(_ p: UnsafePointer<Double>, _ n: Int) -> Self {
    Self(gradus_d_load_first(p, n))
  }
  @inline(__always) func store(_ p: UnsafeMutablePointer<Double>) { gradus_d_store(p, v) }
  @inline(__always)
  func storeFirst(_ p: UnsafeMutablePointer<Double>, _ n: Int) { gradus_d_store_first(p, v, n) }

  @inline(__always)
  static func whole(_ p: UnsafePointer<Int32>, _ n: Int) -> Self { Self(gradus_d_whole(p, n)) }

  @inline(__always)
  static func prefetch(_ p: UnsafePointer<Double>) { gradus_prefetch_read(p) }

  @inline(__always) static func + (a: Self, b: Self) -> Self { Self(gradus_d_add(a.v, b.v)) }
  @inline(__always) static func - (a: Self, b: Self) -> Self { Self(gradus_d_subtract(a.v, b.v)) }
  @inline(__always) static func * (a: Self, b: Self) -> Self { Self(gradus_d_multiply(a.v, b.v)) }
  @inline(__always) static func / (a: Self, b: Self) -> Self { Self(gradus_d_divide(a.v, b.v)) }
  @inline(__always)
  static func multiplyAdd(_ a: Self, _ b: Self, _ c: Self) -> Self {
    Self(gradus_d_multiply_add(a.v, b.v, c.v))
  }
  @inline(__always) var squareRoot: Self { Self(gradus_d_square_root(v)) }
  @inline(__always) var magnitude: Self { Self(gradus_d_magnitude(v)) }
  @inline(__always) func signed(as other: Self) -> Self { Self(gradus_d_sign_of(v, other.v)) }

  @inline(__always)
  static func < (a: Self, b: Self) -> gradus_double_bits { gradus_d_less(a.v, b.v) }
  @inline(__always)
  static func isEqual(_ a: Self, _ b: Self) -> gradus_double_bits { gradus_d_equal(a.v, b.v) }
  @inline(__always) var isNaN: gradus_double_bits { gradus_d_unordered(v) }
  @inline(__always)
  static func choose(_ mask: gradus_double_bits, _ a: Self, _ b: Self) -> Self {
    Self(gradus_d_choose(mask, a.v, b.v))
  }

  @inline(__always) static func first(_ n: Int) -> gradus_double_bits { gradus_d_first(n) }
  @inline(__always)
  static func interleaved(_ a: Self, _ b: Self) -> (low: Self, high: Self) {
    (Self(gradus_d_interleave_low(a.v, b.v)), Self(gradus_d_interleave_high(a.v, b.v)))
  }
  @inline(__always)
  static func parted(_ a: Self, _ b: Self) -> (even: Self, odd: Self) {
    (Self(gradus_d_even(a.v, b.v)), Self(gradus_d_odd(a.v, b.v)))
  }
  @inline(__always) subscript(_ i: Int) -> Double { gradus_d_lane(v, i) }

  @inline(__always) static func isNotZero(_ x: Double) -> Bool { x != 0 }
  @inline(__always) static func isOne(_ x: Double) -> Bool { x == 1 }
  @inline(__always) static func areEqual(_ x: Double, _ y: Double) -> Bool { x == y }
  @inline(__always) static func isBelow(_ x: Double, _ y: Double) -> Bool { x < y }
  @inline(__always) static func number(_ x: Int) -> Scalar { Double(x) }
  @inline(__always) static func integer(_ x: Scalar) -> Int { Int(x) }
  @inline(__always) static var one: Double { 1 }
  @inline(__always) static var isDouble: Bool { true }

  @inline(__always)
  func scaled(by k: Self) -> Self { Self(gradus_d_scale(v, k.v)) }

  @inline(__always)
  static func powerOfTwo(_ k: Self) -> Self {
    // Adding 1.5 · 2^52 + 1023 puts the whole number k + 1023 into the lowest bits, from where it moves to
    // those of the exponent.
    let bits = gradus_d_bits((k + constant(6755399441056767)).v)
    return Self(gradus_d_from_bits(gradus_d_bits_left(bits, 52)))
  }

  @inline(__always)
  var mantissaAndExponent: (m: Self, k: Self) {
    let smallestNormal = Self.splat(.leastNormalMagnitude)
    let isSmall = self < smallestNormal
    let normal = Self.choose(isSmall, self * Self.constant(18014398509481984), self)
    // The exponent counts from √½ on, so that m lies around 1.
    let half = gradus_d_bits_splat(0x3fe6_a09e_667f_3bcd)
    let shifted = gradus_d_bits_subtract(gradus_d_bits(normal.v), half)
    let exponent = gradus_d_bits_right(shifted, 52)
    let fraction = gradus_d_bits_and(shifted, gradus_d_bits_splat(0x000f_ffff_ffff_ffff))
    let m = Self(gradus_d_from_bits(gradus_d_bits_add(fraction, half)))
    // A whole number in the lowest bits of 1.5 · 2^52, less 1.5 · 2^52.
    let magic = Self.constant(6755399441055744)
    let whole = gradus_d_bits_add(gradus_d_bits(magic.v), exponent)
    let k = Self(gradus_d_from_bits(whole)) - magic
    return (m, Self.choose(isSmall, k - Self.constant(54), k))
  }

  @inline(__always)
  static func transpose(
    _ p: UnsafePointer<Double>,
    _ stride: Int,
    rows: Int,
    _ q: UnsafeMutablePointer<Double>,
    _ target: Int
  ) { gradus_d_transpose(p, stride, rows, q, target) }

  @inline(__always) static var tileRows: Int { Int(gradus_tile_rows) }
  @inline(__always) static var masksLoads: Bool { gradus_masks_loads != 0 }

  @inline(never)
  static func packedTile(_ rows: Int, _ place: TilePlace<Double>, _ joining: Joining<Double>) {
    tile(Self.self, rows: rows, Count<2>(), PackedTile.self, place, joining)
  }
  @inline(never)
  static func wideTile(_ rows: Int, _ place: TilePlace<Double>, _ joining: Joining<Double>) {
    tile(Self.self, rows: rows, Count<2>(), FullTile.self, place, joining)
  }
  @inline(never)
  static func prefetchingTile(_ rows: Int, _ place: TilePlace<Double>, _ joining: Joining<Double>) {
    tile(Self.self, rows: rows, Count<2>(), PrefetchingTile.self, place, joining)
  }
  @inline(never)
  static func narrowTile(_ rows: Int, _ place: TilePlace<Double>, _ joining: Joining<Double>) {
    tile(Self.self, rows: rows, Count<1>(), FullTile.self, place, joining)
  }
  @inline(never)
  static func partTile(_ rows: Int, _ place: TilePlace<Double>, _ joining: Joining<Double>) {
    tile(Self.self, rows: rows, Count<1>(), PartTile.self, place, joining)
  }
  @inline(never)
  static func dotTile1(_ place: TilePlace<Double>, _ joining: Joining<Double>) {
    dotTile(Self.self, Count<1>(), place, joining)
  }
  @inline(never)
  static func dotTile2(_ place: TilePlace<Double>, _ joining: Joining<Double>) {
    dotTile(Self.self, Count<2>(), place, joining)
  }
}
