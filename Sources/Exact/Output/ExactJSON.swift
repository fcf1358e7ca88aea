internal import Autodiff
internal import Notation

extension ExactRun {
  /// A run's JSON with the key `exact` added at the end of its object.
  ///
  ///     "exact": {
  ///       "values": { "q": "3", "v": ["1/2", null] },
  ///       "gradients": { "x": "-4/3" },
  ///       "contributions": { "x": [ { "through": "q", "value": "-4/3" } ] },
  ///       "left": [ { "node": "e", "operation": "exp", "on": "value",
  ///                   "line": 1, "column": 5, "because": "exp(1) is irrational" } ],
  ///       "through": { "values": { "f": ["e"] }, "gradients": { "x": ["e"] } },
  ///       "coincidences": [ { "node": "s", "because": "sigmoid(0) = 1/2" } ],
  ///       "ulps": { "q": 0, "grad x": 0.4 },
  ///       "largest": { "of": "grad x", "ulps": 0.4 },
  ///       "notices": [ ] }
  ///
  /// Fractions are strings, in full; what left them is `null`, and `through` names the nodes at which
  /// that began. Where float64 is not finite, its distance is the string `Infinity`.
  public func json(joining json: [UInt8]) -> [UInt8] {
    var bytes = json
    while let last = bytes.last, last != UInt8(ascii: "}") { bytes.removeLast() }
    if !bytes.isEmpty { bytes.removeLast() }
    while let last = bytes.last, last == 0x0A || last == 0x20 { bytes.removeLast() }
    return bytes + Array(",\n  \"exact\": \(object)\n}\n".utf8)
  }

  private var object: String {
    let graph = run.trace.graph
    let named = Array(zip(graph.names, graph.namedNodes))
    let values = named.map { ($0, value(of: $1)) }
    let gradients = named.compactMap { name, node in gradient(of: node).map { (name, $0) } }
    let parts: [(String, String)] = [
      ("values", ExactRun.object(values.map { ($0, ExactRun.text($1)) })),
      ("gradients", ExactRun.object(gradients.map { ($0, ExactRun.text($1)) })),
      ("contributions", ExactRun.object(contributions(named))),
      ("left", ExactRun.list(exits.map { text($0) })),
      (
        "through",
        ExactRun.inline([
          ("values", ExactRun.inline(through(values))),
          ("gradients", ExactRun.inline(through(gradients))),
        ])
      ),
      ("coincidences", ExactRun.list(coincidences.map { text($0) })),
      ("ulps", ExactRun.inline(ulps)),
      ("largest", largest),
      ("notices", ExactRun.list(notices.map { ExactRun.quoted($0.message) })),
    ]
    return "{\n"
      + parts.map { "    \(ExactRun.quoted($0)): \($1)" }.joined(separator: ",\n") + "\n  }"
  }

  // MARK: Parts

  private func contributions(_ named: [(String, NodeID)]) -> [(String, String)] {
    let graph = run.trace.graph
    var byNode: [NodeID: [String]] = [:]
    run.trace.forEachContribution { contribution in
      let node = graph.operand(of: contribution.consumer, slot: contribution.slot)
      guard graph.name(of: node) != nil,
        let value = self.contribution(of: contribution.consumer, slot: contribution.slot)
      else { return }
      let through = graph.consumerLabel(of: contribution.consumer)
      byNode[node, default: []].append(
        ExactRun.inline([("through", ExactRun.quoted(through)), ("value", ExactRun.text(value))])
      )
    }
    return named.filter { gradient(of: $1) != nil }.map { name, node in
      (name, "[" + (byNode[node] ?? []).joined(separator: ", ") + "]")
    }
  }

  private func text(_ exit: Exit) -> String {
    let graph = run.trace.graph
    return ExactRun.inline([
      ("node", ExactRun.quoted(graph.label(of: exit.node))),
      ("operation", ExactRun.quoted(graph.operation(of: exit.node).name)),
      ("on", ExactRun.quoted(exit.isDerivative ? "derivative" : "value")),
      ("line", String(exit.location.line)), ("column", String(exit.location.column)),
      ("because", ExactRun.quoted(exit.reason.message)),
    ])
  }

  private func text(_ coincidence: Coincidence) -> String {
    ExactRun.inline([
      ("node", ExactRun.quoted(run.trace.graph.label(of: coincidence.node))),
      ("because", ExactRun.quoted(reason(of: coincidence))),
    ])
  }

  /// For each quantity that is not all fractions, the nodes at which that began.
  private func through(_ quantities: [(String, ExactTensor)]) -> [(String, String)] {
    quantities.compactMap { name, tensor in
      let nodes = tensor.exits
      guard !nodes.isEmpty else { return nil }
      let labels = nodes.map { ExactRun.quoted(run.trace.graph.label(of: $0)) }
      return (name, "[" + labels.joined(separator: ", ") + "]")
    }
  }

  private var ulps: [(String, String)] {
    deviations.compactMap { deviation in
      guard let largest = deviation.largest else { return nil }
      return ((deviation.isGradient ? "grad " : "") + deviation.name, ExactRun.number(largest))
    }
  }

  private var largest: String {
    guard let deviation = largestDeviation, let units = deviation.largest else { return "null" }
    let name = (deviation.isGradient ? "grad " : "") + deviation.name
    return ExactRun.inline([("of", ExactRun.quoted(name)), ("ulps", ExactRun.number(units))])
  }

  // MARK: Writing

  private static func text(_ tensor: ExactTensor) -> String {
    tensor.text { i in tensor.elements[i].rational.map { quoted($0.fraction) } ?? "null" }
  }

  /// An object with an entry on each line.
  private static func object(_ entries: [(String, String)]) -> String {
    guard !entries.isEmpty else { return "{}" }
    return "{\n" + entries.map { "      \(quoted($0)): \($1)" }.joined(separator: ",\n") + "\n    }"
  }

  /// An object on one line.
  private static func inline(_ entries: [(String, String)]) -> String {
    "{" + entries.map { "\(quoted($0)): \($1)" }.joined(separator: ", ") + "}"
  }

  private static func list(_ entries: [String]) -> String {
    guard !entries.isEmpty else { return "[]" }
    return "[\n" + entries.map { "      " + $0 }.joined(separator: ",\n") + "\n    ]"
  }

  /// Three significant digits: more mean nothing here.
  private static func number(_ units: Double) -> String {
    guard units.isFinite else { return "\"Infinity\"" }
    return NumberFormat.short(3).text(units)
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      default:
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator:
          for unit in String(Character(scalar)).utf16 {
            let hex = String(unit, radix: 16)
            quoted += "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
          }
        default: quoted.unicodeScalars.append(scalar)
        }
      }
    }
    return quoted + "\""
  }
}
