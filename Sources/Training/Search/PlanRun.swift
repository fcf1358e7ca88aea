public import FastKernels
internal import Learning

/// Everything that a plan asks for: search, folds, and the training whose net is kept.
///
///     let run = PlanRun(plan, samples, threads: 2)
///     let result = try run.run { event in isWanted ? .goOn : .stop }
///
/// With `search`, trials are made on the training part and judged by the validation part, or by the folds; the
/// best numbers are then trained with in full. With `folds`, each fold is trained without the others' help;
/// then one net is trained on all rows but those of the test part, for as many epochs as the folds needed on
/// average where `stop` ended them.
public struct PlanRun {
  /// What goes on.
  public enum Event: Sendable {
    /// A trial of a search begins: which one, from 1, of how many, in which round, from 1, and its numbers.
    case trial(Int, of: Int, round: Int, values: [Double])
    /// A fold begins: which one, from 1, of how many.
    case fold(Int, of: Int)
    /// The training whose net is kept begins: so many epochs at most, so many steps each.
    case training(TrainingPlan, stepsPerEpoch: Int)
    /// A training goes on; `isLast` if its net is the one that is kept.
    case progress(TrainingSession.Event, isLast: Bool)
    /// So many epochs of the training whose net is kept are over; the net as it stands, and where training stands.
    case checkpoint(TrainedNet, TrainingState, epoch: Int)
  }

  /// What is left.
  public struct Result: Sendable {
    /// The plan whose net is kept: with the best numbers of the search, and the epochs of the folds.
    public var plan: TrainingPlan
    /// The record of that training.
    public var record: TrainingRecord
    /// The net.
    public var net: TrainedNet
    /// Where that training stood after its last whole epoch; nil where it never began.
    public var state: TrainingState?
    /// The samples, as that training had them.
    public var data: PreparedData
    /// The parameters of a few epochs of that training; empty unless they were asked for.
    public var snapshots: [TrainingObserver.Snapshot] = []
    /// What the search came to; nil without.
    public var search: SearchRecord?
    /// What the folds came to; nil without.
    public var folds: FoldsRecord?

    /// The figures that claims are about.
    public var figures: TrainingFigures {
      TrainingFigures(
        record,
        tellsClasses: data.set.targets.classCount != nil,
        folds: folds?.folds.isEmpty ?? true ? nil : folds?.mean
      )
    }
  }

  /// Why a run ends without a result.
  public enum Failure: Error, Equatable, Sendable {
    /// Samples cannot be parted or prepared.
    case samples(SampleMistake)
    /// Training cannot begin or go on.
    case training(TrainingMistake)
    /// No trial of a search came to its end; the last one's reason.
    case noTrial(TrainingMistake?)
  }

  private let plan: TrainingPlan
  private let samples: LoadedSamples
  private let level: KernelLevel
  private let threads: Int
  private let parameters: [TrainedNet.Parameter]
  private let state: TrainingState?
  private let checkpoints: Int?
  /// Whether the parameters of a few epochs are kept, for pictures of how the net came about.
  public var keepsSnapshots = false

  /// Puts a run together.
  ///
  /// - Parameters:
  ///   - plan: What is to be done.
  ///   - samples: Its samples.
  ///   - level: The kernels to use.
  ///   - threads: How many threads share the work.
  ///   - parameters: Parameters that the last training begins with; those that are left out are drawn.
  ///   - state: Where an earlier run of the last training stood, from which it goes on.
  ///   - checkpoints: After how many epochs each the net is told as it stands; nil for never.
  public init(
    _ plan: TrainingPlan,
    _ samples: LoadedSamples,
    level: KernelLevel = KernelChoice.current.level,
    threads: Int = 1,
    parameters: [TrainedNet.Parameter] = [],
    state: TrainingState? = nil,
    checkpoints: Int? = nil
  ) {
    self.state = state
    self.checkpoints = checkpoints
    self.plan = plan
    self.samples = samples
    self.level = level
    self.threads = threads
    self.parameters = parameters
  }

  /// Runs everything.
  ///
  /// - Parameter watch: Is told how it goes, and decides whether it goes on; when it does not, the result is
  ///   the best so far.
  /// - Returns: What came of it.
  /// - Throws: Why there is no result.
  public func run(
    _ watch: (Event) -> TrainingSession.Decision = { _ in .goOn }
  ) throws(Failure) -> Result {
    guard plan.search != nil else {
      return try train(plan, parameters: parameters, watch)
    }
    var search = SearchRun(self, plan)
    try search.run(watch)
    if let result = search.interrupted { return result }
    guard let chosen = search.chosen else { throw .noTrial(search.lastFailure) }
    var result = try train(chosen, parameters: parameters, watch)
    result.search = search.record
    return result
  }

