internal import ArgumentParser
internal import Foundation
internal import Lessons
internal import Notation
internal import Publishing
internal import Site
internal import Writers

/// `gradus build`: writes a course as pages.
struct BuildCommand: ParsableCommand {
  /// What the course is written as.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case html, markdown, latex
  }

  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Write a course as a folder of pages.",
    discussion: """
      Examples:
        gradus build
        gradus build my-course -d public
        gradus build my-course -d tex --format latex

      The old folder is replaced in one step, at the end. Files in it that
      Gradus did not write stay. If a claim does not hold, or a lesson has a
      mistake, nothing is written.

      Exit status: 0 fine, 1 a claim is wrong, 64 the command line is
      unusable, 65 a lesson is, 66 the course can't be read, 73 the
      destination can't be written.
      """
  )

  @Argument(
    help: ArgumentHelp(
      "The course's folder; lessons if there is one, else the current folder.",
      valueName: "dir"
    )
  )
  var course: String?

  @Option(name: [.short, .customLong("destination")], help: "The folder to write to.")
  var destination = "site"

  @Option(help: "html, markdown or latex.")
  var format = Format.html

  func run() throws {
    Interruption.listen()
    let folder = try CourseArgument.folder(course)
    let place: Destination
    do throws(PublishError) {
      place = try Destination(destination, madeFrom: folder)
    } catch {
      throw Stop(error)
    }
    let built = try CourseArgument.build(folder)
    for failure in built.failures.prefix(Diagnostics.limit) {
      Console.complain(failure.rendered() + "\n")
    }
    for warning in built.results.flatMap(\.warnings) { Console.complain(warning.rendered() + "\n") }
    if !built.failures.isEmpty { throw Stop(status: .wrong) }
    let files = try files(built.course, in: folder)
    let report: Publisher.Report
    let isHere = CurrentFolder.is(place.shown)
    do throws(PublishError) {
      report = try Publisher.publish(
        files.map { PublishedFile(path: $0.path, bytes: $0.bytes) },
        at: place,
        onWait: {
          Console.complain("gradus: waiting for another build of '\(place.shown)'\n")
        }
      )
    } catch {
      throw Stop(error)
    }
    for path in report.kept {
      Console.complain("gradus: '\(path.escapingHidden)' was kept; move it where it belongs\n")
    }
    if isHere, !report.isUnchanged {
      Console.complain("gradus: the current folder was exchanged; go to the new one with: cd .\n")
    }
    let page = CourseArgument.shown(files.first?.path ?? "", in: place.shown)
    let start = report.isUnchanged ? "Nothing has changed" : "Wrote \(built.summary)"
    try Console.print("\(start). Open \(page.escapingHidden)\n")
  }

  private func files(_ course: Course, in folder: String) throws -> [OutputFile] {
    func asset(_ path: String) throws -> [UInt8] {
      do {
        return Array(try Data(contentsOf: URL(filePath: folder).appending(path: path)))
      } catch {
        throw Stop(.data, "'\(path)' of the course cannot be read: \(Console.reason(error))")
      }
    }
    switch format {
    case .html: return try SiteWriter.files(for: course, readingAsset: asset)
    case .markdown: return try MarkdownWriter.files(for: course, readingAsset: asset)
    case .latex: return try LaTeXWriter.files(for: course, readingAsset: asset)
    }
  }
}

extension BuiltCourse {
  /// "11 lessons, 140 claims".
  var summary: String {
    let claims = results.reduce(0) { $0 + $1.claims }
    return "\(results.count) lesson\(results.count == 1 ? "" : "s"), "
      + "\(claims) claim\(claims == 1 ? "" : "s")"
  }
}

/// The folder that the program was started in.
enum CurrentFolder {
  /// Whether a path leads to it.
  static func `is`(_ path: String) -> Bool {
    let files = FileManager.default
    guard let one = try? files.attributesOfItem(atPath: path + "/."),
      let other = try? files.attributesOfItem(atPath: "."),
      let number = one[.systemFileNumber] as? Int, let device = one[.systemNumber] as? Int
    else { return false }
    return number == other[.systemFileNumber] as? Int && device == other[.systemNumber] as? Int
  }
}
