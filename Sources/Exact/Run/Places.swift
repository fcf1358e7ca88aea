internal import Autodiff

/// Which elements meet in an operation, asked of the engine: it is run on the places of the elements
/// instead of their values.
///
/// So broadcasting, axes, slices, windows and strides have one meaning, the engine's. Places are whole
/// numbers far below 2⁵³, which doubles hold exactly.
enum Places {
  /// For each element of a rearranged tensor, the operand and the element that it is.
  static func sources(_ operation: Operation, _ shapes: [Shape], _ told: Attributes) -> [Source]? {
    var starts = [0]
    for shape in shapes { starts.append((starts.last ?? 0) + shape.count) }
    let operands = zip(shapes, starts).map { shape, start in
      Tensor(shape: shape, elements: (0..<shape.count).map { Double(start + $0) })
    }
    guard let (result, _) = ask(operation, operands, told) else { return nil }
    return result.elements.map { number in
      let place = Int(number)
      var slot = starts.count - 1
      while slot > 0, starts[slot] > place || slot == shapes.count { slot -= 1 }
      return Source(slot: slot, element: place - starts[slot])
    }
  }

  /// One element of one operand.
  struct Source {
    var slot: Int
    var element: Int
  }

  /// For each operand and each element of what they are broadcast to, the operand's element.
  static func broadcast(_ shapes: [Shape]) -> [[Int]]? {
    var common = Shape.scalar
    for shape in shapes {
      guard let next = Shape.broadcast(common, shape) else { return nil }
      common = next
    }
    let zeros = Tensor(repeating: 0, shape: common)
    var places: [[Int]] = []
    for shape in shapes {
      if shape == common {
        places.append(Array(0..<shape.count))
      } else if let (sum, _) = ask(.add, [counting(shape, from: 0), zeros], Attributes()) {
        places.append(sum.elements.map { Int($0) })
      } else {
        return nil
      }
    }
    return places
  }

  /// For each element of a reduction's result, the elements that are reduced to it.
  static func lanes(_ shape: Shape, _ told: Attributes) -> [[Int]]? {
    var axes = Attributes()
    axes.axes = told.axes
    return groups(.sum, shape, axes) { $0 }
  }

  /// For each element of a pooling's result, the elements of its window.
  static func windows(_ shape: Shape, _ told: Attributes) -> [[Int]]? {
    let size = told.first * told.first
    return groups(.avgPool2d, shape, told) { ($0 * size).rounded() }
  }

  /// For each element of a convolution's result, the pixels and the kernel's entries that are multiplied;
  /// nil where there are too many to ask for.
  static func products(_ image: Shape, _ kernel: Shape, _ told: Attributes) -> [[(Int, Int)]]? {
    let pixels = counting(image, from: 1)
    var pairs: [[(Int, Int)]] = []
    for entry in 0..<kernel.count {
      var mask = Tensor(repeating: 0, shape: kernel)
      mask.elements[entry] = 1
      guard let (met, _) = ask(.conv2d, [pixels, mask], told) else { return nil }
      if pairs.isEmpty {
        let cost = (met.elements.count * kernel.count).multipliedReportingOverflow(by: kernel.count)
        guard !cost.overflow, cost.partialValue <= 100_000_000 else { return nil }
        pairs = Array(repeating: [], count: met.elements.count)
      }
      for (place, pixel) in met.elements.enumerated() where pixel > 0 {
        pairs[place].append((Int(pixel) - 1, entry))
      }
    }
    return pairs
  }

  /// The operand's elements by the element of the result that hands them its gradient.
  ///
  /// What arrives at element i is sent as i + 1 and read off what each operand's element receives.
  private static func groups(
    _ operation: Operation,
    _ shape: Shape,
    _ told: Attributes,
    _ sent: (Double) -> Double
  ) -> [[Int]]? {
    guard let (result, received) = ask(operation, [Tensor(repeating: 0, shape: shape)], told) else {
      return nil
    }
    var groups = [[Int]](repeating: [], count: result.elements.count)
    for (place, number) in received.elements.enumerated() {
      let group = Int(sent(number)) - 1
      if groups.indices.contains(group) { groups[group].append(place) }
    }
    return groups
  }

  private static func counting(_ shape: Shape, from start: Int) -> Tensor {
    Tensor(shape: shape, elements: (0..<shape.count).map { Double(start + $0) })
  }

  /// The engine's result, and what the first operand receives when 1, 2, 3, … arrive at the result.
  private static func ask(
    _ operation: Operation,
    _ operands: [Tensor],
    _ told: Attributes
  ) -> (result: Tensor, received: Tensor)? {
    var graph = Graph()
    do throws(GraphError) {
      var leaves: [NodeID] = []
      for operand in operands { leaves.append(try graph.append(leaf: operand, role: .input)) }
      let node = try graph.append(operation, leaves, told)
      guard var trace = try? Trace(running: graph) else { return nil }
      let result = trace.value(of: node)
      trace.backward(from: node, seed: counting(result.shape, from: 1))
      return (result, trace.gradient(of: leaves[0]) ?? operands[0])
    } catch {
      return nil
    }
  }
}
