extension Graph {
  /// How far a graph has grown; see ``shrink(to:)``.
  public struct Mark: Sendable {
    fileprivate var nodes: Int
    fileprivate var operandLists: Int
    fileprivate var attributes: Int
    fileprivate var leafElements: Int
    fileprivate var checkedNodes: Int
    fileprivate var groups: Int
    fileprivate var source: Int
    fileprivate var elements: Int
    fileprivate var contributions: Int
  }

  /// How far it has grown by now.
  public var mark: Mark {
    Mark(
      nodes: records.count,
      operandLists: operandLists.count,
      attributes: attributes.count,
      leafElements: leafElements.count,
      checkedNodes: checkedNodes.count,
      groups: groups.count,
      source: source.count,
      elements: elementCount,
      contributions: contributionCount
    )
  }

  /// Takes away everything that was added since `mark`; none of it may have a name.
  public mutating func shrink(to mark: Mark) {
    records.removeLast(records.count - mark.nodes)
    operandLists.removeLast(operandLists.count - mark.operandLists)
    attributes.removeLast(attributes.count - mark.attributes)
    leafElements.removeLast(leafElements.count - mark.leafElements)
    checkedNodes.removeLast(checkedNodes.count - mark.checkedNodes)
    groups.removeLast(groups.count - mark.groups)
    source.removeLast(source.count - mark.source)
    layout.shrink(to: mark.nodes)
    attributePlaces.shrink(to: mark.nodes)
    groupPlaces.shrink(to: mark.nodes)
    namePlaces.shrink(to: mark.nodes)
    written.shrink(to: mark.nodes)
    elementCount = mark.elements
    contributionCount = mark.contributions
  }
}
