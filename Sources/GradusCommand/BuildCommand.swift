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

  /// What the course is written for.
  enum Mode: String, ExpressibleByArgument, CaseIterable {
    case practice, worksheet, exam

    var courseMode: CourseMode {
      switch self {
      case .practice: .practice
      case .worksheet: .worksheet
      case .exam: .exam
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Write a course as a folder of pages.",
    discussion: """
      Examples:
        gradus build
        gradus build my-course -d public
        gradus build my-course -d tex --format latex
        gradus build my-course -d sheets --mode worksheet
        gradus build finals -d exam --mode exam --key exam-key

      The old folder is replaced in one step, at the end. Files in it that
      Gradus did not write stay. If a claim does not hold, or a lesson has a
      mistake, nothing is written.

      A worksheet has room to write instead of fields, no hints and no
      solutions; its key is written to the folder that --key names, else to
      one of the same name with -key behind it. An exam holds no answer in any
      form; its key is written only where --key is given. All its files are
      searched for right values, hints and solutions, and if one is found,
      nothing is written.

      Exit status: 0 fine, 1 a claim is wrong, 64 the command line is
      unusable, 65 a lesson is, or an exam would tell an answer, 66 the course
      can't be read, 73 the destination can't be written.
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

  @Option(help: "practice, worksheet or exam.")
  var mode = Mode.practice

  @Option(help: ArgumentHelp("The folder to write all answers to.", valueName: "dir"))
  var key: String?

  @Option(
    help: ArgumentHelp(
      "Which variant of the exercises whose numbers are drawn; a key goes with its own.",
      valueName: "n"
    )
  )
  var variant: UInt64?

  func run() throws {
    Interruption.listen()
    let folder = try CourseArgument.folder(course)
    let place = try CoursePlace(destination, madeFrom: folder)
    let keyPlace = try keyName(beside: place).map { try CoursePlace($0, madeFrom: folder) }
    try keyPlace?.refuse(overlapOf: place)
    let built = try CourseArgument.build(folder, variant: variant)
    for failure in built.failures.prefix(Diagnostics.limit) {
      Console.complain(failure.rendered() + "\n")
    }
    for warning in built.results.flatMap(\.warnings) { Console.complain(warning.rendered() + "\n") }
    if !built.failures.isEmpty { throw Stop(status: .wrong) }

    let writer = CourseFiles(format: format, folder: folder)
    let files = try writer.files(built.course.prepared(for: mode.courseMode))
    let searched = mode == .exam ? try writer.refuseLeaks(of: built.course, in: files) : nil
    let answers = built.course.answerKey
    // The key first: should it fail, nothing has changed.
    var keyPage: String?
    if let keyPlace, !answers.lessons.isEmpty {
      let keyFiles = try writer.files(answers)
      try keyPlace.publish(keyFiles)
      keyPage = keyPlace.shown(keyFiles.first)
    } else if key != nil {
      throw Stop(.data, "the course has no exercises and no questions: there is no key to write")
    }
    let isUnchanged = try place.publish(files)
    let start = isUnchanged ? "Nothing has changed" : "Wrote \(built.summary)"
    try Console.print("\(start). Open \(place.shown(files.first))\n")
    if let searched { try Console.print(searched + "\n") }
    if let keyPage { try Console.print("The key: \(keyPage)\n") }
  }

  /// The folder for the key: the one that was named, else for a worksheet one beside the pages.
  private func keyName(beside place: CoursePlace) throws -> String? {
    if let key { return key }
    guard mode == .worksheet else { return nil }
    guard let last = place.name.split(separator: "/").last, last != ".", last != ".." else {
      throw Stop(.usage, "expected a folder for the key, found none", help: "name one with --key")
    }
    return place.name + "-key"
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
