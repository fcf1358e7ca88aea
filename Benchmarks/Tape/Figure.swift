import CAllocations

/// One measured time: a line of JSON, in the form that `Benchmarks/run` reads from every peer.
struct Figure {
  /// What was measured: `random DAG, backward`.
  var what: String
  /// How many nodes the net has; 0 where a whole step of training is measured.
  var nodes: Int
  /// Seconds of each run.
  var seconds: [Double]
  /// How often a run asked for memory; −1 where that cannot be counted.
  var allocations: Int
  /// The output, by which peers are compared.
  var value: Double
  /// The sum of the leaves' gradients, by which peers are compared.
  var gradient: Double?

  /// Prints it.
  func report(as name: String) {
    let sorted = seconds.sorted()
    let gradient = gradient.map { ", \"gradient\": \($0)" } ?? ""
    print(
      """
      {"who": "\(name)", "what": "\(what)", "nodes": \(nodes), "runs": \(sorted.count), \
      "min": \(sorted[0]), "median": \(sorted[sorted.count / 2]), "max": \(sorted[sorted.count - 1]), \
      "allocations": \(allocations), "value": \(value)\(gradient)}
      """
    )
  }
}

/// Times `body` `runs` times after one run that warms up; tells also how often the last run asked for
/// memory.
func timed(_ runs: Int, _ body: () -> Void) -> (seconds: [Double], allocations: Int) {
  body()
  var seconds: [Double] = []
  seconds.reserveCapacity(runs)
  var allocations = 0
  let clock = ContinuousClock()
  for _ in 0..<runs {
    let before = allocations_so_far()
    let start = clock.now
    body()
    let time = (clock.now - start).components
    allocations = before < 0 ? -1 : allocations_so_far() - before
    seconds.append(Double(time.seconds) + Double(time.attoseconds) * 1e-18)
  }
  return (seconds, allocations)
}
