internal import Autodiff
internal import Notation

extension Marker {
  /// Which explanations of a wrong answer agree with another number of the same person: the one that was
  /// asked for to tell them apart (``Explanation/ask``).
  ///
  /// - Parameters:
  ///   - answer: The wrong answer.
  ///   - quantity: What it answers.
  ///   - other: The other number.
  ///   - telling: What that one is.
  /// - Returns: Of the explanations that fit the answer equally well those that fit the other number as
  ///   well, in their order; none where no explanation fits both.
  public func explanations(
    of answer: WrittenTensor,
    to quantity: Quantity,
    agreeingWith other: WrittenTensor,
    to telling: Quantity
  ) -> [Explanation] {
    let program = exercise.program
    let (asked, told) = (quantity.canonical(in: program), telling.canonical(in: program))
    guard var table = table(for: [asked, told]),
      let place = table.quantities.firstIndex(of: asked)
    else { return [] }
    let change = table.scene.change(of: asked)
    var found = Diagnosis(table: table).candidates(for: answer, place, change: change)
    if found.isEmpty, table.pairs == nil, answer.allowsPairs {
      table.makePairs()
      found = Diagnosis(table: table).candidates(for: answer, place, change: change)
    }
    let diagnosis = Diagnosis(table: table)
    let otherChange = table.scene.change(of: told)
    let agreeing = diagnosis.best(found).filter { candidate in
      let effects = candidate.rows.map { table.rows[$0].making.effect }
      guard let (run, program) = table.scene.run(with: effects),
        let number = told.read(from: run, of: program), other.isShaped(like: number.shape)
      else { return false }
      return other.fit(number, digits: 2, change: otherChange).isRight
        || other.isExplained(by: number, 2, otherChange)
    }
    return agreeing.map { diagnosis.explanation($0, of: asked) }
  }
}
