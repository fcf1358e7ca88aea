import Foundation
import Testing

@testable import Publishing

/// A single file, written whole or not at all.
@Suite struct WholeFileTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  private func write(_ text: String, to name: String) throws {
    try WholeFile(folder.path(name)).write(Array(text.utf8))
  }

  private func mode(_ name: String) -> UInt32? {
    FileSystem.status(Path(folder.path(name))).map { $0.mode & 0o777 }
  }

  @Test func `a new file is written, and nothing is left beside it`() throws {
    try write("hello", to: "a.json")
    #expect(folder.text("a.json") == "hello")
    #expect(try folder.files() == ["a.json"])
    try write("", to: "empty")
    #expect(folder.text("empty") == "")
  }

  @Test func `an old file is replaced, and keeps its permissions`() throws {
    try folder.write("old and longer", to: "a.json")
    #expect(chmod(folder.path("a.json"), 0o640) == 0)
    try write("new", to: "a.json")
    #expect(folder.text("a.json") == "new")
    #expect(mode("a.json") == 0o640)
  }

  @Test func `until it is written, an old file is as it was`() throws {
    try folder.write("old", to: "a.json")
    let file = try WholeFile(folder.path("a.json"))
    #expect(folder.text("a.json") == "old")
    file.discard()
    #expect(folder.text("a.json") == "old")
    #expect(try folder.files() == ["a.json"])
  }

  @Test func `a link stays, and what it leads to is replaced`() throws {
    try folder.write("old", to: "deep/real.json")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link.json"),
      withDestinationPath: "deep/real.json"
    )
    try write("new", to: "link.json")
    #expect(folder.text("deep/real.json") == "new")
    #expect(FileSystem.status(Path(folder.path("link.json")))?.kind == .link)
    #expect(try folder.files() == ["deep/real.json", "link.json"])
  }

  @Test func `what cannot be written is told before anything is made`() throws {
    try folder.write("x", to: "folder/x")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("dangling"),
      withDestinationPath: "nowhere/at/all"
    )
    for (name, reason) in [
      ("folder", "Is a directory"), ("nowhere/a.json", "No such file or directory"),
      ("dangling", "No such file or directory"), ("folder/x/a.json", "Not a directory"),
    ] {
      let path = folder.path(name)
      #expect(throws: PublishError.system(path: path, reason: reason)) { try WholeFile(path) }
    }
    #expect(try folder.files() == ["dangling", "folder/x"])
  }

  @Test func `what is no file is written straight to`() throws {
    try WholeFile("/dev/null").write(Array("gone".utf8))
    #expect(FileSystem.target(Path("/dev/null"))?.kind == .other)
    if FileManager.default.fileExists(atPath: "/dev/full") {
      #expect(
        throws: PublishError.system(path: "/dev/full", reason: "No space left on device")
      ) { try WholeFile("/dev/full").write([1]) }
    }
  }

  @Test func `a long name is no hindrance`() throws {
    let name = String(repeating: "n", count: 255)
    try write("1", to: name)
    #expect(try folder.files() == [name])
  }
}
