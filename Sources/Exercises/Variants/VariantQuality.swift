internal import Autodiff
public import Notation

extension Variant {
  /// How good an exercise's numbers are.
  public struct Quality: Equatable, Sendable {
    /// How many slips give a right answer.
    public var confusions: Int
    /// How many numbers among the right answers are no pleasure by hand: 0, very small or very large.
    public var awkward: Int
    /// How many different answers the slips give.
    public var distinct: Int

    /// Makes one.
    public init(confusions: Int, awkward: Int = 0, distinct: Int = 0) {
      self.confusions = confusions
      self.awkward = awkward
      self.distinct = distinct
    }

    /// Whether there is nothing against these numbers.
    public var isFlawless: Bool { confusions == 0 && awkward == 0 }

    /// Whether it is better than another: by its confusions, then by its awkward numbers, then by how many
    /// answers differ.
    func isBetter(than other: Quality) -> Bool {
      (confusions, awkward, other.distinct) < (other.confusions, other.awkward, distinct)
    }
  }
}

extension Variant.Quality {
  /// A program whose slips would take more numbers than this to work out is not certified.
  private static let largestWork = 100_000_000

  /// What an exercise's right answers and its certificate say; of a very large program only the answers.
  ///
  /// - Throws: What is wrong with its program, and which of its right values are not finite.
  public init(_ exercise: Exercise) throws(Diagnostics) {
    self.init(confusions: 0)
    _ = try Marker(exercise)
    guard let scene = try? Marker.scene(exercise, exercise.questions.map { $0.quantity }) else {
      return
    }
    for question in exercise.questions {
      let right = question.quantity.read(from: scene.right, of: exercise.program)
      for number in right?.elements ?? [] where !(0.001...9999).contains(number.magnitude) {
        awkward += 1
      }
    }
    // Each slip is tried at each node, with a run of the whole program.
    let program = exercise.program
    guard program.workload <= Self.largestWork / max(1, program.graph.count) else { return }
    let certificate = try Certificate(exercise)
    confusions = certificate.confusions.count
    distinct = certificate.distinct
  }
}
