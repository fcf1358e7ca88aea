internal import Autodiff
internal import Notation

extension ExactRun {
  /// A value or gradient of a named node, and how far float64 is off.
  public struct Deviation: Equatable, Sendable {
    /// The name.
    public let name: String
    /// Whether it is the gradient.
    public let isGradient: Bool
    /// For each element that is a fraction, the distance in units of the last place; nil for the others.
    public let units: [Double?]

    /// The largest of them; nil where no element is a fraction.
    public var largest: Double? { units.compactMap { $0 }.max() }
  }

  /// How far float64 is off in the value of every named node and then in every gradient.
  public var deviations: [Deviation] {
    let graph = run.trace.graph
    var deviations: [Deviation] = []
    for (name, node) in zip(graph.names, graph.namedNodes) {
      let units = value(of: node).units(of: run.trace.value(of: node))
      deviations.append(Deviation(name: name, isGradient: false, units: units))
    }
    for (name, node) in zip(graph.names, graph.namedNodes) {
      guard let exact = gradient(of: node), let double = run.trace.gradient(of: node) else {
        continue
      }
      deviations.append(
        Deviation(name: name, isGradient: true, units: exact.units(of: double))
      )
    }
    return deviations
  }

  /// The value or gradient that float64 is farthest off in; nil where nothing is a fraction.
  public var largestDeviation: Deviation? {
    deviations.filter { $0.largest != nil }.max { ($0.largest ?? 0) < ($1.largest ?? 0) }
  }
}
