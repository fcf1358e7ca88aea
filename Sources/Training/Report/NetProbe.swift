internal import FastKernels
internal import Kernels
internal import Learning

/// Runs a net forward over any samples, with any parameters, and reads what its nodes hold.
///
/// The samples lie in memory once; parameters are exchanged.
final class NetProbe {
  private let net: NetRunner
  private let form: NetForm
  private let count: Int

  /// How many samples are run together.
  private static let size = 256

  /// Takes samples as the net sees them: prepared, row by row.
  ///
  /// Without classes or numbers to predict, losses mean nothing.
  init(
    _ form: NetForm,
    features: [Float],
    count: Int,
    classes: [Int]? = nil,
    numbers: [Float]? = nil,
    level: KernelLevel,
    threads: Int
  ) throws(TrainingMistake) {
    self.form = form
    self.count = count
    let labels = classes ?? [Int](repeating: 0, count: count)
    let width: Int
    switch form.target {
    case .classes: width = 1
    case .numbers(let wanted): width = wanted
    }
    let targets = numbers ?? (form.target.isClasses ? labels.map { Float($0) } : nil)
    net = try NetRunner(
      form,
      penalty: Penalty(),
      optimiser: OptimiserPlan(),
      samples: SampleBlock(
        count: count,
        features: features,
        labels: form.target.isClasses ? labels.map { Int32($0) } : [],
        targets: targets ?? [Float](repeating: 0, count: count * width),
        most: NetProbe.size
      ),
      training: [],
      evaluation: TrainingSession.sizes(count, NetProbe.size),
      seed: 0,
      level: level,
      threads: threads
    )
  }

  /// Takes rows of a prepared set.
  convenience init(
    _ form: NetForm,
    _ set: DataSet<Float>,
    rows: [Int],
    level: KernelLevel,
    threads: Int
  ) throws(TrainingMistake) {
    var features: [Float] = []
    features.reserveCapacity(rows.count * set.columnCount)
    for row in rows { features += set.row(row) }
    var (classes, numbers): ([Int]?, [Float]?)
    switch set.targets {
    case .none: break
    case .classes(let indices, _): classes = rows.map { indices[$0] }
    case .numbers(let all, let names):
      numbers = rows.flatMap { all[$0 * names.count..<($0 + 1) * names.count] }
    }
    try self.init(
      form,
      features: features,
      count: rows.count,
      classes: classes,
      numbers: numbers,
      level: level,
      threads: threads
    )
  }

  /// Exchanges the parameters.
  func use(_ parameters: [TrainedNet.Parameter]) { net.restore(parameters) }

  /// Exchanges the elements of one parameter.
  func set(_ name: String, to elements: [Float]) { net.set(name, to: elements) }

  /// What a node holds for every sample, row by row; nil if there is no such node.
  func values(of node: String) -> [Float]? { values(of: [node])[0] }

  /// What several nodes hold, as ``values(of:)-(String)`` tells of one, in one run.
  func values(of nodes: [String]) -> [[Float]?] {
    var values: [[Float]?] = nodes.map { _ in [] }
    var start = 0
    let rows = Array(0..<count)
    while start < count {
      let end = min(count, start + NetProbe.size)
      _ = net.evaluate(rows[start..<end])
      for (index, node) in nodes.enumerated() {
        if let part = net.value(node, batch: end - start, mode: .evaluation) {
          values[index]?.append(contentsOf: part)
        } else {
          values[index] = nil
        }
      }
      start = end
    }
    return values
  }

  /// What the net says of every sample.
  func outputs() -> [Float] { values(of: form.output) ?? [] }

  /// The mean loss of a sample.
  func loss() -> Double {
    var loss = 0.0
    var start = 0
    let rows = Array(0..<count)
    while start < count {
      let end = min(count, start + NetProbe.size)
      loss += net.evaluate(rows[start..<end])?.loss ?? .nan
      start = end
    }
    return loss / Double(max(1, count))
  }
}
