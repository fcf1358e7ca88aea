/// Why no path leads from the output of a pass to an element.
public enum DependencyEnd: Equatable, Sendable {
  /// The node is computed from constants only, and gets no gradient.
  case constant
  /// The node is computed from the output, not the other way round.
  case behindOutput
  /// No other node uses it.
  case unused
  /// What depends on it ends in these nodes, which the output does not use; there are `more` besides.
  case sinks([NodeID], more: Int)
  /// A use on the way takes it as a label or an index, to which no gradient flows.
  case label(consumer: NodeID, slot: Int)
  /// Uses on the way take other elements.
  case notTaken(consumers: [NodeID])
}

extension Trace {
  /// Where the dependency on an element ends.
  func dependencyEnd(of target: Element, in reach: TargetReach) -> DependencyEnd {
    guard graph.varies(target.node) else { return .constant }
    guard let output = pass?.output else { return .unused }
    if !reach.ends.isEmpty {
      for use in reach.ends where graph.takesAsLabel(use.consumer, use.slot) {
        return .label(consumer: use.consumer, slot: use.slot)
      }
      var consumers: [NodeID] = []
      for use in reach.ends where !consumers.contains(use.consumer) {
        consumers.append(use.consumer)
        if consumers.count == 3 { break }
      }
      return .notTaken(consumers: consumers)
    }
    if reach.isReached(Element(output, 0)) { return .notTaken(consumers: []) }
    let (sinks, count) = sinks(behind: target.node, besides: output)
    if count == 0 { return .behindOutput }
    return sinks == [target.node] ? .unused : .sinks(sinks, more: count - sinks.count)
  }

  /// The nodes that depend on `node` and that nothing uses further, three of them, and how many there
  /// are; none where every one is behind the output.
  private func sinks(behind node: NodeID, besides output: NodeID) -> ([NodeID], count: Int) {
    var depends = [Bool](repeating: false, count: graph.count)
    var isUsed = depends
    var behind = depends
    depends[node.index] = true
    behind[output.index] = true
    for index in 0..<graph.count {
      for operand in graph.operands(of: NodeID(index)) {
        if depends[operand.index] { depends[index] = true }
        if behind[operand.index] { behind[index] = true }
        isUsed[operand.index] = true
      }
    }
    if behind[node.index] { return ([], 0) }
    var sinks: [NodeID] = []
    var count = 0
    for index in 0..<graph.count where depends[index] && !isUsed[index] {
      count += 1
      if sinks.count < 3 { sinks.append(NodeID(index)) }
    }
    return (sinks, count)
  }
}
