public import Kernels

/// Matrix products that a team shares, without asking for memory after it has been made.
///
/// Each thread owns columns of the result, in whole cache lines; where there are too few columns, rows. A
/// product so small that waiting for each other would take longer stays in the caller's thread. Where sums
/// are longer than a block, their order can depend on the number of threads.
@safe
public final class TeamProduct<Scalar: KernelScalar> {
  private let team: Team
  private let kernels: KernelSet<Scalar>
  private let workspaces: UnsafeMutablePointer<Scalar>
  private let room: Int
  private var order: Order?
  private var job: (Int) -> Void = { _ in }

  /// A product that is asked for.
  @unsafe
  private struct Order {
    let (m, n, k): (Int, Int, Int)
    let (alpha, beta): (Scalar, Scalar)
    let (a, b): (Strided<Scalar>, Strided<Scalar>)
    let c: UnsafeMutablePointer<Scalar>
    let stride: Int
  }

  /// Multiplications below which one thread is faster.
  public static var worthSharing: Int { 200_000 }

  /// Makes room for products up to `m` × `n` × `k`.
  public init(_ team: Team, _ kernels: KernelSet<Scalar>, m: Int, n: Int, k: Int) {
    self.team = team
    unsafe self.kernels = unsafe kernels
    // A whole number of cache lines for each thread, and one between.
    let needed = unsafe max(kernels.productWorkspace(m, n, k), 1)
    room = (needed + 127) / 64 * 64
    let bytes = room * team.count * MemoryLayout<Scalar>.stride
    // SAFETY: memory for `room` numbers a thread, given back in `deinit`; set to 0 so that it is there.
    unsafe workspaces = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
      .bindMemory(to: Scalar.self, capacity: room * team.count)
    unsafe workspaces.initialize(repeating: 0, count: room * team.count)
    job = { [unowned self] part in self.work(part) }
  }

  deinit {
    // SAFETY: what `init` asked for; no thread works any more, since every call waits for all.
    unsafe workspaces.deallocate()
  }

  /// c = α · a · b + β · c, as ``KernelSet/product``, for sizes up to those that there is room for.
  @unsafe
  public func multiply(
    _ m: Int,
    _ n: Int,
    _ k: Int,
    _ alpha: Scalar,
    _ a: Strided<Scalar>,
    _ b: Strided<Scalar>,
    _ beta: Scalar,
    _ c: UnsafeMutablePointer<Scalar>,
    _ stride: Int
  ) {
    if team.count == 1 || m * n * k < TeamProduct.worthSharing {
      return unsafe kernels.product(m, n, k, alpha, a, b, beta, c, stride, workspaces)
    }
    unsafe order = Order(
      m: m,
      n: n,
      k: k,
      alpha: alpha,
      beta: beta,
      a: a,
      b: b,
      c: c,
      stride: stride
    )
    team.run(job)
    unsafe order = nil
  }

  private func work(_ part: Int) {
    guard let order = unsafe order else { return }
    let line = 64 / MemoryLayout<Scalar>.stride
    // SAFETY: parts of the operands and the result that the caller has answered for, no two of which
    // write the same numbers, and a workspace for each.
    let workspace = unsafe workspaces + part * room
    if unsafe order.n >= 2 * line * team.count {
      let own = unsafe team.share(of: order.n, part: part, grain: line)
      let b = unsafe Strided(
        order.b.start + own.lowerBound * order.b.columnStride,
        rowStride: order.b.rowStride,
        columnStride: order.b.columnStride
      )
      unsafe kernels.product(
        order.m,
        own.count,
        order.k,
        order.alpha,
        order.a,
        b,
        order.beta,
        order.c + own.lowerBound,
        order.stride,
        workspace
      )
    } else {
      let own = unsafe team.share(of: order.m, part: part, grain: 12)
      let a = unsafe Strided(
        order.a.start + own.lowerBound * order.a.rowStride,
        rowStride: order.a.rowStride,
        columnStride: order.a.columnStride
      )
      unsafe kernels.product(
        own.count,
        order.n,
        order.k,
        order.alpha,
        a,
        order.b,
        order.beta,
        order.c + own.lowerBound * order.stride,
        order.stride,
        workspace
      )
    }
  }
}
