import Kernels

/// Numbers at a chosen distance from a cache line, with others before and behind them that no kernel may
/// touch.
final class Guarded<Scalar: KernelScalar> {
  private static var guards: Int { 80 }
  private let memory: UnsafeMutablePointer<Scalar>
  private let total: Int
  private let first: Int
  private let count: Int

  /// Makes room for numbers, `offset` numbers after the start of a cache line.
  init(_ numbers: [Scalar], offset: Int = 0) {
    count = numbers.count
    first = Guarded.guards + offset
    total = first + count + Guarded.guards
    memory =
      UnsafeMutableRawPointer
      .allocate(byteCount: total * MemoryLayout<Scalar>.stride, alignment: 64)
      .assumingMemoryBound(to: Scalar.self)
    memory.initialize(repeating: Guarded.untouched, count: total)
    for (i, number) in numbers.enumerated() { memory[first + i] = number }
  }

  deinit { memory.deallocate() }

  private static var untouched: Scalar { Scalar(rounding: 12345.678) }

  /// The numbers' address.
  var pointer: UnsafeMutablePointer<Scalar> { memory + first }
  /// The numbers' address, to read from.
  var source: UnsafePointer<Scalar> { UnsafePointer(pointer) }
  /// The numbers.
  var numbers: [Scalar] { (0..<count).map { pointer[$0] } }
  /// Whether all beside the numbers is as it was.
  var isIntact: Bool {
    (0..<first).allSatisfy { memory[$0] == Guarded.untouched }
      && (first + count..<total).allSatisfy { memory[$0] == Guarded.untouched }
  }
}

/// Whether two numbers are the same: the same value and sign, or both NaN.
func same<Scalar: KernelScalar>(_ a: Scalar, _ b: Scalar) -> Bool {
  a.isNaN ? b.isNaN : a == b && a.sign == b.sign
}

/// Whether two lists hold the same numbers.
func same<Scalar: KernelScalar>(_ a: [Scalar], _ b: [Scalar]) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { same($0, $1) }
}

/// How far a number is from the right one, in units of the right one's last place; 0 if both are NaN or
/// the same infinity, and infinite if only one is.
func distance<Scalar: KernelScalar>(_ found: Scalar, from right: Double) -> Double {
  let nearest = Scalar(rounding: right)
  if found.isNaN || nearest.isNaN { return found.isNaN && nearest.isNaN ? 0 : .infinity }
  if found.isInfinite || nearest.isInfinite {
    if found == nearest { return 0 }
    // One place beyond the largest number is still only one place.
    let largest = Scalar.greatestFiniteMagnitude
    return found.magnitude == largest || nearest.magnitude == largest ? 1 : .infinity
  }
  return (found.widened - right).magnitude / nearest.ulp.widened
}

/// Numbers without a pattern that a kernel could profit from, the same at every run.
struct Numbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

  /// 64 bits (xorshift).
  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }

  /// A number from −1 to 1.
  mutating func number<Scalar: KernelScalar>() -> Scalar {
    Scalar(rounding: Double(Int64(bitPattern: next()) >> 11) / 0x1p52)
  }

  /// A whole number from −8 to 8.
  mutating func whole<Scalar: KernelScalar>() -> Scalar {
    Scalar(rounding: Double((next() >> 33) % 17) - 8)
  }

  mutating func numbers<Scalar: KernelScalar>(_ count: Int, times scale: Scalar = 1) -> [Scalar] {
    (0..<count).map { _ in number() * scale }
  }

  mutating func wholes<Scalar: KernelScalar>(_ count: Int) -> [Scalar] {
    (0..<count).map { _ in whole() }
  }
}
