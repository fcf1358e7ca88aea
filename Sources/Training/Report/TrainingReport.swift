public import Drawing
public import FastKernels
internal import Learning

/// What can be seen of a run: pictures with the figures behind them.
///
/// Made of the run's record, the net that came of it and the samples; nothing in it is trained again but the ways
/// of the optimisers over the loss surface.
public struct TrainingReport: Equatable, Sendable {
  /// One view of the run.
  public struct Section: Equatable, Sendable {
    /// Which one.
    public var view: TrainingView
    /// What is seen.
    ///
    /// Where there is no picture, the table is what there is to see.
    public var panels: Panels
    /// What is seen, in a sentence or two; may be empty.
    public var words: String

    /// Puts a section together.
    public init(view: TrainingView, panels: Panels, words: String) {
      self.view = view
      self.panels = panels
      self.words = words
    }
  }

  /// The views, in order.
  public var sections: [Section]

  /// Makes the views that a plan asks for, or those that suit it.
  ///
  /// - Parameters:
  ///   - plan: What was run.
  ///   - data: The samples.
  ///   - result: What came of it.
  ///   - snapshots: The parameters of a few epochs, as a ``TrainingObserver`` keeps them; without them, pictures of
  ///     how the net came about show the result only.
  ///   - level: The kernels to use.
  ///   - threads: How many threads share the work.
  /// - Throws: ``TrainingMistake`` where the plan's net does not fit the samples.
  public init(
    _ plan: TrainingPlan,
    _ data: PreparedData,
    _ result: TrainingSession.Result,
    snapshots: [TrainingObserver.Snapshot] = [],
    level: KernelLevel = KernelChoice.current.level,
    threads: Int = 1
  ) throws(TrainingMistake) {
    let maker = ReportMaker(
      plan: plan,
      data: data,
      result: result,
      snapshots: snapshots,
      form: try NetForm(plan, data.set),
      level: level,
      threads: threads
    )
    var sections: [Section] = []
    for view in plan.views.isEmpty ? TrainingReport.usualViews(plan, data) : plan.views {
      guard TrainingReport.obstacle(to: view, plan, data) == nil else { continue }
      if let section = try maker.section(view) { sections.append(section) }
    }
    self.sections = sections
  }

  /// Makes the views of a run of everything that a plan asks for.
  ///
  /// - Parameters:
  ///   - run: What came of it.
  ///   - views: Which views, in order; empty for those that the plan asks for or that suit it.
  ///   - level: The kernels to use.
  ///   - threads: How many threads share the work.
  /// - Throws: ``TrainingMistake`` where the plan's net does not fit the samples.
  public init(
    _ run: PlanRun.Result,
    views: [TrainingView] = [],
    level: KernelLevel = KernelChoice.current.level,
    threads: Int = 1
  ) throws(TrainingMistake) {
    var plan = run.plan
    if !views.isEmpty { plan.views = views }
    try self.init(
      plan,
      run.data,
      TrainingSession.Result(record: run.record, net: run.net),
      snapshots: run.snapshots,
      level: level,
      threads: threads
    )
  }

  /// The views of a plan that asks for none.
  public static func usualViews(_ plan: TrainingPlan, _ data: PreparedData) -> [TrainingView] {
    let wanted: [TrainingView] = [.curves, .boundary, .fit, .confusion, .mistakes, .hidden]
    return wanted.filter { obstacle(to: $0, plan, data) == nil }
  }

  /// Why a view cannot be made of these samples and this net, in words: `expected two features, found 64`; nil if
  /// it can.
  public static func obstacle(
    to view: TrainingView,
    _ plan: TrainingPlan,
    _ data: PreparedData
  ) -> String? {
    let columns = data.preprocessing.columns
    let isPlain = columns.allSatisfy { $0.categories.isEmpty }
    switch view {
    case .curves, .histograms, .table: return nil
    case .surface:
      return plan.layers.contains { if case .dropout = $0 { true } else { false } }
        ? "expected a net whose loss is not left to chance, found dropout" : nil
    case .boundary:
      if data.set.targets.classCount == nil { return "expected classes, found numbers to predict" }
      guard columns.count == 2, isPlain else { return "expected two features, \(found(columns))" }
      return nil
    case .fit:
      guard columns.count == 1, isPlain else { return "expected one feature, \(found(columns))" }
      guard case .numbers(_, let names) = data.set.targets, names.count == 1 else {
        return "expected one number to predict, found \(data.set.targets.width) "
          + (data.set.targets.classCount == nil ? "of them" : "classes")
      }
      return nil
    case .confusion, .mistakes:
      return data.set.targets.classCount == nil
        ? "expected classes, found numbers to predict" : nil
    case .hidden:
      return hasHiddenLayer(plan) ? nil : "expected a hidden layer, found none"
    }
  }

  private static func found(_ columns: [DataColumn]) -> String {
    let words = columns.filter { !$0.categories.isEmpty }.map { "'\($0.name)'" }
    return words.isEmpty
      ? "found \(columns.count)" : "found words in \(words.joined(separator: ", "))"
  }

  private static func hasHiddenLayer(_ plan: TrainingPlan) -> Bool {
    let weighted = plan.layers.filter { $0.hasWeights }
    return weighted.count > 1
  }
}
