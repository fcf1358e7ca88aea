internal import Kernels

/// A call as it is run: an ``Instruction`` with its numbers in fixed places, so that running a list is reading
/// one record after the other.
struct KernelCall<Scalar: KernelScalar> {
  /// What is called.
  enum Kind: UInt8 {
    case fill, copy, repeatRow, map, combine, reduceRows, reduceColumns, dot, softmaxRows
    case crossEntropyRows, countRight, accumulate, product, momentum, adam, adaptive
    case activate, activateBack, convolve, convolveBackKernels, convolveBackImages
    case pool, poolBack, moments, normalise, normaliseBack, own
  }

  var kind = Kind.own
  var unary = UnaryFunction.exp
  var binary = BinaryFunction.add
  var reduction = Reduction.sum
  var activation = Activation.elu
  /// Whether `alpha` is multiplied by the learning rate.
  var hasRate = false
  var isMean = false
  /// Sizes: elements, or rows, columns and terms.
  var (n, m, k) = (0, 0, 0)
  /// What is read and written.
  var x = Place(0)
  var y = Place(0)
  var z = Place(0)
  var w = Place(0)
  /// Strides of rows and columns.
  var xStrides = (0, 1)
  var yStrides = (0, 1)
  var zStride = 0
  var alpha: Scalar = 1
  var beta: Scalar = 0
  /// How many elements a call that works on each for itself has.
  var elements = 0
  /// Further places and sizes, of calls that are long anyway.
  var more: More?

  /// What calls have that are long anyway.
  final class More {
    var windows: ImageWindows?
    var shape: BatchShape?
    var places: [Place] = []
  }
}

extension KernelCall {
  /// Puts an instruction's numbers in their places.
  init(_ instruction: Instruction<Scalar>) {
    switch instruction {
    case .fill(let number, let z, let count): (kind, alpha, self.z, n) = (.fill, number, z, count)
    case .copy(let x, let z, let count): (kind, self.x, self.z, n) = (.copy, x, z, count)
    case .repeatRow(let x, let rows, let columns, let z):
      (kind, self.x, n, m, self.z) = (.repeatRow, x, rows, columns, z)
    case .map(let function, let x, let z, let count):
      (kind, unary, self.x, self.z, n) = (.map, function, x, z, count)
    case .combine(let function, let rows, let columns, let x, let y, let z, let stride):
      (kind, binary, n, m) = (.combine, function, rows, columns)
      setMatrices(x, y)
      (self.z, zStride) = (z, stride)
    case .reduceRows(let f, let rows, let columns, let x, let stride, let a, let b, let z):
      (kind, reduction, n, m) = (.reduceRows, f, rows, columns)
      (self.x, xStrides.0, self.z, beta) = (x, stride, z, b)
      set(a)
    case .reduceColumns(let f, let rows, let columns, let x, let stride, let a, let b, let z):
      (kind, reduction, n, m) = (.reduceColumns, f, rows, columns)
      (self.x, xStrides.0, self.z, beta) = (x, stride, z, b)
      set(a)
    case .dot(let x, let y, let count, let a, let b, let z):
      (kind, self.x, self.y, n, alpha, beta, self.z) = (.dot, x, y, count, a, b, z)
    case .softmaxRows(let rows, let columns, let x, let z):
      (kind, n, m, self.x, self.z) = (.softmaxRows, rows, columns, x, z)
    case .crossEntropyRows(let rows, let columns, let x, let a, let gradient, let loss):
      (kind, n, m, self.x) = (.crossEntropyRows, rows, columns, x)
      (alpha, z, w) = (a, gradient, loss)
    case .countRight(let rows, let columns, let x, let z):
      (kind, n, m, self.x, self.z) = (.countRight, rows, columns, x, z)
    case .accumulate(let a, let x, let z, let count):
      (kind, self.x, self.z, n) = (.accumulate, x, z, count)
      set(a)
    case .product(let m, let n, let k, let a, let x, let y, let b, let z, let stride):
      (kind, self.m, self.n, self.k) = (.product, m, n, k)
      setMatrices(x, y)
      set(a)
      (beta, self.z, zStride) = (b, z, stride)
    case .momentum(let g, let v, let x, let count):
      (kind, self.x, y, z, n) = (.momentum, g, v, x, count)
    case .adam(let g, let m, let v, let x, let count):
      (kind, self.x, y, w, z, n) = (.adam, g, m, v, x, count)
    case .adaptive(let g, let s, let x, let count):
      (kind, self.x, y, z, n) = (.adaptive, g, s, x, count)
    case .activate(let f, let a, let x, let z, let count):
      (kind, activation, alpha, self.x, self.z, n) = (.activate, f, a, x, z, count)
    case .activateBack(let f, let a, let g, let x, let z, let count):
      (kind, activation, alpha, self.x, y, self.z, n) = (.activateBack, f, a, g, x, z, count)
    case .call(let number): (kind, n) = (.own, number)
    default: setLong(instruction)
    }
    elements = kind == .combine || kind == .repeatRow ? n * m : n
  }

  private mutating func setLong(_ instruction: Instruction<Scalar>) {
    let more = More()
    self.more = more
    switch instruction {
    case .convolve(let windows, let images, let kernels, let x, let k, let z, let columns):
      (kind, n, m, self.x, y, self.z, w) = (.convolve, images, kernels, x, k, z, columns)
      more.windows = windows
    case .convolveBackKernels(let windows, let n, let m, let g, let x, let b, let z, let columns):
      (kind, self.n, self.m, self.x, y) = (.convolveBackKernels, n, m, g, x)
      (beta, self.z, w) = (b, z, columns)
      more.windows = windows
    case .convolveBackImages(let windows, let n, let m, let g, let k, let b, let z, let columns):
      (kind, self.n, self.m, self.x, y) = (.convolveBackImages, n, m, g, k)
      (beta, self.z, w) = (b, z, columns)
      more.windows = windows
    case .pool(let isMean, let planes, let height, let width, let size, let x, let z):
      (kind, self.isMean, n, m, k) = (.pool, isMean, planes, height, width)
      (zStride, self.x, self.z) = (size, x, z)
    case .poolBack(
      let isMean,
      let planes,
      let height,
      let width,
      let size,
      let x,
      let y,
      let g,
      let b,
      let z
    ):
      (kind, self.isMean, n, m, k) = (.poolBack, isMean, planes, height, width)
      (zStride, self.x, self.y, w, beta, self.z) = (size, x, y, g, b, z)
    case .moments(let shape, let x, let mean, let variance):
      (kind, self.x, z, w) = (.moments, x, mean, variance)
      more.shape = shape
    case .normalise(let shape, let x, let mean, let variance, let e, let gamma, let beta, let z):
      (kind, self.x, alpha, self.z) = (.normalise, x, e, z)
      more.shape = shape
      more.places = [mean, variance, gamma, beta]
    case .normaliseBack(
      let shape,
      let x,
      let mean,
      let variance,
      let e,
      let gamma,
      let g,
      let z,
      let gammaBar,
      let betaBar
    ):
      (kind, self.x, alpha, y, self.z) = (.normaliseBack, x, e, g, z)
      more.shape = shape
      more.places = [mean, variance, gamma, gammaBar, betaBar]
    default: break
    }
  }

  private mutating func set(_ factor: Factor<Scalar>) {
    alpha = factor.number
    hasRate = factor.dial >= 0
  }

  private mutating func setMatrices(_ a: MatrixPlace, _ b: MatrixPlace) {
    (x, xStrides) = (a.start, (a.rowStride, a.columnStride))
    (y, yStrides) = (b.start, (b.rowStride, b.columnStride))
  }
}
