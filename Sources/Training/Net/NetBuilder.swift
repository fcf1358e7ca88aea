internal import Autodiff

extension NetForm {
  /// Writes layers out.
  ///
  /// - Parameters:
  ///   - layers: The layers, from the input on; a last dense layer with 0 units gets as many as the targets ask
  ///     for.
  ///   - sampleShape: The lengths of a sample's axes as the data have them.
  ///   - target: What the outputs are compared with.
  ///   - loss: What is made small; nil for what suits the targets.
  /// - Throws: ``TrainingMistake`` where a layer does not fit what comes before it, or the loss the targets.
  public init(
    _ layers: [LayerPlan],
    sampleShape: [Int],
    target: Target,
    loss: LossPlan?
  ) throws(TrainingMistake) {
    var shape = sampleShape
    // An image has one channel for layers that work on images, and else is a row of features.
    if shape.count == 2, layers.prefix(while: { !$0.isDense }).contains(where: { $0.wantsChannels })
    {
      shape = [1] + shape
    }
    var builder = NetBuilder(shape: shape, target: target)
    for (place, layer) in layers.enumerated() {
      try builder.add(layer, at: place, isLast: !layers[(place + 1)...].contains { $0.hasWeights })
    }
    try builder.finish(layers.count)
    let plan = loss ?? builder.usualLoss
    self.init(sampleShape: shape, target: target, loss: plan)
    parameters = builder.parameters
    masks = builder.masks
    normalizations = builder.normalizations
    layerNodes = builder.layerNodes
    statements = builder.statements
    output = builder.node
    outputCount = builder.shape[0]
    hidden = builder.hidden
    statements += try lossStatements()
  }
}

extension LayerPlan {
  /// Whether it works on images with channels.
  var wantsChannels: Bool {
    switch self {
    case .conv2d, .maxPool2d, .avgPool2d: true
    default: false
    }
  }

  /// Whether every unit sees every number before it.
  fileprivate var isDense: Bool {
    if case .dense = self { return true }
    return false
  }

  /// Whether it has weights.
  var hasWeights: Bool {
    switch self {
    case .dense, .conv2d: true
    default: false
    }
  }
}

/// Writes layers out, one after the other.
private struct NetBuilder {
  /// The lengths of a sample's axes where the net ends now.
  var shape: [Int]
  let target: NetForm.Target
  /// The node where the net ends now.
  var node = "x"
  var hidden = "x"
  var parameters: [NetForm.Parameter] = []
  var masks: [NetForm.Mask] = []
  var normalizations: [NetForm.Normalization] = []
  var layerNodes: [(node: String, weights: String?)] = []
  var statements: [NetForm.Statement] = []
  /// How many layers with weights there are so far.
  private var count = 0
  private var functions = 0

  init(shape: [Int], target: NetForm.Target) {
    self.shape = shape
    self.target = target
  }

  /// As many outputs as the targets ask for.
  private var wantedOutputs: Int {
    switch target {
    case .classes(let count): max(1, count)
    case .numbers(let count): max(1, count)
    }
  }

  var usualLoss: LossPlan {
    switch target {
    case .classes: LossPlan(shape == [1] ? "bce_with_logits" : "softmax_cross_entropy")
    case .numbers: LossPlan("mse")
    }
  }

  mutating func add(_ layer: LayerPlan, at place: Int, isLast: Bool) throws(TrainingMistake) {
    switch layer {
    case .dense(let units, let activation):
      try flatten(place)
      hidden = node
      count += 1
      let units = units == 0 && isLast ? wantedOutputs : units
      guard units > 0 else { throw .badLayer(place, expected: "at least 1 unit", found: "none") }
      let (w, b) = (
        parameter("W", [shape[0], units], .weight(before: activation?.name)),
        parameter("b", [units], .shift)
      )
      shape = [units]
      bind("z\(count)", "linear(\(node), \(w), \(b))")
      apply(activation, as: "h\(count)")
      layerNodes.append((node, w))
    case .conv2d(let channels, let size, let stride, let padding, let activation):
      guard shape.count == 3 else { throw .needsImages(place, found: shape) }
      guard size <= min(shape[1], shape[2]) + 2 * padding else {
        throw .badLayer(
          place,
          expected: "kernels no larger than the padded image",
          found: "\(size) x \(size) on \(NetForm.list(shape))"
        )
      }
      hidden = node
      count += 1
      let k = parameter(
        "K",
        [channels, shape[0], size, size],
        .weight(before: activation?.name)
      )
      let b = parameter("b", [channels], .shift)
      shape = [
        channels, (shape[1] + 2 * padding - size) / stride + 1,
        (shape[2] + 2 * padding - size) / stride + 1,
      ]
      bind(
        "z\(count)",
        "conv2d(\(node), \(k), stride=\(stride), padding=\(padding)) + reshape(\(b), [\(channels), 1, 1])"
      )
      apply(activation, as: "h\(count)")
      layerNodes.append((node, k))
    case .activation(let activation):
      functions += 1
      apply(activation, as: "a\(functions)")
      layerNodes.append((node, nil))
    case .dropout(let keep):
      let mask = NetForm.Mask(name: "m\(masks.count + 1)", sample: shape, keep: keep)
      masks.append(mask)
      let name = "d\(masks.count)"
      statements.append(
        NetForm.Statement(
          mode: .training,
          text: "\(name) = dropout(\(node), \(mask.name), \(NumberFormat.exact(keep)))"
        )
      )
      statements.append(NetForm.Statement(mode: .evaluation, text: "\(name) = \(node)"))
      node = name
    case .batchNorm:
      if shape.count == 2 { try flatten(place) }
      normalize()
    case .maxPool2d(let size): try pool("max_pool2d", size, place)
    case .avgPool2d(let size): try pool("avg_pool2d", size, place)
    }
  }

