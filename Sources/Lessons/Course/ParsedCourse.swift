/// A course as it was read: everything checked that can be checked without computing.
struct ParsedCourse: Sendable {
  /// Where a link, picture or cross reference leads.
  enum Target: Equatable, Sendable {
    /// `destination` is as ``Inline/link(destination:isInternal:title:_:)`` has it.
    case link(destination: String, isInternal: Bool)
    /// A picture's path inside the course.
    case image(path: String)
    /// What is referred to, and in which lesson; empty for the own one.
    case reference(Label, path: String)
  }

  /// Where it lies.
  var folder: CourseFolder
  /// What `course.yml` says; its title is never empty.
  var settings: Course.Settings
  /// The table of contents.
  var parts: [Course.Part]
  /// The lessons, in reading order.
  var lessons: [ParsedLesson]
  /// For each lesson, where its uses lead, by their indices.
  var targets: [[Target?]]
  /// Files that the lessons use, as paths inside the course.
  var assets: [String]
  /// The one lesson that was asked for; nil for the whole course.
  var selected: Int?
}
