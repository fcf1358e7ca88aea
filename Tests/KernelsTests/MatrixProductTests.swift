import Kernels
import Testing

@Suite struct `The plain matrix product` {
  @Test func `a hand-computed product`() {
    // [[1, 2, 3], [4, 5, 6]] · [[7, 8], [9, 10], [11, 12]]
    let numbers: [Double] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    #expect(product(numbers, m: 2, k: 3, n: 2, right: 6) == [58, 64, 139, 154])
  }

  @Test func `strides exchanged multiply by the transpose`() {
    let numbers: [Double] = [1, 2, 3, 4, 5, 6]
    var result = [Double](repeating: 0, count: 4)
    MatrixProduct.multiply(
      m: 2,
      k: 3,
      n: 2,
      numbers.span,
      .init(offset: 0, rowStride: 3, columnStride: 1),
      numbers.span,
      .init(offset: 0, rowStride: 1, columnStride: 3),
      into: &result,
      at: 0
    )
    #expect(result == [14, 32, 32, 77])
  }

  @Test func `the result is written from its offset on and nothing beside it`() {
    let numbers: [Double] = [2, 3, 5, 7]
    var result: [Double] = [-1, -1, -1, -1]
    MatrixProduct.multiply(
      m: 1,
      k: 2,
      n: 2,
      numbers.span,
      .init(offset: 2, rowStride: 2, columnStride: 1),
      numbers.span,
      .init(offset: 0, rowStride: 2, columnStride: 0),
      into: &result,
      at: 1
    )
    // [5, 7] · [[2, 2], [5, 5]]: a column stride of 0 repeats a column.
    #expect(result == [-1, 45, 45, -1])
  }

  @Test(arguments: [(0, 3, 2), (2, 0, 2), (2, 3, 0)])
  func `an empty side makes zeros or nothing`(m: Int, k: Int, n: Int) {
    let numbers = [Double](repeating: 1, count: m * k + k * n)
    #expect(
      product(numbers, m: m, k: k, n: n, right: m * k) == [Double](repeating: 0, count: m * n)
    )
  }

  @Test(arguments: 1...12)
  func `an identity leaves a matrix as it is`(n: Int) {
    var numbers = [Double](repeating: 0, count: n * n)
    for i in 0..<n { numbers[i * n + i] = 1 }
    let matrix = (0..<n * n).map { Double($0 * $0 % 17) / 3 }
    #expect(product(numbers + matrix, m: n, k: n, n: n, right: n * n) == matrix)
    #expect(product(matrix + numbers, m: n, k: n, n: n, right: n * n) == matrix)
  }

  private func product(_ numbers: [Double], m: Int, k: Int, n: Int, right: Int) -> [Double] {
    var result = [Double](repeating: 0, count: m * n)
    MatrixProduct.multiply(
      m: m,
      k: k,
      n: n,
      numbers.span,
      .init(offset: 0, rowStride: k, columnStride: 1),
      numbers.span,
      .init(offset: right, rowStride: n, columnStride: 1),
      into: &result,
      at: 0
    )
    return result
  }
}
