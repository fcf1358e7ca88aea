import Autodiff
import Testing

@Suite struct `Losses over classes` {
  private func loss(
    _ operation: Operation,
    _ z: Tensor,
    _ y: Tensor,
    _ reduction: Attributes.Reduction
  ) -> OperationCase {
    var attributes = Attributes()
    attributes.reduction = reduction
    return OperationCase(operation: operation, operands: [z, y], attributes: attributes)
  }

  static let logits = Tensor([[1, 2, 4], [0.5, -1, 0], [3, 3, 3]])
  static let classes = Tensor([2, 0, 1])
  static let oneHot = Tensor([[0, 0, 1], [1, 0, 0], [0, 1, 0]])

  @Test(arguments: Attributes.Reduction.allCases)
  func `class indices mean the same as one-hot rows`(reduction: Attributes.Reduction) throws {
    for operation in [Operation.softmaxCrossEntropy, .nll] {
      let indices = loss(operation, Self.logits, Self.classes, reduction)
      let rows = loss(operation, Self.logits, Self.oneHot, reduction)
      let value = try indices.value()
      #expect(agree(value, try rows.value(), 1e-15))
      #expect(value.shape.axes == (reduction == .none ? [3] : []))
      let seed = Tensor(repeating: 1, shape: value.shape)
      #expect(agree(try indices.gradients(seed: seed)[0], try rows.gradients(seed: seed)[0], 1e-15))
      #expect(try indices.gradients(seed: seed)[1] == Tensor([0, 0, 0]))
    }
  }

  @Test func `classes are summed and rows averaged`() throws {
    let none = try loss(.softmaxCrossEntropy, Self.logits, Self.classes, .none).value().elements
    let sum = try loss(.softmaxCrossEntropy, Self.logits, Self.classes, .sum).value().scalar
    let mean = try loss(.softmaxCrossEntropy, Self.logits, Self.classes, .mean).value().scalar
    #expect(agree(try #require(sum), none[0] + none[1] + none[2], 1e-15))
    #expect(agree(try #require(mean), (none[0] + none[1] + none[2]) / 3, 1e-15))
    // The third row is ln 3.
    #expect(agree(none[2], 1.0986122886681098, 1e-15))
  }

  @Test func `a vector with one label is one row`() throws {
    let z = Tensor([0, 0, 0, 0])
    for reduction in Attributes.Reduction.allCases {
      let tried = loss(.softmaxCrossEntropy, z, Tensor(3), reduction)
      #expect(agree(try tried.value(), Tensor(1.3862943611198906), 1e-15))
      let gradient = try tried.gradients(seed: Tensor(1))[0]
      #expect(agree(gradient, Tensor([0.25, 0.25, 0.25, -0.75]), 1e-15))
    }
  }

  @Test func `any distribution is a target: the logits get p minus y`() throws {
    let y = Tensor([[0.2, 0.3, 0.5], [1, 0, 0], [0.25, 0.25, 0.5]])
    var axes = Attributes()
    axes.axes = [-1]
    axes.first = 1
    let p = try OperationCase(operation: .softmax, operands: [Self.logits], attributes: axes)
      .value()
    let gradient = try loss(.softmaxCrossEntropy, Self.logits, y, .sum).gradients(seed: Tensor(1))[
      0
    ]
    for i in p.elements.indices {
      #expect(agree(gradient.elements[i], p.elements[i] - y.elements[i], 1e-15))
    }
  }

  @Test func `a probability of zero does no harm where its target is zero`() throws {
    let tried = loss(.crossEntropy, Tensor([0, 0.5, 0.5]), Tensor([0, 1, 0]), .mean)
    #expect(agree(try tried.value(), Tensor(0.6931471805599453), 1e-15))
    #expect(try tried.gradients(seed: Tensor(1))[0] == Tensor([0, -2, 0]))
    let divergence = loss(.klDivergence, Tensor([0, 1]), Tensor([0.5, 0.5]), .mean)
    #expect(agree(try divergence.value(), Tensor(0.6931471805599453), 1e-15))
  }

  @Test(arguments: [-1, 3, 0.5, .nan, 1e300])
  func `a label that names no class is a fault`(label: Double) throws {
    for operation in [Operation.softmaxCrossEntropy, .crossEntropy, .nll] {
      let tried = loss(operation, Tensor([[1, 1, 1]]), Tensor([label]), .mean)
      #expect {
        try tried.value()
      } throws: { error in
        guard case .badClass(operation.name, _, 3) = (error as? Trace.Fault)?.error else {
          return false
        }
        return true
      }
    }
  }

  @Test(arguments: [[2], [3, 3], [1, 3], [3, 1], []])
  func `a target of another shape is refused`(axes: [Int]) {
    let tried = loss(
      .softmaxCrossEntropy,
      Tensor([[1, 2, 3], [4, 5, 6]]),
      Tensor(repeating: 0, shape: Shape(axes)),
      .mean
    )
    if axes == [2] {
      #expect(throws: Never.self) { try tried.value() }
    } else {
      #expect(throws: GraphError.self) { try tried.value() }
    }
  }

  @Test(arguments: [
    "mse", "mae", "huber", "log_cosh", "bce", "bce_with_logits", "hinge", "poisson_nll",
  ])
  func `elementwise losses average over all entries`(name: String) throws {
    let operation = try #require(Operation.function(named: name))
    let p = Tensor([[0.2, 0.4, 0.6], [0.1, 0.3, 0.5]])
    let y = Tensor([[1, 0, 1], [0, 1, 1]])
    var attributes = Attributes()
    attributes.first = 1
    var values: [Attributes.Reduction: Tensor] = [:]
    for reduction in Attributes.Reduction.allCases {
      attributes.reduction = reduction
      values[reduction] = try OperationCase(
        operation: operation,
        operands: [p, y],
        attributes: attributes
      ).value()
    }
    let all = try #require(values[.none])
    #expect(all.shape == p.shape)
    let total = all.elements.reduce(0, +)
    #expect(agree(try #require(values[.sum]?.scalar), total, 1e-15))
    #expect(agree(try #require(values[.mean]?.scalar), total / 6, 1e-15))
  }
}
