import Autodiff

/// Measures one way of recording.
struct Measurements<R: Recording & ~Copyable> {
  /// How often each time is taken.
  var runs: Int

  /// Recording with forward, backward with every contribution kept, and replay, of a random net.
  func measure(_ net: RandomNet, size: Int) {
    let count = net.count(size: size)
    var output = NodeID(0)
    var trace = GraphRecording().run()
    func record() {
      R.record(in: &trace, capacity: count + 1) { tape in
        output = net.record(&tape, size: size)
      }
    }

    record()
    trace.backward(from: output)
    let value = trace.value(of: output).elements[0]
    let gradient = trace.sum(ofGradientsAt: trace.inputs)

    func report(_ part: String, _ body: () -> Void) {
      Figure(
        what: "\(net.rawValue), \(part)",
        nodes: count,
        time: timed(runs, body),
        value: value,
        gradient: gradient
      ).report(as: "Gradus (\(R.name))")
    }
    report("record and forward") { record() }
    trace.backward(from: output)
    report("backward") { trace.backward(from: output) }
    report("replay") { trace.replay() }
    report("replay and backward") {
      trace.replay()
      trace.backward(from: output)
    }
    report("record, forward and backward") {
      record()
      trace.backward(from: output)
    }
  }

  /// A step of micrograd's demo: recorded anew each time, as micrograd does, and replayed.
  func measureDemo() {
    let demo = ScalarDemo()
    var numbers = demo.numbers
    var parameters: [NodeID] = []
    var output = NodeID(0)
    var trace = GraphRecording().run()
    func record() {
      R.record(in: &trace, capacity: ScalarDemo.nodes) { tape in
        output = demo.record(&tape, numbers, &parameters)
      }
    }
    // A rate of 0 keeps every step alike.
    func move() {
      for (i, node) in parameters.enumerated() {
        numbers[i] -= 0 * (trace.gradient(of: node)?.elements[0] ?? 0)
      }
    }

    record()
    trace.backward(from: output)
    let value = trace.value(of: output).elements[0]
    let gradient = trace.sum(ofGradientsAt: parameters)

    func report(_ part: String, _ body: () -> Void) {
      Figure(
        what: "micrograd's demo as scalars, step",
        nodes: 0,
        time: timed(runs, body),
        value: value,
        gradient: gradient
      ).report(as: "Gradus (\(part))")
    }
    report(R.name) {
      record()
      trace.backward(from: output)
      move()
    }
    report("\(R.name), then replayed") {
      trace.replay(parameters, numbers)
      trace.backward(from: output)
      move()
    }
  }
}

extension Trace {
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

  /// The leaves that are not constants.
  var inputs: [NodeID] { graph.nodes.filter { graph.role(of: $0) == .input } }

  /// Σ of the last pass's gradients at some nodes.
  func sum(ofGradientsAt nodes: [NodeID]) -> Double {
    var sum = 0.0
    for node in nodes {
      for element in gradient(of: node)?.elements ?? [] { sum += element }
    }
    return sum
  }
}
