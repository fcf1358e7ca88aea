internal import Publishing
internal import Training

/// The file that a net is written to, once or again and again; always whole.
final class ModelPlace {
  private let name: String
  private var file: WholeFile?

  /// Looks whether the file can be written, before anything is trained.
  init(_ name: String) throws {
    self.name = name
    file = try Self.open(name)
  }

  private static func open(_ name: String) throws -> WholeFile {
    do throws(PublishError) { return try WholeFile(name) } catch { throw Stop(error) }
  }

  /// Writes a net, and where its training stands, in place of the one before.
  ///
  /// - Throws: Why it cannot; then the one before is as it was.
  func write(
    _ net: TrainedNet,
    _ plan: TrainingPlan,
    _ state: TrainingState?,
    isLast: Bool
  ) throws {
    let place = try file ?? Self.open(name)
    file = nil
    do throws(PublishError) {
      try place.write(net.json(plan: plan, state: state))
    } catch {
      throw Stop(error)
    }
    if !isLast { file = try Self.open(name) }
  }

  /// Leaves everything as it is.
  func discard() {
    file?.discard()
    file = nil
  }
}
