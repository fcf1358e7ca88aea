internal import Autodiff
internal import Notation

// What is said of the wrong answers of a sheet.

extension SheetMarking {
  /// Names the slips in the answers that are wrong.
  mutating func diagnose(_ places: [Int]) {
    for i in places { items[i].verdict = .wrong }
    guard !places.isEmpty,
      var table = marker.table(for: items.filter { $0.right != nil }.map { $0.quantity })
    else { return }
    let answered = Set(items.filter { $0.answer != nil }.map { $0.quantity })
    for i in places {
      guard let answer = items[i].answer,
        let quantity = table.quantities.firstIndex(of: items[i].quantity)
      else { continue }
      if let rounding = Diagnosis(table: table)
        .rounding(for: answer, quantity, change: items[i].change)
      {
        items[i].verdict = .imprecise
        items[i].diagnosis = [
          Diagnosis(table: table).explanation(rounding, of: items[i].quantity)
        ]
        continue
      }
      var found = Diagnosis(table: table)
        .candidates(for: answer, quantity, change: items[i].change)
      if found.isEmpty, table.pairs == nil, answer.allowsPairs {
        table.makePairs()
        found = Diagnosis(table: table).candidates(for: answer, quantity, change: items[i].change)
      }
      let diagnosis = Diagnosis(table: table)
      if found.isEmpty {
        items[i].diagnosis = goingOn(i, among: places)
        continue
      }
      var explanations = found.prefix(40).map { diagnosis.explanation($0, of: items[i].quantity) }
      let equal = diagnosis.best(found)
      if equal.count > 1,
        let telling = diagnosis.telling(Array(equal), besides: answered)
      {
        for k in equal.indices where k < explanations.count { explanations[k].ask = telling.text }
      }
      items[i].diagnosis = explanations
      items[i].equallyGood = min(equal.count, explanations.count)
    }
  }

  /// The slips that explain an answer to someone who went on with other wrong answers.
  private func goingOn(_ i: Int, among places: [Int]) -> [Explanation] {
    guard let answer = items[i].answer, let scene else { return [] }
    let following = FollowThrough(scene, items)
    let others = items.indices.filter {
      $0 != i && (items[$0].verdict == .wrong || items[$0].verdict == .follows)
    }
    guard !others.isEmpty, let carrying = scene.carrying(following.carried(others, for: i)) else {
      return []
    }
    let table = SlipTable(
      carrying,
      [items[i].quantity],
      leavingOut: marker.exercise.slipsLeftOut.union(["rounded-early"])
    )
    let diagnosis = Diagnosis(table: table)
    return diagnosis.candidates(for: answer, 0, change: items[i].change).prefix(10).map {
      var explanation = diagnosis.explanation($0, of: items[i].quantity)
      explanation.message = "Going on with your other answers: " + explanation.message
      return explanation
    }
  }
}
