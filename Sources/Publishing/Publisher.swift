internal import Foundation

/// Shows a set of files as one folder, all of them or none.
///
/// The files are written into a folder beside the destination, brought to the disk, and then the two
/// are exchanged in one step (``Exchange``). After a failure, a signal or a power cut the old folder
/// is whole; what is left over is removed by the next run (``Leftovers``). Files in the destination
/// that Gradus did not write stay (``ForeignFiles``); its own are listed in a manifest
/// (``Manifest``). Of two runs at once, one waits for the other (``PublishLock``).
public enum Publisher {
  /// What was done.
  public struct Report: Equatable, Sendable {
    /// Whether everything stood there already, so that nothing was written.
    public var isUnchanged = false
    /// How many files were kept that are not from Gradus.
    public var foreignFiles = 0
    /// Files that could not be brought back to the destination, and where they are.
    public var kept: [String] = []
  }

  /// Writes files to a destination in place of those that an earlier run wrote.
  ///
  /// - Parameters:
  ///   - files: The files, each path once.
  ///   - destination: The folder, which need not exist.
  ///   - onWait: Called when another run has to be waited for.
  /// - Returns: What was written, and what was found and kept.
  /// - Throws: ``PublishError``; the destination is as it was before.
  public static func publish(
    _ files: [PublishedFile],
    at destination: Destination,
    onWait: () -> Void = {}
  ) throws(PublishError) -> Report {
    let manifest = try manifest(files)
    var parents: [Path] = []
    do throws(SystemError) {
      parents = try destination.makeParents()
    } catch {
      throw destination.told(error)
    }
    do throws(PublishError) {
      return try publish(files, manifest, destination, onWait)
    } catch {
      for folder in parents.reversed() { try? FileSystem.removeFolder(folder) }
      throw error
    }
  }

  /// Checks the paths: below the destination, each once, none a folder of another.
  private static func manifest(_ files: [PublishedFile]) throws(PublishError) -> Manifest {
    let manifest = Manifest(files)
    let folders = Set(manifest.records.keys.flatMap(\.ancestors))
    var seen: Set<Path> = []
    for file in files {
      let path = Path(file.path)
      let parts = path.bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      let isPlain = parts.allSatisfy {
        !$0.isEmpty && Array($0) != Array(".".utf8) && Array($0) != Array("..".utf8)
          && !$0.contains(0)
      }
      guard isPlain, path != Path(Manifest.name), !folders.contains(path),
        seen.insert(path).inserted
      else { throw .badPath(file.path) }
    }
    return manifest
  }

  private static func publish(
    _ files: [PublishedFile],
    _ manifest: Manifest,
    _ destination: Destination,
    _ onWait: () -> Void
  ) throws(PublishError) -> Report {
    do throws(SystemError) {
      let status = FileSystem.status(destination.path)
      for folder in [destination.parent, destination.path]
      where folder == destination.parent || status != nil {
        if !FileSystem.isWritable(folder) { throw SystemError(code: EACCES, path: folder) }
      }
    } catch {
      throw destination.told(error)
    }
    let lock: PublishLock
    do throws(SystemError) {
      lock = try PublishLock(destination.lock, onWait: onWait)
    } catch {
      throw destination.told(error)
    }
    return try withExtendedLifetime(lock) { () throws(PublishError) in
      try exchange(files, manifest, destination)
    }
  }

  private static func exchange(
    _ files: [PublishedFile],
    _ manifest: Manifest,
    _ destination: Destination
  ) throws(PublishError) -> Report {
    var leftovers = Leftovers(destination)
    try leftovers.clear()
    var report = Report()
    var foreign: ForeignFiles?
    let oldStatus = FileSystem.status(destination.path)
    if oldStatus != nil {
      let tree: FileTree
      do throws(SystemError) {
        tree = try FileTree(destination.path)
      } catch {
        throw destination.told(error)
      }
      let old = Manifest(of: destination.path)
      if old == manifest, stands(files, at: destination.path) {
        report.isUnchanged = true
        report.kept = leftovers.kept
        return report
      }
      foreign = try ForeignFiles(in: tree, old, new: manifest, destination)
      report.foreignFiles = foreign?.count ?? 0
    }
    let working = destination.working
    let cleanup = Interruption.onSignal {
      var leftovers = Leftovers(destination)
      leftovers.remove(working, isNewer: false)
    }
    defer { Interruption.forget(cleanup) }
    do throws(SystemError) {
      try write(files, manifest, to: working)
      try foreign?.carry(into: working)
      try synchronizeFolders(of: working)
      if let oldStatus {
        FileSystem.setGroup(oldStatus.group, of: working)
        try FileSystem.setMode(oldStatus.mode, of: working)
      }
      try Interruption.shield { () throws(SystemError) in
        let old = try Exchange.put(working, at: destination.path, aside: destination.aside)
        foreign?.closeFolders(in: destination.path)
        try? FileSystem.synchronize(destination.parent)
        if let old { leftovers.remove(old, isNewer: true) }
      }
    } catch {
      Interruption.shield { leftovers.remove(working, isNewer: false) }
      if error.code == EEXIST { throw .occupied(path: destination.shown(error.path)) }
      throw destination.told(error)
    }
    report.kept = leftovers.kept
    return report
  }

  /// Whether all files stand there byte for byte.
  private static func stands(_ files: [PublishedFile], at root: Path) -> Bool {
    files.allSatisfy { file in
      let path = root.appending(file.path)
      guard let status = FileSystem.status(path), status.kind == .file,
        status.size == file.bytes.count,
        let bytes = try? FileSystem.read(path, limit: file.bytes.count)
      else { return false }
      return bytes == file.bytes
    }
  }

  /// Writes the manifest, which marks the folder as ours, and then the files.
  private static func write(
    _ files: [PublishedFile],
    _ manifest: Manifest,
    to root: Path
  ) throws(SystemError) {
    let list = root.appending(Manifest.name)
    try Interruption.shield { () throws(SystemError) in
      try FileSystem.makeFolder(root)
      try FileSystem.write(manifest.bytes, to: list)
      try FileSystem.synchronize(list)
    }
    var made: Set<Path> = []
    for file in files {
      let path = Path(file.path)
      try Interruption.shield { () throws(SystemError) in
        for folder in path.ancestors.reversed() where made.insert(folder).inserted {
          try FileSystem.makeFolder(root.appending(folder))
        }
        try FileSystem.write(file.bytes, to: root.appending(path))
      }
    }
    for file in files { try FileSystem.synchronize(root.appending(Path(file.path))) }
  }

  private static func synchronizeFolders(of root: Path) throws(SystemError) {
    for entry in try FileTree(root).entries where entry.status.kind == .folder {
      try FileSystem.synchronize(root.appending(entry.path))
    }
    try FileSystem.synchronize(root)
  }
}
