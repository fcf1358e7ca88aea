public import Autodiff

/// Where a computation is written down in Swift, as it would be on a blackboard.
///
///     let board = Blackboard()
///     let x = board.input("x", -2)
///     let y = board.input("y", 5)
///     let z = board.input("z", -4)
///     let q = (x + y).named("q")
///     let f = (q * z).named("f")
///     let trace = try board.run(backward: f)
///     trace.value(of: f)      // -12
///     trace.gradient(of: x)   // -4
///
/// Operators and functions on ``Quantity`` add nodes to the board's graph at once; ``run()`` computes
/// them. A mistake, such as shapes that do not fit, is kept and thrown by ``run()``, so that formulas
/// stay formulas.
public final class Blackboard {
  /// What has been written so far.
  public private(set) var graph = Graph()
  private var mistake: GraphError?

  /// An empty board.
  ///
  /// `opening` names functions to draw open into their gates.
  public init(opening: Graph.Opening = Graph.Opening()) { graph.opening = opening }

  // MARK: Leaves

  /// A given value.
  public func input(_ name: String, _ value: Tensor) -> Quantity { leaf(name, value, .input) }

  /// A given number.
  public func input(_ name: String, _ value: Double) -> Quantity { input(name, Tensor(value)) }

  /// A value to be learned.
  public func parameter(_ name: String, _ value: Tensor) -> Quantity {
    leaf(name, value, .parameter)
  }

  /// A number to be learned.
  public func parameter(_ name: String, _ value: Double) -> Quantity {
    parameter(name, Tensor(value))
  }

  /// A value that a prediction is compared with.
  public func target(_ name: String, _ value: Tensor) -> Quantity { leaf(name, value, .target) }

  /// A number that a prediction is compared with.
  public func target(_ name: String, _ value: Double) -> Quantity { target(name, Tensor(value)) }

  /// A number in a formula: it has no name and gets no gradient.
  public func constant(_ value: Tensor) -> Quantity {
    let node = attempt { (graph) throws(GraphError) in
      let node = try graph.append(leaf: value, role: .constant)
      graph.describe(node, as: value.text(NumberFormat.exact))
      return node
    }
    return Quantity(board: self, node: node)
  }

  // MARK: Running

  /// Computes every value.
  ///
  /// - Throws: ``GraphError``: the first mistake in what was written, or a label that names no class.
  public func run() throws(GraphError) -> Trace {
    if let mistake { throw mistake }
    do throws(Trace.Fault) {
      return try Trace(running: graph)
    } catch {
      throw error.error
    }
  }

  /// Computes every value, then runs back from `output`, which receives `seed`.
  ///
  /// - Parameters:
  ///   - output: Where the reverse pass begins: a single number unless a seed is given.
  ///   - seed: Of the output's shape; 1 if left out.
  /// - Returns: The run with its reverse pass.
  /// - Throws: ``GraphError``: the first mistake in what was written, a label that names no class, or
  ///   ``GraphError/shapeMismatch(operation:expected:found:)`` for an output or seed that does not fit.
  public func run(backward output: Quantity, seed: Tensor? = nil) throws(GraphError) -> Trace {
    var trace = try run()
    guard let node = output.node else { return trace }
    let shape = graph.shape(of: node)
    if let seed, seed.shape != shape {
      throw .shapeMismatch(
        operation: "backward",
        expected: "a seed of shape \(shape)",
        found: [seed.shape]
      )
    }
    guard seed != nil || shape.count == 1 else {
      throw .shapeMismatch(
        operation: "backward",
        expected: "a scalar or a seed",
        found: [shape]
      )
    }
    trace.backward(from: node, seed: seed)
    return trace
  }

  // MARK: Building

  /// Adds an operation on quantities of this board.
  ///
  /// What it is told besides its operands is in `attributes`.
  public func apply(
    _ operation: Autodiff.Operation,
    _ operands: [Quantity],
    _ attributes: Attributes = Attributes()
  ) -> Quantity {
    var nodes: [NodeID] = []
    for operand in operands {
      precondition(operand.board === self, "operands of one formula stand on one blackboard")
      guard let node = operand.node else { return Quantity(board: self, node: nil) }
      nodes.append(node)
    }
    let node = attempt { (graph) throws(GraphError) in
      let before = graph.count
      let node = try graph.append(operation, nodes, attributes)
      if graph.count > before, graph.writtenRange(of: node).isEmpty {
        graph.describe(
          node,
          as: graph.expression(
            of: node,
            operands: nodes.map { graph.label(of: $0, limit: 60) },
            strengths: nodes.map { graph.strength(of: $0) }
          )
        )
      }
      return node
    }
    return Quantity(board: self, node: node)
  }

  func name(_ quantity: Quantity, _ name: String) -> Quantity {
    guard let node = quantity.node else { return quantity }
    if graph.name(of: node) == nil {
      graph.name(node, name)
      return quantity
    }
    let second = apply(.identity, [quantity])
    if let node = second.node { graph.name(node, name) }
    return second
  }

  /// Keeps a mistake for ``run()``.
  func fail(_ error: GraphError) -> Quantity {
    if mistake == nil { mistake = error }
    return Quantity(board: self, node: nil)
  }

  private func leaf(_ name: String, _ value: Tensor, _ role: LeafRole) -> Quantity {
    let node = attempt { (graph) throws(GraphError) in
      let node = try graph.append(leaf: value, role: role)
      graph.name(node, name)
      return node
    }
    return Quantity(board: self, node: node)
  }

  private func attempt(
    _ body: (inout Graph) throws(GraphError) -> NodeID
  ) -> NodeID? {
    do throws(GraphError) {
      return try body(&graph)
    } catch {
      return fail(error).node
    }
  }
}

extension Trace {
  /// A quantity's value.
  ///
  /// - Precondition: The quantity stands on the board that was run, and was written before.
  public func value(of quantity: Quantity) -> Tensor {
    quantity.node.map { value(of: $0) } ?? Tensor(.nan)
  }

  /// The gradient of the last reverse pass's output with respect to a quantity; nil where the pass did
  /// not come by.
  public func gradient(of quantity: Quantity) -> Tensor? {
    quantity.node.flatMap { gradient(of: $0) }
  }

  /// What each use of a quantity handed back to it, in the order in which the reverse pass made it.
  public func contributions(to quantity: Quantity) -> [Contribution] {
    quantity.node.map { contributions(to: $0) } ?? []
  }
}
