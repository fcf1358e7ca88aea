internal import Kernels

/// ``KernelSet/accumulate``.
///
/// SAFETY: reads and writes `n` numbers at each pointer, as the set's callers promise.
@inline(never)
func accumulate<L: Lanes>(
  _: L.Type,
  _ alpha: L.Scalar,
  _ x: UnsafePointer<L.Scalar>,
  _ y: UnsafeMutablePointer<L.Scalar>,
  _ n: Int
) {
  let a = L.splat(alpha)
  var i = 0
  while i <= n - L.count {
    L.multiplyAdd(a, L.load(x + i), L.load(y + i)).store(y + i)
    i += L.count
  }
  let rest = n - i
  if rest > 0 {
    L.multiplyAdd(a, L.loadFirst(x + i, rest), L.loadFirst(y + i, rest)).storeFirst(y + i, rest)
  }
}

/// ``KernelSet/momentum``.
///
/// SAFETY: reads and writes `n` numbers at each pointer, as the set's callers promise.
@inline(never)
func momentum<L: Lanes>(
  _: L.Type,
  _ step: MomentumStep<L.Scalar>,
  _ g: UnsafePointer<L.Scalar>,
  _ v: UnsafeMutablePointer<L.Scalar>,
  _ x: UnsafeMutablePointer<L.Scalar>,
  _ n: Int
) {
  let rate = L.zero - L.splat(step.rate)
  let (rho, share, decay) = (L.splat(step.momentum), L.splat(step.share), L.splat(step.decay))
  var i = 0
  while i <= n - L.count {
    let (direction, moved) = next(L.load(g + i), L.load(v + i), L.load(x + i))
    direction.store(v + i)
    moved.store(x + i)
    i += L.count
  }
  let rest = n - i
  if rest > 0 {
    let (direction, moved) = next(
      L.loadFirst(g + i, rest),
      L.loadFirst(v + i, rest),
      L.loadFirst(x + i, rest)
    )
    direction.storeFirst(v + i, rest)
    moved.storeFirst(x + i, rest)
  }

  @inline(__always)
  func next(_ gradient: L, _ last: L, _ x: L) -> (L, L) {
    let g = L.multiplyAdd(decay, x, gradient)
    let v = L.multiplyAdd(rho, last, share * g)
    let u = step.nesterov ? L.multiplyAdd(rho, v, g) : v
    return (v, L.multiplyAdd(rate, u, x))
  }
}

/// ``KernelSet/adam``.
///
/// SAFETY: reads and writes `n` numbers at each pointer, as the set's callers promise.
@inline(never)
func adam<L: Lanes>(
  _: L.Type,
  _ step: AdamStep<L.Scalar>,
  _ g: UnsafePointer<L.Scalar>,
  _ m: UnsafeMutablePointer<L.Scalar>,
  _ v: UnsafeMutablePointer<L.Scalar>,
  _ x: UnsafeMutablePointer<L.Scalar>,
  _ n: Int
) {
  let rate = L.splat(step.rate)
  let (beta1, beta2) = (L.splat(step.beta1), L.splat(step.beta2))
  let (rest1, rest2) = (L.constant(1) - beta1, L.constant(1) - beta2)
  let (scale1, scale2) = (L.splat(step.correction1), L.splat(step.correction2))
  let (epsilon, decay, kept) = (L.splat(step.epsilon), L.splat(step.decay), L.splat(step.kept))
  var i = 0
  while i <= n - L.count {
    let (first, second, moved) = next(
      L.load(g + i),
      L.load(m + i),
      L.load(v + i),
      L.load(x + i)
    )
    first.store(m + i)
    second.store(v + i)
    moved.store(x + i)
    i += L.count
  }
  let rest = n - i
  if rest > 0 {
    let (first, second, moved) = next(
      L.loadFirst(g + i, rest),
      L.loadFirst(m + i, rest),
      L.loadFirst(v + i, rest),
      L.loadFirst(x + i, rest)
    )
    first.storeFirst(m + i, rest)
    second.storeFirst(v + i, rest)
    moved.storeFirst(x + i, rest)
  }

  @inline(__always)
  func next(_ gradient: L, _ mean: L, _ square: L, _ parameter: L) -> (L, L, L) {
    let x = parameter * kept
    let g = L.multiplyAdd(decay, x, gradient)
    let m = L.multiplyAdd(beta1, mean, rest1 * g)
    let v = L.multiplyAdd(beta2, square, rest2 * (g * g))
    let size = (v / scale2).squareRoot + epsilon
    return (m, v, x - rate * (m / scale1) / size)
  }
}

/// ``KernelSet/adaptive``.
///
/// SAFETY: reads and writes `n` numbers at each pointer, as the set's callers promise.
@inline(never)
func adaptive<L: Lanes>(
  _: L.Type,
  _ step: AdaptiveStep<L.Scalar>,
  _ g: UnsafePointer<L.Scalar>,
  _ s: UnsafeMutablePointer<L.Scalar>,
  _ x: UnsafeMutablePointer<L.Scalar>,
  _ n: Int
) {
  let rate = L.splat(step.rate)
  let (kept, share) = (L.splat(step.kept), L.splat(step.share))
  let (epsilon, decay) = (L.splat(step.epsilon), L.splat(step.decay))
  var i = 0
  while i <= n - L.count {
    let (squares, moved) = next(L.load(g + i), L.load(s + i), L.load(x + i))
    squares.store(s + i)
    moved.store(x + i)
    i += L.count
  }
  let rest = n - i
  if rest > 0 {
    let (squares, moved) = next(
      L.loadFirst(g + i, rest),
      L.loadFirst(s + i, rest),
      L.loadFirst(x + i, rest)
    )
    squares.storeFirst(s + i, rest)
    moved.storeFirst(x + i, rest)
  }

  @inline(__always)
  func next(_ gradient: L, _ last: L, _ x: L) -> (L, L) {
    let g = L.multiplyAdd(decay, x, gradient)
    let squares = L.multiplyAdd(kept, last, share * (g * g))
    return (squares, x - rate * g / (squares.squareRoot + epsilon))
  }
}
