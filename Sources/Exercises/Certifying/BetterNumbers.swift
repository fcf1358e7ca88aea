internal import Autodiff
internal import Notation

/// Looks for a number that would tell a slip from the right rule.
struct BetterNumbers {
  private let exercise: Exercise
  private let score: Int
  /// Other numbers with what they would do, the nearest first.
  private let trials: [(name: String, value: Tensor)]
  /// So many are tried at the most.
  private static let limit = 60

  init(_ exercise: Exercise, score: Int) {
    self.exercise = exercise
    self.score = score
    var trials: [(name: String, value: Tensor)] = []
    let graph = exercise.program.graph
    for change in [1.0, -1, 2, -2, 0.5, -0.5, 0.1, -0.1] {
      for node in graph.namedNodes where graph.isLeaf(node) {
        let value = graph.leafValue(of: node)
        guard let name = graph.name(of: node), value.elements.count <= 16 else { continue }
        for i in value.elements.indices {
          var other = value
          other.elements[i] = BetterNumbers.tidy(other.elements[i] + change)
          trials.append((name, other))
        }
      }
    }
    self.trials = trials
  }

  /// For each slip "x = 3", a change of one number after which it is noticed and nothing is worse; empty where
  /// none is near.
  func remedies(against slips: [String]) -> [String] {
    var remedies = [String](repeating: "", count: slips.count)
    for trial in trials.prefix(BetterNumbers.limit) where remedies.contains("") {
      guard let program = try? exercise.program.setting(trial.name, to: trial.value) else {
        continue
      }
      var other = Exercise(program, id: exercise.id)
      other.questions = exercise.questions
      other.slipsLeftOut = exercise.slipsLeftOut
      guard let certificate = try? Certificate(other), certificate.score > score else { continue }
      for i in slips.indices where remedies[i].isEmpty && certificate.notices(slips[i]) {
        remedies[i] = "\(trial.name) = \(trial.value.text(NumberFormat.exact))"
      }
    }
    return remedies
  }

  /// Without the last digits of 0.1 + 0.2.
  private static func tidy(_ x: Double) -> Double { (x * 1e6).rounded() / 1e6 }
}
