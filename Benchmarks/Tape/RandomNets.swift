import Autodiff

/// A linear congruential generator, the same in every peer.
struct Draws {
  private var state: UInt32

  init(seed: UInt32) { state = seed }

  /// 24 bits.
  @inline(__always)
  mutating func bits() -> UInt32 {
    state = state &* 1_664_525 &+ 1_013_904_223
    return state >> 8
  }

  /// A number from −1 to below 1.
  @inline(__always)
  mutating func number() -> Double { Double(bits()) / 8_388_608 - 1 }
}

/// The two random nets: gates on nodes drawn from the last 1024.
enum RandomNet: String, CaseIterable {
  /// Two leaves, three products, a sum, a difference and a running sum, over and over.
  case fixedOrder = "random DAG"
  /// Each gate drawn too, so that no processor foresees it.
  case drawnGates = "random gates"

  static let window = 1024

  /// How many nodes the net of that size has; one constant is not counted, as peers scale by a number.
  func count(size: Int) -> Int { size + Self.window + 1 }

  /// Records it and returns the output.
  @inline(__always)
  func record<R: Recording & ~Copyable>(
    _ tape: inout R,
    size: Int
  ) -> NodeID {
    switch self {
    case .fixedOrder: Self.recordFixedOrder(&tape, size)
    case .drawnGates: Self.recordDrawnGates(&tape, size)
    }
  }

  @inline(__always)
  private static func recordFixedOrder<R: Recording & ~Copyable>(
    _ tape: inout R,
    _ size: Int
  ) -> NodeID {
    var draws = Draws(seed: 12345)
    let quarter = tape.constant(0.25)
    let mask = window - 1
    var ring = InlineArray<1024, NodeID>(repeating: NodeID(0))
    for i in 0..<window { ring[i] = tape.input(draws.number()) }
    var sum = tape.input(0)
    var place = 0
    for _ in 0..<size / 8 {
      for _ in 0..<2 {
        ring[place & mask] = tape.input(draws.number())
        place += 1
      }
      var a = ring[Int(draws.bits()) & mask]
      var b = ring[Int(draws.bits()) & mask]
      ring[place & mask] = tape.multiply(a, b)
      a = ring[Int(draws.bits()) & mask]
      b = ring[Int(draws.bits()) & mask]
      ring[(place + 1) & mask] = tape.add(a, b)
      a = ring[Int(draws.bits()) & mask]
      b = ring[Int(draws.bits()) & mask]
      ring[(place + 2) & mask] = tape.subtract(a, b)
      a = ring[Int(draws.bits()) & mask]
      ring[(place + 3) & mask] = tape.multiply(a, quarter)
      a = ring[Int(draws.bits()) & mask]
      b = ring[Int(draws.bits()) & mask]
      let product = tape.multiply(a, b)
      ring[(place + 4) & mask] = product
      place += 5
      sum = tape.add(sum, product)
    }
    return sum
  }

  @inline(__always)
  private static func recordDrawnGates<R: Recording & ~Copyable>(
    _ tape: inout R,
    _ size: Int
  ) -> NodeID {
    var draws = Draws(seed: 7)
    let quarter = tape.constant(0.25)
    let mask = window - 1
    var ring = InlineArray<1024, NodeID>(repeating: NodeID(0))
    for i in 0..<window { ring[i] = tape.input(draws.number()) }
    for place in 0..<size - window {
      let a = ring[(place + Int(draws.bits())) & mask]
      let b = ring[(place + Int(draws.bits())) & mask]
      let node: NodeID
      switch draws.bits() & 7 {
      case 0, 1: node = tape.input(draws.number())
      case 2, 3: node = tape.multiply(a, b)
      case 4: node = tape.add(a, b)
      case 5: node = tape.subtract(a, b)
      case 6: node = tape.multiply(a, quarter)
      default: node = tape.relu(a)
      }
      ring[place & mask] = node
    }
    var sum = tape.input(0)
    for i in 0..<window { sum = tape.add(sum, ring[i]) }
    return sum
  }
}
