public import Autodiff

extension Program {
  /// A program made of a graph that was built in Swift, so that it can be run, asked and marked like one that
  /// was written.
  ///
  /// Its text says in the notation what the graph computes; messages point into it, and what the notation
  /// cannot say stands there as a comment.
  ///
  /// - Parameters:
  ///   - graph: What is computed; answers name its nodes by their names.
  ///   - output: Where the reverse pass begins; nil for none.
  ///   - seed: What the pass begins with, of the output's shape; nil for ones.
  ///   - file: What messages call it.
  public init(
    _ graph: Graph,
    backward output: NodeID? = nil,
    seed: Tensor? = nil,
    called file: String = "<graph>"
  ) {
    let text = GraphText(graph, backward: output, seed: seed)
    var graph = graph
    graph.setSource(text.bytes)
    var bindings = Bindings()
    for node in graph.nodes {
      if let range = text.expressions[node.index] {
        graph.setWritten(node, from: range.lowerBound, to: range.upperBound)
      }
    }
    for (name, node) in zip(graph.names, graph.namedNodes) where bindings[name] == nil {
      bindings.bind(name, .node(node, place: text.lines[node.index]))
    }
    self.init(
      source: SourceText(file: file, bytes: text.bytes),
      graph: graph,
      bindings: bindings,
      options: Options()
    )
    if let output { actions = [.backward(output, seed: seed)] }
  }
}

/// A graph written down: a line for each node that has a name, in which those without one have their places.
private struct GraphText {
  private(set) var bytes: [UInt8] = []
  /// Where each node's expression stands.
  private(set) var expressions: [Range<Int>?]
  /// Where the line of each node begins.
  private(set) var lines: [Int]
  /// Leaves of more numbers are not written out.
  private static let leafLimit = 1000

  init(_ graph: Graph, backward output: NodeID?, seed: Tensor?) {
    expressions = [Range<Int>?](repeating: nil, count: graph.count)
    lines = [Int](repeating: 0, count: graph.count)
    for node in graph.nodes {
      if let name = graph.name(of: node) { addLine(name, node, graph) }
    }
    for node in graph.nodes where expressions[node.index] == nil { addComment(node, graph) }
    guard let output else { return }
    bytes += Array("backward \(graph.label(of: output))".utf8)
    if let seed { bytes += Array((" with " + seed.text(NumberFormat.exact)).utf8) }
    bytes.append(0x0A)
  }

  private mutating func addLine(_ name: String, _ node: NodeID, _ graph: Graph) {
    let role: String
    switch graph.role(of: node) {
    case .parameter: role = "param "
    case .target: role = "target "
    case .input: role = "input "
    case .constant, nil: role = ""
    }
    let expression = Array(GraphText.expression(of: node, graph).utf8)
    let start = bytes.count + role.utf8.count + name.utf8.count + 3
    var open = [node]
    while let next = open.popLast() {
      for inner in graph.operands(of: next)
      where graph.name(of: inner) == nil && expressions[inner.index] == nil {
        let part = Array(graph.written(inner).utf8)
        guard let place = GraphText.place(of: part, in: expression) else { continue }
        expressions[inner.index] = start + place..<start + place + part.count
        lines[inner.index] = bytes.count
        open.append(inner)
      }
    }
    lines[node.index] = bytes.count
    bytes += Array((role + name + " = ").utf8) + expression + [0x0A]
    expressions[node.index] = start..<start + expression.count
  }

  private static func expression(of node: NodeID, _ graph: Graph) -> String {
    guard graph.isLeaf(node) else { return graph.written(node) }
    let value = graph.leafValue(of: node)
    return value.elements.count > leafLimit ? "…" : value.text(NumberFormat.exact)
  }

  /// Writes what stands in no line.
  private mutating func addComment(_ node: NodeID, _ graph: Graph) {
    let written = Array(graph.written(node).utf8)
    lines[node.index] = bytes.count
    bytes += Array("# ".utf8)
    expressions[node.index] = bytes.count..<bytes.count + written.count
    bytes += written + [0x0A]
  }

  /// Where a part begins; nil where it is not one.
  private static func place(of part: [UInt8], in whole: [UInt8]) -> Int? {
    guard !part.isEmpty, part.count <= whole.count else { return nil }
    return (0...(whole.count - part.count)).first { start in
      whole[start] == part[0] && whole[start..<start + part.count].elementsEqual(part)
    }
  }
}
