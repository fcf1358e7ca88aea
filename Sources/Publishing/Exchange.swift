internal import CExchange
internal import Foundation

/// The moment in which a new folder takes the place of an old one.
///
/// Linux and macOS exchange two folders in one step. Where a file system can't, the old one steps
/// aside first; a crash between those two steps leaves it whole under the other name, and the next
/// run puts it back (``Leftovers``).
enum Exchange {
  /// Puts the folder `new` in the place of `destination`.
  ///
  /// All three lie in one folder; there must be nothing at `aside`, which only file systems without
  /// exchange use.
  /// - Returns: Where the old folder is now; nil if there was none.
  static func put(
    _ new: Path,
    at destination: Path,
    aside: Path
  ) throws(SystemError) -> Path? {
    guard FileSystem.status(destination) != nil else {
      try renameExclusively(new, to: destination)
      return nil
    }
    let code = unsafe new.withCString { first in
      unsafe destination.withCString { unsafe gradus_exchange(first, $0) }
    }
    switch code {
    case 0: return new
    case ENOSYS, EINVAL, ENOTSUP:
      try stepAside(new, destination, aside)
      return aside
    default: throw SystemError(code: code, path: destination)
    }
  }

  /// The same in two steps, for file systems that have no exchange.
  static func stepAside(_ new: Path, _ destination: Path, _ aside: Path) throws(SystemError) {
    try FileSystem.rename(destination, to: aside)
    do throws(SystemError) {
      try FileSystem.rename(new, to: destination)
    } catch {
      try FileSystem.rename(aside, to: destination)
      throw error
    }
  }

  /// Renames, unless something is at the new name.
  static func renameExclusively(_ path: Path, to name: Path) throws(SystemError) {
    let code = unsafe path.withCString { first in
      unsafe name.withCString { unsafe gradus_rename_exclusively(first, $0) }
    }
    switch code {
    case 0: return
    case ENOSYS, EINVAL, ENOTSUP:
      if FileSystem.status(name) != nil { throw SystemError(code: EEXIST, path: name) }
      try FileSystem.rename(path, to: name)
    default: throw SystemError(code: code, path: name)
    }
  }
}
