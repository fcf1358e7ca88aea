import Autodiff

extension OperationCase {
  /// The layers on operands of many shapes.
  static func layers(_ operation: Operation, _ random: inout SplitMix) -> [OperationCase] {
    var cases: [OperationCase] = []
    var attributes = Attributes()
    func add(_ operands: [Tensor], _ note: String = "") {
      cases.append(
        OperationCase(
          operation: operation,
          operands: operands,
          attributes: attributes,
          note: note
        )
      )
    }
    switch operation.name {
    case "linear":
      for (x, w, b) in [
        ([3], [3, 2], [2]), ([4, 3], [3, 2], [2]), ([4, 3], [3, 2], []),
        ([4, 3], [3, 2], [4, 1]), ([1, 1], [1, 1], [1]),
      ] {
        add([random.spread(x), random.spread(w), random.spread(b)])
      }
    case "dropout":
      attributes.first = 0.5
      for (x, mask) in [([4], [4]), ([2, 3], [3]), ([], []), ([3], [2, 3])] {
        add([random.spread(x), random.spread(mask)])
      }
    case "batch_norm":
      for (x, parameters) in [
        ([5], []), ([4, 3], [3]), ([4, 3], []), ([2, 3, 4], [3]),
        ([2, 2, 3, 2], [2]),
      ] {
        for eps in [1e-5, 0.1] {
          attributes.first = eps
          add(
            [random.spread(x), random.spread(parameters), random.spread(parameters)],
            "eps \(eps)"
          )
        }
      }
    case "conv2d":
      let shapes: [([Int], [Int])] = [
        ([4, 5], [2, 3]), ([3, 3], [3, 3]), ([2, 4, 4], [3, 2, 2, 2]),
        ([2, 2, 4, 3], [1, 2, 3, 2]),
      ]
      for (x, k) in shapes {
        for (stride, padding) in [(1.0, 0.0), (1, 1), (2, 0), (2, 2), (3, 1)] {
          (attributes.first, attributes.second) = (stride, padding)
          add([random.spread(x), random.spread(k)], "stride \(stride) padding \(padding)")
        }
      }
    case "max_pool2d", "avg_pool2d":
      for (axes, size) in [
        ([4, 4], 2.0), ([5, 4], 2), ([2, 3, 6], 3), ([2, 1, 4, 5], 2), ([2, 2], 1),
      ] {
        attributes.first = size
        add([random.spread(axes)], "size \(size)")
      }
    default: break
    }
    return cases
  }
}
