/// Why files could not be published.
///
/// The old folder is whole after each of them.
public enum PublishError: Error, Equatable {
  /// The destination is the folder that the files are made from.
  case isSource(destination: String)
  /// The destination holds the folder that the files are made from.
  case holdsSource(destination: String)
  /// The destination's name is empty or the root.
  case noName(destination: String)
  /// Something that is no folder stands at the destination.
  case notAFolder(destination: String)
  /// The destination is a symbolic link that leads nowhere.
  case danglingLink(destination: String)
  /// A file that Gradus did not write stands where one is to be written.
  case occupied(path: String)
  /// Something that Gradus did not make has the name of its working folder.
  case inTheWay(path: String)
  /// Two files are to be written to one path, or a path leads out of the destination.
  case badPath(String)
  /// The system refused.
  case system(path: String, reason: String)

  /// Whether another destination has to be named: nothing was tried.
  public var isMisuse: Bool {
    switch self {
    case .isSource, .holdsSource, .noName: true
    default: false
    }
  }
}
