internal import CVectors

/// A vector of numbers of single precision.
struct FloatLanes: Lanes {
  var v: gradus_floats

  @inline(__always) init(_ v: gradus_floats) { self.v = v }

  @inline(__always) static var count: Int { MemoryLayout<gradus_floats>.size / 4 }
  @inline(__always) static func splat(_ x: Float) -> Self { Self(gradus_f_splat(x)) }
  @inline(__always) static func constant(_ x: Double) -> Self { splat(Float(x)) }

  @inline(__always) static func load(_ p: UnsafePointer<Float>) -> Self { Self(gradus_f_load(p)) }
  @inline(__always)
  static func loadFirst(_ p: UnsafePointer<Float>, _ n: Int) -> Self {
    Self(gradus_f_load_first(p, n))
  }
  @inline(__always) func store(_ p: UnsafeMutablePointer<Float>) { gradus_f_store(p, v) }
  @inline(__always)
  func storeFirst(_ p: UnsafeMutablePointer<Float>, _ n: Int) { gradus_f_store_first(p, v, n) }

  @inline(__always)
  static func whole(_ p: UnsafePointer<Int32>, _ n: Int) -> Self { Self(gradus_f_whole(p, n)) }

  @inline(__always)
  static func prefetch(_ p: UnsafePointer<Float>) { gradus_prefetch_read(p) }

  @inline(__always) static func + (a: Self, b: Self) -> Self { Self(gradus_f_add(a.v, b.v)) }
  @inline(__always) static func - (a: Self, b: Self) -> Self { Self(gradus_f_subtract(a.v, b.v)) }
  @inline(__always) static func * (a: Self, b: Self) -> Self { Self(gradus_f_multiply(a.v, b.v)) }
  @inline(__always) static func / (a: Self, b: Self) -> Self { Self(gradus_f_divide(a.v, b.v)) }
  @inline(__always)
  static func multiplyAdd(_ a: Self, _ b: Self, _ c: Self) -> Self {
    Self(gradus_f_multiply_add(a.v, b.v, c.v))
  }
  @inline(__always) var squareRoot: Self { Self(gradus_f_square_root(v)) }
  @inline(__always) var magnitude: Self { Self(gradus_f_magnitude(v)) }
  @inline(__always) func signed(as other: Self) -> Self { Self(gradus_f_sign_of(v, other.v)) }

  @inline(__always)
  static func < (a: Self, b: Self) -> gradus_float_bits { gradus_f_less(a.v, b.v) }
  @inline(__always)
  static func isEqual(_ a: Self, _ b: Self) -> gradus_float_bits { gradus_f_equal(a.v, b.v) }
  @inline(__always) var isNaN: gradus_float_bits { gradus_f_unordered(v) }
  @inline(__always)
  static func choose(_ mask: gradus_float_bits, _ a: Self, _ b: Self) -> Self {
    Self(gradus_f_choose(mask, a.v, b.v))
  }

  @inline(__always) static func first(_ n: Int) -> gradus_float_bits { gradus_f_first(n) }
  @inline(__always)
  static func interleaved(_ a: Self, _ b: Self) -> (low: Self, high: Self) {
    (Self(gradus_f_interleave_low(a.v, b.v)), Self(gradus_f_interleave_high(a.v, b.v)))
  }
  @inline(__always)
  static func parted(_ a: Self, _ b: Self) -> (even: Self, odd: Self) {
    (Self(gradus_f_even(a.v, b.v)), Self(gradus_f_odd(a.v, b.v)))
  }
  @inline(__always) subscript(_ i: Int) -> Float { gradus_f_lane(v, i) }

  @inline(__always) static func isNotZero(_ x: Float) -> Bool { x != 0 }
  @inline(__always) static func isOne(_ x: Float) -> Bool { x == 1 }
  @inline(__always) static func areEqual(_ x: Float, _ y: Float) -> Bool { x == y }
  @inline(__always) static func isBelow(_ x: Float, _ y: Float) -> Bool { x < y }
  @inline(__always) static func number(_ x: Int) -> Scalar { Float(x) }
  @inline(__always) static func integer(_ x: Scalar) -> Int { Int(x) }
  @inline(__always) static var one: Float { 1 }
  @inline(__always) static var isDouble: Bool { false }

