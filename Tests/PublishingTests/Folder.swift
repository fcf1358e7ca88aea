import Foundation
import Testing

@testable import Publishing

/// A folder of its own for a test; removed at the end.
final class Folder {
  let url: URL

  init() throws {
    url = URL(filePath: NSTemporaryDirectory()).appending(path: "gradus-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String = "") -> String {
    name.isEmpty ? url.path : url.path + "/" + name
  }

  /// Writes a file, with the folders above it.
  func write(_ text: String, to name: String) throws {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: file)
  }

  func text(_ name: String) -> String? {
    (try? Data(contentsOf: url.appending(path: name))).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The files below a folder, hidden ones too, without folders.
  func files(_ name: String = "") throws -> [String] {
    let tree = try FileTree(Path(path(name)))
    return tree.entries.filter { $0.status.kind != .folder }.map(\.path.text).sorted()
  }

  /// Publishes texts to `site`, made from `course`.
  @discardableResult
  func publish(_ texts: [String: String], to name: String = "site") throws -> Publisher.Report {
    let destination = try Destination(path(name), madeFrom: path("course"))
    let files = texts.sorted { $0.key < $1.key }.map {
      PublishedFile(path: $0.key, bytes: Array($0.value.utf8))
    }
    return try Publisher.publish(files, at: destination)
  }
}
