/// The list of files at the end of a zip archive.
enum ZipDirectory {
  /// One file of the archive.
  struct Entry: Equatable {
    var name: String
    /// 0 as it is; others are ways of packing.
    var method: UInt16
    var checksum: UInt32
    var size: Int
    /// Where the header before the file begins.
    var offset: Int

    /// The file's bytes.
    ///
    /// - Throws: ``NumPyMistake`` where it is packed, lies outside the archive or is damaged.
    func content(in bytes: [UInt8]) throws(NumPyMistake) -> ArraySlice<UInt8> {
      guard method == 0 else { throw .packed(name) }
      guard bytes.count - offset >= 30 else { throw .truncated(byte: bytes.count) }
      guard bytes[offset...].starts(with: [0x50, 0x4B, 3, 4]) else {
        throw .unreadable(byte: offset, expected: "the header of '\(name)'")
      }
      let names = Int(LittleEndian.number(UInt16.self, bytes, at: offset + 26))
      let extras = Int(LittleEndian.number(UInt16.self, bytes, at: offset + 28))
      let start = offset + 30 + names + extras
      guard start <= bytes.count, bytes.count - start >= size else {
        throw .truncated(byte: bytes.count)
      }
      let content = bytes[start..<start + size]
      guard CRC32.checksum(content) == checksum else { throw .damaged(name) }
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
