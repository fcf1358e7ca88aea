internal import Autodiff
public import Notation

/// The picture of a program's scalars, and which of them belong to which node of the program's own
/// diagram.
public struct ScalarPicture: Equatable, Sendable {
  /// The diagram of the scalars.
  public var picture: Picture
  /// The nodes of the program's own diagram, in order, with their scalars.
  public var tensors: [Match]

  /// A node of the program's diagram and its scalars.
  public struct Match: Equatable, Sendable {
    /// The node's group in the program's diagram: `n5`.
    public var part: String
    /// What it is called: `h`, `W @ x`.
    public var label: String
    /// Its elements, then the gates inside its operation.
    public var scalars: [Part]
  }

  /// A scalar in the picture.
  public struct Part: Equatable, Sendable {
    /// Its group in the picture: `n9`.
    public var part: String
    /// What it is called: `h[1]`.
    public var label: String
    /// Whether it is an element of the node, not a gate inside its operation.
    public var isElement: Bool
  }

  /// Makes a picture.
  public init(picture: Picture, tensors: [Match]) {
    self.picture = picture
    self.tensors = tensors
  }

  /// Shows the scalars of a program that ran on them; nil for one that ran on its tensors.
  public init?(_ run: ProgramRun, title: String) {
    guard let opened = run.program.scalars else { return nil }
    let graph = run.trace.graph
    var inner: [Int: [NodeID]] = [:]
    for scalar in graph.nodes where opened.element(of: scalar) == nil {
      inner[opened.owner(of: scalar).index, default: []].append(scalar)
    }
    var tensors: [Match] = []
    for node in opened.tensors.nodes {
      var parts: [Part] = []
      for scalar in opened.scalars(of: node) {
        parts.append(Part(graph, scalar, isElement: opened.owner(of: scalar) == node))
      }
      for scalar in inner[node.index] ?? [] { parts.append(Part(graph, scalar, isElement: false)) }
      guard !parts.isEmpty else { continue }
      tensors.append(
        Match(
          part: "n\(node.index)",
          label: opened.tensors.label(of: node, limit: 40),
          scalars: parts
        )
      )
    }
    self.init(picture: .diagram(of: run.trace, title: title), tensors: tensors)
  }
}

extension ScalarPicture.Part {
  fileprivate init(_ graph: Graph, _ scalar: NodeID, isElement: Bool) {
    self.init(
      part: "n\(scalar.index)",
      label: graph.label(of: scalar, limit: 40),
      isElement: isElement
    )
  }
}
