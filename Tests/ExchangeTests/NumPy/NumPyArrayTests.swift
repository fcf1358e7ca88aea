import Autodiff
import Testing

@testable import Exchange

@Suite("NumPy's arrays")
struct NumPyArrayTests {
  /// What `numpy.save` writes of `numpy.array([[1.0, -2.0, 0.5], [0.0, 3.0, 4.0]])`, up to its numbers.
  private static let header =
    "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }"
    + String(repeating: " ", count: 58) + "\n"

  @Test func `a matrix has the bytes that NumPy writes`() {
    let bytes = NumPyArray.bytes(Tensor([[1, -2, 0.5], [0, 3, 4]]))
    #expect(bytes.count == 128 + 48)
    #expect(Array(bytes[..<10]) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, 0x76, 0])
    #expect(String(decoding: bytes[10..<128], as: UTF8.self) == Self.header)
    #expect(Array(bytes[128..<136]) == [0, 0, 0, 0, 0, 0, 0xF0, 0x3F])
    #expect(Array(bytes[136..<144]) == [0, 0, 0, 0, 0, 0, 0, 0xC0])
  }

  @Test(
    arguments: zip(
      [Shape([]), Shape([3]), Shape([0, 2]), Shape([1, 2, 3, 4])],
      ["()", "(3,)", "(0, 2)", "(1, 2, 3, 4)"]
    )
  )
  func `a shape is a tuple`(_ shape: Shape, _ tuple: String) {
    let bytes = NumPyArray.bytes(Tensor(repeating: 1, shape: shape))
    let text = String(decoding: bytes[10..<128], as: UTF8.self)
    #expect(text.contains("'shape': \(tuple), }"))
    #expect(bytes.count == 128 + 8 * shape.count)
  }

  @Test func `what is written is read again`() throws {
    let tensor = Tensor(shape: Shape([2, 2]), elements: [-0.0, .nan, .infinity, 0x1p-1074])
    let read = try NumPyReader.arrays(NumPyArray.bytes(tensor))
    #expect(read.count == 1)
    #expect(read[0].tensor.shape == tensor.shape)
    #expect(read[0].tensor.elements.map { $0.bitPattern } == tensor.elements.map { $0.bitPattern })
  }

  /// A file with another header.
  private func file(_ header: String, _ content: [UInt8]) -> [UInt8] {
    [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8)
      + content
  }

  @Test func `columns first, and the highest byte first`() throws {
    let header = "{'shape': (2, 2), 'fortran_order': True, 'descr': '>i2'}"
    let read = try NumPyReader.arrays(file(header, [0, 1, 0, 2, 0xFF, 0xFF, 1, 0]))
    #expect(read[0].tensor == Tensor([[1, -1], [2, 256]]))
  }

  @Test(
    arguments: [
      (
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }",
        NumPyMistake.truncated(byte: 75)
      ),
      ("{'descr': '<c8', 'fortran_order': False, 'shape': (), }", .kind("<c8", byte: 20)),
      ("{'descr': '|O', 'fortran_order': False, 'shape': (), }", .kind("|O", byte: 20)),
      (
        "{'descr': '<f8', 'shape': (-1,), }",
        .unreadable(byte: 37, expected: "the length of an axis")
      ),
      (
        "{'descr': '<f8', 'fortran_order': maybe}",
        .unreadable(byte: 44, expected: "True or False")
      ), ("['descr']", .unreadable(byte: 10, expected: "'{'")),
      (
        "{'descr': '<f8', 'shape': (99999999999, 9), }",
        .tooMany(limit: Graph.elementLimit)
      ),
    ]
  )
  func `a header that promises too much or says nothing`(_ header: String, _ mistake: NumPyMistake)
  {
    #expect(throws: mistake) {
      try NumPyReader.arrays(file(header, [UInt8](repeating: 0, count: 8)))
    }
  }
}
