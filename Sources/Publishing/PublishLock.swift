internal import Foundation

/// Lets only one of several runs at once write to a destination.
///
/// A file beside the destination is locked, and removed at the end. Where the file system knows no
/// locks, runs are not kept apart.
final class PublishLock {
  private let path: Path
  private let file: Int32
  private var cleanup = 0

  /// Waits until no other run holds the lock; `onWait` is called if that is not at once.
  init(_ path: Path, onWait: () -> Void) throws(SystemError) {
    self.path = path
    var hasTold = false
    while true {
      let file = unsafe path.withCString {
        unsafe open($0, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
      }
      guard file >= 0 else { throw SystemError(code: errno, path: path) }
      if flock(file, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
        if !hasTold { onWait() }
        hasTold = true
        while flock(file, LOCK_EX) != 0, errno == EINTR {}
      }
      // Whoever held it has removed it: then this is no longer the file that others open.
      var held = stat()
      if unsafe fstat(file, &held) == 0, let status = FileSystem.status(path),
        status.identity.number == UInt64(held.st_ino)
      {
        self.file = file
        break
      }
      close(file)
    }
    cleanup = Interruption.onSignal { try? FileSystem.remove(path) }
  }

  deinit {
    Interruption.forget(cleanup)
    try? FileSystem.remove(path)
    close(file)
  }
}
