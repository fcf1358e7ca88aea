internal import Kernels

/// ``KernelSet/activate``.
///
/// SAFETY: reads and writes `n` numbers at `x` and `z`, as the set's callers promise; each is read before
/// its place is written.
@inline(never)
func activate<L: Lanes>(
  _: L.Type,
  _ f: Activation,
  _ alpha: L.Scalar,
  _ x: UnsafePointer<L.Scalar>,
  _ z: UnsafeMutablePointer<L.Scalar>,
  _ n: Int
) {
  let a = L.splat(alpha)
  switch f {
  case .leakyReLU: sweep(x, z, n) { (x: L) in L.choose(L.zero < x, x, a * x) }
  case .elu:
    sweep(x, z, n) { (x: L) in L.choose(L.zero < x, x, a * x.exponentialLessOneOfNegative) }
  case .softplus: sweep(x, z, n) { (x: L) in x.softplus }
  case .silu: sweep(x, z, n) { (x: L) in x.silu }
  case .gelu: sweep(x, z, n) { (x: L) in x.gelu }
  }
}

/// ``KernelSet/activateBack``.
///
/// SAFETY: reads and writes `n` numbers at `g`, `x` and `z`, as the set's callers promise; each is read
/// before its place is written.
@inline(never)
func activateBack<L: Lanes>(
  _: L.Type,
  _ f: Activation,
  _ alpha: L.Scalar,
  _ g: UnsafePointer<L.Scalar>,
  _ x: UnsafePointer<L.Scalar>,
  _ z: UnsafeMutablePointer<L.Scalar>,
  _ n: Int
) {
  let a = L.splat(alpha)
  switch f {
  case .leakyReLU: sweepBoth(g, x, z, n) { (g: L, x: L) in L.choose(L.zero < x, g, g * a) }
  case .elu:
    sweepBoth(g, x, z, n) { (g: L, x: L) in
      L.choose(L.zero < x, g, g * (a * x.exponential))
    }
  case .softplus: sweepBoth(g, x, z, n) { (g: L, x: L) in g * x.logistic }
  case .silu: sweepBoth(g, x, z, n) { (g: L, x: L) in g * x.siluSlope }
  case .gelu: sweepBoth(g, x, z, n) { (g: L, x: L) in g * x.geluSlope }
  }
}

@inline(__always)
private func sweepBoth<L: Lanes>(
  _ g: UnsafePointer<L.Scalar>,
  _ x: UnsafePointer<L.Scalar>,
  _ z: UnsafeMutablePointer<L.Scalar>,
  _ n: Int,
  _ f: (L, L) -> L
) {
  var i = 0
  while i <= n - L.count {
    f(L.load(g + i), L.load(x + i)).store(z + i)
    i += L.count
  }
  if i < n { f(L.loadFirst(g + i, n - i), L.loadFirst(x + i, n - i)).storeFirst(z + i, n - i) }
}
