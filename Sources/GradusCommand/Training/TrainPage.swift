internal import Lessons
internal import Notation
internal import Publishing
internal import Site
internal import Training

// The run as a page.

extension TrainCommand {
  /// Where the page goes, looked at before anything is trained; nil where none is wanted.
  func pagePlace() throws -> CoursePlace? {
    guard let page else { return nil }
    // A folder that holds the plan would be exchanged together with it.
    let folder = file == "-" ? "." : TrainCommand.folder(of: file)
    return try CoursePlace(page, madeFrom: folder)
  }

  /// Writes the page of a run.
  func writePage(
    of result: PlanRun.Result,
    _ input: TrainInput,
    to place: CoursePlace
  ) throws {
    let files: [OutputFile]
    do throws(TrainingMistake) {
      files = try TrainingPage.files(
        result,
        title: file == "-" ? "A run" : "Run of \(TrainCommand.name(of: file))",
        text: input.text.source.lines.map { $0.text }.joined(separator: "\n"),
        threads: threads
      )
    } catch {
      throw Stop(input.text.diagnostics(of: error))
    }
    try place.publish(files)
    Console.complain("gradus: wrote \(place.shown(files.first))\n")
  }

  /// The folder that a file lies in.
  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// A file's own name.
  private static func name(of path: String) -> String {
    path.split(separator: "/").last.map { String($0) } ?? path
  }
}