  /// Ends the net with one number or several for each sample.
  mutating func finish(_ layers: Int) throws(TrainingMistake) {
    try flatten(max(0, layers - 1))
    guard count > 0 else { throw .noWeights }
    let wanted = wantedOutputs
    let isBinary = target == .classes(2) && shape == [1]
    guard shape == [wanted] || isBinary else {
      throw .wrongOutputs(expected: wanted, found: shape[0], isClasses: target.isClasses)
    }
  }

  private mutating func parameter(
    _ letter: String,
    _ axes: [Int],
    _ purpose: NetForm.Purpose
  ) -> String {
    let name = "\(letter)\(count)"
    parameters.append(NetForm.Parameter(name: name, shape: Shape(axes), purpose: purpose))
    return name
  }

  private mutating func bind(_ name: String, _ expression: String) {
    statements.append(NetForm.Statement(text: "\(name) = \(expression)"))
    node = name
  }

  private mutating func apply(_ activation: LayerPlan.Activation?, as name: String) {
    guard let activation else { return }
    var told = ""
    for argument in activation.arguments {
      told += ", \(argument.name)=\(NumberFormat.exact(argument.number))"
    }
    bind(name, "\(activation.name)(\(node)\(told))")
  }

  private mutating func flatten(_ place: Int) throws(TrainingMistake) {
    guard shape.count != 1 else { return }
    let width = Shape(shape).count
    guard width <= Graph.elementLimit else {
      throw .badLayer(place, expected: "fewer numbers", found: NetForm.list(shape))
    }
    bind("f\(statements.count + 1)", "reshape(\(node), [-1, \(width)])")
    shape = [width]
  }

  private mutating func normalize() {
    let number = normalizations.count + 1
    let channels = shape[0]
    let input = node
    let (gamma, beta) = ("gamma\(number)", "beta\(number)")
    let (mean, variance) = ("mean\(number)", "var\(number)")
    let all: [(String, NetForm.Purpose)] = [
      (gamma, .scale), (beta, .shift), (mean, .runningMean), (variance, .runningVariance),
    ]
    for (name, purpose) in all {
      parameters.append(NetForm.Parameter(name: name, shape: Shape([channels]), purpose: purpose))
    }
    normalizations.append(NetForm.Normalization(input: input, mean: mean, variance: variance))
    node = "n\(number)"
    func each(_ name: String) -> String {
      shape.count == 1 ? name : "reshape(\(name), [\(channels), 1, 1])"
    }
    statements.append(
      NetForm.Statement(
        mode: .training,
        text: "\(node) = batch_norm(\(input), \(gamma), \(beta))"
      )
    )
    statements.append(
      NetForm.Statement(
        mode: .evaluation,
        text:
          "\(node) = (\(input) - \(each(mean))) / sqrt(\(each(variance)) + 1e-5) * \(each(gamma)) + \(each(beta))"
      )
    )
    layerNodes.append((node, nil))
  }

  private mutating func pool(_ name: String, _ size: Int, _ place: Int) throws(TrainingMistake) {
    guard shape.count == 3 else { throw .needsImages(place, found: shape) }
    guard size <= min(shape[1], shape[2]) else {
      throw .badLayer(
        place,
        expected: "windows no larger than the image",
        found: "\(size) x \(size) on \(NetForm.list(shape))"
      )
    }
    functions += 1
    shape = [shape[0], shape[1] / size, shape[2] / size]
    bind("p\(functions)", "\(name)(\(node), \(size))")
    layerNodes.append((node, nil))
  }
}

extension NetForm.Target {
  /// Whether samples have classes.
  var isClasses: Bool {
    if case .classes = self { return true }
    return false
  }
}
