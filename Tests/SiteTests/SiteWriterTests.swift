import Lessons
import Testing

@testable import Site

@Suite struct SiteWriterTests {
  @Test func `a site is its first page, its lessons, its own files and those of the course`() {
    let files = SiteWriter.files(for: sampleCourse()) { path in Array(path.utf8) }
    #expect(
      files.map(\.path) == [
        "index.html", "01-threshold-units.html", "02-chain-rule.html", "more/everything else.html",
        "gradus/theme.css", "gradus/math.css", "gradus/picture.css", "gradus/exercise.css",
        "gradus/theme.js", "gradus/page.js", "gradus/folding.js", "gradus/linking.js",
        "gradus/stepper.js", "gradus/exercise.js",
        "pictures/a bird.svg",
      ]
    )
    #expect(files.last?.bytes == Array("pictures/a bird.svg".utf8))
    #expect(files.allSatisfy { !$0.bytes.isEmpty })
  }

  @Test func `the same course gives the same bytes`() {
    #expect(SiteWriter.pages(for: sampleCourse()) == SiteWriter.pages(for: sampleCourse()))
  }

  @Test func `a file that cannot be read is told`() {
    struct Unreadable: Error {}
    #expect(throws: Unreadable.self) {
      try SiteWriter.files(for: sampleCourse()) { _ in throw Unreadable() }
    }
  }

  @Test func `an empty course is a page too`() throws {
    let course = Course(settings: .init(), parts: [], lessons: [], assets: [])
    let home = try #require(SiteWriter.pages(for: course).first)
    #expect(String(decoding: home.bytes, as: UTF8.self).contains("<h1>Course</h1>"))
  }

  @Test func `a lesson that a contents line names wrongly is not linked`() {
    var course = sampleCourse()
    course.parts[0].entries[0].lesson = 99
    let home = String(decoding: SiteWriter.pages(for: course)[0].bytes, as: UTF8.self)
    #expect(home.contains("<span class=\"draft\"><span class=\"no\">1</span>"))
  }

  @Test(arguments: SiteAssets.all.map(\.name))
  func `style sheets and scripts ask nothing of other hosts`(_ name: String) throws {
    let asset = try #require(SiteAssets.all.first { $0.name == name })
    let text = String(decoding: asset.bytes, as: UTF8.self)
    for word in ["//cdn", "https:", "@import", "url(", "fetch(", "XMLHttp", "innerHTML", "eval("] {
      #expect(!text.contains(word))
    }
  }
}
