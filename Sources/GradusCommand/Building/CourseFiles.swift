internal import Foundation
internal import Lessons
internal import Notation
internal import Site
internal import Writers

/// Makes the files of courses that lie in one folder.
struct CourseFiles {
  /// What they are written as.
  let format: BuildCommand.Format
  /// The folder that the course lies in.
  let folder: String

  /// All files of a course, the page to open first.
  func files(_ course: Course) throws -> [OutputFile] {
    switch format {
    case .html: try SiteWriter.files(for: course, readingAsset: asset)
    case .markdown: try MarkdownWriter.files(for: course, readingAsset: asset)
    case .latex: try LaTeXWriter.files(for: course, readingAsset: asset)
    }
  }

  private func asset(_ path: String) throws -> [UInt8] {
    do {
      return Array(try Data(contentsOf: URL(filePath: folder).appending(path: path)))
    } catch {
      throw Stop(.data, "'\(path)' of the course cannot be read: \(Console.reason(error))")
    }
  }

  /// Searches an exam's files for answers.
  ///
  /// - Parameters:
  ///   - course: The course with its answers.
  ///   - files: What is to be handed out.
  /// - Returns: What was looked for, in a sentence.
  /// - Throws: Where an answer was found.
  func refuseLeaks(of course: Course, in files: [OutputFile]) throws -> String {
    let search = LeakSearch(course, furniture: try self.files(.blankExam))
    let leaks = search.leaks(in: files)
    if !leaks.isEmpty {
      var told = Diagnostics(Array(leaks.prefix(Diagnostics.limit)))
      told.hasMore = leaks.count > Diagnostics.limit
      throw Stop(told)
    }
    return "Looked for \(search.scope) in \(files.count) files: none is there."
  }
}
