/// A file that a writer made, before anything is on disk.
public struct OutputFile: Equatable, Sendable {
  /// Its path below the destination, with `/` and without `.` or `..`: `pictures/sum.svg`.
  public var path: String
  /// What it holds.
  public var bytes: [UInt8]

  /// Makes a file of bytes.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// Makes a file of text, in UTF-8.
  public init(path: String, text: String) {
    self.init(path: path, bytes: [UInt8](text.utf8))
  }
}
