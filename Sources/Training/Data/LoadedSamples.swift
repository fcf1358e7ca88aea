public import Learning
public import Notation

/// The samples of a plan before they are parted and prepared.
public struct LoadedSamples: Sendable {
  /// Those of `data`, and behind them those of a test source of its own.
  public let set: DataSet<Float>
  /// How many of them are of `data`.
  public let ownCount: Int

  /// Takes a set of which the first `ownCount` rows are to be parted, and the others are reported on.
  public init(_ set: DataSet<Float>, ownCount: Int) {
    self.set = set
    self.ownCount = max(0, min(ownCount, set.rowCount))
  }

  /// Gets the samples of a plan.
  ///
  /// - Parameters:
  ///   - plan: What says where they are.
  ///   - files: Reads those that this module cannot: ``DataSource/digits``, tables and IDX files. It is told
  ///     the names that classes may have, nil for any.
  /// - Returns: The samples.
  /// - Throws: What is wrong with one of the sources, or with both together.
  public static func load(
    _ plan: TrainingPlan,
    files: (DataSource, SourceRole, _ classNames: [String]?) throws(Diagnostics) -> DataSet<Float>
  ) throws(SampleMistake) -> LoadedSamples {
    let own = try load(plan.data, .data, classNames: nil, files)
    guard let source = plan.test else { return LoadedSamples(own, ownCount: own.rowCount) }
    var names: [String]?
    if case .classes(_, let known) = own.targets { names = known }
    let test = try load(source, .test, classNames: names, files)
    return LoadedSamples(try own.joined(with: test), ownCount: own.rowCount)
  }

  private static func load(
    _ source: DataSource,
    _ role: SourceRole,
    classNames: [String]?,
    _ files: (DataSource, SourceRole, [String]?) throws(Diagnostics) -> DataSet<Float>
  ) throws(SampleMistake) -> DataSet<Float> {
    let set: DataSet<Float>
    var hasArrows = false
    switch source {
    case .rows(let text, var format):
      hasArrows = true
      if format.classNames == nil { format.classNames = classNames }
      do throws(DataMistakes) {
        set = try TableReader.read(text, name: "rows", format: format)
      } catch {
        throw .rows(role, error)
      }
    case .generated(let generator, let rows, let seed):
      set = generator.make(rows: rows, seed: seed)
      guard set.isFinite else { throw .notFinite(role) }
    case .digits, .table, .idx:
      do throws(Diagnostics) {
        set = try files(source, role, classNames)
      } catch {
        throw .files(error)
      }
    }
    if case .none = set.targets {
      throw .noTargets(role, columns: hasArrows ? [] : set.columns.map { $0.name })
    }
    return set
  }
}

extension DataSet<Float> {
  /// Whether all numbers are finite; generators do not look.
  fileprivate var isFinite: Bool {
    guard features.allSatisfy({ $0.isFinite }) else { return false }
    if case .numbers(let numbers, _) = targets { return numbers.allSatisfy { $0.isFinite } }
    return true
  }
}
