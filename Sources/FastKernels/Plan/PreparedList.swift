public import Kernels

/// A list of calls that a runner has looked through: its memory holds all that they touch.
@safe
public final class PreparedList<Scalar: KernelScalar> {
  // SAFETY: `count` records, all of them set, from `init` to `deinit`.
  let calls: UnsafeMutablePointer<KernelCall<Scalar>>
  let count: Int
  let featureCount: Int
  let targetCount: Int
  let labelCount: Int
  /// The runner that has looked through it.
  let runner: ObjectIdentifier

  init(_ list: InstructionList<Scalar>, _ runner: PlanRunner<Scalar>) {
    self.runner = ObjectIdentifier(runner)
    count = list.instructions.count
    (featureCount, targetCount, labelCount) = (
      list.featureCount, list.targetCount, list.labelCount
    )
    unsafe calls = .allocate(capacity: max(1, count))
    for (i, instruction) in list.instructions.enumerated() {
      // SAFETY: place i of `count`.
      unsafe (calls + i).initialize(to: KernelCall(instruction))
    }
  }

  deinit {
    // SAFETY: what `init` asked for and set.
    unsafe calls.deinitialize(count: count)
    unsafe calls.deallocate()
  }
}
