internal import Autodiff

/// How an operation works on fractions: the counterpart of the engine's rule over doubles, and nothing else.
///
/// Which elements meet is asked of the engine (``Places``).
enum ExactRule: Sendable {
  /// Element by element, `value(x, p)` with derivative `derivative(x, y, p)`.
  case unary(
    value: @Sendable (_ x: ExactNumber, _ p: Told) -> ExactNumber,
    derivative: @Sendable (_ x: ExactNumber, _ y: ExactNumber, _ p: Told) -> ExactNumber
  )
  /// Element by element with broadcasting.
  case binary(
    value: @Sendable (_ a: ExactNumber, _ b: ExactNumber) -> ExactNumber,
    left: @Sendable (_ a: ExactNumber, _ b: ExactNumber, _ y: ExactNumber) -> ExactNumber,
    right: @Sendable (_ a: ExactNumber, _ b: ExactNumber, _ y: ExactNumber) -> ExactNumber
  )
  /// Elements go to other places and stay what they are.
  case rearranging
  /// Lanes along axes become one number each.
  case reducing(LaneRule)
  /// Windows over the last two axes become one number each.
  case pooling(LaneRule)
  /// Lanes along an axis become lanes of the same length.
  case alongAxis(
    value: @Sendable (_ lane: [ExactNumber], _ p: Told, inout Work) -> [ExactNumber],
    pullback:
      @Sendable (
        _ lane: [ExactNumber], _ result: [ExactNumber], _ upstream: [ExactNumber], _ p: Told,
        inout Work
      ) -> [ExactNumber]
  )
  /// The matrix product.
  case matrixProduct
  /// The cross-correlation of images with kernels.
  case convolution
  /// Class numbers to rows with a single 1.
  case oneHot
  /// A loss, element by element with broadcasting, then added up and averaged.
  case loss(LossRule)
  /// Built of other operations: the engine's own open form, or one of ``OpenForms``.
  case opened(OpenForm)

  /// Builds the open form on `operands` and returns the node of the result.
  typealias OpenForm =
    @Sendable (inout Graph, [NodeID], Attributes) throws(GraphError) -> NodeID
}

/// What an operation was told besides its operands, as fractions.
struct Told: Sendable {
  /// The first number: a slope, an alpha, a lower bound, a delta.
  var first = ExactNumber.zero
  /// The second: an upper bound.
  var second = ExactNumber.zero
}

/// One number of many.
struct LaneRule: Sendable {
  var value: @Sendable (_ lane: [ExactNumber], inout Work) -> ExactNumber
  /// The derivative with respect to each element.
  var slopes: @Sendable (_ lane: [ExactNumber], _ value: ExactNumber, inout Work) -> [ExactNumber]
}

/// The loss of one element of each operand.
struct LossRule: Sendable {
  /// Whether the last axis holds classes: they are added up, and the rows averaged.
  ///
  /// Else all elements are averaged.
  var hasClasses = false
  var value: @Sendable (_ x: [ExactNumber], _ p: Told) -> ExactNumber
  /// The derivative with respect to the operand at `slot`.
  var slope: @Sendable (_ x: [ExactNumber], _ p: Told, _ slot: Int) -> ExactNumber
}

/// How much may still be computed: exact arithmetic on long fractions is slow, and a run has to end.
struct Work: Sendable {
  /// What is left, in products of machine words.
  private var left: Int

  init(_ limit: Int) { left = limit }

  /// Whether nothing is left.
  var isExhausted: Bool { left < 0 }

  /// Takes what an operation on numbers of so many binary digits costs; false where too little is left.
  mutating func allows(_ a: Int, _ b: Int) -> Bool {
    left -= 8 + (a / 64 + 1) * (b / 64 + 1)
    return left >= 0
  }

  /// What is computed when nothing is left.
  static let exhausted = ExactNumber.leaving(.tooMuchWork, isNumber: true)

  mutating func add(_ a: ExactNumber, _ b: ExactNumber) -> ExactNumber {
    allows(a.bits, b.bits) ? a + b : Work.exhausted
  }

  mutating func multiply(_ a: ExactNumber, _ b: ExactNumber) -> ExactNumber {
    allows(a.bits, b.bits) ? a * b : Work.exhausted
  }

  mutating func sum(_ numbers: [ExactNumber]) -> ExactNumber {
    var sum = ExactNumber.zero
    for number in numbers { sum = add(sum, number) }
    return sum
  }

  mutating func mean(_ numbers: [ExactNumber]) -> ExactNumber {
    sum(numbers) / ExactNumber(numbers.count)
  }

  mutating func product(_ numbers: [ExactNumber]) -> ExactNumber {
    var product = ExactNumber.one
    for number in numbers { product = multiply(product, number) }
    return product
  }

  mutating func inner(_ a: [ExactNumber], _ b: [ExactNumber]) -> ExactNumber {
    var sum = ExactNumber.zero
    for (p, q) in zip(a, b) { sum = add(sum, multiply(p, q)) }
    return sum
  }
}