  @inline(__always)
  func scaled(by k: Self) -> Self { Self(gradus_f_scale(v, k.v)) }

  @inline(__always)
  static func powerOfTwo(_ k: Self) -> Self {
    // Adding 1.5 · 2^23 + 127 puts the whole number k + 127 into the lowest bits, from where it moves to
    // those of the exponent.
    let bits = gradus_f_bits((k + constant(12583039)).v)
    return Self(gradus_f_from_bits(gradus_f_bits_left(bits, 23)))
  }

  @inline(__always)
  var mantissaAndExponent: (m: Self, k: Self) {
    let smallestNormal = Self.splat(.leastNormalMagnitude)
    let isSmall = self < smallestNormal
    let normal = Self.choose(isSmall, self * Self.constant(16777216), self)
    // The exponent counts from √½ on, so that m lies around 1.
    let half = gradus_f_bits_splat(0x3f35_04f3)
    let shifted = gradus_f_bits_subtract(gradus_f_bits(normal.v), half)
    let exponent = gradus_f_bits_right(shifted, 23)
    let fraction = gradus_f_bits_and(shifted, gradus_f_bits_splat(0x007f_ffff))
    let m = Self(gradus_f_from_bits(gradus_f_bits_add(fraction, half)))
    // A whole number in the lowest bits of 1.5 · 2^23, less 1.5 · 2^23.
    let magic = Self.constant(12582912)
    let whole = gradus_f_bits_add(gradus_f_bits(magic.v), exponent)
    let k = Self(gradus_f_from_bits(whole)) - magic
    return (m, Self.choose(isSmall, k - Self.constant(24), k))
  }

  @inline(__always)
  static func transpose(
    _ p: UnsafePointer<Float>,
    _ stride: Int,
    rows: Int,
    _ q: UnsafeMutablePointer<Float>,
    _ target: Int
  ) { gradus_f_transpose(p, stride, rows, q, target) }

  @inline(__always) static var tileRows: Int { Int(gradus_tile_rows) }
  @inline(__always) static var masksLoads: Bool { gradus_masks_loads != 0 }

  @inline(never)
  static func packedTile(_ rows: Int, _ place: TilePlace<Float>, _ joining: Joining<Float>) {
    tile(Self.self, rows: rows, Count<2>(), PackedTile.self, place, joining)
  }
  @inline(never)
  static func wideTile(_ rows: Int, _ place: TilePlace<Float>, _ joining: Joining<Float>) {
    tile(Self.self, rows: rows, Count<2>(), FullTile.self, place, joining)
  }
  @inline(never)
  static func prefetchingTile(_ rows: Int, _ place: TilePlace<Float>, _ joining: Joining<Float>) {
    tile(Self.self, rows: rows, Count<2>(), PrefetchingTile.self, place, joining)
  }
  @inline(never)
  static func narrowTile(_ rows: Int, _ place: TilePlace<Float>, _ joining: Joining<Float>) {
    tile(Self.self, rows: rows, Count<1>(), FullTile.self, place, joining)
  }
  @inline(never)
  static func partTile(_ rows: Int, _ place: TilePlace<Float>, _ joining: Joining<Float>) {
    tile(Self.self, rows: rows, Count<1>(), PartTile.self, place, joining)
  }
  @inline(never)
  static func dotTile1(_ place: TilePlace<Float>, _ joining: Joining<Float>) {
    dotTile(Self.self, Count<1>(), place, joining)
  }
  @inline(never)
  static func dotTile2(_ place: TilePlace<Float>, _ joining: Joining<Float>) {
    dotTile(Self.self, Count<2>(), place, joining)
  }
}
