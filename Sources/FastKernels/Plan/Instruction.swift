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
  /// The step of AdaGrad or RMSProp that the runner holds.
  case adaptive(g: Place, s: Place, x: Place, count: Int)
  /// z[i] = f(x[i]) for a function with a number α.
  case activate(Activation, alpha: Scalar, x: Place, z: Place, count: Int)
  /// z[i] = g[i] · f′(x[i]).
  case activateBack(Activation, alpha: Scalar, g: Place, x: Place, z: Place, count: Int)
  /// Each image under each of `kernels` kernels; `columns` has room for the windows of one image.
  case convolve(
    ImageWindows,
    images: Int,
    kernels: Int,
    x: Place,
    k: Place,
    z: Place,
    columns: Place
  )
  /// What arrives at the kernels: k̄ = β k̄ + Σ ḡ · windowsᵀ.
  case convolveBackKernels(
    ImageWindows,
    images: Int,
    kernels: Int,
    g: Place,
    x: Place,
    beta: Scalar,
    z: Place,
    columns: Place
  )
  /// What arrives at the images: x̄ = β x̄ + ḡ laid back on their windows, times the kernels.
  case convolveBackImages(
    ImageWindows,
    images: Int,
    kernels: Int,
    g: Place,
    k: Place,
    beta: Scalar,
    z: Place,
    columns: Place
  )
  /// The largest, or the mean, of each window of `size` × `size`.
  case pool(isMean: Bool, planes: Int, height: Int, width: Int, size: Int, x: Place, z: Place)
  /// The way back through it: z = β z + what arrives at x.
  case poolBack(
    isMean: Bool,
    planes: Int,
    height: Int,
    width: Int,
    size: Int,
    x: Place,
    y: Place,
    g: Place,
    beta: Scalar,
    z: Place
  )
  /// Mean and variance of each channel.
  case moments(BatchShape, x: Place, mean: Place, variance: Place)
  /// γ (x − μ) / √(σ² + ε) + β by channel.
  case normalise(
    BatchShape,
    x: Place,
    mean: Place,
    variance: Place,
    epsilon: Scalar,
    gamma: Place,
    beta: Place,
    z: Place
  )
  /// The way back through both.
  case normaliseBack(
    BatchShape,
    x: Place,
    mean: Place,
    variance: Place,
    epsilon: Scalar,
    gamma: Place,
    g: Place,
    z: Place,
    gammaBar: Place,
    betaBar: Place
  )
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
    case .adaptive(let g, let s, let x, let n): [read(g, n), write(s, n), write(x, n)]
    case .activate(_, _, let x, let z, let n): [read(x, n), write(z, n)]
    case .activateBack(_, _, let g, let x, let z, let n): [read(g, n), read(x, n), write(z, n)]
    case .convolve(let w, let n, let kernels, let x, let k, let z, let columns):
      [
        read(x, n * w.imageSize), read(k, kernels * w.windowSize),
        write(z, n * kernels * w.count), write(columns, w.windowSize * w.count),
      ]
    case .convolveBackKernels(let w, let n, let kernels, let g, let x, _, let z, let columns):
      [
        read(g, n * kernels * w.count), read(x, n * w.imageSize),
        write(z, kernels * w.windowSize), write(columns, w.windowSize * w.count),
      ]
    case .convolveBackImages(let w, let n, let kernels, let g, let k, _, let z, let columns):
      [
        read(g, n * kernels * w.count), read(k, kernels * w.windowSize),
        write(z, n * w.imageSize), write(columns, w.windowSize * w.count),
      ]
    case .pool(_, let planes, let height, let width, let size, let x, let z):
      [
        read(x, planes * height * width),
        write(z, planes * (height / max(1, size)) * (width / max(1, size))),
      ]
    case .poolBack(
      _,
      let planes,
      let height,
      let width,
      let size,
      let x,
      let y,
      let g,
      _,
      let z
    ):
      [
        read(x, planes * height * width),
        read(y, planes * (height / max(1, size)) * (width / max(1, size))),
        read(g, planes * (height / max(1, size)) * (width / max(1, size))),
        write(z, planes * height * width),
      ]
    case .moments(let shape, let x, let mean, let variance):
      [read(x, shape.count), write(mean, shape.channels), write(variance, shape.channels)]
    case .normalise(
      let shape,
      let x,
      let mean,
      let variance,
      _,
      let gamma,
      let beta,
      let z
    ):
      [
        read(x, shape.count), read(mean, shape.channels), read(variance, shape.channels),
        read(gamma, shape.channels), read(beta, shape.channels), write(z, shape.count),
      ]
    case .normaliseBack(
      let shape,
      let x,
      let mean,
      let variance,
      _,
      let gamma,
      let g,
      let z,
      let gammaBar,
      let betaBar
    ):
      [
        read(x, shape.count), read(mean, shape.channels), read(variance, shape.channels),
        read(gamma, shape.channels), read(g, shape.count), write(z, shape.count),
        write(gammaBar, shape.channels), write(betaBar, shape.channels),
      ]
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
