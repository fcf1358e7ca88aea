public import Drawing
public import Testing

/// Builds graphs to draw, node by node.
struct SampleGraph {
  private(set) var nodes: [DiagramGraph.Node] = []
  private(set) var edges: [DiagramGraph.Edge] = []
  var groups: [DiagramGraph.Group] = []

  mutating func leaf(
    _ kind: DiagramGraph.Kind,
    _ name: String,
    _ value: String,
    group: Int? = nil
  ) -> Int {
    add(kind, "", name, value, "0.25", group)
  }

  mutating func operation(
    _ symbol: String,
    _ name: String,
    _ operands: [Int],
    _ value: String,
    group: Int? = nil,
    kind: DiagramGraph.Kind = .operation
  ) -> Int {
    let id = add(kind, symbol, name, value, "-0.125", group)
    for (slot, operand) in operands.enumerated() {
      let value = nodes.first { $0.id == operand }?.value
      edges.append(.init(from: operand, to: id, slot: slot, value: value, gradient: "-0.0625"))
    }
    return id
  }

  mutating func operation(
    _ symbol: String,
    _ operands: [Int],
    _ value: String,
    group: Int? = nil
  ) -> Int {
    operation(symbol, "", operands, value, group: group)
  }

  private mutating func add(
    _ kind: DiagramGraph.Kind,
    _ symbol: String,
    _ name: String,
    _ value: String,
    _ gradient: String,
    _ group: Int?
  ) -> Int {
    let id = nodes.count + 1
    let parts = name.split(separator: "_", maxSplits: 1).map(String.init)
    var runs: [Picture.Run] = []
    for (level, part) in parts.enumerated() { runs.append(.init(part, level: -level)) }
    nodes.append(
      .init(
        id: id,
        kind: kind,
        symbol: symbol,
        name: runs,
        value: value,
        gradient: gradient,
        group: group,
        title: "\(name.isEmpty ? symbol : name), value \(value)"
      )
    )
    return id
  }

  /// The graph, with every node without consumer as an output.
  func graph(_ title: String) -> DiagramGraph {
    let used = Set(edges.map { $0.from })
    return DiagramGraph(
      nodes: nodes,
      edges: edges,
      groups: groups,
      outputs: nodes.map { $0.id }.filter { !used.contains($0) },
      title: title
    )
  }
}

extension SampleGraph {
  /// f = (x + y) z at x = -2, y = 5, z = -4.
  static let product: DiagramGraph = {
    func leaf(_ id: Int, _ name: String, _ value: String, _ gradient: String) -> DiagramGraph.Node {
      .init(
        id: id,
        kind: .input,
        symbol: "",
        name: [.init(name)],
        value: value,
        gradient: gradient,
        group: nil,
        title: "\(name) = \(value)"
      )
    }
    func operation(
      _ id: Int,
      _ symbol: String,
      _ name: String,
      _ value: String,
      _ gradient: String
    ) -> DiagramGraph.Node {
      .init(
        id: id,
        kind: .operation,
        symbol: symbol,
        name: [.init(name)],
        value: value,
        gradient: gradient,
        group: nil,
        title: "\(name) = \(value)"
      )
    }
    return DiagramGraph(
      nodes: [
        leaf(1, "x", "-2", "-4"), leaf(2, "y", "5", "-4"), operation(3, "+", "q", "3", "-4"),
        leaf(4, "z", "-4", "3"), operation(5, "×", "f", "-12", "1"),
      ],
      edges: [
        .init(from: 1, to: 3, slot: 0, value: "-2", gradient: "-4"),
        .init(from: 2, to: 3, slot: 1, value: "5", gradient: "-4"),
        .init(from: 3, to: 5, slot: 0, value: "3", gradient: "-4"),
        .init(from: 4, to: 5, slot: 1, value: "-4", gradient: "3"),
      ],
      groups: [],
      outputs: [5],
      title: "Computation graph of f = (x + y) z"
    )
  }()

