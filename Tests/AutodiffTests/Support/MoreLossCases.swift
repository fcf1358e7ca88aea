import Autodiff

extension OperationCase {
  private static let pairs: [([Int], [Int])] = [
    ([], []), ([4], [4]), ([2, 3], [2, 3]), ([2, 3], [3]), ([], [3]),
  ]

  /// The losses beyond the first list, with each of the three reductions.
  static func moreLosses(_ operation: Operation, _ random: inout SplitMix) -> [OperationCase] {
    var cases: [OperationCase] = []
    if operation.name == "ctc" { return connectionist(operation, &random) }
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
      case "smooth_l1":
        attributes.first = 0.7
        for (p, y) in pairs { add([random.spread(p), random.whole(y, times: 0.34)]) }
      case "mape", "kl_div_log":
        for (p, y) in pairs { add([random.spread(p), random.tensor(y, 0.2, 0.9)]) }
      case "msle", "poisson":
        for (p, y) in pairs { add([random.tensor(p, 0.2, 3), random.tensor(y, 3.1, 6)]) }
      case "soft_margin":
        for (p, y) in pairs { add([random.spread(p), random.signs(y)]) }
      case "hinge_embedding":
        attributes.first = 0.9
        for (p, y) in pairs { add([random.spread(p), random.signs(y)], labels: [1]) }
      case "margin_ranking":
        attributes.first = 0.05
        for (p, y) in pairs {
          add([random.spread(p), random.whole(p, times: 0.01), random.signs(y)])
        }
      case "triplet_margin_with_distance":
        attributes.first = 0.75
        for (p, y) in pairs { add([random.spread(p), random.whole(y, times: 0.01)]) }
      default: cases += rows(operation, attributes, &random)
      }
    }
    return cases
  }

  /// Losses that make one number of each row.
  private static func rows(
    _ operation: Operation,
    _ attributes: Attributes,
    _ random: inout SplitMix
  ) -> [OperationCase] {
    var cases: [OperationCase] = []
    var attributes = attributes
    func add(_ operands: [Tensor], labels: Set<Int> = [], _ note: String = "") {
      cases.append(
        OperationCase(
          operation: operation,
          operands: operands,
          attributes: attributes,
          labels: labels,
          note: "\(note) \(attributes.reduction.rawValue)"
        )
      )
    }
    for axes in [[4], [2, 3], [2, 2, 3]] {
      switch operation.name {
      case "categorical_hinge":
        add([random.spread(axes), random.tensor(axes, 0.1, 0.9)], "distribution")
      case "multi_label_soft_margin", "cosine_similarity":
        add([random.spread(axes), random.tensor(axes, 0.1, 0.9)])
      case "multi_label_margin":
        var y = random.tensor(axes, 0, 1)
        y.elements = y.elements.map { $0.rounded() }
        add([random.spread(axes), y], labels: [1])
      case "multi_margin":
        for power in [1.0, 2] {
          (attributes.first, attributes.second) = (power, 0.93)
          add([random.spread(axes), random.tensor(axes, 0.1, 0.9)], "distribution, p \(power)")
        }
      case "cosine_embedding":
        attributes.first = 0.013
        add(
          [random.spread(axes), random.spread(axes), random.signs([Int](axes.dropLast()))],
          labels: [2]
        )
      case "triplet_margin":
        attributes.first = 0.3
        add([random.spread(axes), random.spread(axes), random.spread(axes)])
      default: break
      }
    }
    if operation.name == "categorical_hinge" || operation.name == "multi_margin" {
      (attributes.first, attributes.second) = (2, 0.93)
      add([random.spread([4]), Tensor(2)], labels: [1], "class")
      add([random.spread([3, 4]), Tensor([2, 0, 3])], labels: [1], "classes")
    }
    return cases
  }

  private static func connectionist(
    _ operation: Operation,
    _ random: inout SplitMix
  ) -> [OperationCase] {
    let plans: [(frames: Int, target: [Double], blank: Double)] = [
      (1, [1], 0), (2, [1], 0), (3, [1, 1], 0), (4, [1, 2], 0), (5, [2, 1, 2], 0), (4, [0, 1], 2),
    ]
    return plans.map { plan in
      var attributes = Attributes()
      attributes.first = plan.blank
      return OperationCase(
        operation: operation,
        operands: [random.tensor([plan.frames, 3], -2, -0.2), Tensor(plan.target)],
        attributes: attributes,
        labels: [1],
        note: "\(plan.frames) frames for \(plan.target)"
      )
    }
  }
}

extension SplitMix {
  /// A tensor of −1 and 1.
  mutating func signs(_ axes: [Int]) -> Tensor {
    var tensor = tensor(axes, -1, 1)
    tensor.elements = tensor.elements.map { $0 < 0 ? -1 : 1 }
    return tensor
  }
}
