internal import DataFiles
internal import Notation
internal import Training

extension PlanText {
  /// What is wrong with a run, at the statement that it is about.
  func diagnostics(of failure: PlanRun.Failure) -> Diagnostics {
    switch failure {
    case .samples(let mistake): return diagnostics(of: mistake)
    case .training(let mistake): return diagnostics(of: mistake)
    case .noTrial(let mistake):
      if let mistake { return diagnostics(of: mistake) }
      return Diagnostics([
        diagnostic(
          "search expects a trial that comes to its end, found none",
          at: place(of: "search")
        )
      ])
    }
  }
}

/// The files that a plan of a lesson names: all of them inside the course, links resolved.
struct CoursePaths {
  let folder: CourseFolder
  /// The folder of the lesson inside the course.
  let own: String
  let text: PlanText

  /// Checks both sources.
  func check() throws(Diagnostics) {
    try check(text.plan.data, "data")
    if let test = text.plan.test { try check(test, "test") }
  }

  private func check(_ source: DataSource, _ keyword: String) throws(Diagnostics) {
    switch source {
    case .digits, .rows, .generated: return
    case .table(let path, _): try check(path, keyword, hasLabels: false)
    case .idx(let images, let labels):
      try check(images, keyword, hasLabels: labels == nil)
      if let labels { try check(labels, keyword, hasLabels: false) }
    }
  }

  private func check(_ path: String, _ keyword: String, hasLabels: Bool) throws(Diagnostics) {
    guard !path.hasPrefix("/"), let inside = CourseFolder.path(path, from: own) else {
      throw told(.outsideCourse(path), keyword)
    }
    try checkEntry(inside, path, keyword)
    guard hasLabels, let labels = DataFiles.labels(of: folder.name(inside)) else { return }
    // Labels lie beside the images, as a file of another name.
    let name = labels.split(separator: "/").last.map(String.init) ?? ""
    let within = CourseFolder.folder(of: inside)
    try checkEntry(within.isEmpty ? name : within + "/" + name, name, keyword)
  }

  private func checkEntry(
    _ inside: String,
    _ path: String,
    _ keyword: String
  ) throws(Diagnostics) {
    switch folder.entry(inside) {
    case .file: return
    case .outside: throw told(.outsideCourse(path), keyword)
    case .folder: throw told(.linkToFolder(path), keyword)
    case .missing: throw told(.missingFile(path, nearest: nil), keyword)
    case .other: throw told(.unreadableFile("it is no regular file"), keyword)
    }
  }

  private func told(_ error: LessonError, _ keyword: String) -> Diagnostics {
    Diagnostics([
      text.diagnostic(error.message, at: text.item(0, of: keyword))
    ])
  }
}
