internal import Notation

/// What `gradus check` found: one file of answers, or a pile of them.
public struct CheckResults: Equatable, Sendable {
  /// The files, in the order in which they are told.
  public var files: [CheckedFile]
  /// Whether a pile was handed in: a folder, or several files; such results are summed up.
  public var isPile: Bool

  /// Makes results.
  public init(_ files: [CheckedFile], isPile: Bool) {
    self.files = files
    self.isPile = isPile
  }

  /// Whether every answer of every file counts.
  public var isFull: Bool { files.allSatisfy { $0.isFull } }
  /// Whether there is no answer at all, not even a blank one: nothing is asked, and nothing was answered.
  public var isEmpty: Bool { of == 0 }
  /// How many answers count.
  var score: Int { files.reduce(0) { $0 + $1.score } }
  /// How many there could be.
  var of: Int { files.reduce(0) { $0 + $1.of } }
  /// The points of the answers that count.
  var points: Double { Points.sum(files.map { $0.points }) }
  /// The points there could be.
  var pointsPossible: Double { Points.sum(files.map { $0.pointsPossible }) }

  /// How an answer is called where all answers stand in one list: `grad x`, `chain: grad x`,
  /// `ada.txt: grad x`.
  func name(of answer: CheckedAnswer, in file: CheckedFile) -> String {
    (files.count > 1 ? file.name.escapingHidden + ": " : "") + answer.name
  }
}

/// What results are written as.
public enum ResultFormat: String, Sendable, CaseIterable {
  /// What a student reads.
  case text
  /// Everything, for other programs: `gradus-check/1`.
  case json
  /// What collectors of test results read, in the shape of `swift test --xunit-output`.
  case junit
  /// Gradescope's `results.json`.
  case gradescope
  /// Exercism's `results.json`, version 3.
  case exercism
  /// What GitHub Classroom's autograding reporter reads, version 1.
  case classroom
  /// A table: a row an answer, or for a pile a row a file.
  case csv

  /// Whether it is made for a program that shows the result to a student, and that shows nothing where
  /// there is none: then a file that cannot be read has a result too.
  public var isForGraders: Bool {
    switch self {
    case .gradescope, .exercism, .classroom: true
    case .text, .json, .junit, .csv: false
    }
  }

  /// Writes results in this format.
  ///
  /// - Parameters:
  ///   - results: What was found. A right value is told where it is given (``MarkedAnswer/right``).
  ///   - isColoured: Whether text is set with ANSI escapes; other formats never are.
  /// - Returns: UTF-8, ended by a line end.
  public func written(_ results: CheckResults, isColoured: Bool = false) -> [UInt8] {
    switch self {
    case .text: TextResults(isColoured: isColoured).written(results)
    case .json: JSONResults.written(results)
    case .junit: JUnitResults.written(results)
    case .gradescope: GradescopeResults.written(results)
    case .exercism: ExercismResults.written(results)
    case .classroom: ClassroomResults.written(results)
    case .csv: CSVResults.written(results)
    }
  }
}
