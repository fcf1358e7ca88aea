/// The kernels of one instruction set for one type of number, as functions on memory.
///
/// Every set has the same functions with the same meaning; ``KernelSet/reference`` says in plain loops
/// what they are, and the tests hold the others against it. `FastKernels` chooses one when a program
/// starts, and has a face that checks sizes.
///
/// What all functions ask of their callers, since none checks it: sizes are not negative; every pointer
/// leads to as many numbers as sizes and strides say, at any address where such a number may stand; what
/// is written overlaps what is read only where the documentation says so. No function allocates, keeps
/// a pointer or calls back.
@unsafe
public struct KernelSet<Scalar: Sendable>: @unchecked Sendable {
  /// Numbers that are read.
  public typealias Source = UnsafePointer<Scalar>
  /// Numbers that are written.
  public typealias Target = UnsafeMutablePointer<Scalar>

  /// z[i] = f(x[i]) for `count` numbers: `(f, x, z, count)`.
  ///
  /// `z` may be `x`.
  public let map: (UnaryFunction, Source, Target, Int) -> Void

  /// z[i] = f(x[i]) for `count` numbers: `(f, α, x, z, count)`; `z` may be `x`.
  public let activate: (Activation, Scalar, Source, Target, Int) -> Void

  /// z[i] = g[i] · f′(x[i]), the way back through ``activate``: `(f, α, g, x, z, count)`.
  ///
  /// `x` is what went in, not what came out. `z` may be `g` or `x`.
  public let activateBack: (Activation, Scalar, Source, Source, Target, Int) -> Void

  /// z[r, c] = f(x[r, c], y[r, c]): `(f, rows, columns, x, y, z, row stride of z)`.
  ///
  /// A stride of 0 repeats a row, a column or one number: so a bias is added, or a row divided by its
  /// sum. `z` may be `x` or `y` where they lie alike.
  public let combine:
    (BinaryFunction, Int, Int, Strided<Scalar>, Strided<Scalar>, Target, Int) -> Void

  /// z[r] = α · reduction of row r + β · z[r]: `(reduction, rows, columns, x, row stride, α, β, z)`.
  ///
  /// With β = 0, what was in `z` is not read. The sum of no numbers is 0 and their maximum −∞. A maximum is
  /// NaN where any number is.
  public let reduceRows: (Reduction, Int, Int, Source, Int, Scalar, Scalar, Target) -> Void

  /// z[c] = α · reduction of column c + β · z[c]; otherwise as ``reduceRows``.
  public let reduceColumns: (Reduction, Int, Int, Source, Int, Scalar, Scalar, Target) -> Void

  /// Σ x[i] · y[i]: `(x, y, count)`.
  public let dot: (Source, Source, Int) -> Scalar

  /// Each row becomes its softmax: `(rows, columns, x, row stride, z, row stride)`.
  ///
  /// `z` may be `x`. The row's maximum is subtracted first, so that nothing overflows. A row with a NaN or +∞ becomes
  /// NaN, as its sum does.
  public let softmaxRows: (Int, Int, Source, Int, Target, Int) -> Void

  /// The cross entropy of softmax, and its gradient at the logits:
  /// `(rows, columns, logits, row stride, labels, α, gradient, row stride)`, gives back Σ losses.
  ///
  ///     loss of row r = log Σ exp z[r, c] − z[r, label of r]
  ///     gradient[r, c] = α · (softmax z[r, c] − 1 if c is the label of r)
  ///
  /// With α = 1 / rows it is the gradient of the mean. A label outside the columns gives NaN as its row's
  /// loss and no −1 in its gradient. `gradient` may be the logits.
  public let crossEntropyRows:
    (Int, Int, Source, Int, UnsafePointer<Int32>, Scalar, Target, Int) -> Scalar

  /// How many rows have their largest number at their label: `(rows, columns, x, row stride, labels)`.
  ///
  /// Of several largest ones the first counts, as in NumPy's `argmax`. A row with a NaN, or a label outside the
  /// columns, is not counted.
  public let countRight: (Int, Int, Source, Int, UnsafePointer<Int32>) -> Int

  /// Row r of z ← row `places[r]` of x: `(rows, columns, x, row stride, places, z, row stride)`.
  ///
  /// Every place must be a row of x.
  public let gatherRows: (Int, Int, Source, Int, UnsafePointer<Int32>, Target, Int) -> Void

  /// y[i] ← y[i] + α · x[i]: `(α, x, y, count)`; with α = −η a step of gradient descent.
  public let accumulate: (Scalar, Source, Target, Int) -> Void

