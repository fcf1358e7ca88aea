internal import Autodiff
internal import Notation

extension Slip {
  /// The chain rule without its first factor.
  static let noUpstream = Slip(
    "no-upstream",
    "gave the local derivative without the upstream gradient"
  ) { scene in
    var makings: [Making] = []
    for node in scene.computed where scene.graph.varies(node) {
      let ones = Tensor(repeating: 1, shape: scene.graph.shape(of: node))
      makings.append(
        .handing(
          at: node,
          "the local derivative was taken for the contribution: the upstream gradient that arrives there is missing"
        ) { $0.own(ones) }
      )
    }
    // Of a node with several uses: one of its local derivatives, or all of them added up.
    for node in scene.graph.nodes where scene.graph.varies(node) {
      let uses = scene.uses[node.index]
      guard uses.count > 1, uses.count <= 64 else { continue }
      let label = scene.label(node)
      for chosen in uses.indices where !scene.hasUnitUpstream(uses[chosen].consumer) {
        makings.append(
          onlyLocals(of: uses, keeping: chosen, scene, node) {
            "one local derivative stands for the gradient of \(label): neither the upstream gradient nor the other uses are in it"
          }
        )
      }
      makings.append(
        onlyLocals(of: uses, keeping: nil, scene, node) {
          "the local derivatives by \(label) were added up without the upstream gradients"
        }
      )
    }
    return makings
  }

  /// Uses whose contributions are local derivatives, of one use alone or of all.
  private static func onlyLocals(
    of uses: [Scene.Use],
    keeping chosen: Int?,
    _ scene: Scene,
    _ node: NodeID,
    _ told: () -> String
  ) -> Making {
    let rules = uses.enumerated().map { (i, use) in
      let ones = Tensor(repeating: 1, shape: scene.graph.shape(of: use.consumer))
      let isKept = chosen == nil || chosen == i
      return (
        node: use.consumer,
        change: RuleChange(contribution: { place in
          guard place.slot == use.slot else { return nil }
          return isKept
            ? place.own(ones)
            : Tensor(repeating: 0, shape: place.operands[place.slot].shape)
        })
      )
    }
    return Making(at: node, manner: nil, told(), .rules(rules))
  }
}

extension Scene {
  /// Whether ones arrive at a node anyway, so that leaving the upstream gradient out changes nothing.
  func hasUnitUpstream(_ node: NodeID) -> Bool {
    guard let gradient = right.lastPass?.gradient(of: node) else { return false }
    return gradient.elements.allSatisfy { Rounding.isEqual($0, 1) }
  }
}
