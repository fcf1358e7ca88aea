internal import Autodiff
internal import Exercises
internal import Notation

/// How well an exercise's numbers tell mistakes apart.
enum VariantFlaws {
  /// How many of an exercise's numbers hide mistakes; nil where a right answer is not finite.
  ///
  /// A factor 1 hides that it was forgotten, a 0 hides everything before it, and where two numbers are the same
  /// in size, one taken for the other is not seen.
  static func count(_ exercise: Exercise) -> Int? {
    guard let run = try? exercise.program.run() else { return nil }
    for question in run.program.questions {
      guard let right = try? run.answer(to: question),
        right.elements.allSatisfy({ $0.isFinite })
      else { return nil }
    }
    let graph = run.program.graph
    var values: [Double] = []
    var gradients: [Double] = []
    for node in graph.namedNodes {
      values += run.value(of: node).elements
      gradients += run.gradient(of: node)?.elements ?? []
    }
    return flaws(values) + flaws(gradients)
  }

  private static func flaws(_ numbers: [Double]) -> Int {
    var seen: Set<Double> = []
    var count = 0
    for number in numbers {
      let size = number.magnitude
      if size == 0 || size == 1 || !seen.insert(size).inserted { count += 1 }
    }
    return count
  }
}
