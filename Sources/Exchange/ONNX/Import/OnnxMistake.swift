public import Notation

/// Why an ONNX model cannot be read or become a program, as data; ``OnnxMistake/message`` says it in words.
public enum OnnxMistake: Error, Equatable, Sendable {
  /// Where something stands in a model.
  public struct Place: Equatable, Sendable {
    /// What it is called: a node's name, or the operator and the first output.
    public var name: String
    /// The operator, of a node.
    public var operation: String
    /// The first byte.
    public var byte: Int
  }

  /// The file ends, or a part of it, before what it promises.
  case truncated(byte: Int, inside: String)
  /// Bytes that mean nothing where they stand.
  case unreadable(byte: Int, expected: String)
  /// More parts or numbers than a model may have.
  case tooManyParts(byte: Int, limit: Int)
  /// A file without a graph: something else than a model.
  case noGraph
  /// Operators of a version that meant something else.
  case oldOperators(version: Int, least: Int)
  /// The model defines operators itself.
  case ownFunctions(String)
  /// Numbers that stand in another file.
  case externalData(String, byte: Int)
  /// Numbers most of which are left out because they are 0.
  case sparse
  /// A tensor of numbers that are not read.
  case kind(String, found: Int, byte: Int)
  /// A tensor with another number of elements than its shape says.
  case count(String, claimed: Int, found: Int, byte: Int)
  /// A number that the notation cannot write: NaN or an infinity.
  case notFinite(String, byte: Int)
  /// An operator that no operation of Gradus stands for.
  case noOperation(Place)
  /// An operator used in a way that no operation of Gradus stands for.
  case form(Place, expected: String, found: String)
  /// A value that no node before puts out.
  case noValue(String, Place)
  /// An input or output that was named and is none, and the name that may be meant.
  case noSuchName(String, isInput: Bool, nearest: String?)
  /// A sample of another size than the model takes.
  case sample(input: String, expected: String, found: String)
  /// A sample that does not say for which of several inputs it is.
  case unnamedSample(inputs: [String])
  /// More numbers than a program can hold as text.
  case tooLarge(numbers: Int, limit: Int)
  /// The program that it became cannot be read or run.
  case program(Diagnostics)
}
