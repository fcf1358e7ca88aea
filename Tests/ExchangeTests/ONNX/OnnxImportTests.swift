import Autodiff
import Foundation
import Notation
import OnnxSchema
import SwiftProtobuf
import Testing

@testable import Exchange

@Suite("Models that come in")
struct OnnxImportTests {
  /// A model of one Gemm and a ReLU, from fields.
  private func model(_ change: (inout OnnxModel) -> Void = { _ in }) throws -> [UInt8] {
    var model = OnnxModel()
    var operators = OnnxOperatorSet()
    operators.version = 17
    model.opsetImport = [operators]
    var weights = OnnxTensor()
    weights.name = "fc1.weight"
    weights.dims = [2, 3]
    weights.dataType = 1
    weights.floatData = [1, 2, 3, 4, 5, 6]
    var bias = OnnxTensor()
    bias.name = "fc1.bias"
    bias.dims = [2]
    bias.dataType = 1
    bias.rawData = Data([0, 0, 0x80, 0x3F, 0, 0, 0, 0xBF])
    var gemm = OnnxNode()
    gemm.opType = "Gemm"
    gemm.input = ["x", "fc1.weight", "fc1.bias"]
    gemm.output = ["/fc1/Gemm_output_0"]
    var transposed = OnnxAttribute()
    (transposed.name, transposed.type, transposed.i) = ("transB", .int, 1)
    gemm.attribute = [transposed]
    var relu = OnnxNode()
    relu.opType = "Relu"
    relu.input = gemm.output
    relu.output = ["relu"]
    var input = OnnxValue()
    input.name = "x"
    input.type.tensorType.elemType = 1
    var any = OnnxDimension()
    any.dimParam = "batch"
    var three = OnnxDimension()
    three.dimValue = 3
    input.type.tensorType.shape.dim = [any, three]
    var output = OnnxValue()
    output.name = "relu"
    model.graph.node = [gemm, relu]
    model.graph.initializer = [weights, bias]
    model.graph.input = [input]
    model.graph.output = [output]
    change(&model)
    return try [UInt8](model.serializedData())
  }

