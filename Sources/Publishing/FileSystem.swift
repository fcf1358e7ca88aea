internal import Foundation

/// What the system said about a path.
package struct SystemError: Error, Equatable {
  /// The system's number.
  package var code: Int32
  /// Of which path.
  package var path: Path
}

/// What is at a path; a symbolic link is told as such.
package struct FileStatus: Equatable {
  /// What kinds of entry a folder has.
  package enum Kind: Equatable {
    /// What else there is, devices and pipes, is `other`.
    case file, folder, link, other
  }

  /// One file under whatever name.
  package struct Identity: Hashable, Sendable {
    var device: UInt64
    var number: UInt64
  }

  /// What it is.
  package var kind: Kind
  /// Which one it is.
  package var identity: Identity
  /// How many bytes it has.
  package var size: Int
  /// The bits of its permissions.
  var mode: UInt32
  var group: UInt32
  /// When it was last written: seconds and billionths.
  var written: [Int]
}

/// The system's calls on files, none of which follows a symbolic link at a path's end.
package enum FileSystem {
  private static func check(_ result: Int32, _ path: Path) throws(SystemError) {
    if result != 0 { throw SystemError(code: errno, path: path) }
  }

  /// What is at a path; nil if nothing is, or it can't be known.
  package static func status(_ path: Path) -> FileStatus? {
    var info = stat()
    guard unsafe path.withCString({ unsafe lstat($0, &info) }) == 0 else { return nil }
    return status(info)
  }

  /// What a path leads to, symbolic links followed.
  package static func target(_ path: Path) -> FileStatus? {
    var info = stat()
    guard unsafe path.withCString({ unsafe stat($0, &info) }) == 0 else { return nil }
    return status(info)
  }

  private static func status(_ info: stat) -> FileStatus {
    let kind: FileStatus.Kind =
      switch info.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    #if canImport(Darwin)
    let time = info.st_mtimespec
    #else
    let time = info.st_mtim
    #endif
    return FileStatus(
      kind: kind,
      identity: .init(
        device: UInt64(truncatingIfNeeded: info.st_dev),
        number: UInt64(info.st_ino)
      ),
      size: Int(info.st_size),
      mode: UInt32(info.st_mode) & 0o7777,
      group: UInt32(info.st_gid),
      written: [Int(time.tv_sec), Int(time.tv_nsec)]
    )
  }

  /// A path without symbolic links, from the root; nil if there is nothing at it.
  static func resolved(_ path: Path) -> Path? {
    unsafe path.withCString { name in
      guard let found = unsafe realpath(name, nil) else { return nil }
      defer { unsafe free(found) }
      return unsafe Path(
        bytes: Array(UnsafeBufferPointer(start: found, count: strlen(found)))
          .map { UInt8(bitPattern: $0) }
      )
    }
  }

  /// Whether this process may add to and remove from a folder.
  static func isWritable(_ path: Path) -> Bool {
    unsafe path.withCString { unsafe access($0, W_OK | X_OK) } == 0
  }

  /// Whether this process may write to a file.
  static func isWritableFile(_ path: Path) -> Bool {
    unsafe path.withCString { unsafe access($0, W_OK) } == 0
  }

  /// The names in a folder, in the order of their bytes.
  package static func names(in path: Path) throws(SystemError) -> [Path] {
    guard let folder = unsafe path.withCString({ unsafe opendir($0) }) else {
      throw SystemError(code: errno, path: path)
    }
    defer { unsafe closedir(folder) }
    var names: [Path] = []
    while let entry = unsafe readdir(folder) {
      // SAFETY: the name ends with a 0 inside the entry, which lives until the next call.
      let bytes = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
        let start = unsafe UnsafeRawPointer(name)
        let length = unsafe strlen(start.assumingMemoryBound(to: CChar.self))
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: length))
      }
      if bytes != Array(".".utf8), bytes != Array("..".utf8) { names.append(Path(bytes: bytes)) }
    }
    return names.sorted(by: Path.precedes)
  }

  /// Makes a folder, which must not exist.
  static func makeFolder(_ path: Path) throws(SystemError) {
    try check(unsafe path.withCString { unsafe mkdir($0, 0o777) }, path)
  }

  /// Sets the bits of a folder's or file's permissions.
  static func setMode(_ mode: UInt32, of path: Path) throws(SystemError) {
    try check(unsafe path.withCString { unsafe chmod($0, mode_t(mode)) }, path)
  }

  /// Sets the group where that is allowed.
  static func setGroup(_ group: UInt32, of path: Path) {
    _ = unsafe path.withCString { unsafe lchown($0, uid_t.max, group) }
  }

  /// Gives a file a second name.
  static func link(_ path: Path, as name: Path) throws(SystemError) {
    let result = unsafe path.withCString { old in
      unsafe name.withCString { unsafe linkat(AT_FDCWD, old, AT_FDCWD, $0, 0) }
    }
    try check(result, name)
  }

  /// Renames; what is at the new name is replaced.
  static func rename(_ path: Path, to name: Path) throws(SystemError) {
    let result = unsafe path.withCString { old in
      unsafe name.withCString { unsafe Foundation.rename(old, $0) }
    }
    try check(result, name)
  }

  /// Removes anything but a folder.
  static func remove(_ path: Path) throws(SystemError) {
    try check(unsafe path.withCString { unsafe unlink($0) }, path)
  }

  /// Removes an empty folder.
  static func removeFolder(_ path: Path) throws(SystemError) {
    try check(unsafe path.withCString { unsafe rmdir($0) }, path)
  }

  /// What a symbolic link says.
  static func readLink(_ path: Path) throws(SystemError) -> Path {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = unsafe path.withCString { unsafe readlink($0, &buffer, buffer.count) }
    guard count >= 0 else { throw SystemError(code: errno, path: path) }
    return Path(bytes: buffer[..<count].map { UInt8(bitPattern: $0) })
  }

  /// Makes a symbolic link.
  static func makeLink(_ path: Path, to target: Path) throws(SystemError) {
    let result = unsafe target.withCString { old in
      unsafe path.withCString { unsafe symlink(old, $0) }
    }
    try check(result, path)
  }
}
