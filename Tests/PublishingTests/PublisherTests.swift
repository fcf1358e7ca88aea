import Foundation
import Testing

@testable import Publishing

@Suite struct PublisherTests {
  let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.write("# Lesson", to: "course/lesson.md")
  }

  @Test func `files are written to a new folder with a manifest`() throws {
    let report = try folder.publish(["index.html": "hello", "a/b/c.css": "x"], to: "out/site")
    #expect(report == Publisher.Report())
    #expect(
      try folder.files("out") == [
        "site/.gradus-manifest", "site/a/b/c.css", "site/index.html",
      ]
    )
    #expect(folder.text("out/site/index.html") == "hello")
    // FNV-1a of "hello" and "x" in 64 bits, as its authors' tables have them.
    #expect(
      folder.text("out/site/.gradus-manifest")
        == "gradus-manifest/1\naf63f54c86021707 1 a/b/c.css\na430d84680aabd0b 5 index.html\n"
    )
  }

  @Test func `what is no longer made is removed, and nothing is left beside`() throws {
    try folder.publish(["index.html": "1", "old/page.html": "1"])
    try folder.publish(["index.html": "2"])
    #expect(try folder.files() == ["course/lesson.md", "site/.gradus-manifest", "site/index.html"])
    #expect(folder.text("site/index.html") == "2")
    #expect(!FileManager.default.fileExists(atPath: folder.path("site/old")))
  }

  @Test func `the same files again leave the folder alone`() throws {
    try folder.publish(["index.html": "1"])
    let before = FileSystem.status(Path(folder.path("site")))
    #expect(try folder.publish(["index.html": "1"]).isUnchanged)
    #expect(FileSystem.status(Path(folder.path("site"))) == before)
    try folder.write("changed", to: "site/index.html")
    #expect(try !folder.publish(["index.html": "1"]).isUnchanged)
    #expect(folder.text("site/index.html") == "1")
  }

  @Test func `files of others stay, with their folders, links and permissions`() throws {
    try folder.publish(["index.html": "1", "gone.html": "1"])
    try folder.write("mine", to: "site/CNAME")
    try folder.write("mine", to: "site/deep/er/note.txt")
    try FileManager.default.createDirectory(
      atPath: folder.path("site/empty"),
      withIntermediateDirectories: false
    )
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("site/link"),
      withDestinationPath: "/nowhere/at/all"
    )
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640],
      ofItemAtPath: folder.path("site/CNAME")
    )
    let before = FileSystem.status(Path(folder.path("site/CNAME")))
    let report = try folder.publish(["index.html": "2"])
    #expect(report.foreignFiles == 3)
    #expect(report.kept.isEmpty)
    #expect(
      try folder.files("site") == [
        ".gradus-manifest", "CNAME", "deep/er/note.txt", "index.html", "link",
      ]
    )
    #expect(FileSystem.status(Path(folder.path("site/CNAME"))) == before)
    #expect(FileSystem.status(Path(folder.path("site/empty")))?.kind == .folder)
    #expect(try FileSystem.readLink(Path(folder.path("site/link"))).text == "/nowhere/at/all")
  }

  @Test func `a page that a person changed is kept once it is no longer made`() throws {
    try folder.publish(["index.html": "1", "page.html": "1"])
    try folder.write("by hand", to: "site/page.html")
    try folder.publish(["index.html": "2"])
    #expect(folder.text("site/page.html") == "by hand")
    try folder.publish(["index.html": "3"])
    #expect(folder.text("site/page.html") == "by hand")
  }

  @Test(arguments: [
    ("index.html", "site/index.html"), ("a", "site/a"), ("a/b.html/c", "site/a/b.html"),
    (".gradus-manifest", "site/.gradus-manifest"),
  ])
  func `a file of others in the way is an error and stays`(name: String, named: String) throws {
    try folder.write("mine", to: "site/\(name)")
    let error = #expect(throws: PublishError.self) {
      try folder.publish(["index.html": "1", "a/b.html": "1"])
    }
    #expect(error == .occupied(path: folder.path(named)))
    #expect(error?.isMisuse == false)
    #expect(try folder.files() == ["course/lesson.md", "site/\(name)"])
    #expect(folder.text("site/\(name)") == "mine")
  }

  @Test func `a link where a page was written is in the way, and what it leads to is not written`()
    throws
  {
    try folder.write("secret", to: "elsewhere/target")
    try folder.publish(["gradus/theme.css": "1"])
    try FileManager.default.removeItem(atPath: folder.path("site/gradus"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("site/gradus"),
      withDestinationPath: folder.path("elsewhere")
    )
    #expect(throws: PublishError.occupied(path: folder.path("site/gradus"))) {
      try folder.publish(["gradus/theme.css": "2"])
    }
    #expect(try folder.files("elsewhere") == ["target"])
  }

  @Test func `a link at the destination stays, and what it leads to is exchanged`() throws {
    try folder.write("mine", to: "real/robots.txt")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("site"),
      withDestinationPath: "real"
    )
    try folder.publish(["index.html": "1"])
    #expect(try FileSystem.readLink(Path(folder.path("site"))).text == "real")
    #expect(try folder.files("real") == [".gradus-manifest", "index.html", "robots.txt"])
  }

  @Test func `names that are not UTF-8 are carried over`() throws {
    try folder.publish(["index.html": "1"])
    let name = Path(folder.path("site")).appending(Path(bytes: [0xff, 0xfe, 0x0a]))
    try FileSystem.write([1], to: name)
    try folder.publish(["index.html": "2"])
    #expect(try FileSystem.read(name, limit: 10) == [1])
  }

  @Test func `a page may have a line feed and a percent sign in its path`() throws {
    let name = "a\nb %0a.png"
    try folder.publish([name: "1", "index.html": "1"])
    try folder.publish([name: "2", "index.html": "1"])
    #expect(folder.text("site/\(name)") == "2")
    try folder.publish(["index.html": "1"])
    #expect(try folder.files("site") == [".gradus-manifest", "index.html"])
  }

  @Test(arguments: [
    "../x", "/etc/x", "a//b", "a/./b", "", "a/", "index.html/x", ".gradus-manifest",
  ])
  func `a path that leads out or stands twice is refused`(path: String) {
    #expect(throws: PublishError.self) {
      try folder.publish(["index.html": "1", path: "1"])
    }
    #expect((try? folder.files("site")) == nil)
  }

  @Test func `two runs at once end with one of them whole`() async throws {
    try folder.write("mine", to: "site/CNAME")
    let place = Path(folder.path())
    await withTaskGroup(of: Void.self) { group in
      for run in 0..<8 {
        group.addTask {
          var texts: [PublishedFile] = []
          for page in 0..<20 {
            texts.append(PublishedFile(path: "p/\(page).html", bytes: Array("run \(run)".utf8)))
          }
          #expect(throws: Never.self) {
            let destination = try Destination(
              place.appending("site").text,
              madeFrom: place.appending("course").text
            )
            _ = try Publisher.publish(texts, at: destination)
          }
        }
      }
    }
    let texts = Set((0..<20).map { folder.text("site/p/\($0).html") })
    #expect(texts.count == 1)
    #expect(try folder.files().count == 23)
    #expect(folder.text("site/CNAME") == "mine")
  }

  @Test func `a folder above the destination that is a file is an error`() throws {
    try folder.write("", to: "file")
    #expect(throws: PublishError.notAFolder(destination: folder.path("file"))) {
      try folder.publish(["index.html": "1"], to: "file/site")
    }
  }

  @Test func `folders made for a destination that fails are removed again`() throws {
    #expect(throws: PublishError.self) {
      let long = String(repeating: "x", count: 300)
      try folder.publish(["index.html": "1", "\(long)/index.html": "1"], to: "new/er/site")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("new")))
  }
}
