extension Operation {
  /// The largest number of each window of `size` × `size`, window beside window over the last two axes;
  /// what is left at the edges is dropped.
  ///
  /// Equal ones share the gradient, as those of `max` do; PyTorch hands it to the first of them.
  public static let maxPool2d = pooling(
    "max_pool2d",
    pullback: "upstream to the largest of each window",
    scalars: .reduction("max"),
    value: { window in
      var best = window[0]
      for x in window { best = x.isNaN || x > best ? x : best }
      return best
    },
    slopes: { window, value, slopes in
      var ties = 0.0
      for x in window where x == value { ties += 1 }
      for k in window.indices { slopes[k] = window[k] == value ? 1 / ties : 0 }
    }
  )

  /// How it is set and said.
  static let maxPool2dSetting = Setting(
    of: .maxPool2d,
    tex: #"\operatorname{maxpool}(①)"#,
    words:
      "A max pooling hands each window's gradient to its largest element; equal ones share it."
  )

  /// The mean of each window of `size` × `size`, window beside window over the last two axes; what is left
  /// at the edges is dropped.
  public static let avgPool2d = pooling(
    "avg_pool2d",
    pullback: "upstream / size^2 to each of its window",
    scalars: .mean,
    value: { window in
      var sum = 0.0
      for x in window { sum += x }
      return sum / Double(window.count)
    },
    slopes: { window, _, slopes in
      for k in window.indices { slopes[k] = 1 / Double(window.count) }
    }
  )

  /// How it is set and said.
  static let avgPool2dSetting = Setting(
    of: .avgPool2d,
    tex: #"\operatorname{avgpool}(①)"#,
    words: "An average pooling hands each element of a window an equal share of its gradient."
  )

  @inline(never)
  private static func pooling(
    _ name: String,
    pullback: String,
    scalars: ScalarForm.LaneForm,
    value: @escaping @Sendable ([Double]) -> Double,
    slopes: @escaping @Sendable ([Double], Double, inout [Double]) -> Void
  ) -> Operation {
    .tensor(
      name,
      arguments: [.operand("x"), .whole("size", slot: 0, least: 1, default: nil)],
      pullbacks: [pullback],
      rule: TensorRule(
        shape: { (shapes, attributes) throws(GraphError) in
          let (x, size) = (shapes[0], Int(attributes.first))
          guard x.rank >= 2, size > 0, x.axes[x.rank - 2] >= size, x.axes[x.rank - 1] >= size else {
            throw .shapeMismatch(
              operation: name,
              expected: "[…, H, W] with H and W from \(size)",
              found: shapes
            )
          }
          return Shape(
            [Int](x.axes.dropLast(2)) + [x.axes[x.rank - 2] / size, x.axes[x.rank - 1] / size]
          )
        },
        forward: { frame, values in
          forEachWindow(frame) { result, places in
            values[frame.output.offset + result] = value(
              places.map { values[frame.operands[0].offset + $0] }
            )
          }
        },
        backward: { frame, values, gradients, _, contributions, at in
          var slope = [Double](
            repeating: 0,
            count: Int(frame.attributes.first) * Int(frame.attributes.first)
          )
          forEachWindow(frame) { result, places in
            let window = places.map { values[frame.operands[0].offset + $0] }
            slopes(window, values[frame.output.offset + result], &slope)
            for (k, place) in places.enumerated() {
              contributions[at + place] += gradients[frame.upstream + result] * slope[k]
            }
          }
        },
        scalars: .lanes(scalars, forEach: forEachWindow)
      )
    )
  }

  /// Calls `body` for each element of the result with the places of its window's elements.
  private static func forEachWindow(
    _ frame: Frame,
    _ body: (_ result: Int, _ places: [Int]) -> Void
  ) {
    let (x, y) = (frame.operands[0].shape, frame.output.shape)
    let size = Int(frame.attributes.first)
    let (height, width) = (x.axes[x.rank - 2], x.axes[x.rank - 1])
    let (rows, columns) = (y.axes[y.rank - 2], y.axes[y.rank - 1])
    guard y.count > 0 else { return }
    var places = [Int](repeating: 0, count: size * size)
    for result in 0..<y.count {
      let plane = result / (rows * columns)
      let row = result / columns % rows * size
      let column = result % columns * size
      for i in 0..<size {
        for j in 0..<size {
          places[i * size + j] = (plane * height + row + i) * width + column + j
        }
      }
      body(result, places)
    }
  }
}
