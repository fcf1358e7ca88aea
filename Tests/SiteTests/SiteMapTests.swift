import Lessons
import Testing

@testable import Site

@Suite struct SiteMapTests {
  private func course(_ lessons: [String], assets: [String] = []) -> Course {
    Course(
      settings: .init(),
      parts: [],
      lessons: lessons.map { Lesson(path: $0, frontMatter: FrontMatter(), blocks: []) },
      assets: assets
    )
  }

  @Test(arguments: [
    ("01-threshold-units.md", "01-threshold-units.html"), ("more/a.b.md", "more/a.b.html"),
    ("more.d/readme", "more.d/readme.html"), (".md", ".md.html"),
  ])
  func `a lesson's page is named after it`(_ lesson: String, _ page: String) {
    #expect(SiteMap(course([lesson])).page(ofLesson: lesson) == page)
  }

  @Test func `no two files share a path, also without regard to case`() {
    let map = SiteMap(
      course(
        ["index.md", "a.md", "A.markdown", "b.md", "Gradus/c.md"],
        assets: ["b.html", "gradus-2/x.png"]
      )
    )
    #expect(map.page(ofLesson: "index.md") == "index-2.html")
    #expect(map.page(ofLesson: "a.md") == "a.html")
    #expect(map.page(ofLesson: "A.markdown") == "A-2.html")
    #expect(map.page(ofLesson: "b.md") == "b-2.html")
    #expect(map.own("theme.css") == "gradus-3/theme.css")
  }

  @Test func `a lesson that is not in the course has no page`() {
    #expect(SiteMap(course([])).page(ofLesson: "a.md") == nil)
  }
}
