public import Kernels

/// A kernel call with the places that it works on.
///
/// Matrices are stored row by row, and without a stride their rows lie side by side.
public enum Instruction<Scalar: KernelScalar>: Sendable {
  /// z[i] = number.
  case fill(Scalar, z: Place, count: Int)
  /// z[i] = x[i].
  case copy(x: Place, z: Place, count: Int)
  /// z[r, c] = x[c]: a bias in each row.
  case repeatRow(x: Place, rows: Int, columns: Int, z: Place)
  /// z[i] = f(x[i]); `z` may be `x`.
  case map(UnaryFunction, x: Place, z: Place, count: Int)
  /// z[r, c] = f(x[r, c], y[r, c]).
  case combine(
    BinaryFunction,
    rows: Int,
    columns: Int,
    x: MatrixPlace,
    y: MatrixPlace,
    z: Place,
    stride: Int
  )
  /// z[r] = α · reduction of row r + β · z[r].
  case reduceRows(
    Reduction,
    rows: Int,
    columns: Int,
    x: Place,
    stride: Int,
    alpha: Factor<Scalar>,
    beta: Scalar,
    z: Place
  )
  /// z[c] = α · reduction of column c + β · z[c].
  case reduceColumns(
    Reduction,
    rows: Int,
    columns: Int,
    x: Place,
    stride: Int,
    alpha: Factor<Scalar>,
    beta: Scalar,
    z: Place
  )
  /// z = α Σ x[i] · y[i] + β z.
  case dot(x: Place, y: Place, count: Int, alpha: Scalar, beta: Scalar, z: Place)
  /// Each row of z is the softmax of x's.
  case softmaxRows(rows: Int, columns: Int, x: Place, z: Place)
  /// loss = α Σ cross entropy of softmax with the samples' classes, and its gradient.
  case crossEntropyRows(
    rows: Int,
    columns: Int,
    logits: Place,
    alpha: Scalar,
    gradient: Place,
    loss: Place
  )
  /// z = how many rows have the sample's class as their first largest number.
  case countRight(rows: Int, columns: Int, x: Place, z: Place)
  /// z[i] += α · x[i].
  case accumulate(Factor<Scalar>, x: Place, z: Place, count: Int)
  /// z = α · a · b + β · z, with `a` of shape [m, k] and `b` of shape [k, n].
  case product(
    m: Int,
    n: Int,
    k: Int,
    alpha: Factor<Scalar>,
    a: MatrixPlace,
    b: MatrixPlace,
    beta: Scalar,
    z: Place,
    stride: Int
  )
  /// The step of momentum that the runner holds, for parameters x with gradients g.
  case momentum(g: Place, v: Place, x: Place, count: Int)
  /// The step of Adam that the runner holds.
  case adam(g: Place, m: Place, v: Place, x: Place, count: Int)
  /// A function of the plan's own.
  case call(Int)
}

/// What a planned kernel call reads or writes: so many numbers from a place on.
struct Extent {
  var place: Place
  var count: Int
  var isWritten: Bool
}

extension Instruction {
  /// All that it touches, so that a list can be checked once and run without looking.
  var extents: [Extent] {
    func read(_ place: Place, _ count: Int) -> Extent {
      Extent(place: place, count: count, isWritten: false)
    }
    func write(_ place: Place, _ count: Int) -> Extent {
      Extent(place: place, count: count, isWritten: true)
    }
    func rows(_ rows: Int, _ columns: Int, _ stride: Int) -> Int {
      rows <= 0 || columns <= 0 ? 0 : (rows - 1) * stride + columns
    }
    return switch self {
    case .fill(_, let z, let n): [write(z, n)]
    case .copy(let x, let z, let n), .map(_, let x, let z, let n): [read(x, n), write(z, n)]
    case .repeatRow(let x, let r, let c, let z): [read(x, c), write(z, r * c)]
    case .combine(_, let r, let c, let x, let y, let z, let stride):
      [read(x.start, x.reach(r, c)), read(y.start, y.reach(r, c)), write(z, rows(r, c, stride))]
    case .reduceRows(_, let r, let c, let x, let stride, _, _, let z):
      [read(x, rows(r, c, stride)), write(z, r)]
    case .reduceColumns(_, let r, let c, let x, let stride, _, _, let z):
      [read(x, rows(r, c, stride)), write(z, c)]
    case .dot(let x, let y, let n, _, _, let z): [read(x, n), read(y, n), write(z, 1)]
    case .softmaxRows(let r, let c, let x, let z): [read(x, r * c), write(z, r * c)]
    case .crossEntropyRows(let r, let c, let x, _, let gradient, let loss):
      [read(x, r * c), write(gradient, r * c), write(loss, 1)]
    case .countRight(let r, let c, let x, let z): [read(x, r * c), write(z, 1)]
    case .accumulate(_, let x, let z, let n): [read(x, n), write(z, n)]
    case .product(let m, let n, let k, _, let a, let b, _, let z, let stride):
      [read(a.start, a.reach(m, k)), read(b.start, b.reach(k, n)), write(z, rows(m, n, stride))]
    case .momentum(let g, let v, let x, let n): [read(g, n), write(v, n), write(x, n)]
    case .adam(let g, let m, let v, let x, let n):
      [read(g, n), write(m, n), write(v, n), write(x, n)]
    case .call: []
    }
  }

  /// How many samples' classes it reads.
  var labelCount: Int {
    switch self {
    case .crossEntropyRows(let rows, _, _, _, _, _), .countRight(let rows, _, _, _): rows
    default: 0
    }
  }
}
