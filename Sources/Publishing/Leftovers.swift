internal import Foundation

/// Removes what an exchange left over, or a run that was cut off; never a file that is nowhere else.
struct Leftovers {
  let destination: Destination
  /// Files that stay where they are, because the destination has another one of their name.
  private(set) var kept: [String] = []

  init(_ destination: Destination) { self.destination = destination }

  /// Removes what earlier runs left beside the destination, and puts a folder back that a crash found
  /// between the two steps of ``Exchange/stepAside(_:_:_:)``.
  mutating func clear() throws(PublishError) {
    if FileSystem.status(destination.aside) != nil {
      try check(destination.aside)
      if FileSystem.status(destination.path) == nil {
        do throws(SystemError) {
          try FileSystem.rename(destination.aside, to: destination.path)
        } catch {
          throw destination.told(error)
        }
      } else {
        remove(destination.aside, isNewer: false)
      }
    }
    if FileSystem.status(destination.working) != nil {
      try check(destination.working)
      remove(destination.working, isNewer: false)
      // What had to stay makes room for the next run.
      if FileSystem.status(destination.working) != nil {
        throw .inTheWay(path: destination.working.text)
      }
    }
  }

  /// A folder of ours has a manifest, unless it holds nothing else.
  private func check(_ folder: Path) throws(PublishError) {
    let status = FileSystem.status(folder)
    guard status?.kind == .folder, let names = try? FileSystem.names(in: folder),
      names.allSatisfy({ $0 == Path(Manifest.name) }) || Manifest(of: folder) != nil
    else { throw .inTheWay(path: folder.text) }
  }

  /// Removes a folder that Gradus made or exchanged.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - isNewer: Whether a file in it is newer than one of the same name in the destination: so it is
  ///     with the folder that was just exchanged, where a person may still have been writing.
  mutating func remove(_ folder: Path, isNewer: Bool) {
    guard let tree = try? FileTree(folder) else {
      kept.append(folder.text)
      return
    }
    let manifest = Manifest(of: folder) ?? Manifest()
    for entry in tree.entries where entry.status.kind == .folder {
      try? FileSystem.setMode(entry.status.mode | 0o700, of: folder.appending(entry.path))
    }
    // The manifest goes last: it tells whose folder this is, should we be cut off.
    let list = Path(Manifest.name)
    for entry in tree.entries where entry.status.kind != .folder && entry.path != list {
      let place = folder.appending(entry.path)
      let isOurs = manifest.records[entry.path] != nil
      if isOurs && entry.status.kind == .file || isElsewhere(entry, at: place) {
        try? FileSystem.remove(place)
      } else {
        rescue(entry, at: place, isNewer: isNewer)
      }
    }
    tree.removeEmptyFolders()
    if (try? FileSystem.names(in: folder)) == [list] {
      try? FileSystem.remove(folder.appending(list))
    }
    try? FileSystem.removeFolder(folder)
    if FileSystem.status(folder) != nil, !kept.contains(where: { $0.hasPrefix(folder.text) }) {
      kept.append(folder.text)
    }
  }

  /// Whether the destination has the same file.
  private func isElsewhere(_ entry: FileTree.Entry, at place: Path) -> Bool {
    let twin = destination.path.appending(entry.path)
    guard let status = FileSystem.status(twin), status.kind == entry.status.kind else {
      return false
    }
    if status.identity == entry.status.identity { return true }
    switch status.kind {
    case .link:
      let targets = (try? FileSystem.readLink(twin), try? FileSystem.readLink(place))
      return targets.0 != nil && targets.0 == targets.1
    case .file:
      guard status.size == entry.status.size,
        let one = try? FileSystem.read(twin, limit: .max),
        let other = try? FileSystem.read(place, limit: .max)
      else { return false }
      return one == other
    case .folder, .other: return false
    }
  }

  /// Brings a file to the destination that came, or was changed, while the folders were exchanged.
  private mutating func rescue(_ entry: FileTree.Entry, at place: Path, isNewer: Bool) {
    let target = destination.path.appending(entry.path)
    do throws(SystemError) {
      for folder in entry.path.ancestors.reversed() {
        let path = destination.path.appending(folder)
        if FileSystem.status(path) == nil { try FileSystem.makeFolder(path) }
      }
      let isGenerated = Manifest(of: destination.path)?.records[entry.path] != nil
      if isNewer, !isGenerated {
        try FileSystem.rename(place, to: target)
      } else {
        try Exchange.renameExclusively(place, to: target)
      }
    } catch {
      kept.append(place.text)
    }
  }
}
