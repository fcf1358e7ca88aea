internal import Autodiff
public import FastKernels
internal import Learning

/// A trained net at work: what it says of samples.
public final class Evaluator {
  /// The net.
  public let net: TrainedNet
  /// Its statements.
  public let form: NetForm

  private let level: KernelLevel
  private let threads: Int
  /// How many samples are looked at together.
  private static let size = 256

  /// Takes a net.
  ///
  /// - Parameters:
  ///   - net: The net.
  ///   - level: The kernels to use.
  ///   - threads: How many threads share the work.
  /// - Throws: ``TrainingMistake`` where its layers do not fit each other.
  public init(
    _ net: TrainedNet,
    level: KernelLevel = KernelChoice.current.level,
    threads: Int = 1
  ) throws(TrainingMistake) {
    self.net = net
    self.level = level
    self.threads = threads
    let target: NetForm.Target =
      net.classNames.isEmpty
      ? .numbers(max(1, net.targetNames.count)) : .classes(net.classNames.count)
    form = try NetForm(net.layers, sampleShape: net.sampleShape, target: target, loss: net.loss)
    for parameter in form.parameters {
      guard net[parameter.name]?.shape == parameter.shape,
        net[parameter.name]?.elements.count == parameter.shape.count
      else { throw .program("there is no \(parameter.name) that fits") }
    }
  }

  /// How many features a sample has.
  public var featureCount: Int { net.sampleShape.reduce(1, *) }

  /// What the net gives out: logits of classes, or numbers, `[N, outputs]`.
  ///
  /// - Parameter features: Samples as the net takes them, preprocessed, `[N, D]`.
  /// - Returns: The outputs of each sample, one sample after the other.
  /// - Throws: ``TrainingMistake`` where the net cannot be run.
  public func outputs(_ features: [Float]) throws(TrainingMistake) -> [Float] {
    try values(of: [form.output], features)[0]
  }

  /// What comes into the last layer with weights, `[N, width]`.
  ///
  /// - Parameter features: Samples as the net takes them, `[N, D]`.
  /// - Returns: The numbers of each sample, and how many there are of each.
  /// - Throws: ``TrainingMistake`` where the net cannot be run.
  public func hidden(_ features: [Float]) throws(TrainingMistake) -> (numbers: [Float], width: Int)
  {
    let numbers = try values(of: [form.hidden], features)[0]
    let count = featureCount > 0 ? features.count / featureCount : 0
    return (numbers, count > 0 ? numbers.count / count : 0)
  }

  /// How sure the net is of each class, `[N, classes]`; the numbers themselves where there are no classes.
  ///
  /// - Parameter features: Samples as the net takes them, `[N, D]`.
  /// - Returns: The shares of each sample, one sample after the other.
  /// - Throws: ``TrainingMistake`` where the net cannot be run.
  public func probabilities(_ features: [Float]) throws(TrainingMistake) -> [Float] {
    let outputs = try outputs(features)
    guard !net.classNames.isEmpty else { return outputs }
    let classes = net.classNames.count
    guard form.outputCount > 1 else {
      return outputs.flatMap { output in
        let z = Double(output)
        let p = form.threshold == 0 ? Shares.sigmoid(z) : min(1, max(0, z))
        return [Float(1 - p), Float(p)]
      }
    }
    return form.givesShares ? outputs : Shares.softmax(outputs, width: classes)
  }

  /// The class that the net takes each sample for.
  ///
  /// - Parameter features: Samples as the net takes them, `[N, D]`.
  /// - Returns: The index of a class for each sample.
  /// - Throws: ``TrainingMistake`` where the net cannot be run.
  public func classes(_ features: [Float]) throws(TrainingMistake) -> [Int] {
    let outputs = try outputs(features)
    let width = form.outputCount
    guard width > 1 else { return outputs.map { Double($0) > form.threshold ? 1 : 0 } }
    var classes: [Int] = []
    for start in stride(from: 0, to: outputs.count, by: width) {
      var best = start
      for place in start..<start + width where outputs[place] > outputs[best] { best = place }
      classes.append(best - start)
    }
    return classes
  }

  /// The values of nodes for samples, each node's rows one after the other.
  ///
  /// - Parameters:
  ///   - names: Names of nodes of ``form``.
  ///   - features: Samples as the net takes them, `[N, D]`.
  /// - Returns: For each name the node's values, one sample after the other.
  /// - Throws: ``TrainingMistake`` where the net cannot be run, or there is no such node.
  public func values(
    of names: [String],
    _ features: [Float]
  ) throws(TrainingMistake) -> [[Float]] {
    let width = featureCount
    let count = width > 0 ? features.count / width : 0
    guard count > 0 else { return names.map { _ in [] } }
    let isClasses = !net.classNames.isEmpty
    let runner = try NetRunner(
      form,
      penalty: Penalty(),
      optimiser: OptimiserPlan(),
      samples: SampleBlock(
        count: count,
        features: Array(features[..<(count * width)]),
        labels: isClasses ? [Int32](repeating: 0, count: count) : [],
        targets: [Float](
          repeating: 0,
          count: isClasses ? count : count * form.targetAxes(1).reduce(1, *)
        ),
        most: min(count, Evaluator.size)
      ),
      training: [],
      evaluation: TrainingSession.sizes(count, Evaluator.size),
      seed: 0,
      level: level,
      threads: threads
    )
    runner.restore(net.parameters)
    var results = [[Float]](repeating: [], count: names.count)
    var start = 0
    while start < count {
      let rows = min(Evaluator.size, count - start)
      _ = runner.evaluate(Array(start..<start + rows)[...])
      for (place, name) in names.enumerated() {
        guard let numbers = runner.value(name, batch: rows, mode: .evaluation) else {
          throw .program("there is no \(name)")
        }
        results[place] += numbers
      }
      start += rows
    }
    return results
  }
}

extension NetForm {
  /// Whether the outputs are shares already, which add up to 1.
  fileprivate var givesShares: Bool {
    loss.name == "cross_entropy" || loss.name == "kl_div"
  }
}
