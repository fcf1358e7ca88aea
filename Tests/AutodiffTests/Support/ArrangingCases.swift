import Autodiff

extension OperationCase {
  /// Products, and what only moves elements.
  static func arranging(_ operation: Operation, _ random: inout SplitMix) -> [OperationCase] {
    func make(
      _ shapes: [[Int]],
      note: String = "",
      _ set: (inout Attributes) -> Void = { _ in }
    ) -> OperationCase {
      var attributes = Attributes()
      set(&attributes)
      return OperationCase(
        operation: operation,
        operands: shapes.map { random.spread($0) },
        attributes: attributes,
        note: note
      )
    }
    switch operation.name {
    case "matmul", "dot":
      return [
        make([[2, 3], [3, 4]]), make([[3], [3, 2]]), make([[2, 3], [3]]), make([[3], [3]]),
        make([[1, 1], [1, 1]]), make([[4, 1], [1, 4]]), make([[2, 0], [0, 3]]),
      ]
    case "outer": return [make([[2], [3]]), make([[1], [4]])]
    case "transpose":
      return [make([[]]), make([[3]]), make([[2, 3]]), make([[2, 3, 4]])]
    case "reshape":
      return [
        make([[6]], note: "[2, 3]") { $0.shape = [2, 3] },
        make([[2, 3]], note: "[3, -1]") { $0.shape = [3, -1] },
        make([[2, 3]], note: "[-1]") { $0.shape = [-1] }, make([[1]], note: "[]") { $0.shape = [] },
      ]
    case "concat":
      return [
        make([[2], [3], [1]]), make([[2, 3], [1, 3]]),
        make([[2, 3], [2, 1], [2, 2]], note: "axis 1") { $0.first = 1 },
        make([[2, 3], [2, 1]], note: "axis -1") { $0.first = -1 },
        make([[2, 1, 2], [2, 2, 2]], note: "axis 1") { $0.first = 1 }, make([[2, 0], [2, 0]]),
      ]
    case "stack":
      return [
        make([[], [], []]), make([[3], [3]]), make([[3], [3]], note: "axis 1") { $0.first = 1 },
        make([[2, 3], [2, 3]], note: "axis -1") { $0.first = -1 },
        make([[2, 3], [2, 3]], note: "axis 1") { $0.first = 1 },
      ]
    case "index":
      return [
        make([[4]], note: "[2]") {
          $0.selections = [.init(start: 2, count: 1, dropsAxis: true)]
        },
        make([[4]], note: "[1:3]") {
          $0.selections = [.init(start: 1, count: 2, dropsAxis: false)]
        },
        make([[3, 4]], note: "[1:3, 2]") {
          $0.selections = [
            .init(start: 1, count: 2, dropsAxis: false), .init(start: 2, count: 1, dropsAxis: true),
          ]
        },
        make([[2, 3, 2]], note: "[:, 1:3, 0:1]") {
          $0.selections = [
            .init(start: 0, count: 2, dropsAxis: false),
            .init(start: 1, count: 2, dropsAxis: false),
            .init(start: 0, count: 1, dropsAxis: false),
          ]
        },
      ]
    case "one_hot":
      var attributes = Attributes()
      attributes.first = 4
      return [Tensor(2), Tensor([0, 3, 1]), Tensor([[0, 1], [3, 3]])].map {
        OperationCase(operation: operation, operands: [$0], attributes: attributes, labels: [0])
      }
    case "softmax", "log_softmax":
      var cases: [OperationCase] = []
      for (axes, along) in [
        ([1], -1), ([4], 0), ([2, 3], -1), ([2, 3], 0), ([2, 3, 2], 1), ([2, 3, 2], -3),
      ] {
        for temperature in [1.0, 2.5] {
          cases.append(
            make([axes], note: "axis \(along), temperature \(temperature)") {
              $0.axes = [along]
              $0.first = temperature
            }
          )
        }
      }
      return cases
    default: return []
    }
  }
}
