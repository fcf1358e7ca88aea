extension Operation {
  /// The cross-correlation of images with kernels, which deep learning calls convolution: the kernel is
  /// not turned over.
  ///
  /// | value | one image | channels | a batch |
  /// |-------|-----------|----------|---------|
  /// | `x` | `[H, W]` | `[C, H, W]` | `[N, C, H, W]` |
  /// | `k` | `[h, w]` | `[O, C, h, w]` | `[O, C, h, w]` |
  /// | result | `[H', W']` | `[O, H', W']` | `[N, O, H', W']` |
  ///
  /// with H' = ⌊(H + 2·padding − h) / stride⌋ + 1, and W' likewise; the padding is zeros.
  ///
  /// Backward: what arrives at a place of the result goes to every pixel under the kernel, times the
  /// kernel's entry there, and to every entry, times its pixel.
  public static let conv2d = Operation.tensor(
    "conv2d",
    arguments: [
      .operand("x"), .operand("k"), .whole("stride", slot: 0, least: 1, default: 1),
      .whole("padding", slot: 1, least: 0, default: 0),
    ],
    pullbacks: ["conv2d_transpose(upstream, ②)", "conv2d(①, upstream)"],
    rule: TensorRule(
      shape: { (shapes, attributes) throws(GraphError) in
        guard let form = ConvolutionForm(shapes[0], shapes[1], attributes) else {
          throw .shapeMismatch(
            operation: "conv2d",
            expected:
              "[H, W] and [h, w], or [N, C, H, W] and [O, C, h, w], with kernels no larger than the padded image",
            found: shapes
          )
        }
        return form.result(rank: shapes[0].rank)
      },
      forward: { frame, values in
        guard let form = ConvolutionForm(frame) else { return }
        for i in 0..<frame.output.shape.count { values[frame.output.offset + i] = 0 }
        form.forEachProduct { result, pixel, entry in
          values[frame.output.offset + result] +=
            values[frame.operands[0].offset + pixel] * values[frame.operands[1].offset + entry]
        }
      },
      backward: { frame, values, gradients, slot, contributions, at in
        guard let form = ConvolutionForm(frame) else { return }
        let (x, k) = (frame.operands[0].offset, frame.operands[1].offset)
        form.forEachProduct { result, pixel, entry in
          let upstream = gradients[frame.upstream + result]
          if slot == 0 {
            contributions[at + pixel] += upstream * values[k + entry]
          } else {
            contributions[at + entry] += upstream * values[x + pixel]
          }
        }
      },
      scalars: .products { frame in
        let kernel = frame.operands[1].shape
        let kernels = kernel.rank == 2 ? 1 : Swift.max(1, kernel.axes[0])
        return Shape.saturatingProduct(frame.output.shape.count, kernel.count / kernels)
      } forEach: { frame, body in
        ConvolutionForm(frame)?.forEachProduct(body)
      }
    )
  )

  /// How it is set and said.
  static let conv2dSetting = Setting(
    of: .conv2d,
    symbol: "∗",
    tex: #"① \star ②"#,
    words:
      "A convolution hands each pixel the gradients of the places that saw it, each times the kernel's entry, and each entry the gradients times the pixels that it met."
  )
}

/// The lengths of a convolution.
private struct ConvolutionForm {
  private let images: Int
  private let channels: Int
  private let kernels: Int
  private let image: (height: Int, width: Int)
  private let kernel: (height: Int, width: Int)
  private let output: (height: Int, width: Int)
  private let stride: Int
  private let padding: Int

  init?(_ frame: Frame) {
    self.init(frame.operands[0].shape, frame.operands[1].shape, frame.attributes)
  }

  /// Nil where the shapes do not fit.
  init?(_ x: Shape, _ k: Shape, _ attributes: Attributes) {
    // A stride or padding beyond every image does what the largest one does.
    stride = max(1, Int(min(attributes.first, Double(Graph.elementLimit))))
    padding = max(0, Int(min(attributes.second, Double(Graph.elementLimit))))
    guard (2...4).contains(x.rank), k.rank == (x.rank == 2 ? 2 : 4) else { return nil }
    images = x.rank == 4 ? x.axes[0] : 1
    channels = x.rank == 2 ? 1 : x.axes[x.rank - 3]
    kernels = x.rank == 2 ? 1 : k.axes[0]
    guard x.rank == 2 || k.axes[1] == channels else { return nil }
    image = (x.axes[x.rank - 2], x.axes[x.rank - 1])
    kernel = (k.axes[k.rank - 2], k.axes[k.rank - 1])
    let (height, width) = (image.height + 2 * padding, image.width + 2 * padding)
    guard kernel.height > 0, kernel.width > 0, kernel.height <= height, kernel.width <= width
    else { return nil }
    output = ((height - kernel.height) / stride + 1, (width - kernel.width) / stride + 1)
  }

  func result(rank: Int) -> Shape {
    let plane = [output.height, output.width]
    return Shape(rank == 2 ? plane : rank == 3 ? [kernels] + plane : [images, kernels] + plane)
  }

  /// Calls `body` for every product that goes into the result, with the places of the result's element, the
  /// pixel and the kernel's entry.
  func forEachProduct(_ body: (_ result: Int, _ pixel: Int, _ entry: Int) -> Void) {
    var place = 0
    for n in 0..<images {
      for o in 0..<kernels {
        for row in 0..<output.height {
          for column in 0..<output.width {
            forEachEntry(row * stride - padding, column * stride - padding) { c, i, j, y, x in
              body(
                place,
                ((n * channels + c) * image.height + y) * image.width + x,
                ((o * channels + c) * kernel.height + i) * kernel.width + j
              )
            }
            place += 1
          }
        }
      }
    }
  }

  /// Calls `body` for the entries of a kernel that lies with its corner at a place of the image, where they
  /// lie on the image.
  private func forEachEntry(
    _ top: Int,
    _ left: Int,
    _ body: (_ c: Int, _ i: Int, _ j: Int, _ y: Int, _ x: Int) -> Void
  ) {
    let rows = max(0, -top)..<max(max(0, -top), min(kernel.height, image.height - top))
    let columns = max(0, -left)..<max(max(0, -left), min(kernel.width, image.width - left))
    for c in 0..<channels {
      for i in rows {
        for j in columns { body(c, i, j, top + i, left + j) }
      }
    }
  }
}
