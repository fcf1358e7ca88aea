import FastKernels
import Kernels
import Testing

@Suite struct `Convolution and pooling` {
  @Test(arguments: KernelChoice.available)
  func `windows of every size, stride and padding lie where plain loops lay them`(
    level: KernelLevel
  ) {
    tryWindows(KernelChoice.floats(level))
    tryWindows(KernelChoice.doubles(level))
  }

  private func tryWindows<Scalar: KernelScalar>(_ kernels: KernelSet<Scalar>) {
    let plain = KernelSet<Scalar>.reference
    var random = Numbers(seed: 71)
    for width in [1, 2, 3, 5, 8, 16, 17, 28, 33, 50] {
      for (height, padding, stride, tall, wide) in [
        (1, 0, 1, 1, 1), (3, 0, 1, 3, 3), (4, 1, 1, 3, 3), (5, 2, 2, 3, 2), (6, 0, 3, 2, 5),
        (3, 4, 1, 2, 7), (2, 3, 5, 8, 3), (7, 1, 2, 1, 1),
      ] where wide <= width + 2 * padding && tall <= height + 2 * padding {
        let windows = ImageWindows(
          channels: 1 + width % 3,
          height: height,
          width: width,
          windowHeight: tall,
          windowWidth: wide,
          stride: stride,
          padding: padding
        )
        let numbers: [Scalar] = random.wholes(windows.imageSize)
        let x = Guarded(numbers, offset: Int(random.next() % 17))
        let row = windows.count + width % 4
        let size = windows.windowSize * row
        let z = Guarded([Scalar](repeating: 7, count: size), offset: Int(random.next() % 17))
        var expected = [Scalar](repeating: 7, count: size)
        kernels.images.unfold(windows, x.source, z.pointer, row)
        plain.images.unfold(windows, numbers, &expected, row)
        #expect(same(z.numbers, expected), "\(windows)")
        for beta in [0, 1, 2] as [Scalar] {
          let columns: [Scalar] = random.wholes(size)
          let old: [Scalar] =
            beta == 0 ? numbers.map { _ in .nan } : random.wholes(windows.imageSize)
          let image = Guarded(old, offset: Int(random.next() % 17))
          var folded = old
          kernels.images.fold(windows, columns, row, beta, image.pointer)
          plain.images.fold(windows, columns, row, beta, &folded)
          #expect(same(image.numbers, folded), "\(windows), \(beta)")
          #expect(image.isIntact)
        }
        #expect(x.isIntact && z.isIntact)
      }
    }
  }

  @Test(arguments: KernelChoice.available)
  func `a convolution by hand`(level: KernelLevel) {
    // [[1, 2, 3], [4, 5, 6], [7, 8, 9]] seen through 2 × 2: the columns are the four windows.
    let windows = ImageWindows(
      channels: 1,
      height: 3,
      width: 3,
      windowHeight: 2,
      windowWidth: 2,
      stride: 1,
      padding: 0
    )
    let kernels = KernelChoice.floats(level)
    var z = [Float](repeating: 0, count: 16)
    kernels.images.unfold(windows, [1, 2, 3, 4, 5, 6, 7, 8, 9], &z, 4)
    #expect(z == [1, 2, 4, 5, 2, 3, 5, 6, 4, 5, 7, 8, 5, 6, 8, 9])
    // A 1 for every number of every window: how many windows see a pixel.
    var image = [Float](repeating: 0, count: 9)
    kernels.images.fold(windows, [Float](repeating: 1, count: 16), 4, 0, &image)
    #expect(image == [1, 2, 1, 2, 4, 2, 1, 2, 1])
  }

  @Test(arguments: KernelChoice.available)
  func `pools of every size agree with plain loops, ties and NaN too`(level: KernelLevel) {
    tryPools(KernelChoice.floats(level))
    tryPools(KernelChoice.doubles(level))
  }

  private func tryPools<Scalar: KernelScalar>(_ kernels: KernelSet<Scalar>) {
    let plain = KernelSet<Scalar>.reference
    var random = Numbers(seed: 73)
    for size in 1...4 {
      for width in Array(size..<size + 9) + [16, 17, 31, 32, 33, 34, 64, 67] {
        let (planes, height) = (1 + width % 2, size + width % 5)
        let count = planes * height * width
        // Whole numbers from -1 to 1, so that most windows have ties, and sums are exact.
        var numbers = (random.wholes(count) as [Scalar]).map { ($0 / 4).rounded(.towardZero) + 0 }
        if width % 3 == 0 { numbers[count / 2] = .nan }
        let pools = planes * (height / size) * (width / size)
        let upstream = (random.wholes(pools) as [Scalar]).map { $0 * 144 }
        let x = Guarded(numbers, offset: Int(random.next() % 17))
        let z = Guarded([Scalar](repeating: 7, count: pools), offset: Int(random.next() % 17))
        let g = Guarded(upstream, offset: Int(random.next() % 17))
        var expected = [Scalar](repeating: 7, count: pools)
        kernels.images.meanPool(planes, height, width, size, x.source, z.pointer)
        plain.images.meanPool(planes, height, width, size, numbers, &expected)
        #expect(same(z.numbers, expected), "means of \(size) in \(height) × \(width)")
        kernels.images.maxPool(planes, height, width, size, x.source, z.pointer)
        plain.images.maxPool(planes, height, width, size, numbers, &expected)
        #expect(same(z.numbers, expected), "maxima of \(size) in \(height) × \(width)")
        for beta in [0, 1, -2] as [Scalar] {
          let old: [Scalar] = beta == 0 ? numbers.map { _ in .nan } : random.wholes(count)
          let target = Guarded(old, offset: Int(random.next() % 17))
          var right = old
          kernels.images.maxPoolBack(
            planes,
            height,
            width,
            size,
            x.source,
            z.source,
            g.source,
            beta,
            target.pointer
          )
          plain.images.maxPoolBack(
            planes,
            height,
            width,
            size,
            numbers,
            expected,
            upstream,
            beta,
            &right
          )
          #expect(target.numbers == right, "back through maxima of \(size), \(width)")
          kernels.images.meanPoolBack(
            planes,
            height,
            width,
            size,
            g.source,
            1,
            target.pointer
          )
          plain.images.meanPoolBack(planes, height, width, size, upstream, 1, &right)
          #expect(target.numbers == right, "back through means of \(size), \(width)")
          #expect(target.isIntact)
        }
        #expect(x.isIntact && z.isIntact && g.isIntact)
      }
    }
  }

  @Test(arguments: KernelChoice.available)
  func `equal ones of a window share its gradient`(level: KernelLevel) {
    // Windows [1, 3; 3, 0] and [2, 2; 2, 2], and a column that no window has.
    let x: [Double] = [1, 3, 2, 2, 9, 3, 0, 2, 2, 9]
    let kernels = KernelChoice.doubles(level)
    var z = [0.0, 0]
    kernels.images.maxPool(1, 2, 5, 2, x, &z)
    #expect(z == [3, 2])
    var back = [Double](repeating: .nan, count: 10)
    kernels.images.maxPoolBack(1, 2, 5, 2, x, z, [6, 8], 0, &back)
    #expect(back == [0, 3, 2, 2, 0, 3, 0, 2, 2, 0])
  }
}
