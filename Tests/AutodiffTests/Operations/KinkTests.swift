import Autodiff
import Testing

/// What notation.md fixes under "At kinks", each constant derived by hand.
@Suite struct `At kinks` {
  /// An operation of one number at a place, its value and its derivative there.
  struct Kink: CustomTestStringConvertible, Sendable {
    var operation: Operation
    var x: Double
    var value: Double
    var derivative: Double
    var first = 0.0
    var second = 0.0

    var testDescription: String { "\(operation.name)(\(x))" }
  }

  static let kinks: [Kink] = [
    Kink(operation: .relu, x: 0, value: 0, derivative: 0),
    Kink(operation: .relu, x: -0.0, value: 0, derivative: 0),
    Kink(operation: .relu, x: 1e-300, value: 1e-300, derivative: 1),
    Kink(operation: .abs, x: 0, value: 0, derivative: 0),
    Kink(operation: .abs, x: -2, value: 2, derivative: -1),
    Kink(operation: .sign, x: 0, value: 0, derivative: 0),
    Kink(operation: .sign, x: -3, value: -1, derivative: 0),
    Kink(operation: .step, x: 0, value: 1, derivative: 0),
    Kink(operation: .step, x: -1e-300, value: 0, derivative: 0),
    Kink(operation: .leakyReLU, x: 0, value: 0, derivative: 0.25, first: 0.25),
    Kink(operation: .leakyReLU, x: 2, value: 2, derivative: 1, first: 0.25),
    Kink(operation: .leakyReLU, x: -2, value: -0.5, derivative: 0.25, first: 0.25),
    Kink(operation: .elu, x: 0, value: 0, derivative: 1.5, first: 1.5),
    Kink(operation: .elu, x: 3, value: 3, derivative: 1, first: 1.5),
    Kink(operation: .clip, x: -1, value: -1, derivative: 1, first: -1, second: 2),
    Kink(operation: .clip, x: 2, value: 2, derivative: 1, first: -1, second: 2),
    Kink(operation: .clip, x: 2.5, value: 2, derivative: 0, first: -1, second: 2),
    Kink(operation: .clip, x: -1.5, value: -1, derivative: 0, first: -1, second: 2),
    Kink(operation: .sigmoid, x: 0, value: 0.5, derivative: 0.25),
    Kink(operation: .tanh, x: 0, value: 0, derivative: 1),
    Kink(operation: .softplus, x: 0, value: 0.6931471805599453, derivative: 0.5),
    Kink(operation: .silu, x: 0, value: 0, derivative: 0.5),
    Kink(operation: .gelu, x: 0, value: 0, derivative: 0.5),
    Kink(operation: .gaussian, x: 0, value: 1, derivative: 0),
    Kink(operation: .square, x: 0, value: 0, derivative: 0),
  ]

  @Test(arguments: kinks)
  func `a function of one number`(kink: Kink) throws {
    var attributes = Attributes()
    (attributes.first, attributes.second) = (kink.first, kink.second)
    let tried = OperationCase(
      operation: kink.operation,
      operands: [Tensor(kink.x)],
      attributes: attributes
    )
    #expect(try tried.value().scalar == kink.value)
    #expect(try tried.gradients(seed: Tensor(1))[0].scalar == kink.derivative)
  }

  /// Bases, exponents, the power, and its derivatives with respect to both.
  static let powers: [(x: Double, y: Double, z: Double, dx: Double, dy: Double)] = [
    (0, 0, 1, 0, 0), (0, 2, 0, 0, 0), (0, 1, 0, 1, 0), (0, 0.5, 0, .infinity, 0),
    (2, 0, 1, 0, 0.6931471805599453), (-2, 0, 1, 0, .nan), (-2, 2, 4, -4, .nan),
    (-2, 3, -8, 12, .nan), (-1, 1, -1, 1, .nan), (4, 0.5, 2, 0.25, 2.772588722239781),
    (2, 3, 8, 12, 5.545177444479562), (0, -1, .infinity, -.infinity, -.infinity),
    (-2, 0.5, .nan, .nan, .nan), (1, 5, 1, 5, 0),
  ]

  @Test(arguments: powers)
  func `a power`(row: (x: Double, y: Double, z: Double, dx: Double, dy: Double)) throws {
    let tried = OperationCase(operation: .power, operands: [Tensor(row.x), Tensor(row.y)])
    #expect(agree(try #require(try tried.value().scalar), row.z, 1e-15))
    let gradients = try tried.gradients(seed: Tensor(1))
    #expect(agree(try #require(gradients[0].scalar), row.dx, 1e-15))
    #expect(agree(try #require(gradients[1].scalar), row.dy, 1e-15))
  }

  @Test func `a constant exponent hands nothing back`() throws {
    var graph = Graph()
    let x = try graph.append(leaf: Tensor(-2), role: .input)
    let two = try graph.append(leaf: Tensor(2), role: .constant)
    let y = try graph.append(.power, [x, two])
    var trace = try Trace(running: graph)
    trace.backward(from: y)
    #expect(trace.gradient(of: x) == Tensor(-4))
    #expect(trace.contribution(of: y, slot: 1) == nil)
    #expect(trace.nonFiniteOrigins.isEmpty)
  }

