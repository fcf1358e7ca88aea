internal import Kernels

extension PlanRunner {
  /// Runs one call, with the team where it is large.
  @inline(__always)
  func perform(_ instruction: Instruction<Scalar>) {
    // SAFETY: `run` has checked that all places lie in their blocks; kernels are given what they ask for.
    switch instruction {
    case .product(let m, let n, let k, let alpha, let a, let b, let beta, let z, let stride):
      unsafe products.multiply(
        m,
        n,
        k,
        value(alpha),
        strided(a),
        strided(b),
        beta,
        target(z),
        stride
      )
    case .crossEntropyRows(let rows, let columns, let logits, let alpha, let gradient, let loss):
      let sum = unsafe kernels.crossEntropyRows(
        rows,
        columns,
        address(logits),
        columns,
        samples.labels,
        alpha,
        target(gradient),
        columns
      )
      unsafe target(loss).pointee = alpha * sum
    case .countRight(let rows, let columns, let x, let z):
      unsafe target(z).pointee = Scalar(rightRows(rows, columns, address(x)))
    case .reduceRows(let kind, let rows, let columns, let x, let stride, let alpha, let beta, let z):
      unsafe kernels.reduceRows(
        kind,
        rows,
        columns,
        address(x),
        stride,
        value(alpha),
        beta,
        target(z)
      )
    case .reduceColumns(
      let kind,
      let rows,
      let columns,
      let x,
      let stride,
      let alpha,
      let beta,
      let z
    ):
      unsafe kernels.reduceColumns(
        kind,
        rows,
        columns,
        address(x),
        stride,
        value(alpha),
        beta,
        target(z)
      )
    case .dot(let x, let y, let count, let alpha, let beta, let z):
      let sum = unsafe alpha * kernels.dot(address(x), address(y), count)
      let place = unsafe target(z)
      unsafe place.pointee = beta == 0 ? sum : sum + beta * place.pointee
    case .softmaxRows(let rows, let columns, let x, let z):
      unsafe kernels.softmaxRows(rows, columns, address(x), columns, target(z), columns)
    case .call(let number): calls[number](self)
    default:
      if team.count > 1, instruction.elementCount >= Self.worthSharing {
        shared = instruction
        team.run(job)
      } else {
        performPart(instruction, part: 0, of: 1)
      }
    }
  }

  /// What a thread of the team does.
  func work(_ part: Int) {
    guard let shared else { return }
    performPart(shared, part: part, of: team.count)
  }

  /// Runs the part of a call that works on every element for itself.
  @inline(__always)
  func performPart(_ instruction: Instruction<Scalar>, part: Int, of parts: Int) {
    // SAFETY: as in `perform`; parts do not overlap.
    switch instruction {
    case .fill(let number, let z, let count):
      let own = share(count, part, parts)
      unsafe (target(z) + own.lowerBound).update(repeating: number, count: own.count)
    case .copy(let x, let z, let count):
      let own = share(count, part, parts)
      unsafe (target(z) + own.lowerBound).update(
        from: address(x) + own.lowerBound,
        count: own.count
      )
    case .repeatRow(let x, let rows, let columns, let z):
      let (source, goal) = unsafe (address(x), target(z))
      for row in share(rows, part, parts, grain: 1) {
        unsafe (goal + row * columns).update(from: source, count: columns)
      }
    case .map(let function, let x, let z, let count):
      let own = share(count, part, parts)
      unsafe kernels.map(
        function,
        address(x) + own.lowerBound,
        target(z) + own.lowerBound,
        own.count
      )
    case .combine(let function, let rows, let columns, let x, let y, let z, let stride):
      let own = share(rows, part, parts, grain: 1)
      unsafe kernels.combine(
        function,
        own.count,
        columns,
        strided(x, from: own.lowerBound),
        strided(y, from: own.lowerBound),
        target(z) + own.lowerBound * stride,
        stride
      )
    case .accumulate(let alpha, let x, let z, let count):
      let own = share(count, part, parts)
      unsafe kernels.accumulate(
        value(alpha),
        address(x) + own.lowerBound,
        target(z) + own.lowerBound,
        own.count
      )
    case .momentum(let g, let v, let x, let count):
      let own = share(count, part, parts)
      let at = own.lowerBound
      unsafe kernels.momentum(momentum, address(g) + at, target(v) + at, target(x) + at, own.count)
    case .adam(let g, let m, let v, let x, let count):
      let own = share(count, part, parts)
      let at = own.lowerBound
      unsafe kernels.adam(
        adam,
        address(g) + at,
        target(m) + at,
        target(v) + at,
        target(x) + at,
        own.count
      )
    default: break
    }
  }

  /// The part of `count` elements that a thread owns, in whole cache lines.
  @inline(__always)
  private func share(_ count: Int, _ part: Int, _ parts: Int, grain: Int = 32) -> Range<Int> {
    parts == 1 ? 0..<count : team.share(of: count, part: part, grain: grain)
  }

  @inline(__always)
  private func value(_ factor: Factor<Scalar>) -> Scalar {
    factor.dial < 0 ? factor.number : factor.number * rate
  }

  @inline(__always)
  @unsafe
  private func target(_ place: Place) -> UnsafeMutablePointer<Scalar> {
    unsafe memory.start + place.offset
  }

  @inline(__always)
  @unsafe
  private func strided(_ matrix: MatrixPlace, from row: Int = 0) -> Strided<Scalar> {
    unsafe Strided(
      address(matrix.start) + row * matrix.rowStride,
      rowStride: matrix.rowStride,
      columnStride: matrix.columnStride
    )
  }

  /// How many rows have the sample's class as the place of their first largest number.
  @unsafe
  private func rightRows(_ rows: Int, _ columns: Int, _ x: UnsafePointer<Scalar>) -> Int {
    var right = 0
    for row in 0..<rows {
      var best = 0
      // SAFETY: the numbers of the row, and its label.
      for column in 0..<columns
      where unsafe x[row * columns + column] > x[row * columns + best] {
        best = column
      }
      if unsafe Int(samples.labels[row]) == best { right += 1 }
    }
    return right
  }
}

extension Instruction {
  /// How many elements a call that works on each for itself has; 0 for others.
  var elementCount: Int {
    switch self {
    case .fill(_, _, let n), .copy(_, _, let n), .map(_, _, _, let n), .accumulate(_, _, _, let n),
      .momentum(_, _, _, let n), .adam(_, _, _, _, let n):
      n
    case .repeatRow(_, let rows, let columns, _), .combine(_, let rows, let columns, _, _, _, _):
      rows * columns
    default: 0
    }
  }
}
