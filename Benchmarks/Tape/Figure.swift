import CAllocations

/// One measured time: a line of JSON, in the form that `Benchmarks/run` reads from every peer.
struct Figure {
  /// What was measured: `random DAG, backward`.
  var what: String
  /// How many nodes the net has; 0 where a whole step of training is measured.
  var nodes: Int
  /// How long it took.
  var time: Time
  /// The output, by which peers are compared.
  var value: Double
  /// The sum of the leaves' gradients, by which peers are compared.
  var gradient: Double

  /// What runs took.
  struct Time {
    /// Seconds of each run.
    var seconds: [Double]
    /// How often the last run asked for memory; −1 where that cannot be counted.
    var allocations: Int
  }

  /// Prints it.
  func report(as name: String) {
    let sorted = time.seconds.sorted()
    print(
      """
      {"who": "\(name)", "what": "\(what)", "nodes": \(nodes), "runs": \(sorted.count), \
      "min": \(sorted[0]), "median": \(sorted[sorted.count / 2]), "max": \(sorted[sorted.count - 1]), \
      "allocations": \(time.allocations), "value": \(value), "gradient": \(gradient)}
      """
    )
  }
}

/// Times `body` `runs` times after one run that warms up.
func timed(_ runs: Int, _ body: () -> Void) -> Figure.Time {
  body()
  var seconds: [Double] = []
  seconds.reserveCapacity(runs)
  var allocations = -1
  let clock = ContinuousClock()
  for _ in 0..<runs {
    let before = allocations_so_far()
    let start = clock.now
    body()
    let time = (clock.now - start).components
    if before >= 0 { allocations = allocations_so_far() - before }
    seconds.append(Double(time.seconds) + Double(time.attoseconds) * 1e-18)
  }
  return Figure.Time(seconds: seconds, allocations: allocations)
}
