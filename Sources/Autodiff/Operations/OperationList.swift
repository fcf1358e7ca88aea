extension Operation {
  /// A given value: an input, a parameter, a target, or a number in an expression.
  public static let leaf = Operation(
    name: "leaf",
    arguments: [],
    rule: .leaf
  )

  /// How it is set and said.
  static let leafSetting = Setting(
    of: .leaf,
    symbol: "",
    tex: "",
    words: "A given value."
  )

  /// The closed list of operations, and the gates on scalars that follow from it.
  ///
  /// A node stores its operation as an index into it; the gates of ``Gate`` come first.
  public static let all: [Operation] = declared + gatheredOperations(of: declared)

  private static let declared: [Operation] =
    [.leaf] + Gate.allCases.map { $0.operation } + [
      .log2, .log10, .sqrt, .sign, .step, .sin, .cos, .tan, .erf,
      .softplus, .silu, .gelu, .gaussian, .leakyReLU, .elu, .clip,
      .sum, .mean, .max, .min, .variance, .standardDeviation, .norm, .product, .logSumExp,
      .matmul, .dot, .outer, .transpose,
      .reshape, .concat, .stack, .index, .oneHot,
      .softmax, .logSoftmax,
      .mse, .mae, .huber, .logCosh, .bce, .bceWithLogits, .hinge, .squaredHinge, .poissonNLL,
      .crossEntropy, .softmaxCrossEntropy, .nll, .klDivergence, .gaussianNLL,
      .smoothL1, .mape, .msle, .poisson, .klDivLog,
      .hingeEmbedding, .softMargin, .marginRanking, .tripletMarginWithDistance,
      .categoricalHinge, .multiLabelSoftMargin, .multiLabelMargin, .multiMargin,
      .cosineSimilarity, .cosineEmbedding, .tripletMargin, .ctc,
      .linear, .batchNorm, .dropout, .conv2d, .maxPool2d, .avgPool2d,
      .sumOfTerms, .seed,
    ]

  /// The place in ``all``.
  var code: UInt8 { Operation.codes[ObjectIdentifier(self)] ?? 0 }

  /// The function that programs call by `name`, if there is one.
  public static func function(named name: String) -> Operation? {
    functions[name].map { all[Int($0)] }
  }

  /// All names that programs can call, for suggestions.
  public static let functionNames: [String] = {
    var names: [String] = []
    for operation in all where operation.isFunction {
      names.append(operation.name)
      names += operation.aliases
    }
    return names
  }()

  /// Whether it is called by name, not written as an operator.
  var isFunction: Bool { !arguments.isEmpty && form == .call }

  private static let codes: [ObjectIdentifier: UInt8] = {
    var codes: [ObjectIdentifier: UInt8] = [:]
    for (i, operation) in all.enumerated() { codes[ObjectIdentifier(operation)] = UInt8(i) }
    return codes
  }()

  private static let functions: [String: UInt8] = {
    var functions: [String: UInt8] = [:]
    for (i, operation) in all.enumerated() where operation.isFunction {
      functions[operation.name] = UInt8(i)
      for alias in operation.aliases { functions[alias] = UInt8(i) }
    }
    return functions
  }()
}
