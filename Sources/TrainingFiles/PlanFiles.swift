internal import DataFiles
internal import Foundation
internal import Learning
public import Notation
public import Training

/// Reads the files that a plan names.
public struct PlanFiles: Sendable {
  /// The folder that paths count from, with a `/` at its end; empty for the current one.
  private let folder: String

  /// Paths that do not begin with a `/` count from `folder`.
  public init(folder: String) {
    self.folder = folder.isEmpty || folder.hasSuffix("/") ? folder : folder + "/"
  }

  /// Paths count from the folder of a plan's file, or a lesson's.
  public init(besides file: String) {
    guard let slash = file.lastIndex(of: "/") else {
      folder = ""
      return
    }
    folder = String(file[...slash])
  }

  /// The samples of a plan.
  ///
  /// - Throws: What is wrong, at the plan's statement or in the file that it is about.
  public func samples(_ text: PlanText) throws(Diagnostics) -> LoadedSamples {
    try samples(text, of: text.plan)
  }

  /// The samples of a plan that was changed after it was read from `text`.
  ///
  /// - Throws: What is wrong, at the plan's statement or in the file that it is about.
  public func samples(_ text: PlanText, of plan: TrainingPlan) throws(Diagnostics) -> LoadedSamples
  {
    do throws(SampleMistake) {
      return try LoadedSamples.load(plan) { source, role, classNames throws(Diagnostics) in
        try load(source, text.item(0, of: role.rawValue), text, classNames)
      }
    } catch {
      throw text.diagnostics(of: error)
    }
  }

  private func load(
    _ source: DataSource,
    _ place: PlanPlace,
    _ text: PlanText,
    _ classNames: [String]?
  ) throws(Diagnostics) -> DataSet<Float> {
    switch source {
    case .digits:
      do throws(DataMistake) { return try BuiltInDigits.load() } catch {
        throw Diagnostics(of: DataMistakes([error]), in: "digits")
      }
    case .table(let path, var format):
      let file = self.file(path)
      if try kind(of: file, place, text) == .idx {
        return try images(file, nil, place, text, format.classNames ?? classNames)
      }
      if format.classNames == nil { format.classNames = classNames }
      return try DataFiles.table(file, format: format)
    case .idx(let path, let labels):
      let file = self.file(path)
      _ = try kind(of: file, place, text)
      return try images(file, labels.map { self.file($0) }, place, text, classNames)
    case .rows, .generated:
      // What stands in the plan or is made at random is not a file's.
      throw Diagnostics([text.diagnostic("expected a file of data, found none", at: place)])
    }
  }

  private func images(
    _ file: String,
    _ labels: String?,
    _ place: PlanPlace,
    _ text: PlanText,
    _ classNames: [String]?
  ) throws(Diagnostics) -> DataSet<Float> {
    if let labels { _ = try kind(of: labels, place, text) }
    guard let beside = labels ?? DataFiles.labels(of: file) else {
      throw Diagnostics([
        text.diagnostic(
          "idx expects labels, found none beside '\(file)'",
          help: "name their file: labels = \"…-labels-idx1-ubyte.gz\"",
          at: place
        )
      ])
    }
    return try DataFiles.images(file, labels: beside, classNames: classNames)
  }

  /// What a file holds; one that cannot be read at all is told at the statement that names it.
  private func kind(
    of file: String,
    _ place: PlanPlace,
    _ text: PlanText
  ) throws(Diagnostics) -> DataFiles.Kind {
    do throws(Diagnostics) { return try DataFiles.kind(of: file) } catch {
      throw Diagnostics(
        error.all.map { diagnostic in
          let isAbsent = !FileManager.default.fileExists(atPath: file)
          return text.diagnostic(
            diagnostic.message + ": '\(file)'",
            help: isAbsent ? "paths count from the folder of the plan" : diagnostic.help,
            at: place
          )
        }
      )
    }
  }

  /// The path of a file, from the current folder.
  private func file(_ path: String) -> String { path.hasPrefix("/") ? path : folder + path }
}
