internal import Foundation

/// What lies in the destination and is not from Gradus: it is carried over into the new folder, as a
/// second name of the same file where the file system has such, else as a copy.
struct ForeignFiles {
  private let old: FileTree
  private var folders: [FileTree.Entry] = []
  private var files: [FileTree.Entry] = []

  /// Finds what is to be carried over: everything that the manifest does not list, and what it lists
  /// as no longer needed but a person has changed since.
  ///
  /// - Throws: ``PublishError/occupied(path:)`` where one of them stands in the way of `new`.
  init(in old: FileTree, _ manifest: Manifest?, new: Manifest, _ destination: Destination)
    throws(PublishError)
  {
    self.old = old
    let own = manifest ?? Manifest()
    let ownFolders = Set(own.records.keys.flatMap(\.ancestors))
    let newFolders = Set(new.records.keys.flatMap(\.ancestors))
    for entry in old.entries {
      let path = entry.path
      let isWanted = new.records[path] != nil
      let isOurs: Bool
      switch entry.status.kind {
      case .folder: isOurs = ownFolders.contains(path)
      case .file where path == Path(Manifest.name): isOurs = manifest != nil
      case .file where isWanted: isOurs = own.records[path] != nil
      case .file: isOurs = own.holds(path, at: old.root.appending(path), size: entry.status.size)
      case .link, .other: isOurs = false
      }
      if isOurs { continue }
      let isFolder = entry.status.kind == .folder
      let isBlocking =
        isWanted || path == Path(Manifest.name) || !isFolder && newFolders.contains(path)
      let isBlocked = path.ancestors.contains { new.records[$0] != nil }
      if isBlocking || isBlocked {
        throw .occupied(path: destination.shown(old.root.appending(path)))
      }
      if isFolder { folders.append(entry) } else { files.append(entry) }
    }
  }

  /// How many files there are.
  var count: Int { files.count }

  /// Carries them over.
  ///
  /// - Throws: A ``SystemError`` with `EEXIST` where the file system takes two names for one.
  func carry(into root: Path) throws(SystemError) {
    for folder in folders { try makeFolder(folder.path, in: root) }
    for file in files {
      if !file.path.parent.bytes.isEmpty { try makeFolder(file.path.parent, in: root) }
      try Interruption.shield { () throws(SystemError) in
        try ForeignFiles.carry(file, from: old.root, to: root)
      }
    }
  }

  private func makeFolder(_ path: Path, in root: Path) throws(SystemError) {
    for folder in path.ancestors.reversed() + [path]
    where FileSystem.status(root.appending(folder)) == nil {
      try Interruption.shield { () throws(SystemError) in
        try FileSystem.makeFolder(root.appending(folder))
      }
      if let status = FileSystem.status(old.root.appending(folder)) {
        FileSystem.setGroup(status.group, of: root.appending(folder))
        // What can't be written to now is closed again at the end, with the modes of all folders.
        try FileSystem.setMode(status.mode | 0o700, of: root.appending(folder))
      }
    }
  }

  /// Gives the folders that were carried over the permissions that they had.
  func closeFolders(in root: Path) {
    for folder in folders.reversed() where folder.status.mode & 0o700 != 0o700 {
      try? FileSystem.setMode(folder.status.mode, of: root.appending(folder.path))
    }
  }

  private static func carry(_ file: FileTree.Entry, from old: Path, to new: Path)
    throws(SystemError)
  {
    let (source, target) = (old.appending(file.path), new.appending(file.path))
    do throws(SystemError) {
      return try FileSystem.link(source, as: target)
    } catch {
      switch error.code {
      case EPERM, EACCES, EMLINK, ENOTSUP, ENOSYS, EXDEV: break
      default: throw error
      }
    }
    switch file.status.kind {
    case .link: try FileSystem.makeLink(target, to: try FileSystem.readLink(source))
    case .file:
      try FileSystem.write(try FileSystem.read(source, limit: .max), to: target)
      try FileSystem.setMode(file.status.mode, of: target)
      FileSystem.setWritten(file.status.written, of: target)
    case .folder, .other: throw SystemError(code: ENOTSUP, path: target)
    }
  }
}
