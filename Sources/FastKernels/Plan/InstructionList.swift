public import Kernels

/// Kernel calls in the order in which they are run, and what they touch of each block.
public struct InstructionList<Scalar: KernelScalar>: Sendable {
  /// The calls.
  public private(set) var instructions: [Instruction<Scalar>] = []
  /// How many numbers of the memory they reach.
  public private(set) var memoryCount = 0
  /// How many numbers of the features that are looked at they reach.
  public private(set) var featureCount = 0
  /// How many numbers of the targets that are looked at they reach.
  public private(set) var targetCount = 0
  /// How many samples' classes they read.
  public private(set) var labelCount = 0
  /// How many functions of the plan's own they name.
  public private(set) var callCount = 0
  /// The largest numbers of rows, columns and terms of a product.
  public private(set) var largestProduct = (m: 0, n: 0, k: 0)

  /// No calls.
  public init() {}

  /// Adds a call.
  ///
  /// - Precondition: Counts and offsets are not negative, and only the memory is written to.
  public mutating func append(_ instruction: Instruction<Scalar>) {
    for extent in instruction.extents {
      precondition(extent.count >= 0 && extent.place.offset >= 0, "places are not negative")
      precondition(
        !extent.isWritten || extent.place.block == .memory,
        "only the memory is written to"
      )
      let end = extent.count == 0 ? 0 : extent.place.offset + extent.count
      switch extent.place.block {
      case .memory: memoryCount = max(memoryCount, end)
      case .features: featureCount = max(featureCount, end)
      case .targets: targetCount = max(targetCount, end)
      }
    }
    labelCount = max(labelCount, instruction.labelCount)
    if case .call(let number) = instruction { callCount = max(callCount, number + 1) }
    if let (m, n, k) = instruction.productSize {
      largestProduct = (
        max(largestProduct.m, m), max(largestProduct.n, n), max(largestProduct.k, k)
      )
    }
    instructions.append(instruction)
  }

  /// Adds the calls of another list.
  public mutating func append(_ list: InstructionList) {
    for instruction in list.instructions { append(instruction) }
  }
}
