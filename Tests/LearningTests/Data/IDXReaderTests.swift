import Learning
import Testing

struct IDXReaderTests {
  static func read(_ bytes: [UInt8]) throws(DataMistake) -> IDXContent<Float> {
    var reader = IDXReader<Float>()
    try reader.feed(bytes.span)
    return try reader.finish()
  }

  static func kind(_ bytes: [UInt8]) -> DataMistake.Kind? {
    do throws(DataMistake) {
      _ = try read(bytes)
      return nil
    } catch {
      return error.kind
    }
  }

  @Test func `numbers of every kind are read, the highest byte first`() throws {
    let cases: [(UInt8, [UInt8], [Float])] = [
      (0x08, [0, 127, 255], [0, 127, 255]),
      (0x09, [0, 127, 255], [0, 127, -1]),
      (0x0B, [1, 0, 0xFF, 0xFE, 0, 3], [256, -2, 3]),
      (0x0C, [0, 1, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 7], [65536, -1, 7]),
      // 1.5, −2 and 0 as in IEEE 754.
      (0x0D, [0x3F, 0xC0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0], [1.5, -2, 0]),
      (
        0x0E,
        [0x3F, 0xF8, 0, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [1.5, -2, 0]
      ),
    ]
    for (type, data, numbers) in cases {
      let content = try Self.read([0, 0, type, 1, 0, 0, 0, 3] + data)
      #expect(content.axes == [3])
      #expect(content.numbers == numbers)
    }
    let matrix = try Self.read([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4])
    #expect(matrix.axes == [2, 2])
    #expect(try Self.read([0, 0, 8, 2, 0, 0, 0, 0, 0, 0, 0, 2]).numbers.isEmpty)
  }

  @Test func `a header that is cut, or lies, is told`() {
    #expect(Self.kind([]) == .empty)
    #expect(Self.kind([0]) == .notIDX([0]))
    #expect(Self.kind(Array("P5 28".utf8)) == .notIDX([0x50, 0x35]))
    #expect(Self.kind([0, 0, 7, 1, 0, 0, 0, 1, 1]) == .idxType(7))
    #expect(Self.kind([0, 0, 8, 0]) == .idxAxes(expected: "1 to 8 axes", found: 0))
    #expect(Self.kind([0, 0, 8, 200]) == .idxAxes(expected: "1 to 8 axes", found: 200))
    #expect(Self.kind([0, 0, 8, 3, 0, 0, 39]) == .idxHeaderCut(expected: 16, found: 7))
    #expect(
      Self.kind([0, 0, 8, 1, 0, 0, 0, 3, 1, 2])
        == .idxLength(claimed: [3], expected: 11, found: 10)
    )
    #expect(
      Self.kind([0, 0, 8, 1, 0, 0, 0, 1, 1, 2, 3])
        == .idxLength(claimed: [1], expected: 9, found: 10)
    )
    // 2 GB in a file of 20 bytes.
    #expect(
      Self.kind([0, 0, 8, 2, 0x80, 0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8])
        == .idxTooLarge(claimed: [1 << 31, 1], limit: DataSize.limit)
    )
    #expect(
      Self.kind([0, 0, 8, 3] + [UInt8](repeating: 0xFF, count: 16))
        == .idxTooLarge(
          claimed: [4_294_967_295, 4_294_967_295, 4_294_967_295],
          limit: DataSize.limit
        )
    )
    #expect(
      Self.kind([0, 0, 0x0D, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0x7F, 0xC0, 0, 0])
        == .idxNumber(row: 1, column: 2, "nan")
    )
  }

  @Test func `images and labels become a set`() throws {
    func labels(_ numbers: [UInt8]) throws -> IDXContent<Double> {
      var reader = IDXReader<Double>()
      let bytes = [0, 0, 8, 1, 0, 0, 0, UInt8(numbers.count)] + numbers
      try reader.feed(bytes.span)
      return try reader.finish()
    }
    let images = try Self.read([0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6])
    func set(_ numbers: [UInt8], _ names: [String]? = nil) throws -> DataSet<Float> {
      try DataSet(name: "", images: images, labels: try labels(numbers), classNames: names)
    }
    let plain = try set([2, 0, 2])
    #expect(plain.sampleShape == [1, 2])
    #expect(plain.features == [1, 2, 3, 4, 5, 6])
    #expect(plain.targets == .classes([2, 0, 2], names: ["0", "1", "2"]))
    #expect(throws: DataMistake(.idxCounts(images: 3, labels: 2))) { try set([1, 2]) }
    #expect(throws: DataMistake(.oneClass("2"))) { try set([2, 2, 2]) }
    #expect(throws: DataMistake(.idxLabel(row: 2, found: "3", classes: 3))) {
      try set([0, 3, 1], ["a", "b", "c"])
    }
    #expect(try set([1, 1, 1], ["a", "b"]).targets.classIndices == [1, 1, 1])
    #expect(throws: DataMistake(.idxAxes(expected: "images, of 2 axes or more", found: 1))) {
      try DataSet(name: "", images: try Self.read([0, 0, 8, 1, 0, 0, 0, 1, 5]), labels: nil)
    }
  }
}
