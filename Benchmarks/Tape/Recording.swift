import Autodiff

/// A way to a trace of a scalar graph, so that each net is written once.
protocol Recording: ~Copyable {
  /// What the reports call it.
  static var name: String { get }
  /// Records a new run in place of the one that `trace` holds.
  static func record(in trace: inout Trace, capacity: Int, _ body: (inout Self) -> Void)
  mutating func input(_ number: Double) -> NodeID
  mutating func constant(_ number: Double) -> NodeID
  mutating func add(_ a: NodeID, _ b: NodeID) -> NodeID
  mutating func subtract(_ a: NodeID, _ b: NodeID) -> NodeID
  mutating func multiply(_ a: NodeID, _ b: NodeID) -> NodeID
  mutating func relu(_ a: NodeID) -> NodeID
}

/// A graph that is built first and then run.
struct GraphRecording: Recording {
  static let name = "graph, then run"
  private var graph = Graph()

  static func record(in trace: inout Trace, capacity: Int, _ body: (inout GraphRecording) -> Void) {
    var recording = GraphRecording()
    body(&recording)
    trace = recording.run()
  }

  /// Everything computed.
  func run() -> Trace {
    do throws(Trace.Fault) {
      return try Trace(running: graph)
    } catch {
      preconditionFailure("a graph of sums and products has no labels")
    }
  }

  mutating func input(_ number: Double) -> NodeID { leaf(number, .input) }
  mutating func constant(_ number: Double) -> NodeID { leaf(number, .constant) }
  mutating func add(_ a: NodeID, _ b: NodeID) -> NodeID { gate(.add, a, b) }
  mutating func subtract(_ a: NodeID, _ b: NodeID) -> NodeID { gate(.subtract, a, b) }
  mutating func multiply(_ a: NodeID, _ b: NodeID) -> NodeID { gate(.multiply, a, b) }

  mutating func relu(_ a: NodeID) -> NodeID {
    accepted { () throws(GraphError) in try graph.append(Gate.relu, a) }
  }

  @inline(__always)
  private mutating func leaf(_ number: Double, _ role: LeafRole) -> NodeID {
    accepted { () throws(GraphError) in try graph.append(leaf: number, role: role) }
  }

  @inline(__always)
  private mutating func gate(_ gate: Gate, _ a: NodeID, _ b: NodeID) -> NodeID {
    accepted { () throws(GraphError) in try graph.append(gate, a, b) }
  }

  @inline(__always)
  private func accepted(_ node: () throws(GraphError) -> NodeID) -> NodeID {
    do throws(GraphError) {
      return try node()
    } catch {
      preconditionFailure("\(error)")
    }
  }
}
