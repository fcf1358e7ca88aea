internal import Autodiff

/// The run of one node as the operations that it is built of.
///
/// Its operands are the leaves of a graph of their own, so that value and gradient follow from the rules of
/// the operations inside, and the chain rule is not written down twice.
struct OpenRun: Sendable {
  private var run: GraphRun
  private let leaves: [NodeID]
  private let output: NodeID
  private let schedule: [GraphRun.Use]
  private var isBack = false

  /// Nil where the form cannot be built.
  init?(
    _ form: ExactRule.OpenForm,
    _ node: NodeID,
    in outer: GraphRun,
    _ work: inout Work
  ) {
    let shapes = outer.shapes(of: node)
    let attributes = outer.graph.attributes(of: node)
    let told = outer.told(node)
    guard let (graph, leaves, output) = OpenRun.built(form, shapes, attributes) else { return nil }
    let numbers = OpenRun.numbers(form, shapes, attributes, told, graph)
    var values: [NodeID: [ExactNumber]] = numbers
    for (leaf, elements) in zip(leaves, outer.operands(of: node)) { values[leaf] = elements }
    // The engine says in which order the way back goes; its numbers do not matter.
    guard var trace = try? Trace(running: graph) else { return nil }
    trace.backward(from: output)
    schedule = trace.schedule
    self.leaves = leaves
    self.output = output
    run = GraphRun(graph, settles: false, &work) { leaf in
      values[leaf] ?? trace.value(of: leaf).elements.map { ExactNumber(exactly: $0) }
    }
  }

  /// The node's elements.
  var result: [ExactNumber] { run.values[output.index] }

  /// What an operand receives when `upstream` arrives at the node.
  ///
  /// The way back is gone once, for all operands.
  mutating func contribution(
    to slot: Int,
    _ upstream: [ExactNumber],
    _ work: inout Work
  ) -> [ExactNumber] {
    if !isBack {
      run.backward(from: output, seed: upstream, schedule: schedule, &work)
      isBack = true
    }
    return run.gradients[leaves[slot].index]
  }

  private static func built(
    _ form: ExactRule.OpenForm,
    _ shapes: [Shape],
    _ attributes: Attributes
  ) -> (Graph, [NodeID], NodeID)? {
    var graph = Graph()
    do throws(GraphError) {
      var leaves: [NodeID] = []
      for shape in shapes {
        leaves.append(try graph.append(leaf: Tensor(repeating: 0, shape: shape), role: .input))
      }
      let output = try form(&graph, leaves, attributes)
      return (graph, leaves, output)
    } catch {
      return nil
    }
  }

  /// The leaves of the open form that are a number that the operation was told, as fractions: a `keep`
  /// of 0.8 is 4/5, though the graph holds a double.
  ///
  /// They are those that change when the operation is told another number.
  private static func numbers(
    _ form: ExactRule.OpenForm,
    _ shapes: [Shape],
    _ attributes: Attributes,
    _ told: Told,
    _ graph: Graph
  ) -> [NodeID: [ExactNumber]] {
    var numbers: [NodeID: [ExactNumber]] = [:]
    for (isSecond, number) in [(false, told.first), (true, told.second)] {
      let double = isSecond ? attributes.second : attributes.first
      guard let fraction = number.rational, fraction != Rational(exactly: double) else { continue }
      var other = attributes
      if isSecond { other.second = double.nextUp } else { other.first = double.nextUp }
      guard let (changed, _, _) = built(form, shapes, other), changed.count == graph.count else {
        continue
      }
      for node in graph.nodes where graph.isLeaf(node) && changed.isLeaf(node) {
        if graph.leafValue(of: node) != changed.leafValue(of: node) { numbers[node] = [number] }
      }
    }
    return numbers
  }
}
