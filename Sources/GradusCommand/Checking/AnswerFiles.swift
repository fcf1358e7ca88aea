internal import Foundation
internal import Publishing

/// The files of answers that a command line names: files, folders with files in them, `-`.
struct AnswerFiles {
  /// The files: as they are named, those of a folder in the order of their paths.
  private(set) var files: [AnswerFile] = []
  /// Whether they are a pile: a folder was named, or several files.
  private(set) var isPile = false
  /// How many links in folders were left out.
  private(set) var links = 0
  /// Folders without any file of answers.
  private(set) var empty: [String] = []

  private let leftOut: Set<FileStatus.Identity>

  /// Looks for the files.
  ///
  /// In a folder every regular file counts, however deep, but none whose name, or a folder's on the way to
  /// it, begins with a point. Links are not followed, so that no answer leads out of the folder or round
  /// in circles.
  ///
  /// - Parameters:
  ///   - names: What the command line names.
  ///   - others: Files that are no answers even if they lie in the folder: the program, the results.
  init(_ names: [String], leavingOut others: [String]) {
    leftOut = Set(others.compactMap { FileSystem.target(Path($0))?.identity })
    isPile = names.count > 1
    for name in names {
      if name == "-" {
        files.append(AnswerFile(place: .standardInput, shown: "<stdin>"))
      } else if CourseArgument.isFolder(name) {
        isPile = true
        let found = look(in: name)
        if found.isEmpty { empty.append(name) }
        files += found
      } else {
        files.append(AnswerFile(place: .named(name), shown: name))
      }
    }
  }

  private mutating func look(in folder: String) -> [AnswerFile] {
    var found: [(path: Path, file: AnswerFile)] = []
    var open = [Path(CourseArgument.shown("", in: folder))]
    if open[0].bytes.isEmpty { open = [Path(".")] }
    while let folder = open.popLast() {
      let names: [Path]
      do throws(SystemError) {
        names = try FileSystem.names(in: folder)
      } catch {
        found.append((folder, AnswerFile(place: .closed(reason: error.reason), shown: folder.text)))
        continue
      }
      for name in names where name.bytes.first != UInt8(ascii: ".") {
        let path = folder.bytes == [UInt8(ascii: ".")] ? name : folder.appending(name)
        switch FileSystem.status(path) {
        case .some(let status) where status.kind == .folder: open.append(path)
        case .some(let status) where status.kind == .link: links += 1
        case .some(let status) where status.kind == .file:
          guard !leftOut.contains(status.identity) else { break }
          found.append((path, AnswerFile(place: .found(path), shown: path.text)))
        default: break
        }
      }
    }
    return found.sorted { Path.precedes($0.path, $1.path) }.map { $0.file }
  }
}
