import Autodiff
import Foundation
import OnnxSchema
import SwiftProtobuf
import Testing

@testable import Exchange

@Suite("Models that leave")
struct OnnxExportTests {
  private func model(_ text: String, _ options: OnnxOptions = OnnxOptions()) throws -> OnnxModel {
    try OnnxModel(serializedBytes: try OnnxExport.bytes(try valued(text), options))
  }

  @Test func `a perceptron as ONNX's fields`() throws {
    var options = OnnxOptions()
    options.producerVersion = "1.2"
    let model = try model(
      "input x = [[1, 2]]\nparam W = [[1], [0.5]]\nparam b = [3]\nη = relu(linear(x, W, b))",
      options
    )
    #expect(model.irVersion == 8)
    #expect(model.opsetImport.map { $0.version } == [17])
    #expect((model.producerName, model.producerVersion) == ("gradus", "1.2"))
    #expect(model.graph.node.map { $0.opType } == ["Gemm", "Relu"])
    #expect(model.graph.node.last?.output == ["η"])
    #expect(model.graph.input.map { $0.name } == ["x"])
    #expect(model.graph.initializer.map { $0.name } == ["W", "b"])
    #expect(model.graph.initializer[0].dims == [2, 1])
    #expect(model.graph.initializer[0].dataType == 1)
    // 1 and 0.5 in single precision, the lowest byte first.
    #expect([UInt8](model.graph.initializer[0].rawData) == [0, 0, 0x80, 0x3F, 0, 0, 0, 0x3F])
    let output = try #require(model.graph.output.first)
    #expect(output.name == "η")
    #expect(output.type.tensorType.shape.dim.map { $0.dimValue } == [1, 1])
  }

  @Test func `double precision`() throws {
    var options = OnnxOptions()
    options.precision = .float64
    let model = try model("x = 2\nparam w = 1.5\ny = w * x", options)
    #expect(model.graph.initializer[0].dataType == 11)
    #expect([UInt8](model.graph.initializer[0].rawData) == [0, 0, 0, 0, 0, 0, 0xF8, 0x3F])
    #expect(model.graph.input[0].type.tensorType.elemType == 11)
  }

  @Test func `the same program gives the same bytes`() throws {
    let text = try program(at: "examples/xor-batch.grad")
    #expect(try OnnxExport.bytes(try valued(text)) == OnnxExport.bytes(try valued(text)))
  }

  @Test(
    arguments: [
      // What a loss judges, by the role of its target or by the operation.
      ("x = 1\nparam w = 2\ntarget t = 3\nz = w * x\ny = tanh(z)\nL = (y - t)^2", ["y"]),
      ("x = [1, 2]\nz = 2 * x\nL = softmax_cross_entropy(z, [0, 1])", ["z"]),
      (
        "input x = 1\nparam w = 2\ntarget t = 3\ny = w * x\nL = mse(y, t) + 0.1 * w^2", ["y"]
      ),
      // Several ends.
      ("x = 1\na = x + 1\nb = x * 2", ["a", "b"]),
      // A loss of leaves only.
      ("p = 1\nt = 2\nL = mse(p, t)", ["L"]),
    ]
  )
  func `outputs that nobody names`(_ text: String, _ outputs: [String]) throws {
    #expect(try model(text).graph.output.map { $0.name } == outputs)
  }

  @Test func `an output that is asked for leaves out what comes after it`() throws {
    var options = OnnxOptions()
    options.outputs = ["q"]
    let model = try model("x = 1; y = 2; q = x + 1; f = q * y", options)
    #expect(model.graph.node.map { $0.opType } == ["Add"])
    #expect(model.graph.input.map { $0.name } == ["x"])
  }

  @Test func `what cannot be an output is told`() throws {
    let graph = try valued("alpha = 1; y = alpha + 1")
    var options = OnnxOptions()
    options.outputs = ["alhpa"]
    #expect(throws: ExportMistake.noSuchNode("alhpa", nearest: "alpha")) {
      try OnnxExport.bytes(graph, options)
    }
    options.outputs = ["alpha"]
    #expect(throws: ExportMistake.givenOutput("alpha")) { try OnnxExport.bytes(graph, options) }
    #expect(throws: ExportMistake.nothingComputed) { try OnnxExport.bytes(try valued("x = 1")) }
  }
}
