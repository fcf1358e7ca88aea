import Testing

@testable import Writers

struct CoursePagesTests {
  @Test(arguments: [
    ("a.md", "b.md", "a.md"), ("x/a.md", "b.md", "x/a.md"), ("a.md", "x/b.md", "../a.md"),
    ("x/a.md", "x/b.md", "a.md"), ("x/y/a.svg", "x/z/b.md", "../y/a.svg"),
  ])
  func `a file is named from another`(path: String, origin: String, relative: String) {
    #expect(CoursePages.relative(path, from: origin) == relative)
  }

  @Test(arguments: [
    ("-4", "−4"), ("e-4", "e-4"), ("1e-4", "1e−4"), ("x-1", "x-1"), ("[-1, -.5]", "[−1, −.5]"),
    ("word-word", "word-word"),
  ])
  func `a hyphen before a number is a minus`(text: String, written: String) {
    #expect(withMinusSigns(text) == written)
  }
}
