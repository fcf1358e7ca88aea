internal import Autodiff

/// What a name of a model stands for, as the program writes it.
struct ImportValue {
  /// An expression of the notation.
  var text: String
  /// How tightly it binds as an operand: 1 a sum, 2 a product, 3 a minus sign, 4 a power, 5 a name.
  var strength = 5
  /// Its shape.
  var shape: Shape
  /// Whole numbers that say how something is computed and are no part of the program: axes, a shape.
  var whole: [Int]?
  /// Numbers of the model that no line of the program holds yet.
  var pending: Tensor?
  /// Where they stand in the file.
  var byte = 0

  /// An expression.
  init(_ text: String, _ shape: Shape, strength: Int = 5) {
    self.text = text
    self.shape = shape
    self.strength = strength
  }

  /// Numbers of the model.
  init(_ constant: OnnxConstant, byte: Int) {
    text = ""
    self.byte = byte
    switch constant {
    case .numbers(let tensor):
      shape = tensor.shape
      pending = tensor
    case .whole(let list, let shape):
      self.shape = shape
      whole = list
    }
  }

  /// The expression as an operand, in brackets where it binds more loosely.
  func operand(_ needed: Int) -> String { strength < needed ? "(\(text))" : text }

  /// How many axes it has.
  var rank: Int { shape.rank }
}
