internal import CMath

// Each kernel as one would write it down: one number after the other, in order. What memory they touch
// is what `KernelSet` says of each, and its callers answer for that.

extension KernelSet where Scalar: KernelScalar {
  /// The plain kernels, which every other set is held against.
  public static var reference: KernelSet {
    unsafe KernelSet(
      map: { f, x, z, n in
        // SAFETY: the n numbers of x and z.
        for i in 0..<n { unsafe z[i] = f(x[i]) }
      },
      activate: { f, alpha, x, z, n in
        // SAFETY: the n numbers of x and z.
        for i in 0..<n { unsafe z[i] = f(x[i], alpha) }
      },
      activateBack: { f, alpha, g, x, z, n in
        // SAFETY: the n numbers of g, x and z.
        for i in 0..<n { unsafe z[i] = f.pulledBack(g[i], at: x[i], alpha) }
      },
      combine: { f, rows, columns, x, y, z, stride in
        for r in 0..<rows {
          // SAFETY: the places of row r by their strides.
          for c in 0..<columns { unsafe z[r * stride + c] = f(x[r, c], y[r, c]) }
        }
      },
      reduceRows: { kind, rows, columns, x, stride, alpha, beta, z in
        for r in 0..<rows {
          // SAFETY: the numbers of row r, and place r of the result.
          let found = unsafe kind.plain(x + r * stride, count: columns, stride: 1)
          unsafe z[r] = beta == 0 ? alpha * found : alpha * found + beta * z[r]
        }
      },
      reduceColumns: { kind, rows, columns, x, stride, alpha, beta, z in
        for c in 0..<columns {
          // SAFETY: the numbers of column c, and place c of the result.
          let found = unsafe kind.plain(x + c, count: rows, stride: stride)
          unsafe z[c] = beta == 0 ? alpha * found : alpha * found + beta * z[c]
        }
      },
      dot: { x, y, n in
        var sum: Scalar = 0
        // SAFETY: the n numbers of x and y.
        for i in 0..<n { unsafe sum += x[i] * y[i] }
        return sum
      },
      softmaxRows: { rows, columns, x, stride, z, target in
        for r in 0..<rows {
          unsafe plainSoftmax(x + r * stride, z + r * target, columns)
        }
      },
      crossEntropyRows: { rows, columns, x, stride, labels, alpha, gradient, target in
        var losses: Scalar = 0
        for r in 0..<rows {
          // SAFETY: label r, the numbers of row r, and the label's place only if it is in the row.
          let label = unsafe Int(labels[r])
          let isLabel = label >= 0 && label < columns
          let (p, q) = unsafe (x + r * stride, gradient + r * target)
          let right = unsafe isLabel ? p[label] : .nan
          let (largest, sum) = unsafe plainSoftmax(p, q, columns)
          losses += Scalar(rounding: CMath.log(sum.widened)) - (right - largest)
          for c in 0..<columns { unsafe q[c] = q[c] * alpha }
          if isLabel { unsafe q[label] -= alpha }
        }
        return losses
      },
      countRight: { rows, columns, x, stride, labels in
        var count = 0
        for r in 0..<rows {
          // SAFETY: label r and the numbers of row r.
          let (p, label) = unsafe (x + r * stride, Int(labels[r]))
          guard label >= 0, label < columns else { continue }
          var isRight = true
          for c in 0..<columns {
            let isBelow = unsafe c < label ? p[c] < p[label] : p[c] <= p[label]
            isRight = isRight && isBelow
          }
          if isRight { count += 1 }
        }
        return count
      },
      gatherRows: { rows, columns, x, stride, places, z, target in
        for r in 0..<rows {
          // SAFETY: row r of z, and the row of x that its place names.
          let (p, q) = unsafe (x + Int(places[r]) * stride, z + r * target)
          for c in 0..<columns { unsafe q[c] = p[c] }
        }
      },
      accumulate: { alpha, x, y, n in
        // SAFETY: the n numbers of x and y.
        for i in 0..<n { unsafe y[i] += alpha * x[i] }
      },
      momentum: { step, g, v, x, n in
        for i in 0..<n {
          // SAFETY: place i of the n of each.
          let gradient = unsafe g[i] + step.decay * x[i]
          unsafe v[i] = step.momentum * v[i] + step.share * gradient
          let move = unsafe step.nesterov ? gradient + step.momentum * v[i] : v[i]
          unsafe x[i] -= step.rate * move
        }
      },
      adam: { step, g, m, v, x, n in
        for i in 0..<n {
          // SAFETY: place i of the n of each.
          unsafe x[i] *= step.kept
          let gradient = unsafe g[i] + step.decay * x[i]
          unsafe m[i] = step.beta1 * m[i] + (1 - step.beta1) * gradient
          unsafe v[i] = step.beta2 * v[i] + (1 - step.beta2) * gradient * gradient
          let size = unsafe (v[i] / step.correction2).squareRoot() + step.epsilon
          unsafe x[i] -= step.rate * (m[i] / step.correction1) / size
        }
      },
      adaptive: { step, g, s, x, n in
        for i in 0..<n {
          // SAFETY: place i of the n of each.
          let gradient = unsafe g[i] + step.decay * x[i]
          unsafe s[i] = step.kept * s[i] + step.share * gradient * gradient
          unsafe x[i] -= step.rate * gradient / (s[i].squareRoot() + step.epsilon)
        }
      },
      images: .reference,
      batches: .reference,
      product: { m, n, k, alpha, a, b, beta, c, stride, _ in
        for i in 0..<m {
          for j in 0..<n {
            // SAFETY: row i of a, column j of b and one place of c, by their strides.
            var sum: Scalar = 0
            for p in 0..<k { unsafe sum += a[i, p] * b[p, j] }
            let place = i * stride + j
            unsafe c[place] = beta == 0 ? alpha * sum : alpha * sum + beta * c[place]
          }
        }
      },
      productWorkspace: { _, _, _ in 0 }
    )
  }
}

extension Strided {
  /// One element.
  fileprivate subscript(_ row: Int, _ column: Int) -> Scalar {
    // SAFETY: the caller names a place of the matrix.
    unsafe start[row * rowStride + column * columnStride]
  }
}

extension Reduction {
  /// The reduction of numbers that lie `stride` apart.
  fileprivate func plain<Scalar: KernelScalar>(
    _ x: UnsafePointer<Scalar>,
    count: Int,
    stride: Int
  ) -> Scalar {
    var found: Scalar = self == .sum ? 0 : -.infinity
    for i in 0..<count {
      // SAFETY: one of the numbers that the caller counts.
      let next = unsafe x[i * stride]
      found = self == .sum ? found + next : BinaryFunction.maximum(found, next)
    }
    return found
  }
}

/// The softmax of `n` numbers; gives back the largest, and the sum of the powers of e to the rest.
@discardableResult
private func plainSoftmax<Scalar: KernelScalar>(
  _ x: UnsafePointer<Scalar>,
  _ z: UnsafeMutablePointer<Scalar>,
  _ n: Int
) -> (largest: Scalar, sum: Scalar) {
  // SAFETY: the n numbers of x and z, each read before its place is written.
  let largest = unsafe Reduction.maximum.plain(x, count: n, stride: 1)
  var sum: Scalar = 0
  for i in 0..<n {
    let power = unsafe UnaryFunction.exp(x[i] - largest)
    unsafe z[i] = power
    sum += power
  }
  for i in 0..<n { unsafe z[i] = z[i] / sum }
  return (largest, sum)
}
