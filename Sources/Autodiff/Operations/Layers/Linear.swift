internal import Kernels

extension Operation {
  /// A fully connected layer, `x @ W + b`.
  ///
  /// | value | shape |
  /// |-------|-------|
  /// | `x` | `[N, K]`, or `[K]` for one sample |
  /// | `W` | `[K, M]`: inputs × outputs |
  /// | `b` | `[M]`, or anything that broadcasts to the result |
  /// | result | `[N, M]` or `[M]` |
  ///
  /// Backward, with `ḡ` what arrived: `x̄ = ḡ Wᵀ`, `W̄ = xᵀ ḡ`, `b̄` = the rows of ḡ added up.
  public static let linear = Operation.tensor(
    "linear",
    arguments: [.operand("x"), .operand("W"), .operand("b")],
    pullbacks: ["upstream @ ②.T", "①.T @ upstream", "sum(upstream, axis=0)"],
    rule: TensorRule(
      shape: { (shapes, _) throws(GraphError) in
        let (x, w, b) = (shapes[0], shapes[1], shapes[2])
        guard (1...2).contains(x.rank), w.rank == 2, x.axes[x.rank - 1] == w.axes[0] else {
          throw .shapeMismatch(
            operation: "linear",
            expected: "[N, K], [K, M] and [M]",
            found: shapes
          )
        }
        let result = Shape([Int](x.axes.dropLast()) + [w.axes[1]])
        guard Shape.broadcast(result, b) == result else {
          throw .shapeMismatch(
            operation: "linear",
            expected: "[N, K], [K, M] and [M]",
            found: shapes
          )
        }
        return result
      },
      forward: { frame, values in
        let form = LayerForm(frame)
        var product = [Double](repeating: 0, count: form.n * form.m)
        MatrixProduct.multiply(
          m: form.n,
          k: form.k,
          n: form.m,
          values.span,
          .init(offset: frame.operands[0].offset, rowStride: form.k, columnStride: 1),
          values.span,
          .init(offset: frame.operands[1].offset, rowStride: form.m, columnStride: 1),
          into: &product,
          at: 0
        )
        form.forEachBias(frame) { i, place in
          values[frame.output.offset + i] =
            product[i] + values[frame.operands[2].offset + place]
        }
      },
      backward: { frame, values, gradients, slot, contributions, at in
        let form = LayerForm(frame)
        switch slot {
        case 0:
          MatrixProduct.multiply(
            m: form.n,
            k: form.m,
            n: form.k,
            gradients.span,
            .init(offset: frame.upstream, rowStride: form.m, columnStride: 1),
            values.span,
            .init(offset: frame.operands[1].offset, rowStride: 1, columnStride: form.m),
            into: &contributions,
            at: at
          )
        case 1:
          MatrixProduct.multiply(
            m: form.k,
            k: form.n,
            n: form.m,
            values.span,
            .init(offset: frame.operands[0].offset, rowStride: 1, columnStride: form.k),
            gradients.span,
            .init(offset: frame.upstream, rowStride: form.m, columnStride: 1),
            into: &contributions,
            at: at
          )
        default:
          form.forEachBias(frame) { i, place in
            contributions[at + place] += gradients[frame.upstream + i]
          }
        }
      }
    ),
    expansion: { (gates, operands, _) throws(GraphError) in
      let product = try gates.apply(.matmul, operands[0], operands[1])
      return try gates.apply(.add, product, operands[2])
    }
  )

  /// How it is set and said.
  static let linearSetting = Setting(
    of: .linear,
    tex: "① ② + b",
    words:
      "A linear layer hands its input the gradient times the weights transposed, the weights the input transposed times the gradient, and the bias the gradient itself."
  )
}

/// The lengths of a linear layer: N samples, K inputs, M outputs.
private struct LayerForm {
  let n: Int
  let k: Int
  let m: Int

  init(_ frame: Frame) {
    let x = frame.operands[0].shape
    n = x.rank == 2 ? x.axes[0] : 1
    k = x.axes[x.rank - 1]
    m = frame.operands[1].shape.axes[1]
  }

  /// Calls `body` for each element of the result with the place of its bias.
  func forEachBias(_ frame: Frame, _ body: (_ element: Int, _ place: Int) -> Void) {
    guard let places = BroadcastPlaces([frame.output.shape, frame.operands[2].shape]) else {
      return
    }
    places.forEach { i, place in body(i, place[1]) }
  }
}