  @Test func `a layer becomes two lines, with the model's numbers`() throws {
    var options = OnnxImport.Options()
    options.samples = [("", .row([1, 0, -1]))]
    #expect(
      try OnnxImport.program(try model(), called: "net.onnx", options) == """
        # net.onnx, an ONNX model
        input x = [[1, 0, -1]]
        param fc1_weight = [[1, 2, 3], [4, 5, 6]]
        param fc1_bias = [1, -0.5]
        fc1_Gemm = linear(x, fc1_weight.T, fc1_bias)
        relu_1 = relu(fc1_Gemm)

        """
    )
  }

  @Test func `what is cut off is told with its byte, wherever it is cut`() throws {
    let whole = try model()
    for length in 0..<whole.count {
      #expect(throws: OnnxMistake.self) {
        try OnnxImport.program(Array(whole[..<length]), called: "cut.onnx")
      }
    }
    #expect(throws: OnnxMistake.truncated(byte: 40, inside: "the model")) {
      try OnnxImport.program(Array(whole[..<40]), called: "cut.onnx")
    }
  }

  @Test func `what is changed anywhere is told, or is a program`() throws {
    let whole = try model()
    for place in whole.indices {
      for byte: UInt8 in [0, 1, 0x7F, 0x80, 0xFF, whole[place] ^ 8] {
        var changed = whole
        changed[place] = byte
        _ = try? OnnxImport.program(changed, called: "changed.onnx")
      }
    }
  }

  @Test func `a length that promises more than there is asks for no memory`() {
    let bytes: [UInt8] = [0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0x0A]
    #expect(throws: OnnxMistake.truncated(byte: 7, inside: "the model")) {
      try OnnxImport.program(bytes, called: "long.onnx")
    }
    let shape = (try? model { $0.graph.initializer[0].dims = [1 << 40, 1 << 40] }) ?? []
    #expect {
      try OnnxImport.program(shape, called: "shape.onnx")
    } throws: { error in
      guard case .count("fc1.weight", .max, 6, _)? = error as? OnnxMistake else { return false }
      return true
    }
  }

  @Test(arguments: [UInt8(0x00), 0x07, 0x0B])
  func `a field without a name, or of a kind that is none`(_ tag: UInt8) {
    #expect(throws: OnnxMistake.unreadable(byte: 0, expected: "a field of the model")) {
      try OnnxImport.program([tag, 0, 0], called: "odd.onnx")
    }
  }

  @Test func `numbers elsewhere, other operators and old ones are refused`() throws {
    #expect {
      try OnnxImport.program(try model { $0.graph.initializer[0].dataLocation = 1 }, called: "m")
    } throws: { error in
      guard case .externalData("fc1.weight", let byte)? = error as? OnnxMistake else {
        return false
      }
      return byte > 0
    }
    #expect {
      try OnnxImport.program(try model { $0.graph.node[1].opType = "LSTM" }, called: "m")
    } throws: { error in
      guard case .noOperation(let place)? = error as? OnnxMistake else { return false }
      return place.operation == "LSTM" && place.name == "relu" && place.byte > 0
    }
    #expect(throws: OnnxMistake.oldOperators(version: 6, least: 7)) {
      try OnnxImport.program(try model { $0.opsetImport[0].version = 6 }, called: "m")
    }
    #expect(throws: OnnxMistake.noGraph) { try OnnxImport.program([], called: "m") }
    #expect {
      try OnnxImport.program(try model { $0.graph.node[1].domain = "com.example" }, called: "m")
    } throws: { error in
      guard case .noOperation? = error as? OnnxMistake else { return false }
      return true
    }
  }

  @Test func `names stay apart and are none of the notation's own`() throws {
    let text = try OnnxImport.program(
      try model {
        $0.graph.initializer[0].name = "a.b"
        $0.graph.initializer[1].name = "a/b"
        $0.graph.node[0].input = ["x", "a.b", "a/b"]
        $0.graph.node[0].output = ["param"]
        $0.graph.node[1].input = ["param"]
      },
      called: "names.onnx"
    )
    for line in ["param a_b = ", "param a_b_1 = ", "param_1 = linear(x, a_b.T, a_b_1)"] {
      #expect(text.contains(line))
    }
  }

  @Test(
    arguments: ["xyz", "sigmoid-neuron", "xor-221-matrices", "xor-solved", "softmax", "diamond"]
  )
  func `out and in again computes the same`(_ name: String) throws {
    let source = try valued(try program(at: "examples/\(name).grad"))
    var options = OnnxOptions()
    options.precision = .float64
    var importing = OnnxImport.Options()
    for node in source.graph.nodes {
      guard let role = source.graph.role(of: node), let name = source.graph.name(of: node),
        role == .input || role == .target
      else { continue }
      importing.samples.append((name, .tensor(source.trace.value(of: node))))
    }
    let bytes = try OnnxExport.bytes(source, options)
    let needed = Set(try OnnxModel(serializedBytes: bytes).graph.input.map { $0.name })
    importing.samples.removeAll { !needed.contains($0.name) }
    let text = try OnnxImport.program(bytes, called: "back.onnx", importing)
    let back = try valued(text)
    for output in OnnxExport.standardOutputs(of: source.graph) {
      let name = try #require(source.graph.name(of: output))
      let node = try #require(back.graph.node(named: name))
      #expect(back.trace.value(of: node) == source.trace.value(of: output))
    }
  }

  // Bits from the IEEE 754 table of half precision.
  @Test(
    arguments: zip(
      [UInt16(0x3C00), 0xC000, 0x7BFF, 0x0001, 0x0400, 0x3555, 0x8000],
      [1.0, -2, 65504, 0x1p-24, 0x1p-14, 0.333251953125, -0.0]
    )
  )
  func `half precision`(_ bits: UInt16, _ number: Double) {
    #expect(LittleEndian.half(bits).bitPattern == number.bitPattern)
  }
}
