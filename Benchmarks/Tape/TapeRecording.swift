import Autodiff

/// A tape computes each gate as it is written down.
extension Tape: Recording {
  static var name: String { "tape" }

  @inline(__always)
  static func record(in trace: inout Trace, capacity: Int, _ body: (inout Tape) -> Void) {
    trace.record(capacity: capacity, body)
  }

  @inline(__always)
  mutating func input(_ number: Double) -> NodeID { leaf(number) }

  @inline(__always)
  mutating func constant(_ number: Double) -> NodeID { leaf(number, role: .constant) }
}
