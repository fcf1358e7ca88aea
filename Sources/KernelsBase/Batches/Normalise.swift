internal import Kernels

// With one place the channels lie side by side, and lanes are channels; else the places of a channel do,
// and lanes are places.

/// ``BatchKernels/moments``.
///
/// SAFETY: reads the batch and writes two numbers for each channel, as the set's callers promise.
@inline(never)
func moments<L: Lanes>(
  _: L.Type,
  _ shape: BatchShape,
  _ x: UnsafePointer<L.Scalar>,
  _ means: UnsafeMutablePointer<L.Scalar>,
  _ variances: UnsafeMutablePointer<L.Scalar>
) {
  let n = L.splat(L.number(shape.channelCount))
  if shape.places == 1 {
    forEachVector(L.self, shape.channels) { c, width in
      var sum = L.zero
      for r in 0..<shape.samples { sum = sum + L.load(first: width, x + r * shape.channels + c) }
      let mean = sum / n
      var squares = L.zero
      for r in 0..<shape.samples {
        let distance = L.load(first: width, x + r * shape.channels + c) - mean
        squares = L.multiplyAdd(distance, distance, squares)
      }
      mean.store(first: width, means + c)
      (squares / n).store(first: width, variances + c)
    }
    return
  }
  for c in 0..<shape.channels {
    var sum = L.zero
    for r in 0..<shape.samples {
      let p = x + (r * shape.channels + c) * shape.places
      sum = sum + L.splat(reduction(SumFold<L>.self, p, shape.places))
    }
    let mean = sum / n
    var squares = L.zero
    for r in 0..<shape.samples {
      let p = x + (r * shape.channels + c) * shape.places
      forEachVector(L.self, shape.places) { i, width in
        let distance = L.load(first: width, p + i) - mean
        let inside = width == L.count ? distance : L.choose(L.first(width), distance, L.zero)
        squares = L.multiplyAdd(inside, inside, squares)
      }
    }
    means[c] = mean[0]
    variances[c] = (L.splat(SumFold<L>.finish(squares)) / n)[0]
  }
}

/// ``BatchKernels/normalise``.
///
/// SAFETY: reads and writes the batch, and reads four numbers for each channel, as the set's callers
/// promise; each number of the batch is read before its place is written.
@inline(never)
func normalise<L: Lanes>(
  _: L.Type,
  _ shape: BatchShape,
  _ x: UnsafePointer<L.Scalar>,
  _ means: UnsafePointer<L.Scalar>,
  _ variances: UnsafePointer<L.Scalar>,
  _ epsilon: L.Scalar,
  _ gamma: UnsafePointer<L.Scalar>,
  _ beta: UnsafePointer<L.Scalar>,
  _ z: UnsafeMutablePointer<L.Scalar>
) {
  let e = L.splat(epsilon)
  if shape.places == 1 {
    forEachVector(L.self, shape.channels) { c, width in
      let scale =
        L.load(first: width, gamma + c) / (L.load(first: width, variances + c) + e).squareRoot
      let (mean, shift) = (L.load(first: width, means + c), L.load(first: width, beta + c))
      for r in 0..<shape.samples {
        let place = r * shape.channels + c
        L.multiplyAdd(L.load(first: width, x + place) - mean, scale, shift).store(
          first: width,
          z + place
        )
      }
    }
    return
  }
  for r in 0..<shape.samples {
    for c in 0..<shape.channels {
      let scale = L.splat(gamma[c]) / (L.splat(variances[c]) + e).squareRoot
      let (mean, shift) = (L.splat(means[c]), L.splat(beta[c]))
      let place = (r * shape.channels + c) * shape.places
      sweep(x + place, z + place, shape.places) { (x: L) in
        L.multiplyAdd(x - mean, scale, shift)
      }
    }
  }
}

