/// Everything below a folder.
struct FileTree {
  /// One file, folder or link.
  struct Entry {
    /// Its path below the folder.
    var path: Path
    var status: FileStatus
  }

  /// The folder.
  let root: Path
  /// What is below it: each folder before what it holds, in the order of bytes.
  ///
  /// Links are not followed.
  private(set) var entries: [Entry] = []

  /// Lists what is below a folder.
  init(_ root: Path) throws(SystemError) {
    self.root = root
    var open = [Path(bytes: [])]
    while let folder = open.popLast() {
      var folders: [Path] = []
      for name in try FileSystem.names(in: folder.bytes.isEmpty ? root : root.appending(folder)) {
        let path = folder.appending(name)
        guard let status = FileSystem.status(root.appending(path)) else { continue }
        entries.append(Entry(path: path, status: status))
        if status.kind == .folder { folders.append(path) }
      }
      open += folders.reversed()
    }
  }

  /// Removes the folders that are empty, deepest first, but not the root.
  func removeEmptyFolders() {
    for entry in entries.reversed() where entry.status.kind == .folder {
      try? FileSystem.removeFolder(root.appending(entry.path))
    }
  }
}
