internal import Autodiff
internal import Notation

/// Explanations that fit an answer equally well, with what else each of them would have led to.
struct Rivals {
  /// The explanations.
  let candidates: [Diagnosis.Candidate]
  private let scene: Scene
  /// For each of the first ones the program as it runs with those slips; nil where it does not.
  private let runs: [(run: Rehearsal, program: Program)?]
  /// So many are worth a run each.
  private static let limit = 12

  init(_ candidates: ArraySlice<Diagnosis.Candidate>, of table: SlipTable) {
    self.candidates = Array(candidates)
    scene = table.scene
    runs = candidates.prefix(Rivals.limit).map { candidate in
      table.scene.run(with: candidate.rows.map { table.rows[$0].making.effect })
    }
  }

  /// The places of those that agree with other numbers of the same person; of more than a few the rest is taken
  /// to.
  func agreeing(with known: [(quantity: Quantity, number: WrittenTensor)]) -> [Int] {
    candidates.indices.filter { place in
      place >= runs.count || known.allSatisfy { agrees(place, $0) }
    }
  }

  private func agrees(
    _ place: Int,
    _ known: (quantity: Quantity, number: WrittenTensor)
  ) -> Bool {
    guard let (run, program) = runs[place],
      let value = known.quantity.read(from: run, of: program),
      known.number.isShaped(like: value.shape)
    else { return false }
    let change = scene.change(of: known.quantity)
    return known.number.fit(value, digits: 2, change: change).isRight
      || known.number.isExplained(by: value, 2, change)
  }

  /// Looks for what would tell them apart.
  ///
  /// - Parameters:
  ///   - places: Those that are meant; nil for all.
  ///   - answered: What is known of the person's work already.
  /// - Returns: A quantity whose value differs among as many of them as can be; nil where there is none.
  func telling(_ places: [Int]? = nil, besides answered: Set<Quantity>) -> Quantity? {
    let meant = runs.indices.filter { places?.contains($0) ?? true }.compactMap { runs[$0] }
    var best: (distinct: Int, quantity: Quantity)?
    for quantity in scene.namedQuantities where !answered.contains(quantity) {
      var numbers: [Tensor] = []
      for (run, program) in meant {
        guard let number = quantity.read(from: run, of: program), number.elements.count <= 64 else {
          continue
        }
        if !numbers.contains(where: { $0.isNear(number) }) { numbers.append(number) }
      }
      if numbers.count > 1, numbers.count > best?.distinct ?? 1 {
        best = (numbers.count, quantity)
      }
    }
    return best?.quantity
  }
}

extension Marker {
  /// Which explanations of a wrong answer agree with other numbers of the same person: with those that are
  /// right, or with one that was asked for to tell them apart (``Explanation/ask``).
  ///
  /// - Parameters:
  ///   - answer: The wrong answer.
  ///   - quantity: What it answers.
  ///   - known: The other numbers.
  /// - Returns: Of the explanations that fit the answer equally well those that fit the others as well, in
  ///   their order, each with what would tell these apart; none where no explanation fits all.
  public func explanations(
    of answer: WrittenTensor,
    to quantity: Quantity,
    agreeingWith known: [(quantity: Quantity, number: WrittenTensor)]
  ) -> [Explanation] {
    let program = exercise.program
    let asked = quantity.canonical(in: program)
    let known = known.map { (quantity: $0.quantity.canonical(in: program), number: $0.number) }
    guard var table = table(for: [asked] + known.map { $0.quantity }),
      let place = table.quantities.firstIndex(of: asked)
    else { return [] }
    let change = table.scene.change(of: asked)
    var found = Diagnosis(table: table).candidates(for: answer, place, change: change)
    if found.isEmpty, table.pairs == nil, answer.allowsPairs {
      table.makePairs()
      found = Diagnosis(table: table).candidates(for: answer, place, change: change)
    }
    let diagnosis = Diagnosis(table: table)
    let rivals = Rivals(diagnosis.best(found), of: table)
    let left = rivals.agreeing(with: known)
    let answered = Set([asked] + known.map { $0.quantity })
    let telling = left.count > 1 ? rivals.telling(left, besides: answered) : nil
    return left.map { place in
      var explanation = diagnosis.explanation(rivals.candidates[place], of: asked)
      explanation.ask = telling?.text
      return explanation
    }
  }
}
