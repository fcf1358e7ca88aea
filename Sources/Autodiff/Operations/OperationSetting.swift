extension Operation {
  /// How an operation is set in mathematics and said in words.
  ///
  /// In templates `①` and `②` stand for the operands and `ⓨ` for the result.
  public struct Setting: Sendable {
    /// The name of the operation.
    let operation: String
    /// What stands in its node in a diagram: `+`, `σ`, `exp`.
    public let symbol: String
    /// How its value is set in TeX: `\sigma(①)`.
    public let tex: String
    /// How its local derivative with respect to each operand is set in TeX: `ⓨ\,(1 - ⓨ)`.
    public let locals: [String]
    /// What it does with its gradient, as a sentence.
    public let words: String

    init(
      of operation: Operation,
      symbol: String? = nil,
      tex: String,
      locals: [String] = [],
      words: String
    ) {
      self.operation = operation.name
      self.symbol = symbol ?? operation.name
      self.tex = tex
      self.locals = locals
      self.words = words
    }

    /// The settings of all operations that are declared.
    static let all: [Setting] = [
      leafSetting, identitySetting, addSetting, subtractSetting, multiplySetting, divideSetting,
      powerSetting, negateSetting, expSetting, logSetting, squareSetting, absSetting, tanhSetting,
      sigmoidSetting, reluSetting, maximumSetting, minimumSetting, log2Setting, log10Setting,
      sqrtSetting, signSetting, stepSetting, sinSetting, cosSetting, tanSetting, erfSetting,
      softplusSetting, siluSetting, geluSetting, gaussianSetting, leakyReLUSetting, eluSetting,
      clipSetting, sumSetting, meanSetting, maxSetting, minSetting, varianceSetting,
      standardDeviationSetting, normSetting, productSetting, logSumExpSetting, matmulSetting,
      dotSetting, outerSetting, transposeSetting, reshapeSetting, concatSetting, stackSetting,
      indexSetting, oneHotSetting, softmaxSetting, logSoftmaxSetting, mseSetting, maeSetting,
      huberSetting, logCoshSetting, bceSetting, bceWithLogitsSetting, hingeSetting,
      squaredHingeSetting, poissonNLLSetting, crossEntropySetting, softmaxCrossEntropySetting,
      nllSetting, klDivergenceSetting, gaussianNLLSetting, smoothL1Setting, mapeSetting,
      msleSetting, poissonSetting, klDivLogSetting, hingeEmbeddingSetting, softMarginSetting,
      marginRankingSetting, tripletMarginWithDistanceSetting, categoricalHingeSetting,
      multiLabelSoftMarginSetting, multiLabelMarginSetting, multiMarginSetting,
      cosineSimilaritySetting, cosineEmbeddingSetting, tripletMarginSetting, ctcSetting,
      linearSetting, batchNormSetting, dropoutSetting, conv2dSetting, maxPool2dSetting,
      avgPool2dSetting, sumOfTermsSetting, seedSetting,
    ]

    private static let byName: [String: Setting] = {
      var settings: [String: Setting] = [:]
      for setting in all { settings[setting.operation] = setting }
      return settings
    }()

    /// The setting of the operation of that name; nil for a gate that follows from an operation on
    /// tensors.
    static func named(_ name: String) -> Setting? { byName[name] }
  }

  /// How it is set and said.
  ///
  /// A gate that computes an element of an operation on tensors has that operation's symbol and words.
  public var setting: Setting {
    if let setting = Setting.named(name) { return setting }
    let tensors = onTensors
    let known = Setting.named(tensors.name)
    return Setting(of: self, symbol: known?.symbol, tex: "", words: known?.words ?? "")
  }
}
