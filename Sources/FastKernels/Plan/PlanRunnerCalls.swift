public import Kernels

extension PlanRunner where Scalar == Float {
  /// Runs the calls of a list, in order.
  ///
  /// - Precondition: The list was prepared by this runner, and fits the samples that are looked at.
  public func run(_ list: PreparedList<Float>) { runAll(list) }
}

extension PlanRunner where Scalar == Double {
  /// Runs the calls of a list, in order.
  ///
  /// - Precondition: The list was prepared by this runner, and fits the samples that are looked at.
  public func run(_ list: PreparedList<Double>) { runAll(list) }
}

extension PlanRunner {
  @inline(__always)
  fileprivate func runAll(_ list: PreparedList<Scalar>) {
    precondition(list.runner == ObjectIdentifier(self), "the list was prepared by this runner")
    precondition(
      list.featureCount <= samples.lookedAt * samples.featureWidth
        && list.targetCount <= samples.lookedAt * samples.targetWidth
        && list.labelCount <= (samples.hasLabels ? samples.lookedAt : 0),
      "the list fits the samples"
    )
    var call = unsafe list.calls
    // SAFETY: the records of the list; what they touch lies in the blocks, as `prepare` and the lines above
    // have seen.
    let end = unsafe call + list.count
    while unsafe call != end {
      unsafe perform(call)
      unsafe call += 1
    }
  }

  /// Runs one call, with the team where it is large.
  @inline(__always)
  @unsafe
  private func perform(_ call: UnsafePointer<KernelCall<Scalar>>) {
    // SAFETY: all places lie in their blocks; kernels are given what they ask for.
    switch unsafe call.pointee.kind {
    case .product:
      unsafe products.multiply(
        call.pointee.m,
        call.pointee.n,
        call.pointee.k,
        factor(call),
        strided(call.pointee.x, call.pointee.xStrides),
        strided(call.pointee.y, call.pointee.yStrides),
        call.pointee.beta,
        target(call.pointee.z),
        call.pointee.zStride
      )
    case .crossEntropyRows:
      let sum = unsafe kernels.crossEntropyRows(
        call.pointee.n,
        call.pointee.m,
        address(call.pointee.x),
        call.pointee.m,
        samples.labels,
        call.pointee.alpha,
        target(call.pointee.z),
        call.pointee.m
      )
      unsafe target(call.pointee.w).pointee = call.pointee.alpha * sum
    case .countRight:
      let right = unsafe kernels.countRight(
        call.pointee.n,
        call.pointee.m,
        address(call.pointee.x),
        call.pointee.m,
        samples.labels
      )
      unsafe target(call.pointee.z).pointee = Scalar(right)
    case .reduceRows:
      unsafe kernels.reduceRows(
        call.pointee.reduction,
        call.pointee.n,
        call.pointee.m,
        address(call.pointee.x),
        call.pointee.xStrides.0,
        factor(call),
        call.pointee.beta,
        target(call.pointee.z)
      )
    case .reduceColumns:
      unsafe kernels.reduceColumns(
        call.pointee.reduction,
        call.pointee.n,
        call.pointee.m,
        address(call.pointee.x),
        call.pointee.xStrides.0,
        factor(call),
        call.pointee.beta,
        target(call.pointee.z)
      )
    case .dot:
      let dot = unsafe kernels.dot(
        address(call.pointee.x),
        address(call.pointee.y),
        call.pointee.n
      )
      let sum = unsafe call.pointee.alpha * dot
      let beta = unsafe call.pointee.beta
      let place = unsafe target(call.pointee.z)
      unsafe place.pointee = beta == 0 ? sum : sum + beta * place.pointee
    case .softmaxRows:
      unsafe kernels.softmaxRows(
        call.pointee.n,
        call.pointee.m,
        address(call.pointee.x),
        call.pointee.m,
        target(call.pointee.z),
        call.pointee.m
      )
    case .own: unsafe calls[call.pointee.n](self)
    case .convolve, .convolveBackKernels, .convolveBackImages, .pool, .poolBack, .moments,
      .normalise, .normaliseBack:
      unsafe performLong(call)
    default:
      if unsafe team.count > 1 && call.pointee.elements >= Self.worthSharing {
        unsafe shared = call
        team.run(job)
      } else {
        unsafe performPart(call, part: 0, of: 1)
      }
    }
  }