  /// A step of gradient descent with momentum and decay: `(step, g, v, x, count)`.
  public let momentum: (MomentumStep<Scalar>, Source, Target, Target, Int) -> Void

  /// A step of Adam or AdamW: `(step, g, m, v, x, count)`.
  public let adam: (AdamStep<Scalar>, Source, Target, Target, Target, Int) -> Void

  /// A step of AdaGrad or RMSProp: `(step, g, s, x, count)`.
  public let adaptive: (AdaptiveStep<Scalar>, Source, Target, Target, Int) -> Void

  /// Convolution and pooling.
  public let images: ImageKernels<Scalar>

  /// Batch normalisation.
  public let batches: BatchKernels<Scalar>

  /// c = α · a · b + β · c: `(m, n, k, α, a, b, β, c, row stride of c, workspace)`.
  ///
  /// | value | shape    | role                                                             |
  /// |-------|----------|------------------------------------------------------------------|
  /// | `a`   | `[m, k]` | left operand; a transposed one has its strides exchanged         |
  /// | `b`   | `[k, n]` | right operand                                                    |
  /// | `c`   | `[m, n]` | result, its columns side by side; not read if β = 0              |
  ///
  /// The workspace holds ``productWorkspace`` numbers for these sizes; two products at the same time need two.
  public let product:
    (Int, Int, Int, Scalar, Strided<Scalar>, Strided<Scalar>, Scalar, Target, Int, Target) -> Void

  /// How many numbers of workspace a product of `(m, n, k)` needs: at most a few million.
  ///
  /// No smaller product needs more.
  public let productWorkspace: (Int, Int, Int) -> Int

  /// Makes a set of its functions.
  public init(
    map: @escaping (UnaryFunction, Source, Target, Int) -> Void,
    activate: @escaping (Activation, Scalar, Source, Target, Int) -> Void,
    activateBack: @escaping (Activation, Scalar, Source, Source, Target, Int) -> Void,
    combine:
      @escaping (BinaryFunction, Int, Int, Strided<Scalar>, Strided<Scalar>, Target, Int) -> Void,
    reduceRows: @escaping (Reduction, Int, Int, Source, Int, Scalar, Scalar, Target) -> Void,
    reduceColumns: @escaping (Reduction, Int, Int, Source, Int, Scalar, Scalar, Target) -> Void,
    dot: @escaping (Source, Source, Int) -> Scalar,
    softmaxRows: @escaping (Int, Int, Source, Int, Target, Int) -> Void,
    crossEntropyRows:
      @escaping (Int, Int, Source, Int, UnsafePointer<Int32>, Scalar, Target, Int) -> Scalar,
    countRight: @escaping (Int, Int, Source, Int, UnsafePointer<Int32>) -> Int,
    gatherRows:
      @escaping (Int, Int, Source, Int, UnsafePointer<Int32>, Target, Int) -> Void,
    accumulate: @escaping (Scalar, Source, Target, Int) -> Void,
    momentum: @escaping (MomentumStep<Scalar>, Source, Target, Target, Int) -> Void,
    adam: @escaping (AdamStep<Scalar>, Source, Target, Target, Target, Int) -> Void,
    adaptive: @escaping (AdaptiveStep<Scalar>, Source, Target, Target, Int) -> Void,
    images: ImageKernels<Scalar>,
    batches: BatchKernels<Scalar>,
    product:
      @escaping (
        Int, Int, Int, Scalar, Strided<Scalar>, Strided<Scalar>, Scalar, Target, Int, Target
      )
      -> Void,
    productWorkspace: @escaping (Int, Int, Int) -> Int
  ) {
    unsafe self.map = map
    unsafe self.activate = activate
    unsafe self.activateBack = activateBack
    unsafe self.combine = combine
    unsafe self.reduceRows = reduceRows
    unsafe self.reduceColumns = reduceColumns
    unsafe self.dot = dot
    unsafe self.softmaxRows = softmaxRows
    unsafe self.crossEntropyRows = crossEntropyRows
    unsafe self.countRight = countRight
    unsafe self.gatherRows = gatherRows
    unsafe self.accumulate = accumulate
    unsafe self.momentum = momentum
    unsafe self.adam = adam
    unsafe self.adaptive = adaptive
    unsafe self.images = images
    unsafe self.batches = batches
    unsafe self.product = product
    unsafe self.productWorkspace = productWorkspace
  }
}
