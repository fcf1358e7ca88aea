internal import Notation
internal import Training
internal import TrainingFiles

/// The plan that a command line names, and where its files are.
struct TrainInput {
  /// The plan with its text.
  let text: PlanText
  /// Reads the files that it names.
  let files: PlanFiles

  /// Reads a plan from a file, from a `train` block of a lesson, `lesson.md#id`, or from standard input.
  static func read(_ argument: String) throws -> TrainInput {
    let source: SourceText
    if argument == "-" {
      do throws(Unreadable) {
        source = SourceText(file: "<stdin>", bytes: try Input.standardInput())
      } catch {
        throw Stop(.noInput, error.message)
      }
    } else if let lesson = LessonPlan(argument) {
      source = try lesson.source()
    } else {
      source = SourceText(file: argument, bytes: try Input.file(argument))
    }
    do throws(Diagnostics) {
      return TrainInput(
        text: try PlanReader.text(source),
        files: argument == "-" ? PlanFiles(folder: "") : PlanFiles(besides: source.file)
      )
    } catch {
      throw Stop(error)
    }
  }

  /// Tells why a run has no result.
  func stop(_ failure: PlanRun.Failure) -> Stop {
    switch failure {
    case .samples(let mistake): Stop(text.diagnostics(of: mistake))
    case .training(let mistake): Stop(text.diagnostics(of: mistake))
    case .noTrial(let mistake):
      Stop(
        Diagnostics([
          text.diagnostic(
            "search expects a trial that comes to its end, found none"
              + (mistake.map { ": " + $0.message } ?? ""),
            help: mistake?.help,
            at: text.place(of: "search")
          )
        ])
      )
    }
  }
}

/// A `train` block of a lesson, as a command line names it.
struct LessonPlan {
  private let path: String
  private let id: String?

  /// Nil for what is no lesson.
  init?(_ argument: String) {
    let parts = argument.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = String(parts[0])
    guard path.hasSuffix(".md") || path.hasSuffix(".markdown") else { return nil }
    self.path = path
    id = parts.count > 1 ? String(parts[1]) : nil
  }

  /// The block's text, with the places of the lesson.
  func source() throws -> SourceText {
    let lines = SourceText(file: path, bytes: try Input.file(path)).lines
    var blocks: [(id: String?, lines: [(text: String, origin: SourceText.Origin)])] = []
    var fence: (mark: String, isPlan: Bool)?
    for line in lines {
      let bare = line.text.drop { $0 == " " }
      if let open = fence {
        if bare.hasPrefix(open.mark), bare.allSatisfy({ $0 == open.mark.first || $0 == " " }) {
          fence = nil
        } else if open.isPlan {
          blocks[blocks.count - 1].lines.append(line)
        }
        continue
      }
      guard let first = bare.first, first == "`" || first == "~" else { continue }
      let mark = String(bare.prefix { $0 == first })
      guard mark.count >= 3 else { continue }
      let words = bare.dropFirst(mark.count).split { " {}\t".contains($0) }
      fence = (mark, words.first == "train")
      if words.first == "train" {
        let id = words.first { $0.hasPrefix("#") }.map { String($0.dropFirst()) }
        blocks.append((id, []))
      }
    }
    let known = blocks.compactMap { $0.id }
    guard let block = id == nil ? blocks.first : blocks.first(where: { $0.id == id }) else {
      throw Stop(
        .data,
        blocks.isEmpty
          ? "expected a lesson with train blocks, found none in '\(path)'"
          : "expected a train block of '\(path)', found none with the id '\(id ?? "")'",
        help: known.isEmpty
          ? "a block is: ```train #name" : "there are " + known.joined(separator: ", ")
      )
    }
    return SourceText(
      file: path,
      text: block.lines.map { $0.text }.joined(separator: "\n"),
      origins: block.lines.map { $0.origin }
    )
  }
}
