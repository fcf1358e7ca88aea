import Autodiff
import Testing

@Suite struct `Shapes` {
  @Test func `count, rank, strides and text`() {
    let shape = Shape([2, 3, 4])
    #expect(shape.count == 24)
    #expect(shape.rank == 3)
    #expect(shape.strides == [12, 4, 1])
    #expect(shape.description == "[2, 3, 4]")
    #expect(Shape.scalar.count == 1)
    #expect(Shape.scalar.isScalar)
    #expect(Shape.scalar.description == "[]")
    #expect(Shape([3, 0]).count == 0)
  }

  @Test func `a product beyond what can be counted is held at the largest number`() {
    let large = 1 << 26
    #expect(Shape([large, large, large]).count == Int.max)
    #expect(Shape([large, large, large, 0]).count == 0)
    #expect(Shape([0, large, large, large]).strides.count == 4)
  }

  /// Two shapes and what they make together, as NumPy's `broadcast_shapes` says; nil where it refuses.
  static let broadcasts: [(a: [Int], b: [Int], together: [Int]?)] = [
    ([], [], []), ([3], [], [3]), ([], [2, 3], [2, 3]), ([2, 3], [3], [2, 3]),
    ([2, 1], [1, 3], [2, 3]),
    ([2, 3], [2], nil), ([2, 3], [2, 1], [2, 3]), ([2, 3], [4, 3], nil), ([1], [5], [5]),
    ([5, 1, 4], [3, 1], [5, 3, 4]), ([0], [1], [0]), ([0], [2], nil), ([2, 0], [1, 1], [2, 0]),
    ([7, 1], [7], [7, 7]), ([3], [4], nil),
  ]

  @Test(arguments: broadcasts)
  func `broadcasting`(row: (a: [Int], b: [Int], together: [Int]?)) {
    #expect(Shape.broadcast(Shape(row.a), Shape(row.b))?.axes == row.together)
    #expect(Shape.broadcast(Shape(row.b), Shape(row.a))?.axes == row.together)
  }

  @Test func `what is repeated has no stride`() {
    #expect(Shape([3]).broadcastStrides(to: Shape([2, 3])) == [0, 1])
    #expect(Shape([2, 1]).broadcastStrides(to: Shape([2, 3])) == [1, 0])
    #expect(Shape([]).broadcastStrides(to: Shape([2, 3])) == [0, 0])
  }

  @Test func `axes count from the end if negative`() {
    let shape = Shape([4, 5])
    #expect([-3, -2, -1, 0, 1, 2].map { shape.normalized(axis: $0) } == [nil, 0, 1, 0, 1, nil])
    #expect(Shape.scalar.normalized(axis: 0) == nil)
    #expect(Shape.scalar.normalized(axis: -1) == nil)
  }
}

@Suite struct `Tensors` {
  @Test func `are made from a number, a list or rows`() {
    #expect(Tensor(3).shape == .scalar)
    #expect(Tensor([1, 2]).shape.axes == [2])
    #expect(Tensor([[1, 2], [3, 4]]).elements == [1, 2, 3, 4])
    #expect(Tensor([[1, 2], [3]]).elements == [1, 2, 3, 0])
    #expect(Tensor(repeating: 7, shape: Shape([2, 2])).elements == [7, 7, 7, 7])
    #expect(Tensor(shape: Shape([2]), elements: [1, 2, 3]).elements == [1, 2])
    #expect(Tensor(shape: Shape([3]), elements: [1]).elements == [1, 0, 0])
  }

  @Test func `one element of any rank is a number`() {
    #expect(Tensor(3).scalar == 3)
    #expect(Tensor([[3]]).scalar == 3)
    #expect(Tensor([1, 2]).scalar == nil)
    #expect(Tensor([Double]()).scalar == nil)
  }

  /// Lengths of axes and the nested lists of 0, 1, 2 and so on.
  static let texts: [(axes: [Int], text: String)] = [
    ([], "0"), ([1], "[0]"), ([3], "[0, 1, 2]"), ([2, 2], "[[0, 1], [2, 3]]"),
    ([1, 1, 1], "[[[0]]]"),
    ([2, 1, 2], "[[[0, 1]], [[2, 3]]]"), ([2, 2, 1], "[[[0], [1]], [[2], [3]]]"), ([0], "[]"),
    ([2, 0], "[[], []]"), ([0, 2], "[]"), ([2, 0, 3], "[[], []]"), ([1, 2, 0], "[[[], []]]"),
  ]

  @Test(arguments: texts)
  func `are written as nested lists`(row: (axes: [Int], text: String)) {
    let shape = Shape(row.axes)
    let tensor = Tensor(shape: shape, elements: (0..<shape.count).map(Double.init))
    #expect(tensor.text { NumberFormat.exact($0) } == row.text)
  }

  @Test func `a huge number of empty lists is not written out`() {
    #expect(Tensor(shape: Shape([1 << 26, 0]), elements: []).text { "\($0)" } == "[]")
  }

  @Test func `know whether they are finite`() {
    #expect(Tensor([1, 2]).isFinite)
    #expect(!Tensor([1, .nan]).isFinite)
    #expect(!Tensor([-.infinity]).isFinite)
  }
}
