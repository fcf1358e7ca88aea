public import Autodiff
public import Learning

/// A net with its parameters, and what is needed to use it on raw samples.
public struct TrainedNet: Equatable, Sendable {
  /// One parameter, or another number that the net keeps, such as a running mean of batch normalisation.
  public struct Parameter: Equatable, Sendable {
    /// Its name in the program: `W1`.
    public var name: String
    /// Its shape.
    public var shape: Shape
    /// Its elements, in row-major order.
    public var elements: [Float]
    /// Whether an optimiser moves it.
    public var isTrained: Bool

    /// Puts one together.
    public init(name: String, shape: Shape, elements: [Float], isTrained: Bool = true) {
      self.name = name
      self.shape = shape
      self.elements = elements
      self.isTrained = isTrained
    }
  }

  /// The layers, from the input on.
  public var layers: [LayerPlan]
  /// What was made small.
  public var loss: LossPlan
  /// The lengths of the axes of one sample as the net takes it: `[64]`, or `[1, 28, 28]` before a convolution.
  public var sampleShape: [Int]
  /// How many numbers the net gives out for a sample.
  public var outputCount: Int
  /// The names of the classes; empty for a net that predicts numbers.
  public var classNames: [String]
  /// The names of the numbers that are predicted; empty for a net that tells classes.
  public var targetNames: [String]
  /// All parameters, in the order of the program.
  public var parameters: [Parameter]
  /// What was done to the features before.
  public var preprocessing: FittedPreprocessing

  /// Puts a net together.
  public init(
    layers: [LayerPlan],
    loss: LossPlan,
    sampleShape: [Int],
    outputCount: Int,
    classNames: [String],
    targetNames: [String],
    parameters: [Parameter],
    preprocessing: FittedPreprocessing
  ) {
    self.layers = layers
    self.loss = loss
    self.sampleShape = sampleShape
    self.outputCount = outputCount
    self.classNames = classNames
    self.targetNames = targetNames
    self.parameters = parameters
    self.preprocessing = preprocessing
  }

  /// The parameter of that name.
  public subscript(name: String) -> Parameter? { parameters.first { $0.name == name } }
}
