public import Autodiff
internal import Foundation
internal import Notation
internal import OnnxSchema
internal import SwiftProtobuf

/// Writes graphs as ONNX models.
///
/// Leaves of the role param become initializers, those of the roles input and target the model's inputs,
/// under their names. Every operation becomes one operator of ONNX's operator set 17, or several.
public enum OnnxExport {
  /// The version of ONNX's operators that models are written in.
  public static let operatorSet = 17
  /// The version of the file format that came with it.
  static let formatVersion = 8

  /// The bytes of a model; the same graph gives the same bytes.
  ///
  /// - Throws: ``ExportMistake`` where a node cannot be expressed, or an output is none.
  public static func bytes(
    _ source: ValuedGraph,
    _ options: OnnxOptions = OnnxOptions()
  ) throws(ExportMistake) -> [UInt8] {
    var model = OnnxModel()
    model.irVersion = Int64(formatVersion)
    model.producerName = "gradus"
    model.producerVersion = options.producerVersion
    var operators = OnnxOperatorSet()
    operators.version = Int64(operatorSet)
    model.opsetImport = [operators]
    model.graph = try graph(source, options)
    let data: Data? = try? model.serializedData()
    // It fails beyond 2 GB only.
    guard let data else {
      throw .tooLarge(bytes: source.graph.elementCount * 8, limit: Int(Int32.max))
    }
    return [UInt8](data)
  }

  /// The nodes that are put out where nobody says which: the named ones that nothing else is computed from.
  ///
  /// What judges a prediction by a target is not one of them; the predictions that it judges are.
  public static func standardOutputs(of graph: Graph) -> [NodeID] {
    var isUsed = Set<NodeID>()
    var judges = Set<NodeID>()
    var sees = Set<NodeID>()
    for node in graph.nodes {
      let operands = graph.operands(of: node)
      isUsed.formUnion(operands)
      if graph.role(of: node) == .target || operands.contains(where: judges.contains) {
        judges.insert(node)
      }
      if graph.role(of: node) == .input || operands.contains(where: sees.contains) {
        sees.insert(node)
      }
    }
    var outputs: [NodeID] = []
    for node in graph.nodes where !graph.isLeaf(node) && !isUsed.contains(node) {
      let predictions = predictions(behind: node, judges, sees, graph)
      for output in predictions.isEmpty ? [node] : predictions where !outputs.contains(output) {
        outputs.append(output)
      }
    }
    return outputs
  }

  /// What a node judges: the last nodes on the way to it that depend on inputs and not on targets; none where
  /// it judges nothing.
  private static func predictions(
    behind node: NodeID,
    _ judges: Set<NodeID>,
    _ sees: Set<NodeID>,
    _ graph: Graph
  ) -> [NodeID] {
    guard judges.contains(node) else {
      // A loss whose target is no target by its role.
      guard graph.operation(of: node).isLoss else { return [] }
      let prediction = graph.operand(of: node, slot: 0)
      return graph.isLeaf(prediction) ? [] : [prediction]
    }
    var found: Set<NodeID> = []
    var seen: Set<NodeID> = [node]
    var open = [node]
    while let next = open.popLast() {
      for operand in graph.operands(of: next) where seen.insert(operand).inserted {
        if judges.contains(operand) {
          open.append(operand)
        } else if !graph.isLeaf(operand), sees.contains(operand) {
          found.insert(operand)
        }
      }
    }
    return found.sorted()
  }

  private static func graph(
    _ source: ValuedGraph,
    _ options: OnnxOptions
  ) throws(ExportMistake) -> OnnxGraph {
    let graph = source.graph
    let outputs = try outputs(of: source, options.outputs)
    let needed = ancestors(of: outputs, in: graph)
    var builder = OnnxBuilder(graph, precision: options.precision)
    builder.batched = try BatchAxis.nodes(of: source, among: needed)
    var result = OnnxGraph()
    result.name = source.title
    for node in graph.nodes where needed.contains(node) {
      guard let role = graph.role(of: node) else {
        builder.begin(node)
        builder.end(with: try builder.express())
        continue
      }
      let name = graph.name(of: node) ?? builder.unique("leaf_\(node.index)")
      builder.bind(node, to: name)
      switch role {
      case _ where source.storedLeaves.contains(node):
        builder.add(source.trace.value(of: node), called: name)
      case .input, .target: result.input.append(value(of: node, called: name, source, options))
      case .parameter, .constant: builder.add(source.trace.value(of: node), called: name)
      }
    }
    for output in outputs {
      guard let name = builder.names[output.index] else { continue }
      let isBatched = builder.batched.contains(output)
      result.output.append(
        value(of: output, called: name, source, options, isBatched: isBatched)
      )
    }
    result.node = builder.nodes
    result.initializer = builder.initializers
    return result
  }

  private static func outputs(
    of source: ValuedGraph,
    _ names: [String]
  ) throws(ExportMistake) -> [NodeID] {
    let graph = source.graph
    var outputs: [NodeID] = []
    for name in names {
      guard let node = graph.node(named: name) else {
        throw .noSuchNode(name, nearest: Suggestion.nearest(to: name, in: graph.names))
      }
      if graph.isLeaf(node) { throw .givenOutput(name) }
      if !outputs.contains(node) { outputs.append(node) }
    }
    if names.isEmpty { outputs = standardOutputs(of: graph) }
    if outputs.isEmpty { throw .nothingComputed }
    return outputs
  }

  private static func ancestors(of outputs: [NodeID], in graph: Graph) -> Set<NodeID> {
    var found = Set(outputs)
    var open = outputs
    while let node = open.popLast() {
      for operand in graph.operands(of: node) where found.insert(operand).inserted {
        open.append(operand)
      }
    }
    return found
  }

  private static func value(
    of node: NodeID,
    called name: String,
    _ source: ValuedGraph,
    _ options: OnnxOptions,
    isBatched: Bool? = nil
  ) -> OnnxValue {
    var value = OnnxValue()
    value.name = name
    value.type.tensorType.elemType = Int32(options.precision.kind.rawValue)
    value.type.tensorType.shape = OnnxTensorShape()
    for (axis, length) in source.graph.shape(of: node).axes.enumerated() {
      var dimension = OnnxDimension()
      if axis == 0, isBatched ?? source.batchLeaves.contains(node) {
        dimension.dimParam = "N"
      } else {
        dimension.dimValue = Int64(length)
      }
      value.type.tensorType.shape.dim.append(dimension)
    }
    return value
  }
}
