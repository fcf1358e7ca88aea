internal import Autodiff
internal import FastKernels

/// How operands that broadcast lie over the elements of a result, seen as matrices.
struct Spreading {
  /// How one operand is repeated.
  enum Manner: Equatable {
    /// As many elements as the result.
    case same
    /// One number for all.
    case number
    /// One row for all rows: a bias.
    case row
    /// One number for each row.
    case column
    /// One number for each channel of each image.
    case channels
  }

  /// The result is `blocks` matrices of `rows` × `columns`, one after the other.
  var blocks = 1
  var rows = 1
  var columns: Int
  /// How each operand is repeated.
  var manners: [Manner]

  /// Nil where operands are repeated in another way.
  init?(_ result: Shape, _ operands: [Shape]) {
    columns = result.count
    manners = []
    for operand in operands {
      guard let manner = Spreading.manner(operand, in: result) else { return nil }
      manners.append(manner)
    }
    let last = result.axes.last ?? 1
    if manners.contains(.channels) {
      // Rows and columns of images would mean something else here.
      guard !manners.contains(.row), !manners.contains(.column) else { return nil }
      blocks = result.axes[0]
      rows = result.axes[1]
      columns = result.count / max(1, blocks * rows)
      return
    }
    if let place = manners.firstIndex(of: .row) {
      columns = operands[place].count
      for (manner, operand) in zip(manners, operands) where manner == .row {
        guard operand.count == columns else { return nil }
      }
      if manners.contains(.column), columns != last { return nil }
    } else if manners.contains(.column) {
      columns = last
    }
    rows = columns > 0 ? result.count / columns : 0
  }

  private static func manner(_ operand: Shape, in result: Shape) -> Manner? {
    if operand.count == result.count { return .same }
    if operand.count == 1 { return .number }
    let axes = Array(operand.axes.drop { $0 == 1 })
    if Array(result.axes.suffix(axes.count)) == axes { return .row }
    if operand.rank == result.rank, operand.axes.last == 1,
      operand.axes.dropLast() == result.axes.dropLast()
    {
      return .column
    }
    if result.rank >= 3, operand.rank == result.rank - 1, operand.axes[0] == result.axes[1],
      operand.count == result.axes[1]
    {
      return .channels
    }
    return nil
  }

  /// Operand `index` as a matrix in block `block`.
  func matrix(_ place: Place, _ index: Int, block: Int) -> MatrixPlace {
    switch manners[index] {
    case .same: MatrixPlace(place + block * rows * columns, rowStride: columns)
    case .number: MatrixPlace(place, rowStride: 0, columnStride: 0)
    case .row: MatrixPlace(place, rowStride: 0)
    case .column, .channels: MatrixPlace(place, rowStride: 1, columnStride: 0)
    }
  }
}
