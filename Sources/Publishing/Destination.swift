internal import Foundation

/// The folder that files are published to.
public struct Destination: Sendable {
  /// As a person named it.
  public let shown: String
  /// From the root, without symbolic links.
  ///
  /// A link at the destination stays; what it leads to is exchanged.
  let path: Path

  /// Looks at a destination; nothing is written.
  ///
  /// - Parameters:
  ///   - name: The path as a person named it.
  ///   - source: The folder that the files are made from, or a file in it.
  /// - Throws: ``PublishError`` if the destination is or holds the source, or is no folder.
  public init(_ name: String, madeFrom source: String) throws(PublishError) {
    var shown = name
    while shown.count > 1, shown.hasSuffix("/") { shown.removeLast() }
    self.shown = shown
    guard !shown.isEmpty else { throw .noName(destination: name) }
    path = try Destination.resolve(Path(shown), shown)
    try checkSource(source)
    if path.components.isEmpty { throw .noName(destination: name) }
  }

  private static func resolve(_ path: Path, _ shown: String) throws(PublishError) -> Path {
    if let found = FileSystem.resolved(path) {
      guard FileSystem.status(found)?.kind == .folder else {
        throw .notAFolder(destination: shown)
      }
      return found
    }
    if FileSystem.status(path) != nil { throw .danglingLink(destination: shown) }
    // Nothing is there: the nearest folder above that is there, and the rest as written.
    var missing: [Path] = [path.last]
    var above = path.parent
    while !above.bytes.isEmpty, FileSystem.status(above) == nil {
      missing.append(above.last)
      above = above.parent
    }
    let start = above.bytes.isEmpty ? Path(".") : above
    guard var found = FileSystem.resolved(start), FileSystem.status(found)?.kind == .folder else {
      throw .notAFolder(destination: start.text)
    }
    for name in missing.reversed() {
      switch name.text {
      case ".": break
      case "..": found = found.parent
      default: found = found.appending(name)
      }
    }
    return found
  }

  /// Refuses the source's folder and those above it, under whatever name.
  private func checkSource(_ source: String) throws(PublishError) {
    guard let own = FileSystem.status(path), let course = FileSystem.resolved(Path(source)) else {
      return
    }
    if FileSystem.status(course)?.identity == own.identity {
      throw .isSource(destination: shown)
    }
    for folder in course.ancestors where FileSystem.status(folder)?.identity == own.identity {
      throw .holdsSource(destination: shown)
    }
  }

  /// Whether this folder is another one, lies in it, or holds it.
  public func overlaps(_ other: Destination) -> Bool {
    path == other.path || path.ancestors.contains(other.path)
      || other.path.ancestors.contains(path)
  }

  /// The folder that it lies in.
  var parent: Path { path.parent }
  /// Where the files are written before they are shown.
  var working: Path { beside("new") }
  /// Where the old folder steps aside on a file system without exchange.
  var aside: Path { beside("old") }
  /// What one of several runs at once holds.
  var lock: Path { beside("lock") }

  private func beside(_ purpose: String) -> Path {
    // A file's name has at most 255 bytes.
    let name = path.last.bytes.prefix(200)
    return parent.appending(
      Path(bytes: Array(".".utf8) + name + Array(".gradus-\(purpose)".utf8))
    )
  }

  /// A path below the destination or its working folder as a person would name it.
  func shown(_ other: Path) -> String {
    for root in [path, working, aside] {
      if other == root { return shown }
      if other.bytes.starts(with: root.bytes + [UInt8(ascii: "/")]) {
        return Path(shown).appending(
          Path(bytes: Array(other.bytes.dropFirst(root.bytes.count + 1)))
        )
        .text
      }
    }
    return other.text
  }

  /// An error of the system as it is told.
  func told(_ error: SystemError) -> PublishError {
    // SAFETY: strerror gives a text that ends with a 0; it is copied at once.
    .system(path: shown(error.path), reason: unsafe String(cString: strerror(error.code)))
  }

  /// Makes the folders above the destination that are not there.
  ///
  /// - Returns: Those that were made, the deepest last.
  func makeParents() throws(SystemError) -> [Path] {
    var missing: [Path] = []
    for folder in path.ancestors {
      if FileSystem.status(folder) != nil { break }
      missing.append(folder)
    }
    for folder in missing.reversed() {
      do throws(SystemError) {
        try FileSystem.makeFolder(folder)
      } catch  where error.code == EEXIST {}
    }
    return missing.reversed()
  }
}
