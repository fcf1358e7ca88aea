public import Kernels

// Each function of a set is compiled here for the numbers of its type; nothing else leaves the module.

/// The kernels of this target's instruction set in single precision.
public let floatKernels: KernelSet<Float> = kernels(FloatLanes.self)

/// The kernels of this target's instruction set in double precision.
public let doubleKernels: KernelSet<Double> = kernels(DoubleLanes.self)

@inline(__always)
private func kernels<L: Lanes>(_ lanes: L.Type) -> KernelSet<L.Scalar> {
  KernelSet(
    map: { f, x, z, n in map(lanes, f, x, z, n) },
    combine: { f, rows, columns, x, y, z, stride in
      combine(lanes, f, rows, columns, x, y, z, stride)
    },
    reduceRows: { kind, rows, columns, x, stride, alpha, beta, z in
      reduceRows(lanes, kind, rows, columns, x, stride, alpha, beta, z)
    },
    reduceColumns: { kind, rows, columns, x, stride, alpha, beta, z in
      reduceColumns(lanes, kind, rows, columns, x, stride, alpha, beta, z)
    },
    dot: { x, y, n in dot(lanes, x, y, n) },
    softmaxRows: { rows, columns, x, stride, z, target in
      softmaxRows(lanes, rows, columns, x, stride, z, target)
    },
    crossEntropyRows: { rows, columns, x, stride, labels, alpha, gradient, target in
      crossEntropyRows(lanes, rows, columns, x, stride, labels, alpha, gradient, target)
    },
    accumulate: { alpha, x, y, n in accumulate(lanes, alpha, x, y, n) },
    momentum: { step, g, v, x, n in momentum(lanes, step, g, v, x, n) },
    adam: { step, g, m, v, x, n in adam(lanes, step, g, m, v, x, n) },
    product: { m, n, k, alpha, a, b, beta, c, stride, workspace in
      product(lanes, m, n, k, alpha, a, b, beta, c, stride, workspace)
    },
    productWorkspace: { m, n, k in ProductPlan.workspace(lanes, m, n, k) }
  )
}
