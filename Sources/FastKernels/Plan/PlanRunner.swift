public import Kernels

/// Runs lists of kernel calls over one block of memory and the samples that are looked at.
///
/// Everything that a list touches is checked when the run begins, against what its calls said they would; then
/// the kernels run without a look. Running asks for no memory, but for what a plan's own functions ask for.
@safe
public final class PlanRunner<Scalar: KernelScalar> {
  // SAFETY: pointers lead into the blocks beside them, for as many numbers as the counts say.
  let memory: NumberBlock<Scalar>
  let samples: SampleBlock<Scalar>
  let kernels: KernelSet<Scalar>
  let team: Team
  let products: TeamProduct<Scalar>
  let room: (m: Int, n: Int, k: Int)

  /// The learning rate of the step, which ``Factor/rate(times:)`` multiplies.
  public var rate: Scalar = 0
  /// What the momentum calls do.
  public var momentum = MomentumStep<Scalar>(
    rate: 0,
    momentum: 0,
    share: 1,
    decay: 0,
    nesterov: false
  )
  /// What the calls of Adam do.
  public var adam = AdamStep<Scalar>(
    rate: 0,
    beta1: 0,
    beta2: 0,
    epsilon: 1,
    correction1: 1,
    correction2: 1,
    decay: 0,
    kept: 1
  )
  /// The plan's own functions, by the numbers that ``Instruction/call(_:)`` has.
  public var calls: [(PlanRunner<Scalar>) -> Void] = []

  /// What the calls of AdaGrad and RMSProp do.
  public var adaptive = AdaptiveStep<Scalar>(rate: 0, kept: 1, share: 1, epsilon: 1, decay: 0)

  // SAFETY: the call that the team shares at the moment, in a list that is being run.
  var shared: UnsafePointer<KernelCall<Scalar>>?
  /// What each thread runs of it.
  var job: (Int) -> Void = { _ in }

  /// Elements below which a call stays in the caller's thread.
  static var worthSharing: Int { 16_384 }

  /// Makes room for `memory` numbers, and for the largest product of `lists`.
  public init(
    memory count: Int,
    samples: SampleBlock<Scalar>,
    for lists: [InstructionList<Scalar>],
    level: KernelLevel,
    threads: Int
  ) {
    memory = NumberBlock(count: count, filledWith: 0)
    self.samples = samples
    unsafe kernels = Self.kernels(level)
    team = Team(threads: threads)
    var (m, n, k) = (1, 1, 1)
    for list in lists {
      (m, n, k) = (
        max(m, list.largestProduct.m), max(n, list.largestProduct.n), max(k, list.largestProduct.k)
      )
    }
    room = (m, n, k)
    products = unsafe TeamProduct(team, kernels, m: m, n: n, k: k)
    job = { [unowned self] part in self.work(part) }
  }

  @unsafe
  private static func kernels(_ level: KernelLevel) -> KernelSet<Scalar> {
    if let floats = unsafe KernelChoice.floats(level) as? KernelSet<Scalar> { return unsafe floats }
    if let doubles = unsafe KernelChoice.doubles(level) as? KernelSet<Scalar> {
      return unsafe doubles
    }
    return unsafe .reference
  }

  /// How many threads there are.
  public var threads: Int { team.count }

  /// Sets numbers of the memory.
  public func write(_ numbers: Span<Scalar>, at place: Place) {
    precondition(place.block == .memory, "only the memory is written to")
    memory.write(numbers, at: place.offset)
  }

  /// Sets numbers of the memory.
  public func write(_ numbers: [Scalar], at place: Place) { write(numbers.span, at: place) }

  /// Copies numbers of any block: of samples, of those that are looked at now.
  public func read(_ count: Int, at place: Place) -> [Scalar] {
    switch place.block {
    case .memory: memory.read(count, at: place.offset)
    case .features: samples.readFeatures(count, at: place.offset)
    case .targets: samples.readTargets(count, at: place.offset)
    }
  }

  /// One number of the memory.
  public func number(at place: Place) -> Scalar {
    precondition(
      place.block == .memory && place.offset >= 0 && place.offset < memory.count,
      "the number lies in the memory"
    )
    // SAFETY: checked above.
    return unsafe memory.start[place.offset]
  }

  /// Copies numbers of any block into an array from index `start` on, without asking for memory.
  public func copy(_ count: Int, at place: Place, into array: inout [Double], from start: Int) {
    precondition(start >= 0 && start + count <= array.count, "the array has room")
    let source = unsafe address(checked: place, count)
    // SAFETY: both are checked above.
    for i in 0..<count { array[start + i] = unsafe source[i].widened }
  }

  /// Copies an array's numbers from index `start` on to a place of the memory, or adds them.
  public func set(
    _ count: Int,
    at place: Place,
    from array: [Double],
    start: Int,
    adding: Bool = false
  ) {
    precondition(place.block == .memory, "only the memory is written to")
    precondition(start >= 0 && start + count <= array.count, "the array has the numbers")
    let target = unsafe UnsafeMutablePointer(mutating: address(checked: place, count))
    // SAFETY: both are checked above.
    for i in 0..<count {
      let number = Scalar(rounding: array[start + i])
      unsafe target[i] = adding ? target[i] + number : number
    }
  }

  /// Looks through a list, so that it can be run.
  ///
  /// - Precondition: The list fits the memory, the room for products and the functions that there are.
  public func prepare(_ list: InstructionList<Scalar>) -> PreparedList<Scalar> {
    precondition(list.memoryCount <= memory.count, "the list fits the memory")
    precondition(
      list.largestProduct.m <= room.m && list.largestProduct.n <= room.n
        && list.largestProduct.k <= room.k && list.callCount <= calls.count,
      "the list fits the room for products"
    )
    return PreparedList(list, self)
  }

  /// The address of a place; its numbers are checked.
  @unsafe
  func address(checked place: Place, _ count: Int) -> UnsafePointer<Scalar> {
    let room =
      switch place.block {
      case .memory: memory.count
      case .features: samples.lookedAt * samples.featureWidth
      case .targets: samples.lookedAt * samples.targetWidth
      }
    precondition(
      place.offset >= 0 && count >= 0 && place.offset + count <= room,
      "the numbers lie in their block"
    )
    return unsafe address(place)
  }

  /// The address of a place.
  @inline(__always)
  @unsafe
  func address(_ place: Place) -> UnsafePointer<Scalar> {
    switch place.block {
    case .memory: unsafe UnsafePointer(memory.start + place.offset)
    case .features: unsafe samples.features + place.offset
    case .targets: unsafe samples.targets + place.offset
    }
  }
}
