internal import Autodiff
internal import Exercises
internal import Notation

/// The exercises of a program or of a lesson, ready to judge answers.
struct AskedExercises: Sendable {
  /// One for each exercise; at least one.
  let markers: [Marker]
  /// How sheets are judged.
  let options: Marker.Options
  /// The names that answers may be about.
  private let names: NodeNames

  /// Why there is nothing to judge by.
  enum Refusal: Error {
    /// The file cannot be read.
    case unreadable(Unreadable)
    /// What it holds is not right.
    case wrong(Diagnostics)
    /// The command line names no exercise of it.
    case usage(String, help: String?)

    /// What is wrong, as it is shown.
    var text: String {
      switch self {
      case .unreadable(let reason): reason.message.escapingHidden
      case .wrong(let diagnostics): diagnostics.rendered()
      case .usage(let message, _): message.escapingHidden
      }
    }

    /// Says it on standard error.
    var told: Stop {
      switch self {
      case .unreadable(let reason): Stop(.noInput, reason.message)
      case .wrong(let diagnostics): Stop(diagnostics)
      case .usage(let message, let help): Stop(.usage, message, help: help)
      }
    }
  }

  /// Reads and runs what a file asks.
  ///
  /// - Parameters:
  ///   - file: A program's or a lesson's file, `-`, or a program.
  ///   - lesson: Which exercises of a lesson.
  ///   - options: How sheets are judged.
  ///   - isPile: Whether many sheets are to come; then what slips give is worked out beforehand.
  /// - Throws: ``Refusal``, why there is nothing to judge by.
  init(
    _ file: String,
    of lesson: LessonInput,
    options: Marker.Options,
    isPile: Bool
  ) throws(Refusal) {
    self.options = options
    let exercises = try Self.exercises(file, lesson)
    do throws(Diagnostics) {
      var markers: [Marker] = []
      for exercise in exercises {
        var marker = try Marker(exercise)
        if isPile { marker.prepare() }
        markers.append(marker)
      }
      self.markers = markers
      names = NodeNames(markers.flatMap { $0.exercise.program.graph.names })
    } catch {
      throw .wrong(error)
    }
  }

  private static func exercises(
    _ file: String,
    _ lesson: LessonInput
  ) throws(Refusal) -> [Exercise] {
    if LessonInput.isLesson(file) { return try lesson.exercises(file) }
    let source: SourceText
    do throws(Unreadable) {
      source = try Input.source(file)
    } catch {
      throw .unreadable(error)
    }
    if let option = lesson.option {
      throw .usage("\(option) expects a lesson, found the program '\(file)'", help: "leave it out")
    }
    do throws(Diagnostics) {
      return [Exercise(try Program.read(source))]
    } catch {
      throw .wrong(error)
    }
  }

  /// Reads and judges one file.
  func check(_ file: AnswerFile) -> FileChecking.Outcome {
    let bytes: [UInt8]
    do throws(Unreadable) {
      bytes = try file.bytes()
    } catch {
      let problem = Diagnostic(.error, error.message, at: file.start)
      let complaint = "gradus: \(error.message.escapingHidden)\n"
      return refused(file, problem, .noInput, complaint)
    }
    let source = SourceText(file: file.shown, bytes: bytes)
    if let problem = Self.problem(of: source) {
      return refused(file, problem, .data, problem.rendered() + "\n")
    }
    return FileChecking.Outcome(
      file: judged(AnswerSheet.read(source, knowing: names), called: file.shown)
    )
  }

  /// What became of folders that hold nothing: no one has answered.
  func nothing(in folders: [String]) -> FileChecking.Outcome {
    let name = folders.first ?? ""
    let file = AnswerFile(place: .named(name), shown: name)
    let message = "'\(name)' holds no file of answers"
    let problem = Diagnostic(.error, message, at: file.start)
    return refused(file, problem, .data, "gradus: \(message.escapingHidden)\n")
  }

  /// What makes a file no text at all.
  private static func problem(of source: SourceText) -> Diagnostic? {
    let places = [firstInvalidUTF8(source.bytes), source.bytes.firstIndex(of: 0)]
    guard let place = places.compactMap({ $0 }).min() else { return nil }
    let byte = String(source.bytes[place], radix: 16, uppercase: true)
    return Diagnostic(
      .error,
      "expected text in UTF-8, found the byte " + (byte.count == 1 ? "0" : "") + byte,
      at: source.location(of: place),
      help: "save the answers as plain text in UTF-8"
    )
  }

  /// A file of which nothing could be judged: every question is left blank.
  private func refused(
    _ file: AnswerFile,
    _ problem: Diagnostic,
    _ status: ExitStatus,
    _ complaint: String
  ) -> FileChecking.Outcome {
    var checked = judged(AnswerSheet(entries: []), called: file.shown)
    checked.problem = problem
    return FileChecking.Outcome(
      file: checked,
      complaint: complaint,
      failure: file.isNamed ? status : nil
    )
  }

  /// Judges a sheet.
  ///
  /// Of several exercises, each gets the answers to what it alone asks.
  func judged(_ sheet: AnswerSheet, called name: String) -> CheckedFile {
    guard markers.count > 1 else {
      let parts = markers.map { CheckedFile.Part($0.mark(sheet, options: options)) }
      return CheckedFile(name: name, parts: parts)
    }
    let sorting = AnswerSorting(sheet, among: markers.map { $0.exercise })
    let parts = zip(markers, sorting.sheets).map { marker, sheet in
      CheckedFile.Part(
        exercise: marker.exercise.id,
        marker.mark(sheet, options: options)
      )
    }
    return CheckedFile(name: name, parts: parts, notices: sorting.notices)
  }
}

extension AnswerFile {
  /// Where what concerns the whole file is told.
  var start: SourceLocation { SourceLocation(file: shown, line: 1, column: 1) }
}
