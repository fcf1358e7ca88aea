internal import Autodiff
internal import Notation

/// The values of a program's leaves as fractions: as written, but for parameters that `minimize` has moved.
struct LeafValues {
  private var written: [NodeID: [ExactNumber]] = [:]
  private var moved: [NodeID: [ExactNumber]] = [:]
  private var movedBeforePass: [NodeID: [ExactNumber]] = [:]
  /// Whether parameters have moved since the last reverse pass.
  private(set) var differDuringPass = false
  /// Which leaves are doubles all the same.
  private(set) var notices: [ExactRun.Notice] = []

  init(_ run: ProgramRun, _ literals: inout Literals, _ work: inout Work) {
    let graph = run.program.graph
    var movedNames: [String] = []
    var drawnNames: [String] = []
    for leaf in graph.nodes where graph.isLeaf(leaf) {
      written[leaf] = literals.elements(of: leaf, &work)
      let label = graph.label(of: leaf, limit: 60)
      if literals.isDrawn(leaf) { drawnNames.append(label) }
      guard graph.role(of: leaf) == .parameter, !run.history.isEmpty else { continue }
      let first = graph.leafValue(of: leaf)
      let now = run.trace.value(of: leaf)
      let then = run.trace.valueDuringPass(of: leaf)
      if now != first {
        moved[leaf] = now.elements.map { ExactNumber(exactly: $0) }
        movedNames.append(label)
      }
      if then != first {
        movedBeforePass[leaf] = then.elements.map { ExactNumber(exactly: $0) }
      }
      if then != now { differDuringPass = true }
    }
    if !drawnNames.isEmpty { notices.append(.drawn(drawnNames)) }
    if !movedNames.isEmpty { notices.append(.moved(movedNames)) }
  }

  /// A leaf's elements at the end of the program.
  func present(_ leaf: NodeID) -> [ExactNumber] { moved[leaf] ?? written[leaf] ?? [] }

  /// A leaf's elements when the last reverse pass ran.
  func duringPass(_ leaf: NodeID) -> [ExactNumber] {
    movedBeforePass[leaf] ?? written[leaf] ?? []
  }
}
