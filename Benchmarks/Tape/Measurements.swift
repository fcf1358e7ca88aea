import Autodiff

/// Measures one way of recording.
struct Measurements<R: Recording & ~Copyable> {
  /// How often each time is taken.
  var runs: Int

  private var who: String { "Gradus (\(R.name))" }

  /// Recording with forward, backward with every contribution kept, and replay, of a random net.
  func measure(_ net: RandomNet, size: Int) {
    let count = net.count(size: size)
    var leaves: [NodeID]? = []
    var tape = R(reusing: Trace.nothing)
    var output = net.record(&tape, size: size, leaves: &leaves)
    var trace = tape.trace()
    trace.backward(from: output)
    let value = trace.value(of: output).elements[0]
    var gradient = 0.0
    for leaf in leaves ?? [] { gradient += trace.gradient(of: leaf)?.elements[0] ?? 0 }

    func report(_ part: String, _ time: (seconds: [Double], allocations: Int)) {
      Figure(
        what: "\(net.rawValue), \(part)",
        nodes: count,
        seconds: time.seconds,
        allocations: time.allocations,
        value: value,
        gradient: gradient
      ).report(as: who)
    }
    report("backward", timed(runs) { trace.backward(from: output) })
    report("replay", timed(runs) { trace.replay() })
    report(
      "replay and backward",
      timed(runs) {
        trace.replay()
        trace.backward(from: output)
      }
    )
    leaves = nil
    report(
      "record and forward",
      timed(runs) {
        var tape = R(reusing: trace.taken())
        output = net.record(&tape, size: size, leaves: &leaves)
        trace = tape.trace()
      }
    )
  }

  /// A step of micrograd's demo: recorded anew each time, as micrograd does, and replayed.
  func measureDemo() {
    let demo = ScalarDemo()
    var numbers = demo.numbers
    var parameters: [NodeID] = []
    var tape = R(reusing: Trace.nothing)
    var output = demo.record(&tape, numbers, &parameters)
    var trace = tape.trace()
    trace.backward(from: output)
    let value = trace.value(of: output).elements[0]
    var gradient = 0.0
    for node in parameters { gradient += trace.gradient(of: node)?.elements[0] ?? 0 }

    func report(_ part: String, _ time: (seconds: [Double], allocations: Int)) {
      Figure(
        what: "micrograd's demo as scalars, step",
        nodes: 0,
        seconds: time.seconds,
        allocations: time.allocations,
        value: value,
        gradient: gradient
      ).report(as: "Gradus (\(part))")
    }
    // A rate of 0 keeps every step alike.
    let rate = 0.0
    report(
      R.name,
      timed(runs) {
        var tape = R(reusing: trace.taken())
        output = demo.record(&tape, numbers, &parameters)
        trace = tape.trace()
        trace.backward(from: output)
        for (i, node) in parameters.enumerated() {
          numbers[i] -= rate * (trace.gradient(of: node)?.elements[0] ?? 0)
        }
      }
    )
    report(
      "\(R.name), then replayed",
      timed(runs) {
        trace.replay(parameters, numbers)
        trace.backward(from: output)
        for (i, node) in parameters.enumerated() {
          numbers[i] -= rate * (trace.gradient(of: node)?.elements[0] ?? 0)
        }
      }
    )
  }
}

extension Trace {
  /// A trace of nothing.
  static var nothing: Trace { GraphRecording().trace() }

  /// Hands the trace over, so that its storage is used again, and leaves one of nothing.
  mutating func taken() -> Trace {
    var taken = Trace.nothing
    swap(&taken, &self)
    return taken
  }

  /// Computes every node anew.
  mutating func replay() { replay([], []) }

  /// Computes every node anew with other numbers in some leaves.
  mutating func replay(_ leaves: [NodeID], _ numbers: [Double]) {
    do throws(Fault) {
      try replay(leaves, with: numbers.map { [$0] })
    } catch {
      preconditionFailure("sums and products have no labels")
    }
  }
}
