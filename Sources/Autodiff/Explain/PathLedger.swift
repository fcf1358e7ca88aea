/// A gradient as a sum over all paths from the output of a pass, each a product of local derivatives.
///
/// The paths are those between single numbers: a matrix product's are the products of entries that it
/// adds up. Their local derivatives come from the operations' own backward rules.
public struct PathLedger: Sendable {
  /// What the gradient is with respect to.
  public let target: Element
  /// Where the pass began.
  public let output: NodeID
  /// The gradient as the pass recorded it.
  public let gradient: Double
  /// The paths with the largest shares, largest first; those that are 0 come last.
  public internal(set) var paths: [GradientPath] = []
  /// How many paths there are.
  public internal(set) var count = PathCount(0)
  /// How many of them have a seed or a local derivative that is 0.
  public internal(set) var zeroCount = PathCount(0)
  /// The shares of all paths, listed or not, added up without the recorded gradient.
  public internal(set) var total = 0.0
  /// Their magnitudes, added up.
  public internal(set) var magnitude = 0.0
  /// The local derivatives that are 0, with how many paths each is the first 0 of; most first.
  public internal(set) var blocks: [Block] = []
  /// Why there is no path, where there is none.
  public internal(set) var ends: DependencyEnd?
  /// Whether there are too many elements between the two to follow each: ``paths`` and all counts then
  /// say nothing, and ``uses`` tells one step.
  public internal(set) var isCut = false
  /// The contributions that add up to the gradient, one for each use, largest first.
  public internal(set) var uses: [UseShare] = []

  /// A local derivative that is 0.
  public struct Block: Equatable, Sendable {
    /// Which.
    public let factor: PathFactor
    /// Why.
    public let reason: ZeroReason
    /// How many paths have it as their first 0.
    public let count: PathCount
  }

  /// What one use of the node contributed to the element.
  public struct UseShare: Equatable, Sendable {
    /// The consumer.
    public let consumer: NodeID
    /// Which of its operands.
    public let slot: Int
    /// The contribution.
    public let share: Double
  }

  /// How many blocks and uses are kept.
  static let listLimit = 20

  /// The shares of the listed paths, added up.
  public var listed: Double {
    var sum = 0.0
    for path in paths { sum += path.share }
    return sum
  }

  /// How many paths are not listed.
  public var restCount: PathCount {
    count.isAtLeast ? count : PathCount(count.value - paths.count)
  }

  /// What the paths that are not listed add up to.
  public var rest: Double { gradient - listed }

  /// Whether the shares add up to the recorded gradient, but for rounding.
  public var agrees: Bool {
    if total.isNaN || gradient.isNaN { return total.isNaN && gradient.isNaN }
    if total == gradient { return true }
    let size = magnitude.isFinite ? magnitude : gradient.magnitude
    return (total - gradient).magnitude <= 1e-9 * size
  }

  /// Whether there are shares that differ from 0 and add up to 0, but for rounding.
  public var cancels: Bool {
    count.value > zeroCount.value && magnitude > 0 && gradient.isFinite
      && gradient.magnitude <= 1e-12 * magnitude
  }
}

extension Trace {
  /// The gradient at some elements as sums over paths.
  ///
  /// - Parameters:
  ///   - targets: The elements; each has to be one of its node's.
  ///   - limit: How many paths are listed for each at most.
  ///   - work: About how many multiplications may be spent on local derivatives; beyond them
  ///     ``PathLedger/isCut`` is set.
  /// - Returns: A ledger for each; none where there was no reverse pass.
  public func ledgers(
    of targets: [Element],
    limit: Int,
    work: Int = 250_000_000
  ) -> [PathLedger] {
    guard let pass else { return [] }
    var budget = ElementGraph.Budget(work: work)
    return targets.map { ledger(of: $0, limit: limit, pass, &budget) }
  }

  private func ledger(
    of target: Element,
    limit: Int,
    _ pass: ReversePass,
    _ budget: inout ElementGraph.Budget
  ) -> PathLedger {
    var ledger = PathLedger(
      target: target,
      output: pass.output,
      gradient: gradient(of: target.node)?.elements[target.index] ?? 0
    )
    let reach = TargetReach(self, from: target, &budget)
    guard !reach.isCut, let way = ElementGraph(self, to: target, in: reach, &budget) else {
      ledger.isCut = true
      ledger.uses = uses(of: target)
      return ledger
    }
    let seed = { (element: Element) in pass.seed.elements[element.index] }
    let sums = PathSums(way, seed: seed)
    for root in way.roots {
      let number = seed(way.elements[root])
      ledger.count = ledger.count + sums.counts[root]
      ledger.zeroCount =
        ledger.zeroCount + (number == 0 ? sums.counts[root] : sums.zeros[root])
      ledger.total += number * sums.totals[root]
      ledger.magnitude += number.magnitude * sums.magnitudes[root]
    }
    guard ledger.count.value > 0 else {
      ledger.ends = dependencyEnd(of: target, in: reach)
      return ledger
    }
    ledger.paths = paths(way, sums, seed, limit)
    ledger.blocks = blocks(way, sums)
    return ledger
  }

  private func paths(
    _ way: ElementGraph,
    _ sums: PathSums,
    _ seed: (Element) -> Double,
    _ limit: Int
  ) -> [GradientPath] {
    let search = PathSearch(way, sums, seed: seed, limit: limit)
    var from = [Int32](repeating: 0, count: way.edges.count)
    for place in way.elements.indices {
      for edge in way.edges(of: place) { from[edge] = Int32(place) }
    }
    let paths = search.paths.map { path in
      GradientPath(
        start: way.elements[path.root],
        seed: seed(way.elements[path.root]),
        factors: path.edges.map { factor(way, Int(from[$0]), way.edges[$0]) }
      )
    }
    // Found by rounded logarithms; told in the order of the shares themselves.
    let sizes = paths.map { $0.share.isFinite ? $0.share.magnitude : .infinity }
    let order = paths.indices.sorted { (sizes[$0], -$0) > (sizes[$1], -$1) }
    return order.map { paths[$0] }
  }

  private func blocks(_ way: ElementGraph, _ sums: PathSums) -> [PathLedger.Block] {
    var found: [(place: Int, edge: Int, count: PathCount)] = []
    for place in way.elements.indices where sums.open[place].value > 0 {
      for edge in way.edges(of: place) where way.edges[edge].local == 0 {
        let count = sums.open[place] * sums.counts[Int(way.edges[edge].child)]
        if count.value > 0 { found.append((place, edge, count)) }
      }
    }
    found.sort { ($0.count.value, -$0.edge) > ($1.count.value, -$1.edge) }
    return found.prefix(PathLedger.listLimit).map { block in
      let factor = factor(way, block.place, way.edges[block.edge])
      return PathLedger.Block(factor: factor, reason: reason(for: factor), count: block.count)
    }
  }

  private func factor(_ way: ElementGraph, _ place: Int, _ edge: ElementGraph.Edge) -> PathFactor {
    PathFactor(
      consumer: way.elements[place],
      slot: Int(edge.slot),
      operand: way.elements[Int(edge.child)],
      local: edge.local
    )
  }

  private func uses(of target: Element) -> [PathLedger.UseShare] {
    var uses = contributions(to: target.node).map { contribution in
      PathLedger.UseShare(
        consumer: contribution.consumer,
        slot: contribution.slot,
        share: contribution.value.elements[target.index]
      )
    }
    uses.sort { $0.share.magnitude > $1.share.magnitude }
    return Array(uses.prefix(PathLedger.listLimit))
  }
}
