internal import Kernels

extension Operation {
  /// The matrix product; vectors count as a row on the left and as a column on the right.
  ///
  /// | value | shape    | role          |
  /// |-------|----------|---------------|
  /// | `a`   | `[M, K]` or `[K]` | left operand  |
  /// | `b`   | `[K, N]` or `[K]` | right operand |
  /// | `z`   | `[M, N]`, without the axes that the vectors lack | output |
  ///
  /// Backward, with `ḡ` what arrived at `z`: `ā += ḡ · bᵀ`, `b̄ += aᵀ · ḡ`.
  ///
  /// - SeeAlso: M. Giles, *Collected Matrix Derivative Results for Forward and Reverse Mode
  ///   Algorithmic Differentiation* (2008).
  public static let matmul = Operation.tensor(
    "matmul",
    arguments: [.operand("a"), .operand("b")],
    form: .infix("@", precedence: 2),
    pullbacks: ["upstream @ ②.T", "①.T @ upstream"],
    rule: .product("matmul")
  )

  /// How it is set and said.
  static let matmulSetting = Setting(
    of: .matmul,
    symbol: "@",
    tex: "① ②",
    locals: [#"②^\top"#, #"①^\top"#],
    words:
      "A matrix product hands its left operand the gradient times the right one transposed, and its right operand the left one transposed times the gradient."
  )

  /// The inner product of vectors; of matrices, the matrix product, as in NumPy.
  public static let dot = Operation.tensor(
    "dot",
    arguments: [.operand("a"), .operand("b")],
    pullbacks: ["upstream * ②", "upstream * ①"],
    rule: .product("dot"),
    expansion: { (gates, operands, _) throws(GraphError) in
      guard gates.rank(operands[0]) == 1, gates.rank(operands[1]) == 1 else {
        return try gates.apply(.matmul, operands[0], operands[1])
      }
      let products = try gates.apply(.multiply, operands[0], operands[1])
      return try gates.apply(.sum, products)
    }
  )

  /// How it is set and said.
  static let dotSetting = Setting(
    of: .dot,
    symbol: "·",
    tex: #"① \cdot ②"#,
    locals: ["②", "①"],
    words: "An inner product hands each operand the gradient times the other operand."
  )

  /// The outer product of two vectors, `[M]` and `[N]` to `[M, N]`.
  public static let outer = Operation.tensor(
    "outer",
    arguments: [.operand("a"), .operand("b")],
    pullbacks: ["upstream @ ②", "①.T @ upstream"],
    rule: TensorRule(
      shape: { (shapes, _) throws(GraphError) in
        guard shapes[0].rank == 1, shapes[1].rank == 1 else {
          throw .shapeMismatch(operation: "outer", expected: "[M] and [N]", found: shapes)
        }
        return Shape([shapes[0].axes[0], shapes[1].axes[0]])
      },
      forward: { frame, values in
        let (a, b) = (frame.operands[0], frame.operands[1])
        for i in 0..<a.shape.count {
          for j in 0..<b.shape.count {
            values[frame.output.offset + i * b.shape.count + j] =
              values[a.offset + i] * values[b.offset + j]
          }
        }
      },
      backward: { frame, values, gradients, slot, contributions, at in
        let (a, b) = (frame.operands[0], frame.operands[1])
        for i in 0..<a.shape.count {
          for j in 0..<b.shape.count {
            let upstream = gradients[frame.upstream + i * b.shape.count + j]
            if slot == 0 {
              contributions[at + i] += upstream * values[b.offset + j]
            } else {
              contributions[at + j] += upstream * values[a.offset + i]
            }
          }
        }
      },
      scalars: .products { frame in
        frame.output.shape.count
      } forEach: { frame, body in
        for i in 0..<frame.operands[0].shape.count {
          for j in 0..<frame.operands[1].shape.count {
            body(i * frame.operands[1].shape.count + j, i, j)
          }
        }
      }
    )
  )

  /// How it is set and said.
  static let outerSetting = Setting(
    of: .outer,
    symbol: "⊗",
    tex: #"① ②^\top"#,
    locals: ["②", "①"],
    words: "An outer product hands each operand the gradient times the other operand."
  )
}

/// A product's operands and result as matrices.
private struct ProductForm {
  var m: Int
  var k: Int
  var n: Int

  init(_ a: Shape, _ b: Shape) {
    m = a.rank == 2 ? a.axes[0] : 1
    k = a.axes[a.rank - 1]
    n = b.rank == 2 ? b.axes[1] : 1
  }
}

extension TensorRule {
  /// The matrix product under the name that messages give it.
  @inline(never)
  fileprivate static func product(_ name: String) -> TensorRule {
    TensorRule(
      shape: { (shapes, _) throws(GraphError) in
        let (a, b) = (shapes[0], shapes[1])
        guard (1...2).contains(a.rank), (1...2).contains(b.rank),
          a.axes[a.rank - 1] == b.axes[0]
        else {
          let left = a.rank == 1 ? "[K]" : "[M, K]"
          let right = b.rank == 1 ? "[K]" : "[K, N]"
          throw .shapeMismatch(operation: name, expected: "\(left) · \(right)", found: shapes)
        }
        return Shape((a.rank == 2 ? [a.axes[0]] : []) + (b.rank == 2 ? [b.axes[1]] : []))
      },
      forward: { frame, values in
        let form = ProductForm(frame.operands[0].shape, frame.operands[1].shape)
        var product = [Double](repeating: 0, count: form.m * form.n)
        MatrixProduct.multiply(
          m: form.m,
          k: form.k,
          n: form.n,
          values.span,
          .init(offset: frame.operands[0].offset, rowStride: form.k, columnStride: 1),
          values.span,
          .init(offset: frame.operands[1].offset, rowStride: form.n, columnStride: 1),
          into: &product,
          at: 0
        )
        for i in product.indices { values[frame.output.offset + i] = product[i] }
      },
      backward: { frame, values, gradients, slot, contributions, at in
        let form = ProductForm(frame.operands[0].shape, frame.operands[1].shape)
        let upstream = frame.upstream
        if slot == 0 {
          MatrixProduct.multiply(
            m: form.m,
            k: form.n,
            n: form.k,
            gradients.span,
            .init(offset: upstream, rowStride: form.n, columnStride: 1),
            values.span,
            .init(offset: frame.operands[1].offset, rowStride: 1, columnStride: form.n),
            into: &contributions,
            at: at
          )
        } else {
          MatrixProduct.multiply(
            m: form.k,
            k: form.m,
            n: form.n,
            values.span,
            .init(offset: frame.operands[0].offset, rowStride: 1, columnStride: form.k),
            gradients.span,
            .init(offset: upstream, rowStride: form.n, columnStride: 1),
            into: &contributions,
            at: at
          )
        }
      },
      scalars: .products { frame in
        Shape.saturatingProduct(
          frame.output.shape.count,
          ProductForm(frame.operands[0].shape, frame.operands[1].shape).k
        )
      } forEach: { frame, body in
        let form = ProductForm(frame.operands[0].shape, frame.operands[1].shape)
        for i in 0..<form.m {
          for j in 0..<form.n {
            for k in 0..<form.k { body(i * form.n + j, i * form.k + k, k * form.n + j) }
          }
        }
      }
    )
  }
}
