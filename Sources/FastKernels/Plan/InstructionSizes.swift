internal import Kernels

extension Instruction {
  /// The numbers of rows, columns and terms of the products that a call makes; nil for none.
  var productSize: (m: Int, n: Int, k: Int)? {
    switch self {
    case .product(let m, let n, let k, _, _, _, _, _, _): (m, n, k)
    case .convolve(let windows, _, let kernels, _, _, _, _):
      (kernels, windows.count, windows.windowSize)
    case .convolveBackKernels(let windows, _, let kernels, _, _, _, _, _):
      (kernels, windows.windowSize, windows.count)
    case .convolveBackImages(let windows, _, let kernels, _, _, _, _, _):
      (windows.windowSize, windows.count, kernels)
    default: nil
    }
  }
}
