internal import Autodiff
internal import Notation

extension Slip {
  /// The sum over a node's uses, with some of them left out.
  static let missingPath = Slip(
    "missing-path",
    "added up only some of the node's uses"
  ) { scene in
    var makings: [Making] = []
    for node in scene.graph.nodes where scene.graph.varies(node) {
      let uses = scene.uses[node.index]
      guard uses.count > 1, uses.count <= 64 else { continue }
      let label = scene.label(node)
      for (i, left) in subsets(of: uses.count).enumerated() {
        makings.append(
          Making(
            at: node,
            manner: i < 2 ? i : nil,
            "a path is missing: \(label) is used \(uses.count) times, and its gradient adds up what comes back from every use",
            .rules(
              left.map { place in
                let use = uses[place]
                return (
                  node: use.consumer,
                  change: RuleChange(contribution: { back in
                    guard back.slot == use.slot else { return nil }
                    return Tensor(repeating: 0, shape: back.operands[back.slot].shape)
                  })
                )
              }
            )
          )
        )
      }
    }
    return makings
  }

  /// Which uses are left out: every proper part of few, single ones and all but one of many.
  private static func subsets(of count: Int) -> [[Int]] {
    guard count <= 6 else {
      let all = Array(0..<count)
      return all.map { [$0] } + all.map { kept in all.filter { $0 != kept } }
    }
    return (1..<(1 << count) - 1).map { bits in (0..<count).filter { bits >> $0 & 1 == 1 } }
  }
}
