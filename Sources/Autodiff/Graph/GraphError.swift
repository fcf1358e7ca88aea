/// Why a graph cannot be built or run, as data.
///
/// ``GraphError/message`` and ``GraphError/help`` say it in words.
public indirect enum GraphError: Error, Equatable, Sendable {
  /// Operands of `operation` do not fit together.
  case shapeMismatch(operation: String, expected: String, found: [Shape])
  /// The axis `axis` was asked of an operand that has only `rank` axes.
  case axisOutOfRange(operation: String, axis: Int, shape: Shape)
  /// The axis `axis` was named twice.
  case axisTwice(operation: String, axis: Int)
  /// An index lies outside its axis.
  case indexOutOfRange(index: Int, axis: Int, shape: Shape)
  /// More indices than axes.
  case tooManyIndices(count: Int, shape: Shape)
  /// A shape with another number of elements than the operand's.
  case reshapeCount(from: Shape, to: [Int])
  /// A reduction over no elements that has no value: the maximum of nothing.
  case emptyReduction(operation: String)
  /// The graph would hold more elements than ``Graph/elementLimit``.
  case tooManyElements(limit: Int)
  /// A graph opened into scalars would hold more nodes than ``ScalarGraph/nodeLimit``.
  case tooManyScalars(limit: Int)
  /// A tensor would have more axes than ``Graph/axisLimit``.
  case tooManyAxes(limit: Int, found: Int)
  /// Another number of operands than the operation takes.
  case operandCount(operation: String, expected: Int, found: Int)
  /// A class that is no whole number from 0 to `classes − 1`.
  case badClass(operation: String, value: Double, classes: Int)
  /// A number that `operation` cannot be told.
  case badNumber(operation: String, argument: String, expected: String, found: Double)
}
