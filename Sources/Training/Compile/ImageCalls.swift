internal import Autodiff
internal import FastKernels
internal import Kernels

// Convolution and pooling.

extension GraphCompiler {
  /// The windows of a convolution on one image `[C, H, W]` of a batch.
  private func windows(_ node: NodeID) -> ImageWindows {
    let image = graph.shape(of: graph.operand(of: node, slot: 0)).axes
    let kernel = graph.shape(of: graph.operand(of: node, slot: 1)).axes
    let attributes = graph.attributes(of: node)
    return ImageWindows(
      channels: image[1],
      height: image[2],
      width: image[3],
      windowHeight: kernel[2],
      windowWidth: kernel[3],
      stride: Int(attributes.first),
      padding: Int(attributes.second)
    )
  }

  mutating func forwardConvolution(_ node: NodeID) {
    let (x, k) = (graph.operand(of: node, slot: 0), graph.operand(of: node, slot: 1))
    let windows = windows(node)
    let columns = memory.reserve(windows.windowSize * windows.count)
    kept[node] = [columns]
    forward(
      .convolve(
        windows,
        images: graph.shape(of: x).axes[0],
        kernels: graph.shape(of: k).axes[0],
        x: value(x),
        k: value(k),
        z: reserveValue(node),
        columns: columns
      )
    )
  }

  mutating func backwardConvolution(_ node: NodeID) {
    let (x, k) = (graph.operand(of: node, slot: 0), graph.operand(of: node, slot: 1))
    let windows = windows(node)
    let (images, kernels) = (graph.shape(of: x).axes[0], graph.shape(of: k).axes[0])
    let columns = kept[node]?.first ?? Place(0)
    if leads[x.index] {
      let beta: Scalar = isFirstArrival(x) ? 0 : 1
      backward(
        .convolveBackImages(
          windows,
          images: images,
          kernels: kernels,
          g: upstream(node),
          k: value(k),
          beta: beta,
          z: upstream(x),
          columns: columns
        )
      )
    }
    if leads[k.index] {
      let beta: Scalar = isFirstArrival(k) ? 0 : 1
      backward(
        .convolveBackKernels(
          windows,
          images: images,
          kernels: kernels,
          g: upstream(node),
          x: value(x),
          beta: beta,
          z: upstream(k),
          columns: columns
        )
      )
    }
  }

  /// How many planes `[H, W]` a pooling works on, their lengths, and the length of a window.
  private func planes(_ node: NodeID) -> (count: Int, height: Int, width: Int, size: Int) {
    let operand = graph.operand(of: node, slot: 0)
    let axes = graph.shape(of: operand).axes
    let (height, width) = (axes[axes.count - 2], axes[axes.count - 1])
    let size = Int(graph.attributes(of: node).first)
    return (count(operand) / max(1, height * width), height, width, size)
  }

  mutating func forwardPooling(_ node: NodeID, isMean: Bool) {
    let x = value(graph.operand(of: node, slot: 0))
    let planes = planes(node)
    forward(
      .pool(
        isMean: isMean,
        planes: planes.count,
        height: planes.height,
        width: planes.width,
        size: planes.size,
        x: x,
        z: reserveValue(node)
      )
    )
  }

  mutating func backwardPooling(_ node: NodeID, isMean: Bool) {
    let operand = graph.operand(of: node, slot: 0)
    let planes = planes(node)
    let beta: Scalar = isFirstArrival(operand) ? 0 : 1
    backward(
      .poolBack(
        isMean: isMean,
        planes: planes.count,
        height: planes.height,
        width: planes.width,
        size: planes.size,
        x: value(operand),
        y: value(node),
        g: upstream(node),
        beta: beta,
        z: upstream(operand)
      )
    )
  }
}
