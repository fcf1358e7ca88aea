internal import Autodiff
internal import Foundation
internal import OnnxSchema

/// An ONNX graph while it grows: operators, parameters, and the names of both.
struct OnnxBuilder {
  /// What is exported.
  let graph: Graph
  /// What numbers are stored and computed as.
  let precision: OnnxOptions.Precision
  private(set) var nodes: [OnnxNode] = []
  private(set) var initializers: [OnnxTensor] = []
  /// The name of each node's value.
  private(set) var names: [Int: String] = [:]
  private var used: Set<String>
  private var numbers: [UInt64: String] = [:]
  private var lists: [[Int]: String] = [:]
  /// The node that is being expressed.
  private(set) var current = NodeID(0)
  private var stem = ""
  /// Nodes whose first axis counts samples.
  var batched: Set<NodeID> = []

  init(_ graph: Graph, precision: OnnxOptions.Precision) {
    self.graph = graph
    self.precision = precision
    used = Set(graph.names)
  }

  // MARK: What is being expressed

  /// Begins to express a node.
  mutating func begin(_ node: NodeID) {
    current = node
    stem = graph.name(of: node) ?? "\(graph.operation(of: node).name)_\(node.index)"
  }

  /// Ends it: the value that was made last takes the node's name.
  mutating func end(with value: String) {
    var value = value
    let operands = graph.operands(of: current).compactMap { names[$0.index] }
    if operands.contains(value) || nodes.last?.output != [value] {
      value = emit("Identity", [value])
    }
    let name = graph.name(of: current) ?? unique(stem)
    nodes[nodes.count - 1].output = [name]
    nodes[nodes.count - 1].name = name
    names[current.index] = name
  }

  /// Gives a leaf's value its name.
  mutating func bind(_ leaf: NodeID, to name: String) { names[leaf.index] = name }

  /// The names of the operands' values.
  var operands: [String] { graph.operands(of: current).map { names[$0.index] ?? "" } }

  /// The operands' shapes.
  var shapes: [Shape] { graph.operands(of: current).map { graph.shape(of: $0) } }

  /// What the operation was told.
  var attributes: Attributes { graph.attributes(of: current) }

  // MARK: Operators

  /// What an operator is told besides its inputs.
  enum Setting {
    case int(String, Int)
    case ints(String, [Int])
    case float(String, Double)
  }

  /// Adds an operator of one output, and gives back that one's name.
  mutating func emit(_ operation: String, _ inputs: [String], _ settings: Setting...) -> String {
    var node = OnnxNode()
    node.opType = operation
    node.input = inputs
    let name = unique("\(stem).\(operation)")
    node.output = [name]
    node.name = name
    node.attribute = settings.map { setting in
      var attribute = OnnxAttribute()
      switch setting {
      case .int(let name, let number):
        (attribute.name, attribute.type, attribute.i) = (name, .int, Int64(number))
      case .ints(let name, let list):
        (attribute.name, attribute.type, attribute.ints) = (name, .ints, list.map { Int64($0) })
      case .float(let name, let number):
        (attribute.name, attribute.type, attribute.f) = (name, .float, Float(number))
      }
      return attribute
    }
    nodes.append(node)
    return name
  }

  /// A name that nothing else bears.
  mutating func unique(_ stem: String) -> String {
    var name = stem
    var count = 1
    while !used.insert(name).inserted {
      count += 1
      name = "\(stem)_\(count)"
    }
    return name
  }

  // MARK: Numbers

  /// A number.
  mutating func number(_ number: Double) -> String {
    if let name = numbers[number.bitPattern] { return name }
    let name = unique("number_\(NumberFormat.exact(number))")
    add(Tensor(number), called: name)
    numbers[number.bitPattern] = name
    return name
  }

  /// Numbers of the graph's own.
  mutating func add(_ tensor: Tensor, called name: String) {
    var stored = OnnxTensor()
    stored.name = name
    stored.dims = tensor.shape.axes.map { Int64($0) }
    stored.dataType = Int32(precision.kind.rawValue)
    switch precision {
    case .float32: stored.rawData = Data(LittleEndian.bytes(tensor.elements.map { Float($0) }))
    case .float64: stored.rawData = Data(LittleEndian.bytes(tensor.elements))
    }
    initializers.append(stored)
  }

  /// A list of whole numbers: axes, a shape.
  mutating func list(_ list: [Int]) -> String {
    if let name = lists[list] { return name }
    let name = unique("list" + list.map { "_\($0)" }.joined())
    var stored = OnnxTensor()
    stored.name = name
    stored.dims = [Int64(list.count)]
    stored.dataType = Int32(OnnxKind.int64.rawValue)
    stored.rawData = Data(LittleEndian.bytes(list.map { Int64($0) }))
    initializers.append(stored)
    lists[list] = name
    return name
  }
}
