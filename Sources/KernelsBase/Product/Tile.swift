internal import CVectors

/// A count that the compiler knows.
struct Count<let n: Int> {
  @inline(__always) init() {}
}

/// How what a tile has summed joins what was in the result before.
struct Joining<Scalar> {
  /// c = α t + β c; the frequent forms, c = t, c = c + t and c = c + α t, need fewer factors.
  enum Form { case replace, add, addScaled, scale }

  let form: Form
  let alpha: Scalar
  let beta: Scalar
}

/// Where a tile of a product finds its operands and leaves its result.
struct TilePlace<Scalar> {
  /// The first element of the rows of the left operand.
  var a: UnsafePointer<Scalar>
  var aRowStride: Int
  var aColumnStride: Int
  /// The first element of the columns of the right operand, which lie side by side.
  var b: UnsafePointer<Scalar>
  var bRowStride: Int
  var c: UnsafeMutablePointer<Scalar>
  var cRowStride: Int
  /// How far the sums go: columns of the left, rows of the right operand.
  var depth: Int
  /// How many columns there are, where a tile is not full.
  var columns: Int
  /// Whether the result is so far away that it is sent for before the sums begin.
  var isFar: Bool
  /// Numbers that later tiles will ask for: with each step those `aheadStep` further on are sent for, so that
  /// the way from the memory, which is long, is gone while sums run.
  var ahead: UnsafePointer<Scalar>
  var aheadStep = 0
}

/// What a tile is like, as a type: with flags instead, the compiler would make one function for several kinds.
protocol TileKind {
  /// Whether its vectors are full.
  static var isFull: Bool { get }
  /// Whether the left operand is packed.
  static var isPacked: Bool { get }
  /// Whether it sends for what later tiles will ask for; see ``TilePlace/ahead``.
  static var prefetches: Bool { get }
}

extension TileKind {
  @inline(__always) static var isFull: Bool { true }
  @inline(__always) static var isPacked: Bool { false }
  @inline(__always) static var prefetches: Bool { false }
}

/// Full vectors, and operands that are read where they lie.
enum FullTile: TileKind {}

/// A part of a vector.
enum PartTile: TileKind {
  @inline(__always) static var isFull: Bool { false }
}

/// A left operand that is packed.
enum PackedTile: TileKind {
  @inline(__always) static var isPacked: Bool { true }
}

/// A left operand that comes from far away.
enum PrefetchingTile: TileKind {
  @inline(__always) static var prefetches: Bool { true }
}

