import Autodiff

extension OperationCase {
  private static let lossPairs: [([Int], [Int])] = [
    ([], []), ([4], [4]), ([2, 3], [2, 3]), ([2, 3], [3]), ([3], []), ([], [3]), ([2, 1], [1, 3]),
  ]

  /// All losses with each of the three reductions.
  static func losses(_ operation: Operation, _ random: inout SplitMix) -> [OperationCase] {
    var cases: [OperationCase] = []
    for reduction in Attributes.Reduction.allCases {
      var attributes = Attributes()
      attributes.reduction = reduction
      func add(_ operands: [Tensor], labels: Set<Int> = [], _ note: String = "") {
        cases.append(
          OperationCase(
            operation: operation,
            operands: operands,
            attributes: attributes,
            labels: labels,
            note: "\(note) \(reduction.rawValue)"
          )
        )
      }
      switch operation.name {
      case "mse", "mae", "log_cosh", "bce_with_logits", "poisson_nll":
        for (p, y) in lossPairs { add([random.spread(p), random.whole(y, times: 0.34)]) }
      case "huber":
        attributes.first = 0.7
        for (p, y) in lossPairs { add([random.spread(p), random.whole(y, times: 0.34)]) }
      case "hinge", "squared_hinge":
        for (p, y) in lossPairs {
          var target = random.whole(y, times: 1)
          target.elements = target.elements.map { $0 < 0 ? -1 : 1 }
          add([random.spread(p), target])
        }
      case "bce":
        for (p, y) in lossPairs {
          add([random.tensor(p, 0.1, 0.9), random.tensor(y, 0.05, 0.95)])
        }
      case "gaussian_nll":
        for (p, y) in lossPairs {
          add([random.spread(p), random.tensor(y, -1, 1), random.tensor(p, 0.3, 2)])
        }
        add([random.spread([2, 3]), random.tensor([3], -1, 1), random.tensor([], 0.3, 2)])
      case "cross_entropy", "kl_div":
        for axes in [[4], [2, 3], [2, 2, 3]] {
          add([random.tensor(axes, 0.1, 0.9), random.tensor(axes, 0.1, 0.9)], "distribution")
        }
        guard operation.name == "cross_entropy" else { break }
        add([random.tensor([4], 0.1, 0.9), Tensor(2)], labels: [1], "class")
        add([random.tensor([3, 4], 0.1, 0.9), Tensor([2, 0, 3])], labels: [1], "classes")
      case "softmax_cross_entropy", "nll":
        for axes in [[4], [2, 3], [2, 2, 3]] {
          add([random.spread(axes), random.tensor(axes, 0.1, 0.9)], "distribution")
        }
        add([random.spread([4]), Tensor(2)], labels: [1], "class")
        add([random.spread([3, 4]), Tensor([2, 0, 3])], labels: [1], "classes")
        add([random.spread([2, 2, 3]), Tensor([[2, 0], [1, 1]])], labels: [1], "classes")
      default: break
      }
    }
    return cases
  }
}
