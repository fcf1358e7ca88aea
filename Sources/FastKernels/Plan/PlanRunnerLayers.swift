internal import Kernels

// Calls that take long enough that their own steps do not matter: images and batch normalisation.

extension PlanRunner {
  /// Runs a call of convolution, pooling or batch normalisation.
  @unsafe
  func performLong(_ call: UnsafePointer<KernelCall<Scalar>>) {
    // SAFETY: `prepare` has checked all places against the memory, and `run` against the samples.
    let call = unsafe call.pointee
    if let windows = call.more?.windows { return convolve(call, windows) }
    if let shape = call.more?.shape, let places = call.more?.places {
      return normalise(call, shape, places)
    }
    let (x, z) = unsafe (address(call.x), target(call.z))
    if call.kind == .pool {
      let pool = unsafe call.isMean ? kernels.images.meanPool : kernels.images.maxPool
      unsafe pool(call.n, call.m, call.k, call.zStride, x, z)
    } else if call.isMean {
      unsafe kernels.images.meanPoolBack(
        call.n,
        call.m,
        call.k,
        call.zStride,
        address(call.w),
        call.beta,
        z
      )
    } else {
      unsafe kernels.images.maxPoolBack(
        call.n,
        call.m,
        call.k,
        call.zStride,
        x,
        address(call.y),
        address(call.w),
        call.beta,
        z
      )
    }
  }

  /// One image after the other, by way of the matrix of its windows.
  private func convolve(_ call: KernelCall<Scalar>, _ windows: ImageWindows) {
    let (kernelCount, places, size) = (call.m, windows.count, windows.windowSize)
    for image in 0..<call.n {
      // SAFETY: the image's part of what the call's extents say.
      let columns = unsafe target(call.w)
      let unfolded = unsafe Strided(UnsafePointer(columns), rowStride: places)
      switch call.kind {
      case .convolve:
        unsafe kernels.images.unfold(
          windows,
          address(call.x) + image * windows.imageSize,
          columns,
          places
        )
        unsafe products.multiply(
          kernelCount,
          places,
          size,
          1,
          Strided(address(call.y), rowStride: size),
          unfolded,
          0,
          target(call.z) + image * kernelCount * places,
          places
        )
      case .convolveBackKernels:
        unsafe kernels.images.unfold(
          windows,
          address(call.y) + image * windows.imageSize,
          columns,
          places
        )
        unsafe products.multiply(
          kernelCount,
          size,
          places,
          1,
          Strided(address(call.x) + image * kernelCount * places, rowStride: places),
          Strided(UnsafePointer(columns), rowStride: 1, columnStride: places),
          image == 0 ? call.beta : 1,
          target(call.z),
          size
        )
      default:
        unsafe products.multiply(
          size,
          places,
          kernelCount,
          1,
          Strided(address(call.y), rowStride: 1, columnStride: size),
          Strided(address(call.x) + image * kernelCount * places, rowStride: places),
          0,
          columns,
          places
        )
        unsafe kernels.images.fold(
          windows,
          UnsafePointer(columns),
          places,
          call.beta,
          target(call.z) + image * windows.imageSize
        )
      }
    }
  }

  private func normalise(_ call: KernelCall<Scalar>, _ shape: BatchShape, _ places: [Place]) {
    // SAFETY: as the call's extents say.
    let x = unsafe address(call.x)
    switch call.kind {
    case .moments:
      unsafe kernels.batches.moments(shape, x, target(call.z), target(call.w))
    case .normalise:
      unsafe kernels.batches.normalise(
        shape,
        x,
        address(places[0]),
        address(places[1]),
        call.alpha,
        address(places[2]),
        address(places[3]),
        target(call.z)
      )
    default:
      unsafe kernels.batches.normaliseBack(
        shape,
        x,
        address(places[0]),
        address(places[1]),
        call.alpha,
        address(places[2]),
        address(call.y),
        target(call.z),
        target(places[3]),
        target(places[4])
      )
    }
  }
}
