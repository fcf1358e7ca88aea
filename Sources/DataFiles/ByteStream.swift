internal import Foundation
internal import Unpacking

/// The bytes of a file in pieces, unpacked if it is gzipped.
///
/// Neither the file nor what comes out of it ever lies in memory as a whole. A file counts as gzipped if it
/// begins as one, whatever it is called.
struct ByteStream: ~Copyable {
  /// The most bytes that may come out of a gzipped file: 16 GiB.
  static let limit = 1 << 34
  /// How many bytes are read at once.
  static let piece = 1 << 16

  private let file: Int32
  /// How many bytes the file has.
  let size: Int

  /// Opens a file.
  init(_ path: String) throws(FileProblem) {
    (file, size) = try ByteStream.open(path)
  }

  /// The number and the size of a file that is a file.
  private static func open(_ path: String) throws(FileProblem) -> (number: Int32, size: Int) {
    // A pipe that nobody writes to must not be waited for.
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK
    let number = unsafe path.withCString { unsafe Foundation.open($0, flags) }
    guard number >= 0 else { throw errno == ENOENT ? .absent : reason }
    var info = stat()
    let found = unsafe fstat(number, &info)
    let problem: FileProblem? =
      switch info.st_mode & S_IFMT {
      case _ where found != 0: reason
      case S_IFDIR: .folder
      case S_IFREG: nil
      default: .special
      }
    if let problem {
      _ = close(number)
      throw problem
    }
    return (number, Int(info.st_size))
  }

  deinit { _ = close(file) }

  private static var reason: FileProblem { .system(unsafe String(cString: strerror(errno))) }

  /// Hands the bytes to `body`, piece after piece; what it throws ends that.
  func forEachPiece<Mistake>(
    _ body: (Span<UInt8>) throws(Mistake) -> Void,
    problem: (FileProblem) -> Mistake
  ) throws(Mistake) {
    var packed = [UInt8](repeating: 0, count: ByteStream.piece)
    var count = 0
    // The first two bytes tell whether it is gzipped; a read may return fewer.
    while count < 2 {
      let more: Int
      do { more = try read(into: &packed, from: count) } catch { throw problem(error) }
      if more == 0 { break }
      count += more
    }
    guard count >= 2, packed[0] == 0x1F, packed[1] == 0x8B else {
      while count > 0 {
        try body(packed.span.extracting(first: count))
        do { count = try read(into: &packed, from: 0) } catch { throw problem(error) }
      }
      return
    }
    var unpacker: Unpacker
    do {
      unpacker = try Unpacker(.gzip, limit: ByteStream.limit)
    } catch {
      throw problem(FileProblem(error))
    }
    while count > 0 {
      try unpacker.unpack(packed.span.extracting(first: count), body) { problem(FileProblem($0)) }
      do { count = try read(into: &packed, from: 0) } catch { throw problem(error) }
    }
    do { try unpacker.finish() } catch { throw problem(FileProblem(error)) }
  }

  /// Reads on behind the first `start` bytes of the buffer; 0 at the end of the file.
  private func read(into buffer: inout [UInt8], from start: Int) throws(FileProblem) -> Int {
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe Foundation.read(
          file,
          bytes.baseAddress.map { unsafe $0 + start },
          bytes.count - start
        )
      }
      if count >= 0 { return count }
      guard errno == EINTR else { throw ByteStream.reason }
    }
  }
}