  /// A neuron with its sigmoid opened into gates, and a squared error that uses its operand twice.
  static let neuron: DiagramGraph = {
    var sample = SampleGraph()
    sample.groups = [.init(id: 7, label: "sigmoid", parent: nil)]
    let first = sample.operation(
      "×",
      [sample.leaf(.parameter, "w_0", "2"), sample.leaf(.input, "x_0", "-1")],
      "-2"
    )
    let second = sample.operation(
      "×",
      [sample.leaf(.parameter, "w_1", "-3"), sample.leaf(.input, "x_1", "-2")],
      "6"
    )
    let sum = sample.operation("+", [first, second], "4")
    let z = sample.operation("+", "z", [sum, sample.leaf(.parameter, "w_2", "-3")], "1")
    let minus = sample.operation("−", [z], "-1", group: 7)
    let exponential = sample.operation("exp", [minus], "0.3679", group: 7)
    let one = sample.leaf(.constant, "", "1", group: 7)
    let below = sample.operation("+", [one, exponential], "1.368", group: 7)
    let output = sample.operation("1/x", "a", [below], "0.7311", group: 7)
    let error = sample.operation("−", "e", [output, sample.leaf(.target, "y", "1")], "-0.2689")
    _ = sample.operation("×", "L", [error, error], "0.07232")
    return sample.graph("A sigmoid neuron, opened into gates")
  }()

  /// A net of two inputs, two neurons (each a frame inside a frame) and one output.
  static let net: DiagramGraph = {
    var sample = SampleGraph()
    sample.groups = [.init(id: 1, label: "hidden layer", parent: nil)]
    let inputs = [sample.leaf(.input, "x_1", "1"), sample.leaf(.input, "x_2", "0")]
    var hidden: [Int] = []
    for neuron in 1...2 {
      let group = 1 + neuron
      sample.groups.append(.init(id: group, label: "neuron \(neuron)", parent: 1))
      let products = inputs.enumerated().map { index, input in
        sample.operation(
          "×",
          [sample.leaf(.parameter, "w_\(neuron)\(index + 1)", "0.5"), input],
          "-0.125",
          group: group
        )
      }
      let sum = sample.operation("+", products, "0.375", group: group)
      let bias = sample.leaf(.parameter, "b_\(neuron)", "-10.25")
      let z = sample.operation("+", "z_\(neuron)", [sum, bias], "-9.875", group: group)
      hidden.append(sample.operation("σ", "h_\(neuron)", [z], "5.142e-05", group: group))
    }
    let weighted = hidden.enumerated().map { index, value in
      sample.operation("×", [sample.leaf(.parameter, "v_\(index + 1)", "1.5"), value], "0.88")
    }
    let z = sample.operation("+", "z", weighted, "1.76")
    let output = sample.operation("σ", "y_hat", [z], "0.8532")
    _ = sample.operation("bce", "L", [output, sample.leaf(.target, "y", "1")], "0.1588")
    return sample.graph("A net with two hidden neurons")
  }()

  /// A layer as matrices, and values of every shape.
  static let matrices: DiagramGraph = {
    var sample = SampleGraph()
    let x = sample.leaf(.input, "X", "[[0, 0], [0, 1], [1, 0], [1, 1]]")
    let w = sample.leaf(.parameter, "W", "[[1, -2.5], [3, 4]]")
    let b = sample.leaf(.parameter, "b", "[0, -1]")
    let z = sample.operation("linear", "Z", [x, w, b], "[[0, -1], [3, 3], [1, -3.5], [4, 0.5]]")
    let p = sample.operation(
      "softmax",
      "P",
      [z],
      "[[[1, 2], [3, 4]], [[1, 2], [3, 4]]]",
      kind: .folded
    )
    let rate = sample.leaf(.parameter, "learning rate", "0.001")
    let scaled = sample.operation("×", [p, rate], "a value that nobody would call short at all")
    _ = sample.operation("softmax_cross_entropy", "loss", [scaled], "1.234567e-07")
    return sample.graph("Matrices")
  }()

  /// A graph of `count` nodes, each operation on nodes at most `window` earlier; the same each time.
  static func random(_ count: Int, window: Int, seed: UInt64 = 42) -> DiagramGraph {
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let symbols = ["+", "×", "−", "exp", "tanh", "maximum"]
    let leaves: [DiagramGraph.Kind] = [.input, .parameter, .constant, .target]
    var sample = SampleGraph()
    for id in 1...count {
      let value = "\(next(2_000) - 1_000)"
      if id <= 5 || next(6) == 0 {
        _ = sample.leaf(leaves[next(4)], "x_\(id)", value)
      } else {
        let operands = (0...next(2)).map { _ in max(1, id - 1 - next(window)) }
        let name = next(3) == 0 ? "h_\(id)" : ""
        _ = sample.operation(symbols[next(symbols.count)], name, operands, value)
      }
    }
    return sample.graph("A graph of \(count) nodes")
  }
}

extension DiagramGraph: CustomTestStringConvertible {
  /// Its title, in the list of cases.
  public var testDescription: String { title }
}
