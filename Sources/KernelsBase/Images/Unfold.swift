internal import Kernels

/// One number of all windows of a row: which of them find it in the image, and where.
private struct Stretch {
  /// The windows whose number lies in the image.
  let first: Int
  let end: Int
  /// Where the first window's number would lie in its row, to the left of the image perhaps.
  let start: Int

  @inline(__always)
  init(_ windows: ImageWindows, _ j: Int, _ columns: Int) {
    start = j - windows.padding
    // Window w finds it at start + w · stride.
    let before = start < 0 ? (-start + windows.stride - 1) / windows.stride : 0
    let room = windows.width - start
    let inside = room <= 0 ? 0 : (room + windows.stride - 1) / windows.stride
    end = inside < columns ? inside : columns
    first = before < end ? before : end
  }
}

/// ``ImageKernels/unfold``.
///
/// SAFETY: reads the image and writes what windows and stride say, as the set's callers promise.
@inline(never)
func unfold<L: Lanes>(
  _: L.Type,
  _ windows: ImageWindows,
  _ x: UnsafePointer<L.Scalar>,
  _ z: UnsafeMutablePointer<L.Scalar>,
  _ stride: Int
) {
  let (rows, columns) = (windows.rows, windows.columns)
  var target = z
  for c in 0..<windows.channels {
    for i in 0..<windows.windowHeight {
      for j in 0..<windows.windowWidth {
        let stretch = Stretch(windows, j, columns)
        for r in 0..<rows {
          let y = r * windows.stride + i - windows.padding
          let q = target + r * columns
          guard y >= 0, y < windows.height else {
            fill(L.self, q, columns)
            continue
          }
          // Its first number in the image; nothing to the left of it is read.
          let p = x + (c * windows.height + y) * windows.width
          fill(L.self, q, stretch.first)
          let count = stretch.end - stretch.first
          if windows.stride == 1 {
            copy(L.self, p + (stretch.start + stretch.first), q + stretch.first, count)
          } else {
            for w in stretch.first..<stretch.end { q[w] = p[stretch.start + w * windows.stride] }
          }
          fill(L.self, q + stretch.end, columns - stretch.end)
        }
        target += stride
      }
    }
  }
}

/// ``ImageKernels/fold``.
///
/// SAFETY: reads what windows and stride say and writes the image, as the set's callers promise.
@inline(never)
func fold<L: Lanes>(
  _: L.Type,
  _ windows: ImageWindows,
  _ z: UnsafePointer<L.Scalar>,
  _ stride: Int,
  _ beta: L.Scalar,
  _ x: UnsafeMutablePointer<L.Scalar>
) {
  scale(L.self, x, beta, windows.imageSize)
  let (rows, columns) = (windows.rows, windows.columns)
  var source = z
  for c in 0..<windows.channels {
    for i in 0..<windows.windowHeight {
      for j in 0..<windows.windowWidth {
        let stretch = Stretch(windows, j, columns)
        for r in 0..<rows {
          let y = r * windows.stride + i - windows.padding
          guard y >= 0, y < windows.height else { continue }
          let p = x + (c * windows.height + y) * windows.width
          let q = source + r * columns
          if windows.stride == 1 {
            let count = stretch.end - stretch.first
            add(L.self, q + stretch.first, p + (stretch.start + stretch.first), count)
          } else {
            for w in stretch.first..<stretch.end {
              let place = p + (stretch.start + w * windows.stride)
              place[0] = (L.splat(place[0]) + L.splat(q[w]))[0]
            }
          }
        }
        source += stride
      }
    }
  }
}

/// `n` zeros.
@inline(__always)
private func fill<L: Lanes>(_: L.Type, _ z: UnsafeMutablePointer<L.Scalar>, _ n: Int) {
  var i = 0
  while i <= n - L.count {
    L.zero.store(z + i)
    i += L.count
  }
  if i < n { L.zero.storeFirst(z + i, n - i) }
}

@inline(__always)
private func copy<L: Lanes>(
  _: L.Type,
  _ x: UnsafePointer<L.Scalar>,
  _ z: UnsafeMutablePointer<L.Scalar>,
  _ n: Int
) {
  var i = 0
  while i <= n - L.count {
    L.load(x + i).store(z + i)
    i += L.count
  }
  if i < n { L.loadFirst(x + i, n - i).storeFirst(z + i, n - i) }
}

@inline(__always)
private func add<L: Lanes>(
  _: L.Type,
  _ x: UnsafePointer<L.Scalar>,
  _ z: UnsafeMutablePointer<L.Scalar>,
  _ n: Int
) {
  var i = 0
  while i <= n - L.count {
    (L.load(z + i) + L.load(x + i)).store(z + i)
    i += L.count
  }
  if i < n { (L.loadFirst(z + i, n - i) + L.loadFirst(x + i, n - i)).storeFirst(z + i, n - i) }
}

/// `n` numbers times a factor; with 0 they are not read.
///
/// SAFETY: reads and writes `n` numbers at `z`, as its callers promise.
@inline(__always)
func scale<L: Lanes>(
  _: L.Type,
  _ z: UnsafeMutablePointer<L.Scalar>,
  _ factor: L.Scalar,
  _ n: Int
) {
  if !L.isNotZero(factor) { return fill(L.self, z, n) }
  if L.isOne(factor) { return }
  let times = L.splat(factor)
  sweep(UnsafePointer(z), z, n) { (x: L) in times * x }
}
