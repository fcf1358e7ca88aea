internal import Autodiff

/// Writes a graph as a Python script that computes the same with PyTorch, runs backward, and compares every
/// value and gradient with Gradus' own.
public enum PyTorchExport {
  /// The script.
  ///
  /// - Throws: ``ExportMistake/cannotExpress(_:label:operation:because:)`` for gates of a graph that was opened
  ///   into its scalars.
  public static func text(_ source: ValuedGraph) throws(ExportMistake) -> String {
    var script = PyTorchScript(source)
    try script.write()
    return script.text
  }
}

/// A script while it is written.
private struct PyTorchScript {
  private let source: ValuedGraph
  private let graph: Graph
  private var names = PythonNames()
  /// How each node is referred to.
  private var expressions: [Int: PythonExpression] = [:]
  private var needs = PyTorchNeeds()
  private var leaves: [String] = []
  private var statements: [String] = []
  private(set) var text = ""

  /// Unnamed expressions up to this length stand where they are used.
  private static let inlineLimit = 48

  init(_ source: ValuedGraph) {
    self.source = source
    graph = source.graph
  }

  mutating func write() throws(ExportMistake) {
    var uses = [Int](repeating: 0, count: graph.count)
    for node in graph.nodes {
      for operand in graph.operands(of: node) { uses[operand.index] += 1 }
    }
    var pythonNames: [Int: String] = [:]
    for (name, node) in source.named where pythonNames[node.index] == nil {
      pythonNames[node.index] = names.name(for: name)
    }
    for node in graph.nodes {
      let name = pythonNames[node.index]
      if graph.isLeaf(node) {
        add(leaf: node, called: name)
      } else {
        try add(node, called: name, isInline: uses[node.index] <= 1)
      }
    }
    finish()
  }

  private mutating func add(leaf: NodeID, called name: String?) {
    let value = source.trace.value(of: leaf)
    let isConstant = graph.role(of: leaf) == .constant
    guard name != nil || !isConstant else {
      expressions[leaf.index] =
        value.shape.isScalar && value.isFinite
        ? PythonExpression(
          text: PythonText.number(value.elements[0]),
          strength: value.elements[0].sign == .minus ? 3 : 5,
          isNumber: true
        ) : constant(value)
      return
    }
    let name = name ?? names.name(for: "leaf\(leaf.index)")
    let settings = isConstant ? "" : ", requires_grad=True"
    leaves.append("\(name) = " + PythonText.tensor(value, settings: settings))
    expressions[leaf.index] = PythonExpression(text: name)
  }

  private mutating func constant(_ value: Tensor) -> PythonExpression {
    let text = PythonText.tensor(value)
    if text.utf8.count <= PyTorchScript.inlineLimit { return PythonExpression(text: text) }
    let name = names.name(for: "constant\(leaves.count + 1)")
    leaves.append("\(name) = \(text)")
    return PythonExpression(text: name)
  }

  private mutating func add(
    _ node: NodeID,
    called name: String?,
    isInline: Bool
  ) throws(ExportMistake) {
    var setter = PyTorchSetter(
      graph: graph,
      node: node,
      x: graph.operands(of: node).map { expressions[$0.index] ?? PythonExpression(text: "None") },
      needs: needs
    )
    let isGathered = graph.attributes(of: node).gathering != nil
    guard !isGathered, let expression = setter.expression() else {
      throw .cannotExpress(
        node,
        label: graph.label(of: node, limit: 60),
        operation: graph.operation(of: node).name,
        because: isGathered ? .openedIntoScalars : .noOperator
      )
    }
    needs = setter.needs
    if name == nil, isInline, expression.text.utf8.count <= PyTorchScript.inlineLimit {
      expressions[node.index] = expression
      return
    }
    let name = name ?? names.name(for: "t\(node.index)")
    statements.append("\(name) = \(expression.text)")
    expressions[node.index] = PythonExpression(text: name)
  }

  private mutating func finish() {
    let title = source.title.unicodeScalars.map { scalar in
      scalar.value < 0x20 || scalar == "\"" || scalar == "\\" ? "_" : String(Character(scalar))
    }.joined()
    text = """
      \"""\(title) with PyTorch: the same values and the same gradients.

      Run it with Python 3 where PyTorch is installed; it ends with an error where a number differs from what
      Gradus computed. Written by `gradus export --format pytorch`.
      \"""
      from math import inf, nan

      import torch

      """
    if needs.functional { text += "from torch.nn import functional as F\n" }
    text += "\ntorch.set_default_dtype(torch.float64)\n"
    for helper in PyTorchHelper.allCases where needs.helpers.contains(helper) {
      text += "\n\n" + helper.definition + "\n"
    }
    if !needs.helpers.isEmpty { text += "\n" }
    if !leaves.isEmpty { text += "\n# What is given.\n" + leaves.joined(separator: "\n") + "\n" }
    if !statements.isEmpty {
      text += "\n# Forward: every value from those before it.\n"
      text += statements.joined(separator: "\n") + "\n"
    }
    writeExpectations()
  }

  private mutating func writeExpectations() {
    text += "\n# What Gradus computed.\n"
    text += dictionary("values") { node in
      graph.isLeaf(node) ? nil : source.trace.value(of: node)
    }
    text += dictionary("gradients") { source.gradient(of: $0) }
    if let pass = source.trace.pass, let output = expressions[pass.output.index] {
      let isPlain = pass.seed.shape.isScalar && pass.seed.elements == [1]
      let seed = isPlain ? "" : PythonText.tensor(pass.seed)
      text += """

        # Backward: every gradient from those behind it.
        for tensor, _ in gradients.values():
            if tensor.requires_grad:
                tensor.retain_grad()
        if \(output.subject).requires_grad:
            \(output.subject).backward(\(seed))

        """
    }
    text += """


      def compare(kind, name, found, expected):
          torch.testing.assert_close(
              found, torch.as_tensor(expected), rtol=1e-9, atol=1e-12, equal_nan=True,
              msg=lambda text: f"{kind} of {name}: {text}")


      for name, (tensor, expected) in values.items():
          compare("value", name, tensor.detach(), expected)
      for name, (tensor, expected) in gradients.items():
          # What nothing flows back to has no gradient in PyTorch, and zeros here.
          found = torch.zeros_like(tensor) if tensor.grad is None else tensor.grad
          compare("gradient", name, found.detach(), expected)
      print(f"{len(values)} values and {len(gradients)} gradients agree")

      """
  }

  /// `name = {…}`: the tensor and the numbers of each named node that has some.
  private func dictionary(_ title: String, _ tensor: (NodeID) -> Tensor?) -> String {
    var text = "\(title) = {\n"
    for (name, node) in source.named {
      guard let tensor = tensor(node), let expression = expressions[node.index] else { continue }
      let numbers =
        tensor.shape.count == 0 ? PythonText.tensor(tensor) : PythonText.list(tensor, indent: 4)
      text += "    \(PythonText.quoted(name)): (\(expression.text), \(numbers)),\n"
    }
    return text + "}\n"
  }
}
