// Convolution and pooling one number after the other, as `ImageKernels` says of each.

extension ImageKernels where Scalar: KernelScalar {
  /// The plain kernels.
  static var reference: ImageKernels {
    unsafe ImageKernels(
      unfold: { windows, x, z, stride in
        windows.forEachNumber { row, window, place in
          // SAFETY: a place of the matrix, and one of the image unless it lies in the padding.
          unsafe z[row * stride + window] = place.map { place in unsafe x[place] } ?? 0
        }
      },
      fold: { windows, z, stride, beta, x in
        // SAFETY: every place of the image, then as in `unfold`.
        for i in 0..<windows.imageSize { unsafe x[i] = beta == 0 ? 0 : beta * x[i] }
        windows.forEachNumber { row, window, place in
          if let place { unsafe x[place] += z[row * stride + window] }
        }
      },
      maxPool: { planes, height, width, size, x, z in
        forEachPool(planes, height, width, size) { pool, corner in
          // SAFETY: the window's places in the plane, and its place in the result.
          var largest = unsafe x[corner]
          for i in 0..<size {
            for j in 0..<size {
              largest = unsafe BinaryFunction.maximum(largest, x[corner + i * width + j])
            }
          }
          unsafe z[pool] = largest
        }
      },
      maxPoolBack: { planes, height, width, size, x, z, g, beta, target in
        // SAFETY: every place of the planes, then as in `maxPool`.
        for i in 0..<planes * height * width {
          unsafe target[i] = beta == 0 ? 0 : beta * target[i]
        }
        forEachPool(planes, height, width, size) { pool, corner in
          var ties: Scalar = 0
          for i in 0..<size {
            for j in 0..<size {
              if unsafe x[corner + i * width + j] == z[pool] { ties += 1 }
            }
          }
          for i in 0..<size {
            for j in 0..<size {
              let place = corner + i * width + j
              if unsafe x[place] == z[pool] { unsafe target[place] += g[pool] / ties }
            }
          }
        }
      },
      meanPool: { planes, height, width, size, x, z in
        forEachPool(planes, height, width, size) { pool, corner in
          // SAFETY: as in `maxPool`.
          var sum: Scalar = 0
          for i in 0..<size {
            for j in 0..<size { unsafe sum += x[corner + i * width + j] }
          }
          unsafe z[pool] = sum / Scalar(size * size)
        }
      },
      meanPoolBack: { planes, height, width, size, g, beta, target in
        // SAFETY: every place of the planes, then as in `maxPool`.
        for i in 0..<planes * height * width {
          unsafe target[i] = beta == 0 ? 0 : beta * target[i]
        }
        forEachPool(planes, height, width, size) { pool, corner in
          for i in 0..<size {
            for j in 0..<size {
              unsafe target[corner + i * width + j] += g[pool] / Scalar(size * size)
            }
          }
        }
      }
    )
  }
}

extension ImageWindows {
  /// Calls `body` for each number of each window, with its row and column in the matrix and its place in the
  /// image, none in the padding.
  fileprivate func forEachNumber(_ body: (_ row: Int, _ window: Int, _ place: Int?) -> Void) {
    for c in 0..<channels {
      for i in 0..<windowHeight {
        for j in 0..<windowWidth {
          for window in 0..<count {
            let y = window / columns * stride + i - padding
            let x = window % columns * stride + j - padding
            let isInside = y >= 0 && y < height && x >= 0 && x < width
            body(
              (c * windowHeight + i) * windowWidth + j,
              window,
              isInside ? (c * height + y) * width + x : nil
            )
          }
        }
      }
    }
  }
}

/// Calls `body` for each window of pooling with its place in the result and that of its first number.
private func forEachPool(
  _ planes: Int,
  _ height: Int,
  _ width: Int,
  _ size: Int,
  _ body: (_ pool: Int, _ corner: Int) -> Void
) {
  let (rows, columns) = (height / size, width / size)
  for plane in 0..<planes {
    for r in 0..<rows {
      for c in 0..<columns {
        body((plane * rows + r) * columns + c, (plane * height + r * size) * width + c * size)
      }
    }
  }
}
