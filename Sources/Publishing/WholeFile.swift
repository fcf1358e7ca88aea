internal import Foundation

/// A file that is written whole or not at all.
///
/// Its contents go into a working file beside it, which takes its name once it is on the disk; before that
/// an old file is whole, after it the new one. A symbolic link stays; what it leads to is replaced. What is
/// no file, such as `/dev/null` or a pipe, is written straight to.
public struct WholeFile {
  /// As a person named it.
  public let shown: String
  private let path: Path
  private let working: Path
  private let old: FileStatus?
  private let cleanup: Int

  /// Looks whether a file can be written, before whatever takes long to make is made.
  ///
  /// - Parameter name: The path as a person named it.
  /// - Throws: ``PublishError/system(path:reason:)``, why it cannot.
  public init(_ name: String) throws(PublishError) {
    shown = name
    let named = Path(name)
    old = FileSystem.target(named)
    path = old?.kind == .file ? FileSystem.resolved(named) ?? named : named
    let hidden = Array(".".utf8) + path.last.bytes.prefix(200)
    let working = path.parent.appending(
      Path(bytes: hidden + Array(".gradus-\(getpid())".utf8))
    )
    self.working = working
    do throws(SystemError) {
      switch old?.kind {
      case .folder: throw SystemError(code: EISDIR, path: path)
      case .none where FileSystem.status(named) != nil:
        // A link that leads nowhere: what it is to lead to is not ours to make.
        throw SystemError(code: ENOENT, path: path)
      case .none, .file:
        if old != nil, !FileSystem.isWritableFile(path) {
          throw SystemError(code: EACCES, path: path)
        }
        // Only a run with our number, which is over, can have left it.
        try? FileSystem.remove(working)
        try FileSystem.write([], to: working)
      case .link, .other: break
      }
    } catch {
      throw WholeFile.told(error, name)
    }
    cleanup = Interruption.onSignal { try? FileSystem.remove(working) }
  }

  /// Writes the file.
  ///
  /// - Throws: ``PublishError/system(path:reason:)``; then an old file is as it was.
  public func write(_ bytes: [UInt8]) throws(PublishError) {
    defer { Interruption.forget(cleanup) }
    do throws(SystemError) {
      guard old == nil || old?.kind == .file else {
        return try FileSystem.overwrite(path, with: bytes)
      }
      try FileSystem.remove(working)
      try FileSystem.write(bytes, to: working)
      if let old {
        FileSystem.setGroup(old.group, of: working)
        try FileSystem.setMode(old.mode, of: working)
      }
      try FileSystem.synchronize(working)
      try Interruption.shield { () throws(SystemError) in
        try FileSystem.rename(working, to: path)
      }
      let folder = path.parent
      try? FileSystem.synchronize(folder.bytes.isEmpty ? Path(".") : folder)
    } catch {
      discard()
      throw WholeFile.told(error, shown)
    }
  }

  /// Gives the file up: nothing is left.
  public func discard() {
    Interruption.forget(cleanup)
    if old == nil || old?.kind == .file { try? FileSystem.remove(working) }
  }

  private static func told(_ error: SystemError, _ shown: String) -> PublishError {
    // SAFETY: strerror gives a text that ends with a 0; it is copied at once.
    .system(path: shown, reason: unsafe String(cString: strerror(error.code)))
  }
}
