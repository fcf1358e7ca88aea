import Foundation
import Testing

@testable import Publishing

@Suite struct DestinationTests {
  let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.write("# Lesson", to: "course/part/lesson.md")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("alias"),
      withDestinationPath: "course"
    )
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("lost"),
      withDestinationPath: "nowhere"
    )
    try folder.write("", to: "file")
  }

  @Test(arguments: ["course", "course/", "course/.", "course/part/..", "alias", "course/../course"])
  func `the course itself is refused under whatever name`(name: String) {
    let error = #expect(throws: PublishError.self) {
      try Destination(folder.path(name), madeFrom: folder.path("course"))
    }
    guard case .isSource = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.isMisuse == true)
  }

  @Test(arguments: [".", "", "course/.."])
  func `a folder that holds the course is refused`(name: String) {
    let error = #expect(throws: PublishError.self) {
      try Destination(folder.path(name), madeFrom: folder.path("course"))
    }
    guard case .holdsSource = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `a folder that holds a lesson is refused`() {
    #expect(throws: PublishError.holdsSource(destination: folder.path("course"))) {
      try Destination(folder.path("course"), madeFrom: folder.path("course/part/lesson.md"))
    }
  }

  @Test func `a folder inside the course or beside it is fine`() throws {
    for name in ["course/site", "site", "course/part", "new/er/site", "course/../site"] {
      let destination = try Destination(folder.path(name), madeFrom: folder.path("course"))
      #expect(destination.shown == folder.path(name))
    }
  }

  @Test func `a file and a link to nothing are no destinations`() {
    #expect(throws: PublishError.notAFolder(destination: folder.path("file"))) {
      try Destination(folder.path("file"), madeFrom: folder.path("course"))
    }
    #expect(throws: PublishError.danglingLink(destination: folder.path("lost"))) {
      try Destination(folder.path("lost"), madeFrom: folder.path("course"))
    }
    #expect(throws: PublishError.noName(destination: "")) {
      try Destination("", madeFrom: folder.path("course"))
    }
    #expect(throws: PublishError.self) {
      try Destination("/", madeFrom: folder.path("course"))
    }
  }
}
