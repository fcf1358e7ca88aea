internal import Foundation

extension FileSystem {
  /// An open file that closes itself.
  private struct Handle: ~Copyable {
    let number: Int32
    let path: Path

    init(_ path: Path, _ flags: Int32, followsLink: Bool = false) throws(SystemError) {
      let flags = flags | O_CLOEXEC | (followsLink ? 0 : O_NOFOLLOW)
      // Foundation's `open` with a mode: the bits that the user's mask leaves of rw-rw-rw-.
      var number: Int32
      repeat {
        number = unsafe path.withCString { unsafe open($0, flags, 0o666) }
      } while number < 0 && errno == EINTR
      guard number >= 0 else { throw SystemError(code: errno, path: path) }
      self.number = number
      self.path = path
    }

    deinit { close(number) }
  }

  /// Writes a file, which must not exist.
  static func write(_ bytes: [UInt8], to path: Path) throws(SystemError) {
    try write(bytes, to: try Handle(path, O_WRONLY | O_CREAT | O_EXCL))
  }

  /// Writes to what is there, a device or a pipe, or a link to one.
  static func overwrite(_ path: Path, with bytes: [UInt8]) throws(SystemError) {
    try write(bytes, to: try Handle(path, O_WRONLY, followsLink: true))
  }

  private static func write(_ bytes: [UInt8], to handle: borrowing Handle) throws(SystemError) {
    var start = 0
    while start < bytes.count {
      // SAFETY: the bytes from `start` on are those that are still to be written.
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Foundation.write(
          handle.number,
          UnsafeRawBufferPointer(rebasing: buffer[start...]).baseAddress,
          min(bytes.count - start, 1 << 24)
        )
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw SystemError(code: errno, path: handle.path)
      }
      start += count
    }
  }

  /// The bytes of a regular file; an error if there are more than `limit`.
  package static func read(_ path: Path, limit: Int) throws(SystemError) -> [UInt8] {
    let handle = try Handle(path, O_RDONLY | O_NONBLOCK)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let size = buffer.count
      // SAFETY: the buffer has `size` bytes.
      let count = unsafe Foundation.read(handle.number, &buffer, size)
      if count < 0 {
        if errno == EINTR { continue }
        throw SystemError(code: errno, path: path)
      }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      if bytes.count > limit { throw SystemError(code: EFBIG, path: path) }
    }
  }

  /// Waits until a file or folder is on the disk.
  ///
  /// File systems that know no such thing are fine.
  static func synchronize(_ path: Path) throws(SystemError) {
    let handle = try Handle(path, O_RDONLY)
    while fsync(handle.number) != 0 {
      switch errno {
      case EINTR: continue
      case EINVAL, ENOTSUP, EROFS, EBADF: return
      default: throw SystemError(code: errno, path: path)
      }
    }
  }

  /// Sets when a file was last written.
  static func setWritten(_ written: [Int], of path: Path) {
    let time = timespec(tv_sec: written[0], tv_nsec: written[1])
    let times = [time, time]
    _ = unsafe path.withCString { unsafe utimensat(AT_FDCWD, $0, times, AT_SYMLINK_NOFOLLOW) }
  }
}
