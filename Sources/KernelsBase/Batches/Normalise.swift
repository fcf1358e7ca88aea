internal import Kernels

// With one place the channels lie side by side, and lanes are channels; else the places of a channel do,
// and lanes are places.

/// ``BatchKernels/moments``.
///
/// SAFETY: reads the batch and writes two numbers for each channel, as the set's callers promise.
func moments<L: Lanes>(
  _: L.Type,
  _ shape: BatchShape,
  _ x: UnsafePointer<L.Scalar>,
  _ means: UnsafeMutablePointer<L.Scalar>,
  _ variances: UnsafeMutablePointer<L.Scalar>
) {
  let n = L.splat(L.number(shape.channelCount))
  if shape.places == 1 {
    forEachVector(L.self, shape.channels) { c, width, load, store in
      var sum = L.zero
      for r in 0..<shape.samples { sum = sum + load(x + r * shape.channels + c) }
      let mean = sum / n
      var squares = L.zero
      for r in 0..<shape.samples {
        let distance = load(x + r * shape.channels + c) - mean
        squares = L.multiplyAdd(distance, distance, squares)
      }
      store(mean, means + c)
      store(squares / n, variances + c)
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
      forEachVector(L.self, shape.places) { i, width, load, _ in
        let distance = load(p + i) - mean
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
    forEachVector(L.self, shape.channels) { c, width, load, store in
      let scale = load(gamma + c) / (load(variances + c) + e).squareRoot
      let (mean, shift) = (load(means + c), load(beta + c))
      for r in 0..<shape.samples {
        let place = r * shape.channels + c
        store(L.multiplyAdd(load(x + place) - mean, scale, shift), z + place)
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
    forEachVector(L.self, shape.channels) { c, width, load, store in
      let mean = load(means + c)
      let inverse = L.constant(1) / (load(variances + c) + e).squareRoot
      var (sum, along) = (L.zero, L.zero)
      for r in 0..<shape.samples {
        let place = r * shape.channels + c
        let upstream = load(g + place)
        sum = sum + upstream
        along = L.multiplyAdd(upstream, (load(x + place) - mean) * inverse, along)
      }
      let scale = load(gamma + c) * inverse
      let (shift, slope) = (sum / n, L.zero - along / n)
      for r in 0..<shape.samples {
        let place = r * shape.channels + c
        let hat = (load(x + place) - mean) * inverse
        store(scale * L.multiplyAdd(hat, slope, load(g + place) - shift), z + place)
      }
      store(along, gammas + c)
      store(sum, betas + c)
    }
    return
  }
  for c in 0..<shape.channels {
    let mean = L.splat(means[c])
    let inverse = L.constant(1) / (L.splat(variances[c]) + e).squareRoot
    var (sum, along) = (L.zero, L.zero)
    for r in 0..<shape.samples {
      let place = (r * shape.channels + c) * shape.places
      forEachVector(L.self, shape.places) { i, width, load, _ in
        // Beyond the places g is 0, and so is what it adds.
        let upstream = load(g + place + i)
        sum = sum + upstream
        along = L.multiplyAdd(upstream, (load(x + place + i) - mean) * inverse, along)
      }
    }
    let (total, whole) = (SumFold<L>.finish(sum), SumFold<L>.finish(along))
    let scale = L.splat(gamma[c]) * inverse
    let (shift, slope) = (L.splat(total) / n, L.zero - L.splat(whole) / n)
    for r in 0..<shape.samples {
      let place = (r * shape.channels + c) * shape.places
      forEachVector(L.self, shape.places) { i, width, load, store in
        let hat = (load(x + place + i) - mean) * inverse
        store(scale * L.multiplyAdd(hat, slope, load(g + place + i) - shift), z + place + i)
      }
    }
    gammas[c] = whole
    betas[c] = total
  }
}

/// Calls `body` for each vector of `n` numbers with its place, how many of its lanes are there, and what
/// loads and stores those.
@inline(__always)
private func forEachVector<L: Lanes>(
  _: L.Type,
  _ n: Int,
  _ body: (
    _ place: Int,
    _ width: Int,
    _ load: (UnsafePointer<L.Scalar>) -> L,
    _ store: (L, UnsafeMutablePointer<L.Scalar>) -> Void
  ) -> Void
) {
  var i = 0
  while i <= n - L.count {
    body(i, L.count, { p in L.load(p) }, { x, p in x.store(p) })
    i += L.count
  }
  let rest = n - i
  if rest > 0 {
    body(i, rest, { p in L.loadFirst(p, rest) }, { x, p in x.storeFirst(p, rest) })
  }
}
