/// What is wrong with a file of arrays, as data; ``NumPyMistake/message`` says it in words.
public enum NumPyMistake: Error, Equatable, Sendable {
  /// The file is neither an array nor an archive of arrays.
  case noArrays
  /// The file ends before what it promises.
  case truncated(byte: Int)
  /// Bytes that mean nothing where they stand.
  case unreadable(byte: Int, expected: String)
  /// A file of the archive that is packed in another way than by deflating.
  case packed(String)
  /// A file of the archive whose packed bytes cannot be unpacked, or to another length than promised.
  case unpacked(String)
  /// A file of the archive whose bytes are not those that were put in.
  case damaged(String)
  /// Numbers of a kind that is not read.
  case kind(String, byte: Int)
  /// More numbers than Gradus takes.
  case tooMany(limit: Int)
}

extension NumPyMistake {
  /// What is wrong, on one line.
  public var message: String {
    switch self {
    case .noArrays: "expected a file of NumPy's, .npy or .npz, found neither"
    case .truncated(let byte): "the file ends at byte \(byte), before what it promises"
    case .unreadable(let byte, let expected): "expected \(expected) at byte \(byte)"
    case .packed(let name):
      "expected arrays as they are or deflated, found '\(name)' packed in another way"
    case .unpacked(let name):
      "the packed bytes of '\(name)' are damaged, or not as many as the archive says"
    case .damaged(let name): "the checksum of '\(name)' does not fit its bytes"
    case .kind(let kind, let byte):
      "expected whole or floating-point numbers of up to 64 bits, found '\(kind)' at byte \(byte)"
    case .tooMany(let limit): "expected at most \(limit) numbers, found more"
    }
  }

  /// What to do, where there is advice.
  public var help: String? {
    switch self {
    case .packed: "write it with numpy.savez or numpy.savez_compressed"
    case .truncated, .damaged, .unpacked: "copy or write the file again"
    case .kind: "convert the array first: a.astype('float64')"
    case .noArrays, .unreadable, .tooMany: nil
    }
  }
}