/// R rows and W vectors of columns of a product, summed in registers.
///
/// For each k, W vectors of the right operand meet R numbers of the left one, each repeated in all lanes.
///
/// SAFETY: reads R × depth and depth × columns numbers and writes R × columns, as ``product`` asks; of a
/// part-filled vector it touches only its first lanes, or, where the instruction set cannot load them
/// so, reads what ``product`` has filled up.
@inline(__always)
func tile<L: Lanes, Kind: TileKind, let R: Int, let W: Int>(
  _: L.Type,
  _: Count<R>,
  _: Count<W>,
  _ kind: Kind.Type,
  _ place: TilePlace<L.Scalar>,
  _ joining: Joining<L.Scalar>
) {
  let (full, packed) = (Kind.isFull, Kind.isPacked)
  var sums = InlineArray<W, InlineArray<R, L>> { _ in InlineArray<R, L> { _ in L.zero } }
  var b = place.b
  var ahead = place.ahead
  // Where the left operand is packed, what a step needs of it lies side by side.
  let next = packed ? W * L.count : place.bRowStride
  let filled = place.columns
  if place.isFar {
    for i in 0..<R {
      for j in 0..<W { gradus_prefetch_line(place.c + i * place.cRowStride + j * L.count) }
    }
  }
  // Whether rows have addresses of their own, which are worth their while in long sums.
  let hides = Kind.prefetches || (W == 1 && !packed)
  // A step of 1 is named, so that the compiler need not reckon with others.
  if packed {
    sumUp(step: R)
  } else if W == 1, place.aColumnStride == 1 {
    sumUp(step: 1)
  } else {
    sumUp(step: place.aColumnStride)
  }

  var c = place.c
  switch joining.form {
  case .replace: join { sum, _ in sum }
  case .add: join { sum, old in sum + old() }
  case .addScaled:
    let alpha = L.splat(joining.alpha)
    join { sum, old in L.multiplyAdd(alpha, sum, old()) }
  case .scale:
    let (alpha, beta) = (L.splat(joining.alpha), L.splat(joining.beta))
    if L.isNotZero(joining.beta) {
      join { sum, old in L.multiplyAdd(alpha, sum, beta * old()) }
    } else {
      join { sum, _ in alpha * sum }
    }
  }

  @inline(__always)
  func sumUp(step: Int) {
    let stride = place.aRowStride
    // The first, fifth and ninth row: the others are at most three rows from one of them.
    var quads = InlineArray<3, UnsafePointer<L.Scalar>> { i in
      !hides || i == 0 || 4 * i >= R ? place.a : place.a + gradus_hidden(4 * i * stride)
    }
    let triple = hides && R > 3 ? gradus_hidden(3 * stride) : 3 * stride
    var rest = place.depth
    while rest > 0 {
      var right = InlineArray<W, L> { _ in L.zero }
      for j in 0..<W {
        let p = b + j * L.count
        right[unchecked: j] = full || !L.masksLoads ? L.load(p) : L.loadFirst(p, filled)
      }
      for i in 0..<R {
        let row = i % 4 == 3 ? triple : i % 4 * stride
        let left =
          hides
          ? L.splat(quads[unchecked: i / 4][row]) : L.splat(quads[0][packed ? i : i * stride])
        for j in 0..<W {
          sums[unchecked: j][unchecked: i] = L.multiplyAdd(
            left,
            right[unchecked: j],
            sums[unchecked: j][unchecked: i]
          )
        }
      }
      if Kind.prefetches {
        L.prefetch(ahead)
        ahead += place.aheadStep
      }
      for i in 0..<3 where 4 * i < R { quads[unchecked: i] += step }
      b += next
      rest -= 1
    }
  }

  @inline(__always)
  func join(_ rule: (L, () -> L) -> L) {
    for i in 0..<R {
      for j in 0..<W {
        let q = c + j * L.count
        let sum = sums[unchecked: j][unchecked: i]
        if full {
          rule(sum) { L.load(q) }.store(q)
        } else {
          rule(sum) { L.loadFirst(q, filled) }.storeFirst(q, filled)
        }
      }
      c += place.cRowStride
    }
  }
}

/// ``tile`` for a number of rows known only now, from 1 to what the registers hold.
@inline(__always)
func tile<L: Lanes, Kind: TileKind, let W: Int>(
  _ lanes: L.Type,
  rows: Int,
  _ width: Count<W>,
  _ kind: Kind.Type,
  _ place: TilePlace<L.Scalar>,
  _ joining: Joining<L.Scalar>
) {
  // The compiler leaves out the branches above `tileRows`, which it knows.
  if L.tileRows > 6 {
    switch rows {
    case 12: return tile(lanes, Count<12>(), width, kind, place, joining)
    case 11: return tile(lanes, Count<11>(), width, kind, place, joining)
    case 10: return tile(lanes, Count<10>(), width, kind, place, joining)
    case 9: return tile(lanes, Count<9>(), width, kind, place, joining)
    case 8: return tile(lanes, Count<8>(), width, kind, place, joining)
    case 7: return tile(lanes, Count<7>(), width, kind, place, joining)
    default: break
    }
  }
  switch rows {
  case 6: tile(lanes, Count<6>(), width, kind, place, joining)
  case 5: tile(lanes, Count<5>(), width, kind, place, joining)
  case 4: tile(lanes, Count<4>(), width, kind, place, joining)
  case 3: tile(lanes, Count<3>(), width, kind, place, joining)
  case 2: tile(lanes, Count<2>(), width, kind, place, joining)
  default: tile(lanes, Count<1>(), width, kind, place, joining)
  }
}
