extension PublishError {
  /// What is wrong, on one line, with what was expected and what was found.
  public var message: String {
    switch self {
    case .isSource(let destination):
      "expected a destination beside the course, found the course itself: '\(destination)'"
    case .holdsSource(let destination):
      "expected a destination beside the course, found a folder that holds it: '\(destination)'"
    case .noName(let destination): "expected the name of a folder, found '\(destination)'"
    case .notAFolder(let destination):
      "expected a folder or nothing at '\(destination)', found something else"
    case .danglingLink(let destination):
      "expected a folder or nothing at '\(destination)', found a link that leads nowhere"
    case .occupied(let path):
      "'\(path)' cannot be written: a file that Gradus did not write has that name"
    case .inTheWay(let path):
      "expected nothing at '\(path)', where Gradus works, found something that it did not make"
    case .badPath(let path): "two files are to be written to '\(path)', or it leads out"
    case .system(let path, let reason): "'\(path)' cannot be written: \(reason)"
    }
  }

  /// What to do.
  public var help: String? {
    switch self {
    case .isSource, .holdsSource: "name another folder: -d site"
    case .noName: "name a folder: -d site"
    case .notAFolder, .danglingLink: "move it away, or name another destination"
    case .occupied: "move it away, or name another destination"
    case .inTheWay: "move it away"
    case .badPath: "rename one of the course's files"
    case .system: nil
    }
  }
}
