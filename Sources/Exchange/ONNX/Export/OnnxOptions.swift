/// How a graph is written as ONNX.
public struct OnnxOptions: Sendable {
  /// What numbers are stored and computed as.
  public enum Precision: Int, Sendable, CaseIterable {
    /// Single precision, which every ONNX runtime computes with.
    case float32 = 32
    /// Double precision, Gradus' own; runtimes may lack some operators for it.
    case float64 = 64

    /// The same in ONNX's words.
    var kind: OnnxKind { self == .float32 ? .float32 : .float64 }
  }

  /// What numbers are stored and computed as.
  public var precision = Precision.float32
  /// The names of the outputs; empty for those that ``OnnxExport/standardOutputs(of:)`` finds.
  public var outputs: [String] = []
  /// The version of Gradus, for whoever reads the file.
  public var producerVersion = ""

  /// Single precision, and the outputs that are found.
  public init() {}
}
