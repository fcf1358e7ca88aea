import Autodiff
import Learning
import Testing

struct SymmetricEigenTests {
  @Test func `eigenvalues are those of NumPy`() throws {
    for figure in try DataFigures.read().eigen {
      let n = figure.matrix.count
      let eigen = try #require(SymmetricEigen(figure.matrix.flatMap { $0 }, size: n))
      let scale = figure.values.reduce(0) { max($0, $1.magnitude) }
      for (found, wanted) in zip(eigen.values, figure.values) {
        #expect((found - wanted).magnitude <= 1e-14 * scale)
      }
    }
  }

  @Test(arguments: [1, 2, 3, 4, 7, 20, 45], [1.0, 1e-200, 1e200])
  func `A v is λ v, and the vectors stand at right angles`(_ n: Int, _ scale: Double) throws {
    var random = RandomNumbers(seed: UInt64(n))
    var matrix = [Double](repeating: 0, count: n * n)
    for i in 0..<n {
      for j in 0...i {
        matrix[i * n + j] = scale * random.normal()
        matrix[j * n + i] = matrix[i * n + j]
      }
    }
    try Self.check(matrix, n, scale)
  }

  @Test func `equal eigenvalues, zeros and ranks below the size do no harm`() throws {
    for n in [2, 3, 6] {
      try Self.check([Double](repeating: 0, count: n * n), n, 1)
      try Self.check([Double](repeating: 1, count: n * n), n, 1)
      try Self.check((0..<n * n).map { $0 % (n + 1) == 0 ? 3 : 0 }, n, 1)
      try Self.check((0..<n * n).map { Double($0 / n) * Double($0 % n) }, n, 1)
    }
    let zero = try #require(SymmetricEigen([], size: 0))
    #expect(zero.values.isEmpty)
  }

  @Test func `what is no matrix of finite numbers has no eigenvalues`() {
    #expect(SymmetricEigen([1, 2, 3], size: 2) == nil)
    #expect(SymmetricEigen([1, .nan, .nan, 1], size: 2) == nil)
    #expect(SymmetricEigen([.infinity], size: 1) == nil)
    #expect(SymmetricEigen([], size: -1) == nil)
    #expect(SymmetricEigen([], size: Int.max) == nil)
  }

  static func check(_ matrix: [Double], _ n: Int, _ scale: Double) throws {
    let eigen = try #require(SymmetricEigen(matrix, size: n))
    let bound = 1e-14 * Double(n) * (matrix.reduce(0) { max($0, $1.magnitude) } + scale * 1e-10)
    for k in 0..<n {
      let v = eigen.vectors[k * n..<(k + 1) * n].map { $0 }
      if k > 0 { #expect(eigen.values[k] <= eigen.values[k - 1]) }
      #expect((v.first { $0.magnitude > 1e-12 } ?? 1) > 0)
      for i in 0..<n {
        var sum = 0.0
        for j in 0..<n { sum += matrix[i * n + j] * v[j] }
        #expect((sum - eigen.values[k] * v[i]).magnitude <= bound)
      }
      for other in 0..<n {
        let product = (0..<n).reduce(0.0) { $0 + v[$1] * eigen.vectors[other * n + $1] }
        #expect((product - (other == k ? 1 : 0)).magnitude < 1e-13)
      }
    }
  }
}
