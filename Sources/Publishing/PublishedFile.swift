/// A file that is to be written.
public struct PublishedFile: Equatable, Sendable {
  /// Its path below the destination, with `/` and without `.` or `..`.
  public var path: String
  /// What it holds.
  public var bytes: [UInt8]

  /// Makes a file.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
