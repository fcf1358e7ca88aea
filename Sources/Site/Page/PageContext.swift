internal import Lessons

/// What the pieces of one page need to know of their surroundings.
struct PageContext: Sendable {
  /// The whole course.
  let course: Course
  /// Where everything lies.
  let site: SiteMap
  /// The path of this page below the site's folder.
  let page: String
  /// The lesson that is set; nil on the table of contents.
  let lesson: Int?

  /// Whether the page has exercises whose answers it checks.
  var checksAnswers: Bool {
    guard site.hasEngine, let lesson, course.lessons.indices.contains(lesson) else { return false }
    return course.lessons[lesson].isCheckable
  }

  /// The address of a file of the site.
  func address(ofFile file: String, fragment: String? = nil) -> Address {
    .file(file, from: page, fragment: fragment)
  }

  /// The address of a lesson's page.
  func address(ofLesson lesson: Int) -> Address? {
    guard course.lessons.indices.contains(lesson) else { return nil }
    return address(ofCoursePath: course.lessons[lesson].path, fragment: nil)
  }

  /// The address of what lies at a path inside the course, lesson or file; an empty path is this page.
  func address(ofCoursePath path: String, fragment: String?) -> Address {
    if path.isEmpty { return fragment.map(Address.here) ?? address(ofFile: page) }
    return address(ofFile: site.page(ofLesson: path) ?? path, fragment: fragment)
  }
}
