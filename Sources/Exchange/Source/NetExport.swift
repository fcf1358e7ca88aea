public import Autodiff
internal import Learning
public import Notation
public import Training

/// A trained net as a program with values, as it is used: nothing dropped, and with the means and variances that
/// batch normalisation kept.
///
/// What was done to features before comes first, so that the program takes samples as they are in the data;
/// but for categories, which are no numbers.
public struct NetExport: Sendable {
  /// The program, with zeros where its numbers belong.
  public let text: String
  /// The numbers of its leaves, by name.
  public let settings: [(name: String, value: Tensor)]
  /// The name of the net's output: logits, or what is predicted.
  public let output: String
  /// Whether samples have to be prepared before the program takes them.
  public let takesPrepared: Bool

  /// The name of the leaf that takes samples.
  public var input: String { statements.isEmpty ? "x" : "features" }

  private let statements: [String]

  /// Writes a net out.
  ///
  /// - Throws: `TrainingMistake` where its layers do not fit each other.
  public init(_ net: TrainedNet) throws(TrainingMistake) {
    let target: NetForm.Target =
      net.classNames.isEmpty
      ? .numbers(max(1, net.targetNames.count)) : .classes(net.classNames.count)
    let form = try NetForm(
      net.layers,
      sampleShape: net.sampleShape,
      target: target,
      loss: net.loss
    )
    var settings: [(name: String, value: Tensor)] = []
    for parameter in form.parameters {
      guard let numbers = net[parameter.name], numbers.shape == parameter.shape else {
        throw .program("there is no \(parameter.name) that fits")
      }
      let elements = numbers.elements.map { Double($0) }
      settings.append((parameter.name, Tensor(shape: parameter.shape, elements: elements)))
    }
    var preparation = Preparation(columns: net.preprocessing.columns.count)
    for stage in net.preprocessing.stages { preparation.add(stage) }
    takesPrepared = !preparation.isComplete && !net.preprocessing.stages.isEmpty
    statements = preparation.lines(sampleShape: form.sampleShape)
    if !statements.isEmpty { settings += preparation.settings }
    var lines = form.text(batch: 1, mode: .evaluation).split(separator: "\n").map { String($0) }
    lines.append("backward \(NetForm.lossName)")
    // The first line is the input.
    if !statements.isEmpty { lines.replaceSubrange(0..<1, with: statements) }
    text = lines.joined(separator: "\n") + "\n"
    self.settings = settings
    output = form.output
  }

  /// The program's run as what is exported, for any number of samples.
  public func graph(_ run: ProgramRun, called title: String) -> ValuedGraph {
    var source = ValuedGraph(run, called: title)
    for (name, node) in zip(source.graph.names, source.graph.namedNodes) {
      if name == input || name == "y" { source.batchLeaves.insert(node) }
      if settings.contains(where: { $0.name == name }) { source.storedLeaves.insert(node) }
    }
    return source
  }
}

/// What is done to features, in statements.
private struct Preparation {
  private let columns: Int
  private var steps: [String] = []
  private(set) var settings: [(name: String, value: Tensor)] = []
  /// Whether the stages so far can be said in statements.
  private(set) var isComplete = true

  init(columns: Int) { self.columns = columns }

  private var last: String { steps.isEmpty ? "features" : "prepared\(steps.count)" }

  mutating func add(_ stage: FittedStage) {
    let number = steps.count + 1
    switch stage {
    case .divide(let divisor): bind("\(last) / \(NumberFormat.exact(divisor))")
    case .zScore(let figures):
      let scale = figures.deviations.map { $0 > 0 ? $0 : 1 }
      bind(shifted(number, figures.means) + " / " + scaled(number, scale))
    case .minMax(let figures):
      let scale = zip(figures.largest, figures.least).map { $0 > $1 ? $0 - $1 : 1 }
      let factor = NumberFormat.exact(figures.high - figures.low)
      let text = shifted(number, figures.least) + " / " + scaled(number, scale)
      bind("\(text) * \(factor) + \(NumberFormat.exact(figures.low))")
    case .whiten(let figures):
      let (kept, width) = (figures.variances.count, figures.means.count)
      let name = "directions\(number)"
      settings.append((name, Tensor(shape: Shape([kept, width]), elements: figures.directions)))
      let scale = figures.variances.map { $0.squareRoot() }
      bind("\(shifted(number, figures.means)) @ \(name).T / " + scaled(number, scale))
    case .oneHot: isComplete = false
    }
  }

  private mutating func bind(_ text: String) {
    steps.append("prepared\(steps.count + 1) = \(text)")
  }

  private mutating func shifted(_ number: Int, _ numbers: [Double]) -> String {
    settings.append(("shift\(number)", Tensor(numbers)))
    return "(\(last) - shift\(number))"
  }

  private mutating func scaled(_ number: Int, _ numbers: [Double]) -> String {
    settings.append(("scale\(number)", Tensor(numbers)))
    return "scale\(number)"
  }

  /// The lines that end with the net's input; none where nothing is done or it cannot be said.
  func lines(sampleShape: [Int]) -> [String] {
    guard isComplete, !steps.isEmpty else { return [] }
    var lines = ["input features = zeros([1, \(columns)])"]
    lines += settings.map { "input \($0.name) = zeros(\($0.value.shape))" }
    lines += steps
    let lengths = sampleShape.map { String($0) }.joined(separator: ", ")
    lines.append("x = " + (sampleShape.count == 1 ? last : "reshape(\(last), [-1, \(lengths)])"))
    return lines
  }
}
