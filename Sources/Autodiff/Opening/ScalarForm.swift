/// How an operation on tensors is made of gates on scalars.
///
/// It stands in the operation's rule, beside the rules for value and gradient. An operation that has an
/// expansion is made of what that is made of; its form counts where the expansion would not have the
/// same value and gradient.
enum ScalarForm: Sendable {
  /// Each element of the result is an element of an operand: wires, and no gate at all.
  ///
  /// Which one is read off the rule: it only copies.
  case wires
  /// Each element of the result is a sum of products of two elements.
  ///
  /// `count` says about how many products there are; `forEach` calls its body for each with the places
  /// of the result's element and of the two factors in the two operands.
  case products(count: @Sendable (Frame) -> Int, forEach: @Sendable (Frame, Product) -> Void)
  /// Each element of the result comes from some elements of the only operand; `forEach` calls its body
  /// with the places of them.
  case lanes(LaneForm, forEach: @Sendable (Frame, Lane) -> Void)
  /// Each lane along the axis becomes a lane: a softmax.
  case lanesToLanes
  /// Each element of the only operand becomes a lane of the result: a class its one-hot row.
  case entriesToLanes
  /// An elementwise loss: the operation itself on single numbers, then the reduction.
  case entries
  /// A loss over rows: a gate for each row of the operands, then the reduction.
  case rows
  /// It is a gate on scalars itself.
  case gate
  /// A gate for each element of the result, on every element of every operand.
  case whole

  /// Takes the places of a result and of the two factors that belong to it.
  typealias Product = (_ result: Int, _ left: Int, _ right: Int) -> Void
  /// Takes the place of a result and those of the elements that it comes from.
  typealias Lane = (_ result: Int, _ places: [Int]) -> Void

  /// What becomes of a lane.
  enum LaneForm: Sendable {
    /// Its sum.
    case sum
    /// Its product.
    case product
    /// Its mean.
    case mean
    /// What a reduction of that name makes of it.
    case reduction(String)
  }

  /// Whether a gate on gathered scalars may be needed.
  var mayGather: Bool {
    switch self {
    case .wires, .products, .entries, .gate: false
    case .lanes(.reduction, _), .lanesToLanes, .entriesToLanes, .rows, .whole: true
    case .lanes: false
    }
  }
}
