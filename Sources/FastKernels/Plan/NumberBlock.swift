internal import Kernels

/// Numbers side by side in memory that begins on a cache line.
@safe
final class NumberBlock<Number: BitwiseCopyable> {
  // SAFETY: `count` numbers, all of them set, from `init` to `deinit`; every access from outside this folder is
  // checked against `count`.
  let start: UnsafeMutablePointer<Number>
  let count: Int

  /// Room for that many numbers, at least one, all of them `number`.
  init(count: Int, filledWith number: Number) {
    self.count = max(0, count)
    let stride = MemoryLayout<Number>.stride
    // SAFETY: one cache line more than is told, so that vectors that begin inside end inside.
    unsafe start = UnsafeMutableRawPointer.allocate(
      byteCount: (self.count * stride + 127) / 64 * 64,
      alignment: 64
    ).bindMemory(to: Number.self, capacity: max(1, self.count))
    unsafe start.initialize(repeating: number, count: max(1, self.count))
  }

  deinit {
    // SAFETY: what `init` asked for.
    unsafe start.deallocate()
  }

  /// Copies numbers to a place.
  func write(_ numbers: Span<Number>, at offset: Int) {
    precondition(offset >= 0 && offset + numbers.count <= count, "numbers lie in the block")
    unsafe numbers.withUnsafeBufferPointer { numbers in
      guard let source = numbers.baseAddress else { return }
      // SAFETY: checked above.
      unsafe (start + offset).update(from: source, count: numbers.count)
    }
  }

  /// Copies numbers from a place.
  func read(_ count: Int, at offset: Int) -> [Number] {
    precondition(offset >= 0 && count >= 0 && offset + count <= self.count, "in the block")
    // SAFETY: checked above.
    return unsafe Array(UnsafeBufferPointer(start: start + offset, count: count))
  }
}
