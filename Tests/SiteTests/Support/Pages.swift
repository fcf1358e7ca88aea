import Drawing
import Lessons
import Site

/// The page at a path of a course; empty if there is none.
func page(_ path: String, of course: Course) -> String {
  SiteWriter.pages(for: course).first { $0.path == path }.map {
    String(decoding: $0.bytes, as: UTF8.self)
  } ?? ""
}

/// The page of a course that has one lesson, `lesson.md`, with these blocks.
func page(
  _ blocks: [Block],
  head: FrontMatter = FrontMatter(),
  settings: Course.Settings = .init()
) -> String {
  let lesson = Lesson(path: "lesson.md", frontMatter: head, blocks: blocks)
  return page(
    "lesson.html",
    of: Course(settings: settings, parts: [], lessons: [lesson], assets: [])
  )
}

/// How often a text occurs.
func count(_ needle: String, in text: String) -> Int { text.ranges(of: needle).count }
