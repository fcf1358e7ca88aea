import Autodiff
import Foundation
import Testing

@testable import Exchange

@Suite("Every operation leaves, or is refused")
struct OperationExportTests {
  /// What no row of ONNX's operators makes up.
  private static let refused: Set<String> = ["ctc"]
  /// What programs do not call: leaves, and gates of graphs that were opened into scalars.
  private static var called: [String] {
    Operation.all.map { $0.name }.filter {
      $0 != "leaf" && $0 != "total" && $0 != "seed" && !$0.hasSuffix(" of scalars")
    }
  }

  @Test(arguments: called)
  func `a program of the operation is there and leaves`(_ name: String) throws {
    let graph = try valued(try program(at: "Tests/Exchange/operations/\(name).grad"))
    let uses = graph.graph.nodes.filter { graph.graph.operation(of: $0).name == name }
    #expect(!uses.isEmpty, "the program does not use it")
    #expect(try PyTorchExport.text(graph).contains("torch"))
    #expect(!GraphJSON.bytes(graph).isEmpty)
    for precision in OnnxOptions.Precision.allCases {
      var options = OnnxOptions()
      options.precision = precision
      if Self.refused.contains(name) {
        #expect {
          try OnnxExport.bytes(graph, options)
        } throws: { error in
          guard case .cannotExpress(let node, _, name, .noOperator)? = error as? ExportMistake
          else { return false }
          return graph.graph.operation(of: node).name == name
        }
      } else {
        #expect(try OnnxExport.bytes(graph, options).count > 100)
      }
    }
  }

  @Test(arguments: Operation.all.filter { $0.name.hasSuffix(" of scalars") }.map { $0.name })
  func `a gate on the numbers of tensors is refused at its node`(_ name: String) throws {
    let inner = String(name.dropLast(" of scalars".count))
    let text = try program(at: "Tests/Exchange/operations/\(inner).grad")
    let opened = try ScalarGraph(opening: try valued(text).graph)
    let graph = ValuedGraph(try Trace(running: opened.graph), called: "opened")
    let gates = opened.graph.nodes.filter { opened.graph.operation(of: $0).name == name }
    guard !gates.isEmpty else { return }
    #expect {
      try OnnxExport.bytes(graph)
    } throws: { error in
      guard case .cannotExpress(_, _, _, .openedIntoScalars)? = error as? ExportMistake else {
        return false
      }
      return true
    }
    #expect(throws: ExportMistake.self) { try PyTorchExport.text(graph) }
  }

  @Test func `sums of many numbers and seeds leave`() throws {
    var graph = Graph()
    let x = try graph.append(leaf: 2, role: .input)
    let y = try graph.append(leaf: 3, role: .input)
    let total = try graph.append(.sumOfTerms, [x, y, x])
    var weights = Attributes()
    weights.weights = [0.5, -2]
    graph.name(try graph.append(.seed, [total, y], weights), "s")
    let source = ValuedGraph(try Trace(running: graph), called: "sums")
    #expect(
      try PyTorchExport.text(source).contains("s = 0.5 * (leaf0 + leaf1 + leaf0) + -2.0 * leaf1")
    )
    let text = try OnnxImport.program(try OnnxExport.bytes(source), called: "sums")
    #expect(text.contains("input leaf_0"))
  }
}