  /// Reductions, the lane, its value and the gradient of each element.
  static let ties: [(operation: Operation, lane: [Double], value: Double, gradient: [Double])] = [
    (.max, [1, 3, 3, 2], 3, [0, 0.5, 0.5, 0]), (.max, [2, 2, 2, 2], 2, [0.25, 0.25, 0.25, 0.25]),
    (.max, [0, -0.0], 0, [0.5, 0.5]), (.max, [5], 5, [1]),
    (.min, [1, 3, 1], 1, [0.5, 0, 0.5]), (.min, [3, 1, 2], 1, [0, 1, 0]),
    (.norm, [0, 0], 0, [0, 0]), (.norm, [3, 4], 5, [0.6, 0.8]), (.norm, [0, -2], 2, [0, -1]),
    (.standardDeviation, [2, 2, 2], 0, [0, 0, 0]), (.variance, [2, 2], 0, [0, 0]),
    (.standardDeviation, [1, 5], 2, [-0.5, 0.5]), (.variance, [1, 5], 4, [-2, 2]),
    (.product, [0, 3, 4], 0, [12, 0, 0]), (.product, [0, 0, 4], 0, [0, 0, 0]),
    (.product, [2, 3, 4], 24, [12, 8, 6]), (.sum, [1, 2], 3, [1, 1]),
    (.mean, [1, 3], 2, [0.5, 0.5]),
    (.logSumExp, [0, 0], 0.6931471805599453, [0.5, 0.5]),
  ]

  @Test(arguments: ties)
  func `a reduction`(
    row: (operation: Operation, lane: [Double], value: Double, gradient: [Double])
  ) throws {
    let tried = OperationCase(operation: row.operation, operands: [Tensor(row.lane)])
    #expect(try tried.value().scalar == row.value)
    #expect(try tried.gradients(seed: Tensor(1))[0].elements == row.gradient)
  }

  @Test func `ties are shared within each lane of a matrix`() throws {
    var attributes = Attributes()
    attributes.axes = [1]
    let tried = OperationCase(
      operation: .max,
      operands: [Tensor([[1, 1, 0], [2, 3, 3], [7, 8, 9]])],
      attributes: attributes
    )
    let gradient = try tried.gradients(seed: Tensor([2, 4, 8]))[0]
    #expect(gradient == Tensor([[1, 1, 0], [0, 2, 2], [0, 0, 8]]))
  }

  @Test(arguments: [(2.0, 1.0), (1.0, 2.0), (3.0, 3.0), (0.0, -0.0)])
  func `the larger and the smaller of two`(a: Double, b: Double) throws {
    let shares = a == b ? [0.5, 0.5] : a > b ? [1, 0] : [0, 1]
    let larger = OperationCase(operation: .maximum, operands: [Tensor(a), Tensor(b)])
    #expect(try larger.value().scalar == Swift.max(a, b))
    #expect(try larger.gradients(seed: Tensor(1)).compactMap { $0.scalar } == shares)
    let smaller = OperationCase(operation: .minimum, operands: [Tensor(a), Tensor(b)])
    #expect(try smaller.value().scalar == Swift.min(a, b))
    #expect(try smaller.gradients(seed: Tensor(1)).compactMap { $0.scalar } == shares.reversed())
  }

  @Test func `one node on both sides of a maximum gets all of it`() throws {
    var graph = Graph()
    let x = try graph.append(leaf: Tensor(3), role: .input)
    let y = try graph.append(.maximum, [x, x])
    var trace = try Trace(running: graph)
    trace.backward(from: y)
    #expect(trace.contributions(to: x).map { $0.value } == [Tensor(0.5), Tensor(0.5)])
    #expect(trace.gradient(of: x) == Tensor(1))
  }

  /// Losses at their kinks: prediction, target, value, and the gradients of both.
  static let losses:
    [(operation: Operation, p: Double, y: Double, value: Double, dp: Double, dy: Double)] = [
      (.mae, 2, 2, 0, 0, 0), (.mae, 3, 1, 2, 1, -1), (.mse, 3, 1, 4, 4, -4),
      (.huber, 1, 0, 0.5, 1, -1), (.huber, -1, 0, 0.5, -1, 1), (.huber, 3, 0, 2.5, 1, -1),
      (.huber, 0.5, 0, 0.125, 0.5, -0.5), (.hinge, 1, 1, 0, 0, 0), (.hinge, -1, -1, 0, 0, 0),
      (.hinge, 0.5, 1, 0.5, -1, -0.5), (.hinge, 2, -1, 3, 1, -2), (.squaredHinge, 1, 1, 0, 0, 0),
      (.squaredHinge, 0.5, 1, 0.25, -1, -0.5), (.bce, 0.5, 1, 0.6931471805599453, -2, 0),
      (.bce, 1, 1, 0, -1, -.infinity), (.bce, 0, 0, 0, 1, .infinity),
      (.bceWithLogits, 0, 1, 0.6931471805599453, -0.5, 0), (.poissonNLL, 0, 3, 1, -2, 0),
      (.logCosh, 0, 0, 0, 0, 0),
    ]

  @Test(arguments: losses)
  func `a loss of two numbers`(
    row: (operation: Operation, p: Double, y: Double, value: Double, dp: Double, dy: Double)
  ) throws {
    var attributes = Attributes()
    attributes.first = 1
    for reduction in Attributes.Reduction.allCases {
      attributes.reduction = reduction
      let tried = OperationCase(
        operation: row.operation,
        operands: [Tensor(row.p), Tensor(row.y)],
        attributes: attributes
      )
      #expect(agree(try tried.value(), Tensor(row.value), 1e-15))
      let gradients = try tried.gradients(seed: Tensor(1))
      #expect(agree(gradients[0], Tensor(row.dp), 1e-15))
      #expect(agree(gradients[1], Tensor(row.dy), 1e-15))
    }
  }
}
