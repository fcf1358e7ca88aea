/// Says in sentences what a diagram shows.
enum DiagramDescription {
  /// How many nodes are told of; of the rest, only the number.
  private static let limit = 150

  /// A sentence for each node, with its operands, value and gradient.
  static func text(of graph: DiagramGraph) -> String {
    var names: [Int: String] = [:]
    for node in graph.nodes { names[node.id] = name(of: node) }
    var operands: [Int: [DiagramGraph.Edge]] = [:]
    for edge in graph.edges { operands[edge.to, default: []].append(edge) }
    var sentences = [
      "A graph of \(graph.nodes.count) nodes and \(graph.edges.count) edges, from left to right."
    ]
    for node in graph.nodes.prefix(limit) {
      var sentence = names[node.id] ?? ""
      if node.kind != .operation && node.kind != .folded { sentence += " (\(node.kind.word))" }
      let incoming = (operands[node.id] ?? []).sorted { $0.slot < $1.slot }
      if !incoming.isEmpty {
        let parts = incoming.map { edge in
          (names[edge.from] ?? "?")
            + (edge.gradient.map { " (receives " + number($0) + ")" } ?? "")
        }
        if !node.name.isEmpty { sentence += " is " + PlainText.shown(node.symbol) }
        sentence += " of " + parts.joined(", ")
      }
      if let value = node.value { sentence += ", value " + number(value) }
      if let gradient = node.gradient { sentence += ", gradient " + number(gradient) }
      sentences.append(sentence + ".")
    }
    if graph.nodes.count > limit {
      sentences.append("And \(graph.nodes.count - limit) more nodes.")
    }
    return sentences.joined(" ")
  }

  private static func name(of node: DiagramGraph.Node) -> String {
    if !node.name.isEmpty {
      return PlainText.shown(node.name.map { $0.text }.joined(""))
    }
    if node.kind == .constant, let value = node.value { return number(value) }
    return PlainText.shown(node.symbol)
  }

  private static func number(_ text: String) -> String {
    if text == DiagramGraph.blank { return "to fill in" }
    return PlainText.withMinus(
      text.utf8.count <= 120 ? PlainText.shown(text) : PlainText.shown(text).cut(toCount: 100)
    )
  }
}

extension DiagramGraph.Kind {
  /// What a leaf is called in a sentence.
  fileprivate var word: String {
    switch self {
    case .input: "input"
    case .parameter: "parameter"
    case .target: "target"
    case .constant: "constant"
    case .operation, .folded: "operation"
    }
  }
}

extension String {
  /// The first so many characters, with an ellipsis.
  fileprivate func cut(toCount count: Int) -> String {
    String(String.UnicodeScalarView(unicodeScalars.prefix(count))) + "…"
  }
}
