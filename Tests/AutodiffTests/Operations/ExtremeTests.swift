import Autodiff
import Testing

/// Values and slopes at the far ends.
///
/// The figures are mpmath's, with 700 digits, rounded to a double.
@Suite struct `At the far ends` {
  /// One call and what it must give.
  struct Case: CustomTestStringConvertible, Sendable {
    var operation: Operation
    var operands: [Tensor]
    var number = 0.0
    var value: Double
    /// The gradient at the first operand.
    var gradient: [Double]

    var testDescription: String {
      "\(operation.name)\(operands.map { $0.text(NumberFormat.exact) })"
    }

    init(
      _ operation: Operation,
      _ operands: [Double]...,
      number: Double = 0,
      value: Double,
      gradient: [Double]
    ) {
      self.operation = operation
      self.operands = operands.map {
        $0.count == 1
          ? Tensor(shape: .scalar, elements: $0) : Tensor(shape: Shape([$0.count]), elements: $0)
      }
      self.number = number
      self.value = value
      self.gradient = gradient
    }
  }

  static let cases: [Case] = [
    Case(.sigmoid, [1000], value: 1, gradient: [0]),
    Case(.sigmoid, [-1000], value: 0, gradient: [0]),
    Case(.sigmoid, [-1e308], value: 0, gradient: [0]),
    Case(.sigmoid, [40], value: 1, gradient: [4.248354255291589e-18]),
    Case(.sigmoid, [700], value: 1, gradient: [9.85967654375977e-305]),
    Case(.sigmoid, [-700], value: 9.85967654375977e-305, gradient: [9.85967654375977e-305]),
    Case(.softplus, [1000], value: 1000, gradient: [1]),
    Case(.softplus, [-1000], value: 0, gradient: [0]),
    Case(.softplus, [-700], value: 9.85967654375977e-305, gradient: [9.85967654375977e-305]),
    Case(.softplus, [1e308], value: 1e308, gradient: [1]),
    Case(.tanh, [20], value: 1, gradient: [1.6993417021166355e-17]),
    Case(.tanh, [-8], value: -0.9999997749296758, gradient: [4.5014059756372915e-07]),
    Case(.tanh, [1e308], value: 1, gradient: [0]),
    Case(.tanh, [-1e-300], value: -1e-300, gradient: [1]),
    Case(.silu, [-1e308], value: 0, gradient: [0]),
    Case(.silu, [1e308], value: 1e308, gradient: [1]),
    Case(.gelu, [-8], value: -4.976768459417427e-15, gradient: [-3.979607261086796e-14]),
    Case(.gelu, [-36.5], value: -2.0238248852723182e-290, gradient: [-7.386952538459799e-289]),
    Case(.gelu, [-1e308], value: 0, gradient: [0]),
    Case(.gelu, [1e308], value: 1e308, gradient: [1]),
    Case(.elu, [-1000], number: 1, value: -1, gradient: [0]),
    Case(.elu, [-1e-20], number: 1, value: -1e-20, gradient: [1]),
    Case(.gaussian, [1e308], value: 0, gradient: [0]),
    Case(.gaussian, [-1e200], value: 0, gradient: [0]),
    Case(.divide, [1e300], [1e200], value: 1e100, gradient: [1e-200]),
    Case(.bceWithLogits, [1000], [1], value: 0, gradient: [0]),
    Case(.bceWithLogits, [-1000], [1], value: 1000, gradient: [-1]),
    Case(.bceWithLogits, [1000], [0], value: 1000, gradient: [1]),
    Case(
      .bceWithLogits,
      [40],
      [1],
      value: 4.248354255291589e-18,
      gradient: [-4.248354255291589e-18]
    ),
    Case(.bceWithLogits, [1e308], [1], value: 0, gradient: [0]),
    Case(.bce, [1e-20], [0], value: 1e-20, gradient: [1]),
    Case(.logCosh, [1000], [0], value: 999.3068528194401, gradient: [1]),
    Case(.logCosh, [-1e308], [0], value: 1e308, gradient: [-1]),
    Case(.logCosh, [1e-9], [0], value: 5e-19, gradient: [1e-9]),
    Case(.logCosh, [1e-5], [0], value: 4.9999999999166676e-11, gradient: [9.999999999666667e-06]),
    Case(.mape, [1e308], [1e200], value: 1e110, gradient: [1e-198]),
    Case(.gaussianNLL, [1e200], [0], [1e300], value: 5e99, gradient: [1e-100]),
    Case(
      .klDivergence,
      [1e-310, 1],
      [1e5, 1],
      value: -7.253143042931221e-308,
      gradient: [-724.3143042931243, 1]
    ),
    Case(
      .klDivergence,
      [0, 1],
      [0.5, 0.5],
      value: 0.6931471805599453,
      gradient: [-.infinity, 1.6931471805599454]
    ),
    Case(.softmaxCrossEntropy, [1000, 0], [1], value: 1000, gradient: [1, -1]),
    Case(
      .softmaxCrossEntropy,
      [1000, 1001, -1000],
      [0],
      value: 1.3132616875182228,
      gradient: [-0.7310585786300049, 0.7310585786300049, 0]
    ),
    Case(
      .softmaxCrossEntropy,
      [1e308, 1e308],
      [0],
      value: 0.6931471805599453,
      gradient: [-0.5, 0.5]
    ),
    Case(
      .softmaxCrossEntropy,
      [40, 0],
      [0],
      value: 4.248354255291589e-18,
      gradient: [0, 4.248354255291589e-18]
    ),
    Case(.logSumExp, [1000, 1000], value: 1000.6931471805599, gradient: [0.5, 0.5]),
    Case(.logSumExp, [-1000, -1000], value: -999.3068528194401, gradient: [0.5, 0.5]),
    Case(.logSumExp, [1e308, 1e308], value: 1e308, gradient: [0.5, 0.5]),
    Case(.logSumExp, [1e200, 1e200, -1e200], value: 1e200, gradient: [0.5, 0.5, 0]),
    Case(.mean, [1e308, 1e308], value: 1e308, gradient: [0.5, 0.5]),
    Case(.variance, [1e308, 1e308], value: 0, gradient: [0, 0]),
    Case(.standardDeviation, [1e308, -1e308], value: 1e308, gradient: [0.5, -0.5]),
    Case(.standardDeviation, [1e-200, -1e-200], value: 1e-200, gradient: [0.5, -0.5]),
    Case(.norm, [3e200, 4e200], value: 5e200, gradient: [0.6, 0.8]),
    Case(.norm, [3e-200, -4e-200], value: 5e-200, gradient: [0.6, -0.8]),
    Case(
      .cosineSimilarity,
      [1e200, 0],
      [1, 1],
      value: -0.7071067811865475,
      gradient: [0, -7.071067811865475e-201]
    ),
    Case(.cosineSimilarity, [3e-200, 4e-200], [3e-200, 4e-200], value: -1, gradient: [0, 0]),
    Case(.tripletMargin, [3e200, 4e200], [0, 0], [0, 0], number: 1, value: 1, gradient: [0, 0]),
  ]

