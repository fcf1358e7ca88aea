/// Windows that slide over an image of several channels, such as a convolution's kernel lies on one after
/// the other.
public struct ImageWindows: Equatable, Sendable {
  /// Channels of the image.
  public let channels: Int
  /// Rows of a channel.
  public let height: Int
  /// Columns of a channel.
  public let width: Int
  /// Rows of a window; a window spans all channels.
  public let windowHeight: Int
  /// Columns of a window.
  public let windowWidth: Int
  /// How far one window lies from the next.
  public let stride: Int
  /// How many rows and columns of zeros are laid around the image.
  public let padding: Int

  /// Lays windows, no larger than the image with its padding.
  public init(
    channels: Int,
    height: Int,
    width: Int,
    windowHeight: Int,
    windowWidth: Int,
    stride: Int,
    padding: Int
  ) {
    self.channels = channels
    self.height = height
    self.width = width
    self.windowHeight = windowHeight
    self.windowWidth = windowWidth
    self.stride = stride
    self.padding = padding
  }

  /// How many windows lie below each other.
  @inlinable public var rows: Int { (height + 2 * padding - windowHeight) / stride + 1 }
  /// How many windows lie beside each other.
  @inlinable public var columns: Int { (width + 2 * padding - windowWidth) / stride + 1 }
  /// How many windows there are.
  @inlinable public var count: Int { rows * columns }
  /// How many numbers a window holds.
  @inlinable public var windowSize: Int { channels * windowHeight * windowWidth }
  /// How many numbers the image holds.
  @inlinable public var imageSize: Int { channels * height * width }
}

/// What convolution and pooling need beside the matrix product.
///
/// A convolution of an image is the product of its kernels, `[O, C·h·w]`, with the matrix that ``unfold`` makes:
/// `[O, H'·W']`. On the way back, the kernels' gradient is the upstream gradient times that matrix
/// transposed, and the image's is ``fold`` of the kernels transposed times the upstream gradient.
///
/// A factor β says what becomes of what a target held: it is multiplied by β, and not read where β = 0.
@unsafe
public struct ImageKernels<Scalar: Sendable>: @unchecked Sendable {
  /// Numbers that are read.
  public typealias Source = UnsafePointer<Scalar>
  /// Numbers that are written.
  public typealias Target = UnsafeMutablePointer<Scalar>

  /// Each window becomes a column (im2col): `(windows, image, z, row stride of z)`.
  ///
  /// z has `windowSize` rows, in the order channel, row, column of the window, and `count` columns.
  public let unfold: (ImageWindows, Source, Target, Int) -> Void

  /// image = β · image + Σ columns, each on its window (col2im): `(windows, z, row stride of z, β, image)`.
  public let fold: (ImageWindows, Source, Int, Scalar, Target) -> Void

  /// The largest of each window of `size` × `size`, window beside window:
  /// `(planes, height, width, size, x, z)`.
  ///
  /// What is left at the right and below is dropped; a window with a NaN gives NaN.
  public let maxPool: (Int, Int, Int, Int, Source, Target) -> Void

  /// The way back through ``maxPool``: `(planes, height, width, size, x, z, g, β, x̄)`.
  ///
  ///     x̄ = β x̄ + g / (how many of the window are the largest), where x is the window's largest
  ///
  /// z is what `maxPool` gave, g its upstream gradient. A window with a NaN hands on nothing.
  public let maxPoolBack: (Int, Int, Int, Int, Source, Source, Source, Scalar, Target) -> Void

  /// The mean of each window of `size` × `size`, as ``maxPool``.
  public let meanPool: (Int, Int, Int, Int, Source, Target) -> Void

  /// The way back through ``meanPool``: `(planes, height, width, size, g, β, x̄)`.
  public let meanPoolBack: (Int, Int, Int, Int, Source, Scalar, Target) -> Void

  /// Makes a set of its functions.
  public init(
    unfold: @escaping (ImageWindows, Source, Target, Int) -> Void,
    fold: @escaping (ImageWindows, Source, Int, Scalar, Target) -> Void,
    maxPool: @escaping (Int, Int, Int, Int, Source, Target) -> Void,
    maxPoolBack:
      @escaping (Int, Int, Int, Int, Source, Source, Source, Scalar, Target) -> Void,
    meanPool: @escaping (Int, Int, Int, Int, Source, Target) -> Void,
    meanPoolBack: @escaping (Int, Int, Int, Int, Source, Scalar, Target) -> Void
  ) {
    unsafe self.unfold = unfold
    unsafe self.fold = fold
    unsafe self.maxPool = maxPool
    unsafe self.maxPoolBack = maxPoolBack
    unsafe self.meanPool = meanPool
    unsafe self.meanPoolBack = meanPoolBack
  }
}
