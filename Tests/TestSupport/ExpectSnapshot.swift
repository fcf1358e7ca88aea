public import Foundation
public import Testing

/// Compares `actual` with the golden file `Snapshots/<name>` beside the calling test.
///
/// A file that is missing, or any file while `RECORD_SNAPSHOTS` is set, is written and the test fails
/// once, so that a new golden file is always looked at.
public func expectSnapshot(
  _ actual: String,
  named name: String,
  filePath: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let url = URL(filePath: filePath).deletingLastPathComponent()
    .appending(path: "Snapshots/\(name)")
  let recording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil
  guard !recording, FileManager.default.fileExists(atPath: url.path) else {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(actual.utf8).write(to: url, options: .atomic)
    Issue.record("recorded new snapshot \(name)", sourceLocation: sourceLocation)
    return
  }
  let expected = String(decoding: try Data(contentsOf: url), as: UTF8.self)
  if actual != expected {
    Attachment.record(actual, named: name, sourceLocation: sourceLocation)
  }
  #expect(actual == expected, "differs from Snapshots/\(name)", sourceLocation: sourceLocation)
}

/// The bytes of a file of `Tests/Reference`, such as `worked-examples.json`, wherever below `Tests` the
/// caller stands.
public func referenceData(_ name: String, filePath: String = #filePath) throws -> Data {
  var folder = URL(filePath: filePath).deletingLastPathComponent()
  while folder.lastPathComponent != "Tests", folder.pathComponents.count > 1 {
    folder.deleteLastPathComponent()
  }
  return try Data(contentsOf: folder.appending(path: "Reference/\(name)"))
}
