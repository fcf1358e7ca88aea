public import Autodiff

extension Formula {
  /// A number, a row in brackets or a matrix; a larger tensor by its shape in words.
  public static func tensor(_ tensor: Tensor, format: NumberFormat) -> Formula {
    guard tensor.elements.count <= 64, tensor.shape.rank <= 2, !tensor.elements.isEmpty else {
      return .text("(\(tensor.shape))")
    }
    let cells = tensor.elements.map { Formula.decimal(format.text($0)) }
    guard tensor.shape.rank > 0 else { return cells[0] }
    let width = tensor.shape.axes[tensor.shape.rank - 1]
    if tensor.shape.rank == 1 {
      var row: [Formula] = []
      for (i, cell) in cells.enumerated() {
        if i > 0 { row.append(.symbol(",", .infix)) }
        row.append(cell)
      }
      return .fenced("[", .row(row), "]")
    }
    let rows = stride(from: 0, to: cells.count, by: width).map { Array(cells[$0..<$0 + width]) }
    return .grid(.init(environment: "bmatrix", rows: rows))
  }
}
