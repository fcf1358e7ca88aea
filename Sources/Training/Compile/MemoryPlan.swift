internal import FastKernels

/// Hands out places of the memory that a plan computes with, each on a cache line of its own.
struct MemoryPlan {
  /// How many numbers have been handed out.
  private(set) var count = 0

  /// Numbers on a cache line: 64 bytes of them in single precision.
  static let line = 16

  /// The next place with room for that many numbers.
  mutating func reserve(_ numbers: Int) -> Place {
    let place = Place(count)
    count += (max(1, numbers) + MemoryPlan.line - 1) / MemoryPlan.line * MemoryPlan.line
    return place
  }
}

/// Numbers that stand in the memory before the first run, and that nothing writes over.
struct PresetNumbers {
  var place: Place
  var numbers: [Double]
}
