internal import Kernels

/// ``KernelSet/map``.
///
/// SAFETY: reads and writes `n` numbers at `x` and `z`, as the set's callers promise; each is read before
/// its place is written.
@inline(never)
func map<L: Lanes>(
  _: L.Type,
  _ f: UnaryFunction,
  _ x: UnsafePointer<L.Scalar>,
  _ z: UnsafeMutablePointer<L.Scalar>,
  _ n: Int
) {
  switch f {
  case .exp: sweep(x, z, n) { (x: L) in x.exponential }
  case .log: sweep(x, z, n) { (x: L) in x.logarithm }
  case .tanh: sweep(x, z, n) { (x: L) in x.hyperbolicTangent }
  case .sigmoid: sweep(x, z, n) { (x: L) in x.logistic }
  case .relu: sweep(x, z, n) { (x: L) in L.choose(L.zero < x, x, L.choose(x.isNaN, x, L.zero)) }
  case .squareRoot: sweep(x, z, n) { (x: L) in x.squareRoot }
  case .negate: sweep(x, z, n) { (x: L) in L.constant(-0.0) - x }
  case .square: sweep(x, z, n) { (x: L) in x * x }
  case .reciprocal: sweep(x, z, n) { (x: L) in L.constant(1) / x }
  case .magnitude: sweep(x, z, n) { (x: L) in x.magnitude }
  }
}

/// z[i] = f(x[i]) for `n` numbers.
///
/// SAFETY: as ``map``.
@inline(__always)
func sweep<L: Lanes>(
  _ x: UnsafePointer<L.Scalar>,
  _ z: UnsafeMutablePointer<L.Scalar>,
  _ n: Int,
  _ f: (L) -> L
) {
  var i = 0
  while i <= n - L.count {
    f(L.load(x + i)).store(z + i)
    i += L.count
  }
  if i < n { f(L.loadFirst(x + i, n - i)).storeFirst(z + i, n - i) }
}
