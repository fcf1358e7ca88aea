/// Writes files into a zip archive as they are, without compression; the same files give the same bytes.
struct ZipArchive {
  /// The archive so far: each file with a header before it.
  private var bytes: [UInt8] = []
  /// The list of all files, which comes at the end.
  private var directory: [UInt8] = []
  private var count = 0

  /// The most files that an archive of this kind may have.
  static let fileLimit = 0xFFFF
  /// The most bytes that it may have.
  static let byteLimit = 0xFFFF_FFFF
  /// 1 January 1980, midnight: no time of writing.
  private static let noTime: [UInt8] = [0, 0, 0x21, 0]
  /// Names are UTF-8.
  private static let flags: [UInt8] = [0, 0x08]

  /// How many bytes the archive takes with another file, at most.
  func size(with file: Int, called name: String) -> Int {
    bytes.count + directory.count + file + 2 * name.utf8.count + 200
  }

  /// Adds a file.
  mutating func add(_ file: [UInt8], called name: String) {
    let name = Array(name.utf8)
    let offset = UInt32(truncatingIfNeeded: bytes.count)
    let size = UInt32(truncatingIfNeeded: file.count)
    // What the header before the file and the list at the end say alike.
    var common = LittleEndian.bytes([UInt16(20)]) + ZipArchive.flags + [0, 0] + ZipArchive.noTime
    common += LittleEndian.bytes([CRC32.checksum(file), size, size])
    common += LittleEndian.bytes([UInt16(truncatingIfNeeded: name.count), 0])
    bytes += [0x50, 0x4B, 3, 4] + common + name + file
    directory += [0x50, 0x4B, 1, 2] + LittleEndian.bytes([UInt16(20)]) + common
    directory += [UInt8](repeating: 0, count: 10) + LittleEndian.bytes([offset]) + name
    count += 1
  }

  /// The whole archive.
  consuming func finish() -> [UInt8] {
    let files = UInt16(truncatingIfNeeded: count)
    let place = [
      UInt32(truncatingIfNeeded: directory.count), UInt32(truncatingIfNeeded: bytes.count),
    ]
    var all = bytes
    all += directory
    all += [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + LittleEndian.bytes([files, files])
    all += LittleEndian.bytes(place) + [0, 0]
    return all
  }
}
