internal import Foundation
internal import Learning
internal import Notation
internal import Training
internal import TrainingFiles

/// What `--resume` takes from a model: parameters, and where training stood.
struct TrainResume {
  /// The parameters of the net that was saved.
  let parameters: [TrainedNet.Parameter]
  /// Where its training stood; nil to begin anew with the parameters.
  let state: TrainingState?

  /// Reads a model, whose net must be that of the plan.
  ///
  /// One line is told of a file without a state, and of one whose training is over.
  init(
    _ file: String,
    isFresh: Bool,
    _ plan: TrainingPlan,
    _ samples: LoadedSamples,
    _ input: TrainInput
  ) throws {
    guard FileManager.default.isReadableFile(atPath: file) else {
      throw Stop(.noInput, "'\(file)' cannot be read")
    }
    let model: SavedModel
    do throws(Diagnostics) { model = try ModelFile.read(file) } catch { throw Stop(error) }
    var plain = plan
    plain.folds = nil
    let form: NetForm
    let set: DataSet<Float>
    do throws(SampleMistake) { set = try samples.prepared(plain).set } catch {
      throw input.stop(.samples(error))
    }
    do throws(TrainingMistake) { form = try NetForm(plan, set) } catch {
      throw input.stop(.training(error))
    }
    let shapes = model.net.parameters.map { "\($0.name) \($0.shape)" }
    let wanted = form.parameters.map { "\($0.name) \($0.shape)" }
    guard shapes == wanted else {
      throw Stop(
        .data,
        "--resume expects the parameters of the plan's net, \(wanted.joined(separator: ", ")); "
          + "found \(shapes.joined(separator: ", "))"
      )
    }
    parameters = model.net.parameters
    state = isFresh ? nil : model.state
    if let state, state.epoch == plan.epochs {
      Console.complain(
        "gradus: '\(file.escapingHidden)' has all \(plan.epochs) epochs behind it: nothing is left to train\n"
      )
    }
    if model.state == nil, !isFresh {
      Console.complain(
        "gradus: '\(file.escapingHidden)' has no state of a training: optimiser and epochs begin anew\n"
      )
    }
  }
}
