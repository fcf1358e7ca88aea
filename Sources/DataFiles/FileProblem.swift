internal import Notation
internal import Unpacking

/// Why the bytes of a file cannot be had.
enum FileProblem: Error, Equatable {
  /// There is nothing of that name.
  case absent
  /// It is a folder.
  case folder
  /// It is a device, a pipe or a socket.
  case special
  /// The system says why.
  case system(String)
  /// The gzip stream in it is damaged, at this byte of what comes out of it.
  case damaged(at: Int)
  /// The gzip stream in it is cut short.
  case cut(at: Int)
  /// What comes out of it is longer than this.
  case tooLong(limit: Int)

  /// Why its bytes cannot be unpacked.
  init(_ problem: Unpacker.Problem) {
    switch problem {
    case .noMemory: self = .system("no memory")
    case .damaged(let place): self = .damaged(at: place)
    case .cut(let place): self = .cut(at: place)
    case .tooLong(let limit): self = .tooLong(limit: limit)
    }
  }

  /// What is wrong, with what was expected and what was found.
  private var message: String {
    switch self {
    case .absent: "expected a file of data, found nothing of that name"
    case .folder: "expected a file of data, found a folder"
    case .special: "expected a file of data, found a device or a pipe"
    case .system(let reason): "expected to read a file of data, found: \(reason)"
    case .damaged(let place):
      "expected gzipped data, found that it is damaged after \(place) unpacked bytes"
    case .cut(let place):
      "expected gzipped data, found that it is cut short after \(place) unpacked bytes"
    case .tooLong(let limit): "expected at most \(limit) unpacked bytes, found more"
    }
  }

  /// What to do about it.
  private var help: String? {
    switch self {
    case .absent: "the path counts from the folder that you are in"
    case .folder: "name a file in it"
    case .special: "save its data to a file first"
    case .system: nil
    case .damaged, .cut: "fetch it again"
    case .tooLong: "unpack it and take a part"
    }
  }

  /// The problem with its file, in words.
  func diagnostics(_ path: String) -> Diagnostics {
    let place = SourceLocation(file: path, line: 1, column: 1)
    return Diagnostics([Diagnostic(.error, message, at: place, help: help)])
  }
}
