import Foundation
import Testing

@testable import Publishing

/// What earlier runs, cut off at some moment, left beside the destination.
@Suite struct LeftoversTests {
  let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.write("# Lesson", to: "course/lesson.md")
    try folder.publish(["index.html": "1", "page.html": "1"])
    try folder.write("mine", to: "site/CNAME")
  }

  private func expectClean(_ files: [String] = ["CNAME", "index.html"]) throws {
    try folder.publish(["index.html": "2"])
    #expect(
      try folder.files() == ["course/lesson.md", "site/.gradus-manifest"]
        + files.map { "site/\($0)" }
    )
    #expect(folder.text("site/index.html") == "2")
  }

  @Test func `a folder that was being written is removed`() throws {
    try folder.write(
      "gradus-manifest/1\n0 1 index.html\n0 1 b/c",
      to: ".site.gradus-new/.gradus-manifest"
    )
    try folder.write("half", to: ".site.gradus-new/index.html")
    try folder.write("half", to: ".site.gradus-new/b/c")
    try FileManager.default.linkItem(
      atPath: folder.path("site/CNAME"),
      toPath: folder.path(".site.gradus-new/CNAME")
    )
    try expectClean()
  }

  @Test(arguments: [nil, "", "gradus-man"])
  func `a folder that was hardly begun is removed`(manifest: String?) throws {
    try FileManager.default.createDirectory(
      atPath: folder.path(".site.gradus-new"),
      withIntermediateDirectories: false
    )
    if let manifest { try folder.write(manifest, to: ".site.gradus-new/.gradus-manifest") }
    try folder.write("", to: ".site.gradus-lock")
    try expectClean()
  }

  @Test func `an old folder that was not yet removed is removed`() throws {
    try folder.write("gradus-manifest/1\n0 1 index.html\n", to: ".site.gradus-new/.gradus-manifest")
    try folder.write("old", to: ".site.gradus-new/index.html")
    try folder.write("mine", to: ".site.gradus-new/CNAME")
    try folder.write("late", to: ".site.gradus-new/deep/late.txt")
    try expectClean(["CNAME", "deep/late.txt", "index.html"])
    #expect(folder.text("site/deep/late.txt") == "late")
  }

  @Test func `a folder that had stepped aside is put back`() throws {
    try FileManager.default.moveItem(
      atPath: folder.path("site"),
      toPath: folder.path(".site.gradus-old")
    )
    try expectClean()
  }

  @Test func `a file that is nowhere else is never removed`() throws {
    try folder.write("gradus-manifest/1\n", to: ".site.gradus-new/.gradus-manifest")
    try folder.write("another", to: ".site.gradus-new/CNAME")
    #expect(throws: PublishError.inTheWay(path: folder.path(".site.gradus-new"))) {
      try folder.publish(["index.html": "2"])
    }
    #expect(folder.text(".site.gradus-new/CNAME") == "another")
    #expect(folder.text("site/CNAME") == "mine")
    #expect(folder.text("site/index.html") == "1")
  }

  @Test func `a folder of that name that is not ours is left alone`() throws {
    try folder.write("what", to: ".site.gradus-new/index.html")
    let error = #expect(throws: PublishError.self) { try folder.publish(["index.html": "2"]) }
    #expect(error == .inTheWay(path: folder.path(".site.gradus-new")))
    #expect(folder.text(".site.gradus-new/index.html") == "what")
    #expect(folder.text("site/index.html") == "1")
  }

  @Test func `what came while the folders were exchanged is brought along`() throws {
    let site = Path(folder.path("site"))
    let destination = try Destination(site.text, madeFrom: folder.path("course"))
    try FileSystem.rename(site, to: destination.working)
    try folder.write("new", to: "site/index.html")
    try folder.write("gradus-manifest/1\n0 3 index.html\n", to: "site/.gradus-manifest")
    try folder.write("stale", to: "site/CNAME")
    var leftovers = Leftovers(destination)
    leftovers.remove(destination.working, isNewer: true)
    #expect(leftovers.kept.isEmpty)
    #expect(folder.text("site/CNAME") == "mine")
    #expect(folder.text("site/index.html") == "new")
    #expect(FileSystem.status(destination.working) == nil)
  }

  @Test func `without an exchange the old folder steps aside`() throws {
    try folder.write("x", to: "new/index.html")
    let paths = ["new", "site", "aside"].map { Path(folder.path($0)) }
    try Exchange.stepAside(paths[0], paths[1], paths[2])
    #expect(folder.text("site/index.html") == "x")
    #expect(folder.text("aside/CNAME") == "mine")
    #expect(throws: SystemError.self) {
      try Exchange.stepAside(Path(folder.path("nothing")), paths[1], Path(folder.path("aside2")))
    }
    #expect(folder.text("site/index.html") == "x")
  }
}
