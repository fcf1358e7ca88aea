public import Kernels

// Each function of a set is compiled here for the numbers of its type; nothing else leaves the module.
//
// The kernels themselves are `@inline(never)`: within these closures, which take numbers of a type known only
// to their caller, the compiler would call the functions of `CVectors` one by one.
// `Scripts/check-vector-targets.sh` looks for such calls.

/// The kernels of this target's instruction set in single precision.
public let floatKernels: KernelSet<Float> = kernels(FloatLanes.self)

/// The kernels of this target's instruction set in double precision.
public let doubleKernels: KernelSet<Double> = kernels(DoubleLanes.self)

@inline(__always)
private func kernels<L: Lanes>(_ lanes: L.Type) -> KernelSet<L.Scalar> {
  KernelSet(
    map: { f, x, z, n in map(lanes, f, x, z, n) },
    activate: { f, alpha, x, z, n in activate(lanes, f, alpha, x, z, n) },
    activateBack: { f, alpha, g, x, z, n in activateBack(lanes, f, alpha, g, x, z, n) },
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
    countRight: { rows, columns, x, stride, labels in
      countRight(lanes, rows, columns, x, stride, labels)
    },
    gatherRows: { rows, columns, x, stride, places, z, target in
      gatherRows(lanes, rows, columns, x, stride, places, z, target)
    },
    accumulate: { alpha, x, y, n in accumulate(lanes, alpha, x, y, n) },
    momentum: { step, g, v, x, n in momentum(lanes, step, g, v, x, n) },
    adam: { step, g, m, v, x, n in adam(lanes, step, g, m, v, x, n) },
    adaptive: { step, g, s, x, n in adaptive(lanes, step, g, s, x, n) },
    images: ImageKernels(
      unfold: { windows, x, z, stride in unfold(lanes, windows, x, z, stride) },
      fold: { windows, z, stride, beta, x in fold(lanes, windows, z, stride, beta, x) },
      maxPool: { planes, height, width, size, x, z in
        maxPool(lanes, planes, height, width, size, x, z)
      },
      maxPoolBack: { planes, height, width, size, x, z, g, beta, target in
        maxPoolBack(lanes, planes, height, width, size, x, z, g, beta, target)
      },
      meanPool: { planes, height, width, size, x, z in
        meanPool(lanes, planes, height, width, size, x, z)
      },
      meanPoolBack: { planes, height, width, size, g, beta, target in
        meanPoolBack(lanes, planes, height, width, size, g, beta, target)
      }
    ),
    batches: BatchKernels(
      moments: { shape, x, means, variances in moments(lanes, shape, x, means, variances) },
      normalise: { shape, x, means, variances, epsilon, gamma, beta, z in
        normalise(lanes, shape, x, means, variances, epsilon, gamma, beta, z)
      },
      normaliseBack: { shape, x, means, variances, epsilon, gamma, g, z, gammas, betas in
        normaliseBack(lanes, shape, x, means, variances, epsilon, gamma, g, z, gammas, betas)
      }
    ),
    product: { m, n, k, alpha, a, b, beta, c, stride, workspace in
      product(lanes, m, n, k, alpha, a, b, beta, c, stride, workspace)
    },
    productWorkspace: { m, n, k in ProductPlan.workspace(lanes, m, n, k) }
  )
}