/// ``BatchKernels/normaliseBack``.
///
/// SAFETY: reads and writes the batch, reads three numbers for each channel and writes two, as the set's
/// callers promise; each number of the batch is read before its place is written.
@inline(never)
func normaliseBack<L: Lanes>(
  _: L.Type,
  _ shape: BatchShape,
  _ x: UnsafePointer<L.Scalar>,
  _ means: UnsafePointer<L.Scalar>,
  _ variances: UnsafePointer<L.Scalar>,
  _ epsilon: L.Scalar,
  _ gamma: UnsafePointer<L.Scalar>,
  _ g: UnsafePointer<L.Scalar>,
  _ z: UnsafeMutablePointer<L.Scalar>,
  _ gammas: UnsafeMutablePointer<L.Scalar>,
  _ betas: UnsafeMutablePointer<L.Scalar>
) {
  let e = L.splat(epsilon)
  let n = L.splat(L.number(shape.channelCount))
  if shape.places == 1 {
    forEachVector(L.self, shape.channels) { c, width in
      let mean = L.load(first: width, means + c)
      let inverse = L.constant(1) / (L.load(first: width, variances + c) + e).squareRoot
      var (sum, along) = (L.zero, L.zero)
      for r in 0..<shape.samples {
        let place = r * shape.channels + c
        let upstream = L.load(first: width, g + place)
        sum = sum + upstream
        along = L.multiplyAdd(upstream, (L.load(first: width, x + place) - mean) * inverse, along)
      }
      let scale = L.load(first: width, gamma + c) * inverse
      let (shift, slope) = (sum / n, L.zero - along / n)
      for r in 0..<shape.samples {
        let place = r * shape.channels + c
        let hat = (L.load(first: width, x + place) - mean) * inverse
        (scale * L.multiplyAdd(hat, slope, L.load(first: width, g + place) - shift)).store(
          first: width,
          z + place
        )
      }
      along.store(first: width, gammas + c)
      sum.store(first: width, betas + c)
    }
    return
  }
  for c in 0..<shape.channels {
    let mean = L.splat(means[c])
    let inverse = L.constant(1) / (L.splat(variances[c]) + e).squareRoot
    var (sum, along) = (L.zero, L.zero)
    for r in 0..<shape.samples {
      let place = (r * shape.channels + c) * shape.places
      forEachVector(L.self, shape.places) { i, width in
        // Beyond the places g is 0, and so is what it adds.
        let upstream = L.load(first: width, g + place + i)
        sum = sum + upstream
        along = L.multiplyAdd(
          upstream,
          (L.load(first: width, x + place + i) - mean) * inverse,
          along
        )
      }
    }
    let (total, whole) = (SumFold<L>.finish(sum), SumFold<L>.finish(along))
    let scale = L.splat(gamma[c]) * inverse
    let (shift, slope) = (L.splat(total) / n, L.zero - L.splat(whole) / n)
    for r in 0..<shape.samples {
      let place = (r * shape.channels + c) * shape.places
      forEachVector(L.self, shape.places) { i, width in
        let hat = (L.load(first: width, x + place + i) - mean) * inverse
        (scale * L.multiplyAdd(hat, slope, L.load(first: width, g + place + i) - shift)).store(
          first: width,
          z + place + i
        )
      }
    }
    gammas[c] = whole
    betas[c] = total
  }
}

/// Calls `body` for each vector of `n` numbers with its place and how many of its lanes are there.
@inline(__always)
private func forEachVector<L: Lanes>(
  _: L.Type,
  _ n: Int,
  _ body: (_ place: Int, _ width: Int) -> Void
) {
  var i = 0
  while i <= n - L.count {
    body(i, L.count)
    i += L.count
  }
  if i < n { body(i, n - i) }
}

extension Lanes {
  // The compiler knows where the width is that of all lanes.
  @inline(__always)
  fileprivate static func load(first width: Int, _ p: UnsafePointer<Scalar>) -> Self {
    width == count ? load(p) : loadFirst(p, width)
  }
  @inline(__always)
  fileprivate func store(first width: Int, _ p: UnsafeMutablePointer<Scalar>) {
    if width == Self.count { store(p) } else { storeFirst(p, width) }
  }
}