  /// Folds, if there are any, and the training whose net is kept.
  private func train(
    _ plan: TrainingPlan,
    parameters: [TrainedNet.Parameter],
    _ watch: (Event) -> TrainingSession.Decision
  ) throws(Failure) -> Result {
    var last = plan
    var record: FoldsRecord?
    if plan.folds != nil {
      let (folds, interrupted) = try self.folds(plan, watch)
      if var interrupted {
        interrupted.folds = folds
        return interrupted
      }
      record = folds
      if plan.stopping != nil, !folds.folds.isEmpty {
        let mean = ScoreSummary(folds.folds.map { Double($0.bestEpoch) }).mean
        last.epochs = max(1, min(plan.epochs, Int(mean.rounded())))
        last.stopping = nil
      }
    }
    let data = try prepared(last)
    if last.stopping != nil, data.validation.isEmpty {
      throw .samples(.noValidation(rows: samples.ownCount))
    }
    var result = try train(last, data, parameters: parameters, isLast: true, watch)
    result.folds = record
    return result
  }

  // MARK: Folds

  /// Trains each fold; and what was reached if somebody ended it.
  func folds(
    _ plan: TrainingPlan,
    _ watch: (Event) -> TrainingSession.Decision
  ) throws(Failure) -> (FoldsRecord, interrupted: Result?) {
    let folds: SampleFolds
    do throws(SampleMistake) { folds = try samples.folds(plan) } catch { throw .samples(error) }
    var record = FoldsRecord()
    for fold in 0..<folds.count {
      let data: PreparedData
      do throws(SampleMistake) {
        data = try samples.prepared(plan, folds, fold: fold)
      } catch {
        throw .samples(error)
      }
      let isWanted = watch(.fold(fold + 1, of: folds.count)) == .goOn
      let result = try train(plan, data, parameters: [], isLast: false) { event in
        isWanted ? watch(event) : .stop
      }
      let best = result.figures.validation ?? result.figures.training
      if let best, best.loss.isFinite {
        record.folds.append(
          FoldsRecord.Fold(
            number: fold + 1,
            counts: result.record.counts,
            figures: best,
            bestEpoch: result.record.bestEpoch
          )
        )
      }
      if result.record.end == .interrupted { return (record, result) }
    }
    return (record, nil)
  }

  // MARK: One training

  /// The samples of a plan without folds.
  func prepared(_ plan: TrainingPlan) throws(Failure) -> PreparedData {
    do throws(SampleMistake) { return try samples.prepared(plan) } catch { throw .samples(error) }
  }

  /// Trains once.
  func train(
    _ plan: TrainingPlan,
    _ data: PreparedData,
    parameters: [TrainedNet.Parameter],
    isLast: Bool,
    _ watch: (Event) -> TrainingSession.Decision
  ) throws(Failure) -> Result {
    do throws(TrainingMistake) {
      let session = try TrainingSession(
        plan,
        data,
        level: level,
        threads: threads,
        parameters: parameters,
        state: isLast ? state : nil
      )
      if isLast, watch(.training(plan, stepsPerEpoch: session.stepsPerEpoch)) == .stop {
        let result = try session.run { _ in .stop }
        return Result(
          plan: plan,
          record: result.record,
          net: result.net,
          state: result.state,
          data: data
        )
      }
      let observer = TrainingObserver()
      let result = try session.run { event in
        if isLast, keepsSnapshots { observer.note(event, session) }
        let decision = watch(.progress(event, isLast: isLast))
        guard isLast, decision == .goOn, let checkpoints, checkpoints > 0,
          case .epoch(let record) = event, record.epoch > 0,
          record.epoch % checkpoints == 0, record.epoch < plan.epochs
        else { return decision }
        return watch(.checkpoint(session.trainedNet, session.state, epoch: record.epoch))
      }
      var whole = Result(plan: plan, record: result.record, net: result.net, data: data)
      if isLast { whole.state = result.state }
      whole.snapshots = observer.snapshots
      return whole
    } catch {
      throw .training(error)
    }
  }
}
