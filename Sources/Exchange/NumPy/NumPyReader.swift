public import Autodiff

/// Reads NumPy's files.
public enum NumPyReader {
  /// The arrays of a `.npz` archive under their names, or the one of a `.npy` file under the name "".
  ///
  /// An archive may be packed as `numpy.savez_compressed` does it.
  ///
  /// - Throws: ``NumPyMistake``; room is made for what the file holds, not for what it claims, and packed files are
  ///   not unpacked to more bytes than all numbers together may take.
  public static func arrays(
    _ bytes: [UInt8]
  ) throws(NumPyMistake) -> [(name: String, tensor: Tensor)] {
    if bytes.starts(with: NumPyArray.magic) {
      return [("", try NumPyReader.array(bytes[...]))]
    }
    guard bytes.starts(with: [0x50, 0x4B]) else { throw .noArrays }
    var arrays: [(name: String, tensor: Tensor)] = []
    var count = 0
    var room = byteLimit
    for entry in try ZipDirectory.entries(of: bytes) {
      guard entry.name.hasSuffix(".npy") else { continue }
      if entry.method != 0 { room -= entry.size }
      guard room >= 0 else { throw .tooMany(limit: Graph.elementLimit) }
      let file = try entry.content(in: bytes)
      let tensor = try array(file)
      count += tensor.shape.count
      guard count <= Graph.elementLimit else { throw .tooMany(limit: Graph.elementLimit) }
      arrays.append((String(entry.name.dropLast(4)), tensor))
    }
    return arrays
  }

  /// The most bytes that packed files may come to: those of numbers of 64 bits, and some for headers.
  private static let byteLimit = 8 * Graph.elementLimit + (1 << 20)

  /// The array of a `.npy` file.
  static func array(_ bytes: ArraySlice<UInt8>) throws(NumPyMistake) -> Tensor {
    let start = bytes.startIndex
    guard bytes.count >= 12 else { throw .truncated(byte: bytes.endIndex) }
    guard bytes.starts(with: NumPyArray.magic) else {
      throw .unreadable(byte: start, expected: "the beginning of a .npy file")
    }
    let version = bytes[start + 6]
    guard (1...3).contains(version) else {
      throw .unreadable(byte: start + 6, expected: "version 1, 2 or 3 of the .npy format")
    }
    let isShort = version == 1
    let length =
      isShort
      ? Int(LittleEndian.number(UInt16.self, bytes, at: 8))
      : Int(LittleEndian.number(UInt32.self, bytes, at: 8))
    let header = start + (isShort ? 10 : 12)
    guard bytes.endIndex - header >= length else { throw .truncated(byte: bytes.endIndex) }
    var reader = NumPyHeaderReader(bytes[header..<header + length])
    let description = try reader.read()
    return try tensor(description, bytes[(header + length)...])
  }

  private static func tensor(
    _ header: NumPyHeader,
    _ bytes: ArraySlice<UInt8>
  ) throws(NumPyMistake) -> Tensor {
    let shape = Shape(header.shape)
    guard shape.count <= Graph.elementLimit, shape.rank <= Graph.axisLimit else {
      throw .tooMany(limit: Graph.elementLimit)
    }
    guard bytes.count / header.kind.width >= shape.count else {
      throw .truncated(byte: bytes.endIndex)
    }
    var elements: [Double] = []
    elements.reserveCapacity(shape.count)
    for i in 0..<shape.count {
      elements.append(header.kind.number(bytes, at: i * header.kind.width))
    }
    guard header.isColumnMajor, shape.rank > 1 else {
      return Tensor(shape: shape, elements: elements)
    }
    // The first axis runs fastest: the elements of the transposed array, to be put in order.
    var ordered = elements
    var place = [Int](repeating: 0, count: shape.rank)
    let strides = shape.strides
    for element in elements {
      var target = 0
      for axis in place.indices { target += place[axis] * strides[axis] }
      ordered[target] = element
      for axis in place.indices {
        place[axis] += 1
        if place[axis] < shape.axes[axis] { break }
        place[axis] = 0
      }
    }
    return Tensor(shape: shape, elements: ordered)
  }
}