  /// What a thread of the team does.
  func work(_ part: Int) {
    guard let shared = unsafe shared else { return }
    unsafe performPart(shared, part: part, of: team.count)
  }

  /// Runs the part of a call that works on every element for itself.
  @inline(__always)
  @unsafe
  private func performPart(
    _ call: UnsafePointer<KernelCall<Scalar>>,
    part: Int,
    of parts: Int
  ) {
    // SAFETY: as in `perform`; parts do not overlap.
    let isByRows = unsafe call.pointee.kind == .combine || call.pointee.kind == .repeatRow
    let own =
      parts == 1
      ? unsafe 0..<call.pointee.n
      : unsafe team.share(of: call.pointee.n, part: part, grain: isByRows ? 1 : 32)
    let at = own.lowerBound
    let z = unsafe target(call.pointee.z)
    switch unsafe call.pointee.kind {
    case .fill: unsafe (z + at).update(repeating: call.pointee.alpha, count: own.count)
    case .copy: unsafe (z + at).update(from: address(call.pointee.x) + at, count: own.count)
    case .repeatRow:
      let (source, columns) = unsafe (address(call.pointee.x), call.pointee.m)
      guard !own.isEmpty else { return }
      let goal = unsafe z + at * columns
      unsafe goal.update(from: source, count: columns)
      // What is there is copied, twice as much each time: a call for each row would cost more than the rows.
      var done = 1
      while done < own.count {
        let more = min(done, own.count - done)
        unsafe (goal + done * columns).update(from: goal, count: more * columns)
        done += more
      }
    case .map:
      unsafe kernels.map(call.pointee.unary, address(call.pointee.x) + at, z + at, own.count)
    case .combine:
      unsafe kernels.combine(
        call.pointee.binary,
        own.count,
        call.pointee.m,
        strided(call.pointee.x, call.pointee.xStrides, from: at),
        strided(call.pointee.y, call.pointee.yStrides, from: at),
        z + at * call.pointee.zStride,
        call.pointee.zStride
      )
    case .accumulate:
      unsafe kernels.accumulate(factor(call), address(call.pointee.x) + at, z + at, own.count)
    case .activate:
      unsafe kernels.activate(
        call.pointee.activation,
        call.pointee.alpha,
        address(call.pointee.x) + at,
        z + at,
        own.count
      )
    case .activateBack:
      unsafe kernels.activateBack(
        call.pointee.activation,
        call.pointee.alpha,
        address(call.pointee.x) + at,
        address(call.pointee.y) + at,
        z + at,
        own.count
      )
    case .momentum:
      unsafe kernels.momentum(
        momentum,
        address(call.pointee.x) + at,
        target(call.pointee.y) + at,
        z + at,
        own.count
      )
    case .adaptive:
      unsafe kernels.adaptive(
        adaptive,
        address(call.pointee.x) + at,
        target(call.pointee.y) + at,
        z + at,
        own.count
      )
    case .adam:
      unsafe kernels.adam(
        adam,
        address(call.pointee.x) + at,
        target(call.pointee.y) + at,
        target(call.pointee.w) + at,
        z + at,
        own.count
      )
    default: break
    }
  }

  @inline(__always)
  @unsafe
  private func factor(_ call: UnsafePointer<KernelCall<Scalar>>) -> Scalar {
    unsafe call.pointee.hasRate ? call.pointee.alpha * rate : call.pointee.alpha
  }

  @inline(__always)
  @unsafe
  func target(_ place: Place) -> UnsafeMutablePointer<Scalar> {
    unsafe memory.start + place.offset
  }

  @inline(__always)
  @unsafe
  private func strided(
    _ start: Place,
    _ strides: (Int, Int),
    from row: Int = 0
  ) -> Strided<Scalar> {
    unsafe Strided(
      address(start) + row * strides.0,
      rowStride: strides.0,
      columnStride: strides.1
    )
  }
}
