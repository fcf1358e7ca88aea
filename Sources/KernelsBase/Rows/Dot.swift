internal import Kernels

/// ``KernelSet/dot``.
///
/// SAFETY: reads `n` numbers at `x` and `y`, as the set's callers promise.
@inline(never)
func dot<L: Lanes>(
  _: L.Type,
  _ x: UnsafePointer<L.Scalar>,
  _ y: UnsafePointer<L.Scalar>,
  _ n: Int
) -> L.Scalar {
  let width = L.count
  var (a, b, c, d) = (L.zero, L.zero, L.zero, L.zero)
  var i = 0
  while i <= n - 4 * width {
    a = L.multiplyAdd(L.load(x + i), L.load(y + i), a)
    b = L.multiplyAdd(L.load(x + i + width), L.load(y + i + width), b)
    c = L.multiplyAdd(L.load(x + i + 2 * width), L.load(y + i + 2 * width), c)
    d = L.multiplyAdd(L.load(x + i + 3 * width), L.load(y + i + 3 * width), d)
    i += 4 * width
  }
  while i <= n - width {
    a = L.multiplyAdd(L.load(x + i), L.load(y + i), a)
    i += width
  }
  if i < n { b = L.multiplyAdd(L.loadFirst(x + i, n - i), L.loadFirst(y + i, n - i), b) }
  return SumFold<L>.finish((a + b) + (c + d))
}
