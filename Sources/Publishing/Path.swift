/// A path as the system knows it: bytes, which need not be UTF-8.
package struct Path: Hashable, Sendable {
  /// The bytes, without the 0 at their end.
  package var bytes: [UInt8]

  /// Bytes that the system gave.
  package init(bytes: [UInt8]) { self.bytes = bytes }

  /// A path as it is written.
  package init(_ text: String) { bytes = Array(text.utf8) }

  private static let slash = UInt8(ascii: "/")

  /// The path of an entry of this folder.
  package func appending(_ name: Path) -> Path {
    if bytes.isEmpty { return name }
    return Path(
      bytes: bytes.last == Self.slash ? bytes + name.bytes : bytes + [Self.slash] + name.bytes
    )
  }

  /// The path of an entry of this folder.
  func appending(_ name: String) -> Path { appending(Path(name)) }

  /// What is between the slashes.
  var components: [Path] { bytes.split(separator: Self.slash).map { Path(bytes: Array($0)) } }

  /// What stands behind the last slash.
  var last: Path { components.last ?? Path(bytes: []) }

  /// The folder that it lies in: `/` of `/a`, nothing of `a`.
  var parent: Path {
    var rest = bytes
    while rest.last == Self.slash { rest.removeLast() }
    guard let place = rest.lastIndex(of: Self.slash) else { return Path(bytes: []) }
    return Path(bytes: place == 0 ? [Self.slash] : Array(rest[..<place]))
  }

  /// The folders above it, the nearest first, without the one that everything is relative to.
  var ancestors: [Path] {
    var result: [Path] = []
    var folder = parent
    while !folder.bytes.isEmpty {
      result.append(folder)
      if folder.bytes == [Self.slash] { break }
      folder = folder.parent
    }
    return result
  }

  /// How it is said in a message.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether it comes first in the order of bytes.
  package static func precedes(_ left: Path, _ right: Path) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }

  /// Calls `body` with the path as C has it.
  func withCString<R>(_ body: (UnsafePointer<CChar>) -> R) -> R {
    var terminated = bytes.map { CChar(bitPattern: $0) }
    terminated.append(0)
    // SAFETY: the array ends with a 0 and outlives the call.
    return unsafe terminated.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { preconditionFailure("a path ends with a 0") }
      return unsafe body(start)
    }
  }
}
