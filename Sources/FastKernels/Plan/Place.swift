/// Where numbers begin that a planned kernel call works on.
public struct Place: Equatable, Sendable, BitwiseCopyable {
  /// The memory that they lie in.
  public enum Block: UInt8, Equatable, Sendable, BitwiseCopyable {
    /// What a plan computes with: parameters, values, gradients.
    case memory
    /// The features of the samples that are looked at now; read only.
    case features
    /// Their targets, as numbers; read only.
    case targets
  }

  /// The memory that they lie in.
  public var block: Block
  /// How many numbers of it lie before.
  public var offset: Int

  /// A place in the memory that a plan computes with, or in another block.
  public init(_ offset: Int, in block: Block = .memory) {
    self.block = block
    self.offset = offset
  }

  /// A place some numbers further on.
  public static func + (place: Place, count: Int) -> Place {
    Place(place.offset + count, in: place.block)
  }
}

/// Where the numbers of a matrix lie.
public struct MatrixPlace: Equatable, Sendable, BitwiseCopyable {
  /// Its first element.
  public var start: Place
  /// Distance between two rows; 0 repeats one row.
  public var rowStride: Int
  /// Distance between two columns; 0 repeats one column.
  public var columnStride: Int

  /// A matrix; a transposed one has its strides exchanged.
  public init(_ start: Place, rowStride: Int, columnStride: Int = 1) {
    self.start = start
    self.rowStride = rowStride
    self.columnStride = columnStride
  }

  /// The same with rows and columns exchanged.
  public var transposed: MatrixPlace {
    MatrixPlace(start, rowStride: columnStride, columnStride: rowStride)
  }

  /// How many numbers from its start on a matrix of that many rows and columns reaches.
  func reach(_ rows: Int, _ columns: Int) -> Int {
    rows <= 0 || columns <= 0 ? 0 : (rows - 1) * rowStride + (columns - 1) * columnStride + 1
  }
}

/// A factor of a planned kernel call: a number, or a multiple of one that changes from step to step.
public struct Factor<Scalar: Sendable>: Sendable {
  /// The number, or what ``dial`` is multiplied by.
  public var number: Scalar
  /// The place of the changing number among a runner's dials; negative if there is none.
  var dial: Int

  /// A number that stays.
  public init(_ number: Scalar) {
    self.number = number
    dial = -1
  }

  /// A multiple of the learning rate of the step.
  public static func rate(times number: Scalar) -> Factor {
    var factor = Factor(number)
    factor.dial = 0
    return factor
  }
}