  @Test(arguments: cases)
  func `value and gradient are right`(row: Case) throws {
    var graph = Graph()
    let operands = try row.operands.map { try graph.append(leaf: $0, role: .input) }
    var attributes = Attributes()
    attributes.first = row.number
    attributes.reduction = .sum
    let node = try graph.append(row.operation, operands, attributes)
    var trace = try Trace(running: graph)
    trace.backward(from: node)
    #expect(close(trace.value(of: node).elements[0], row.value), "\(trace.value(of: node))")
    let gradient = try #require(trace.gradient(of: operands[0])).elements
    #expect(gradient.count == row.gradient.count)
    for (actual, expected) in zip(gradient, row.gradient) {
      #expect(close(actual, expected), "\(gradient)")
    }
  }

  private static let lanes: [(z: [Double], softmax: [Double], log: [Double])] = [
    ([1000, 0], [1, 0], [0, -1000]), ([-1000, 0], [0, 1], [-1000, 0]),
    ([1e308, 1e308], [0.5, 0.5], [-0.6931471805599453, -0.6931471805599453]),
    ([1e20, 1e20], [0.5, 0.5], [-0.6931471805599453, -0.6931471805599453]),
    ([40, 0], [1, 4.248354255291589e-18], [-4.248354255291589e-18, -40]),
    ([1e-320, 0], [0.5, 0.5], [-0.6931471805599453, -0.6931471805599453]),
    (
      [1000, 1001, -1000], [0.2689414213699951, 0.7310585786300049, 0],
      [-1.3132616875182228, -0.31326168751822286, -2001.3132616875182]
    ),
  ]

  @Test(arguments: lanes)
  func `softmax and its logarithm are right`(row: (z: [Double], softmax: [Double], log: [Double]))
    throws
  {
    var graph = Graph()
    let z = try graph.append(
      leaf: Tensor(shape: Shape([row.z.count]), elements: row.z),
      role: .input
    )
    var attributes = Attributes()
    attributes.axes = [-1]
    attributes.first = 1
    let p = try graph.append(.softmax, [z], attributes)
    let l = try graph.append(.logSoftmax, [z], attributes)
    let trace = try Trace(running: graph)
    for k in row.z.indices {
      #expect(close(trace.value(of: p).elements[k], row.softmax[k]))
      #expect(close(trace.value(of: l).elements[k], row.log[k]))
    }
  }

  private func close(_ a: Double, _ b: Double) -> Bool {
    a == b || (a - b).magnitude <= 1e-13 * b.magnitude + 1e-320
  }
}
