internal import Unpacking

/// The list of files at the end of a zip archive.
enum ZipDirectory {
  /// One file of the archive.
  struct Entry: Equatable {
    var name: String
    /// 0 as it is, 8 deflated; others are other ways of packing.
    var method: UInt16
    var checksum: UInt32
    /// How many bytes it has in the archive.
    var packedSize: Int
    /// How many bytes it has once unpacked.
    var size: Int
    /// Where the header before the file begins.
    var offset: Int

    /// The file's bytes, unpacked.
    ///
    /// - Throws: ``NumPyMistake`` where it is packed in a way that is not known, lies outside the archive or is
    ///   damaged.
    func content(in bytes: [UInt8]) throws(NumPyMistake) -> ArraySlice<UInt8> {
      let stored = try stored(in: bytes)
      let content = method == 0 ? stored : try unpacked(stored)[...]
      guard CRC32.checksum(content) == checksum else { throw .damaged(name) }
      return content
    }

    /// The file's bytes as they lie in the archive.
    private func stored(in bytes: [UInt8]) throws(NumPyMistake) -> ArraySlice<UInt8> {
      guard method == 0 || method == 8 else { throw .packed(name) }
      guard method == 8 || packedSize == size else { throw .damaged(name) }
      guard bytes.count - offset >= 30 else { throw .truncated(byte: bytes.count) }
      guard bytes[offset...].starts(with: [0x50, 0x4B, 3, 4]) else {
        throw .unreadable(byte: offset, expected: "the header of '\(name)'")
      }
      let names = Int(LittleEndian.number(UInt16.self, bytes, at: offset + 26))
      let extras = Int(LittleEndian.number(UInt16.self, bytes, at: offset + 28))
      let start = offset + 30 + names + extras
      guard start <= bytes.count, bytes.count - start >= packedSize else {
        throw .truncated(byte: bytes.count)
      }
      return bytes[start..<start + packedSize]
    }

    /// What deflated bytes were before: as many as the archive says, no more and no less.
    private func unpacked(_ packed: ArraySlice<UInt8>) throws(NumPyMistake) -> [UInt8] {
      var content: [UInt8] = []
      do throws(Unpacker.Problem) {
        var unpacker = try Unpacker(.bare, limit: size)
        try unpacker.unpack(
          packed.span,
          { piece throws(Unpacker.Problem) in for i in piece.indices { content.append(piece[i]) } },
          problem: { $0 }
        )
        try unpacker.finish()
      } catch {
        throw .unpacked(name)
      }
      guard content.count == size else { throw .unpacked(name) }
      return content
    }
  }

  /// The files, in the order of the list.
  ///
  /// - Throws: ``NumPyMistake`` where there is no list or it leads out of the archive.
  static func entries(of bytes: [UInt8]) throws(NumPyMistake) -> [Entry] {
    guard let end = end(of: bytes) else { throw .truncated(byte: bytes.count) }
    let count = Int(LittleEndian.number(UInt16.self, bytes, at: end + 10))
    var place = Int(LittleEndian.number(UInt32.self, bytes, at: end + 16))
    var entries: [Entry] = []
    for _ in 0..<count {
      guard place <= end - 46 else { throw .truncated(byte: bytes.count) }
      guard bytes[place...].starts(with: [0x50, 0x4B, 1, 2]) else {
        throw .unreadable(byte: place, expected: "an entry of the archive's list")
      }
      let lengths = [28, 30, 32].map {
        Int(LittleEndian.number(UInt16.self, bytes, at: place + $0))
      }
      guard place + 46 + lengths[0] <= end else { throw .truncated(byte: bytes.count) }
      entries.append(
        Entry(
          name: String(decoding: bytes[(place + 46)..<(place + 46 + lengths[0])], as: UTF8.self),
          method: LittleEndian.number(UInt16.self, bytes, at: place + 10),
          checksum: LittleEndian.number(UInt32.self, bytes, at: place + 16),
          packedSize: Int(LittleEndian.number(UInt32.self, bytes, at: place + 20)),
          size: Int(LittleEndian.number(UInt32.self, bytes, at: place + 24)),
          offset: Int(LittleEndian.number(UInt32.self, bytes, at: place + 42))
        )
      )
      place += 46 + lengths[0] + lengths[1] + lengths[2]
    }
    return entries
  }

  /// Where the record that ends the archive begins; a comment of up to 65,535 bytes may follow it.
  private static func end(of bytes: [UInt8]) -> Int? {
    guard bytes.count >= 22 else { return nil }
    var place = bytes.count - 22
    while place >= 0, place >= bytes.count - 22 - 0xFFFF {
      if bytes[place] == 0x50, bytes[place...].starts(with: [0x50, 0x4B, 5, 6]) { return place }
      place -= 1
    }
    return nil
  }
}
