import Autodiff
import OnnxSchema
import SwiftProtobuf
import Testing

@testable import Exchange

@Suite("Any number of samples")
struct BatchAxisTests {
  private func source(_ text: String) throws -> ValuedGraph {
    var source = try valued(text)
    source.batchLeaves = [try #require(source.graph.node(named: "x"))]
    return source
  }

  @Test(
    arguments: [
      "y = relu(linear(x, W, b))", "y = x @ W", "y = softmax(x @ W)", "y = x * 2 - [1, 2, 3]",
      "y = batch_norm(x, 1, 0)", "y = mean(x, axis=1)", "y = x[:, 1]", "y = concat(x, x, axis=1)",
      "y = reshape(conv2d(reshape(x, [2, 1, 1, 3]), ones([2, 1, 1, 2])), [2, 4])",
    ]
  )
  func `a net that goes sample by sample has an axis called N`(_ line: String) throws {
    let leaves = "input x = [[1, 2, 3], [4, 5, 6]]\nparam W = ones([3, 2])\nparam b = [1, 2]\n"
    let model = try OnnxModel(serializedBytes: try OnnxExport.bytes(try source(leaves + line)))
    let input = try #require(model.graph.input.first).type.tensorType.shape.dim
    #expect(input[0].dimParam == "N")
    #expect(input[1].dimValue == 3)
    let output = try #require(model.graph.output.first).type.tensorType.shape.dim
    #expect(output[0].dimParam == "N")
  }

  @Test func `a mean over the samples has no such axis`() throws {
    let source = try source("input x = [[1, 2], [3, 4]]\ny = mean(x)")
    let model = try OnnxModel(serializedBytes: try OnnxExport.bytes(source))
    #expect(model.graph.output[0].type.tensorType.shape.dim.isEmpty)
  }

  @Test(
    arguments: [
      ("y = x.T", "transpose"), ("y = x + [[1, 2, 3], [4, 5, 6]]", "add"),
      ("y = x[0]", "index"), ("y = concat(x, x)", "concat"), ("y = reshape(x, [3, 2])", "reshape"),
      ("y = softmax(x, axis=0)", "softmax"), ("y = [[1, 2]] @ x", "matmul"),
      ("y = stack(x, x)", "stack"),
    ]
  )
  func `what works across samples is refused`(_ line: String, _ operation: String) throws {
    let source = try source("input x = [[1, 2, 3], [4, 5, 6]]\n" + line)
    #expect {
      try OnnxExport.bytes(source)
    } throws: { error in
      guard case .cannotExpress(_, _, operation, .mixesSamples)? = error as? ExportMistake else {
        return false
      }
      return true
    }
  }
}
