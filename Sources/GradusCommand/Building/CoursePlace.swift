internal import Lessons
internal import Notation
internal import Publishing

/// A folder that a course is written to.
struct CoursePlace {
  /// As it was named.
  let name: String
  private let destination: Destination

  /// Looks at a folder; nothing is written.
  init(_ name: String, madeFrom folder: String) throws {
    do throws(PublishError) {
      destination = try Destination(name, madeFrom: folder)
    } catch {
      throw Stop(error)
    }
    self.name = destination.shown
  }

  /// Refuses a folder for the key that would be handed out with the pages, or swallow them.
  func refuse(overlapOf pages: CoursePlace) throws {
    guard destination.overlaps(pages.destination) else { return }
    throw Stop(
      .usage,
      "expected a folder for the key apart from the pages, found '\(name)' beside '\(pages.name)'",
      help: "name another with --key"
    )
  }

  /// Writes files, all or none.
  ///
  /// - Returns: Whether they stood there before.
  @discardableResult func publish(_ files: [OutputFile]) throws -> Bool {
    let report: Publisher.Report
    let isHere = CurrentFolder.is(destination.shown)
    do throws(PublishError) {
      report = try Publisher.publish(
        files.map { PublishedFile(path: $0.path, bytes: $0.bytes) },
        at: destination,
        onWait: {
          Console.complain("gradus: waiting for another build of '\(destination.shown)'\n")
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
    return report.isUnchanged
  }

  /// How a file in it is named to a person.
  func shown(_ file: OutputFile?) -> String {
    CourseArgument.shown(file?.path ?? "", in: destination.shown).escapingHidden
  }
}
