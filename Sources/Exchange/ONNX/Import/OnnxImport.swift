public import Autodiff
internal import Foundation
internal import Notation
internal import OnnxSchema
internal import SwiftProtobuf

/// Makes a program of the notation of an ONNX model, so that one sample of it can be traced.
///
/// Parameters of the model become `param`s, its inputs `input`s with a sample bound, and each node a line.
public enum OnnxImport {
  /// The oldest version of ONNX's operators that is read; before it, broadcasting went another way.
  public static let leastOperatorSet = 7

  /// What a model is asked for.
  public struct Options: Sendable {
    /// A sample for the inputs named, or for the only one under the name "".
    public var samples: [(name: String, numbers: Sample)] = []
    /// The values to compute, by their names in the model; empty for its outputs.
    public var outputs: [String] = []

    /// Zeros as sample, and the model's own outputs.
    public init() {}
  }

  /// Numbers for an input.
  public enum Sample: Equatable, Sendable {
    /// In the shape that the model is to see.
    case tensor(Tensor)
    /// One after the other, for one sample or as many as they make.
    case row([Double])
  }

  /// The program's text, which can be read and run.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - title: What it is called, for the program's first line and messages.
  ///   - options: The sample, and what to compute.
  /// - Returns: The text, ended by a line end.
  /// - Throws: ``OnnxMistake``, with the first byte of what is wrong where there is one.
  public static func program(
    _ bytes: [UInt8],
    called title: String,
    _ options: Options = Options()
  ) throws(OnnxMistake) -> String {
    let check = try OnnxWireCheck(bytes)
    var decoding = BinaryDecodingOptions()
    decoding.discardUnknownFields = true
    let decoded: OnnxModel? = try? OnnxModel(serializedBytes: bytes, options: decoding)
    guard let model = decoded else { throw .unreadable(byte: 0, expected: "an ONNX model") }
    guard model.hasGraph else { throw .noGraph }
    if let function = model.functions.first { throw .ownFunctions(function.name) }
    if !model.graph.sparseInitializer.isEmpty { throw .sparse }
    let version = model.opsetImport.filter { isOwn($0.domain) }.map { $0.version }.max() ?? 1
    guard version >= leastOperatorSet else {
      throw .oldOperators(version: Int(version), least: leastOperatorSet)
    }
    var importer = OnnxImporter(model.graph, check, version: Int(clamping: version))
    let body = try importer.lines(options)
    var text = "# \(title.escapingHidden), an ONNX model"
    if !model.producerName.isEmpty {
      text +=
        " made by \(model.producerName.escapingHidden) \(model.producerVersion.escapingHidden)"
    }
    text += "\n" + body.joined(separator: "\n") + "\n"
    do throws(Diagnostics) {
      _ = try Program.read(SourceText(file: title, text: text))
    } catch {
      throw .program(error)
    }
    return text
  }

  /// Whether a domain is ONNX's own.
  static func isOwn(_ domain: String) -> Bool { domain.isEmpty || domain == "ai.onnx" }
}
