import Autodiff

/// The same pseudo-random numbers in every run. (Steele, Lea and Flood, *Fast splittable pseudorandom
/// number generators*, 2014.)
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from 0 up to 1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A tensor of numbers between two bounds.
  mutating func tensor(_ axes: [Int], _ low: Double, _ high: Double) -> Tensor {
    let shape = Shape(axes)
    return Tensor(
      shape: shape,
      elements: (0..<shape.count).map { _ in low + (high - low) * unit() }
    )
  }

  /// A tensor of whole numbers from −5 to 5 times a unit.
  mutating func whole(_ axes: [Int], times unit: Double) -> Tensor {
    var tensor = tensor(axes, -5.5, 5.5)
    tensor.elements = tensor.elements.map { $0.rounded() * unit }
    return tensor
  }

  /// A tensor of numbers that lie at least `gap` from each other and from zero, in random order.
  mutating func spread(_ axes: [Int], gap: Double = 0.17) -> Tensor {
    let shape = Shape(axes)
    var numbers: [Double] = []
    for i in 0..<shape.count {
      let place = Double(i / 2) + 0.6 + 0.2 * unit()
      numbers.append(place * 2 * gap * (i % 2 == 0 ? 1 : -1))
    }
    for i in stride(from: numbers.count - 1, to: 0, by: -1) {
      numbers.swapAt(i, Int(next() % UInt64(i + 1)))
    }
    return Tensor(shape: shape, elements: numbers)
  }
}

/// Whether two numbers agree to a relative tolerance, or an absolute one below 1.
func agree(_ a: Double, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
  a == b || (a.isNaN && b.isNaN)
    || (a - b).magnitude <= tolerance * max(1, a.magnitude, b.magnitude)
}

/// Whether two tensors have one shape and agree element by element.
func agree(_ a: Tensor, _ b: Tensor, _ tolerance: Double = 1e-9) -> Bool {
  a.shape == b.shape && zip(a.elements, b.elements).allSatisfy { agree($0, $1, tolerance) }
}

extension Tensor {
  /// The tensor as nested lists, its numbers as they read back.
  var plain: String { text(NumberFormat.exact) }
}
