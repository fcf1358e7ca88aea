/// What Gradus wrote into a folder: the list that tells its files from others.
///
/// It stands in the folder itself, as `.gradus-manifest`: a first line that says so, then a line for
/// each file with a checksum, the size and the path.
///
///     gradus-manifest/1
///     85944171f73967e8 12 index.html
struct Manifest: Equatable {
  /// The file's name.
  static let name = ".gradus-manifest"
  private static let head = "gradus-manifest/1"
  /// More than this is no list of ours.
  private static let largestSize = 1 << 26

  /// A file as it was written.
  struct Record: Equatable {
    var checksum: UInt64
    var size: Int

    init(_ bytes: [UInt8]) {
      checksum = Manifest.checksum(bytes)
      size = bytes.count
    }

    fileprivate init(checksum: UInt64, size: Int) {
      self.checksum = checksum
      self.size = size
    }
  }

  /// The files by their paths below the folder.
  var records: [Path: Record] = [:]

  init() {}

  /// Lists files that are to be written.
  init(_ files: [PublishedFile]) {
    for file in files { records[Path(file.path)] = Record(file.bytes) }
  }

  /// Reads the list of a folder; nil if there is none.
  init?(of folder: Path) {
    guard
      let bytes = try? FileSystem.read(
        folder.appending(Manifest.name),
        limit: Manifest.largestSize
      ),
      let manifest = Manifest(bytes: bytes)
    else { return nil }
    self = manifest
  }

  /// Reads a list; nil if the first line is another.
  init?(bytes: [UInt8]) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    guard let first = lines.first, Array(first) == Array(Manifest.head.utf8) else { return nil }
    for line in lines.dropFirst() {
      let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
      guard fields.count == 3,
        let checksum = UInt64(String(decoding: fields[0], as: UTF8.self), radix: 16),
        let size = Int(String(decoding: fields[1], as: UTF8.self))
      else { continue }
      let path = Path(bytes: Manifest.unescaped(Array(fields[2])))
      records[path] = Record(checksum: checksum, size: size)
    }
  }

  /// The list as it is written, in the order of paths.
  var bytes: [UInt8] {
    var text = Array((Manifest.head + "\n").utf8)
    for path in records.keys.sorted(by: Path.precedes) {
      guard let record = records[path] else { continue }
      let digits = String(record.checksum, radix: 16)
      let zeros = String(repeating: "0", count: 16 - digits.count)
      text += Array("\(zeros)\(digits) \(record.size) ".utf8)
      text += Manifest.escaped(path.bytes) + [UInt8(ascii: "\n")]
    }
    return text
  }

  /// Whether a file is as it was written.
  func holds(_ path: Path, at place: Path, size: Int) -> Bool {
    guard let record = records[path], record.size == size,
      let bytes = try? FileSystem.read(place, limit: size)
    else { return false }
    return Record(bytes) == record
  }

  /// FNV-1a in 64 bits: enough to notice that a person changed a file.
  static func checksum(_ bytes: [UInt8]) -> UInt64 {
    var sum: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return sum
  }

  /// A path on one line: `%0a` for a line feed, `%25` for the sign itself.
  private static func escaped(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return bytes.flatMap { byte -> [UInt8] in
      guard byte < 0x20 || byte == 0x7f || byte == UInt8(ascii: "%") else { return [byte] }
      return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }

  private static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var place = 0
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "%"), place + 2 < bytes.count,
        let byte = UInt8(
          String(decoding: bytes[(place + 1)...(place + 2)], as: UTF8.self),
          radix: 16
        )
      {
        result.append(byte)
        place += 3
      } else {
        result.append(bytes[place])
        place += 1
      }
    }
    return result
  }
}
