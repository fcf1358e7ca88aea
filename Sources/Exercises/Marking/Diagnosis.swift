internal import Autodiff
internal import Notation

/// Finds the slips that explain a wrong answer.
struct Diagnosis {
  /// One explanation: rows of the table, one or two.
  struct Candidate {
    var rows: [Int]
    var rank: [Int]
  }

  let table: SlipTable

  /// The explanations of an answer, best first, each slip at each place once.
  ///
  /// Pairs are looked for where no single slip explains it, and the table has them.
  func candidates(for answer: WrittenTensor, _ quantity: Int, change: Tensor?) -> [Candidate] {
    let rounding = Slip.all.firstIndex { $0.id == "rounded-early" }
    var found: [Candidate] = []
    for (i, row) in table.rows.enumerated() where row.slip != rounding {
      if row.numbers[quantity].contains(where: { answer.isExplained(by: $0, 2, change) }) {
        found.append(Candidate(rows: [i], rank: rank([i], quantity)))
      }
    }
    if found.isEmpty, answer.allowsPairs {
      for pair in table.pairs ?? [] where pair.quantity == quantity {
        guard answer.isExplained(by: pair.number, 3, change) else { continue }
        let rows = [pair.first, pair.second]
        found.append(Candidate(rows: rows, rank: rank(rows, quantity)))
      }
    }
    return sorted(found)
  }

  /// The first way of rounding on the way that explains an answer.
  func rounding(for answer: WrittenTensor, _ quantity: Int, change: Tensor?) -> Candidate? {
    // Rounded to 0, nothing is left of a value.
    guard let right = table.right[quantity], answer.isShaped(like: right.shape),
      !zip(answer.numbers, right.elements).contains(where: {
        $0.value == 0 && !Rounding.isEqual($1, 0)
      })
    else { return nil }
    let rounding = Slip.all.firstIndex { $0.id == "rounded-early" }
    for (i, row) in table.rows.enumerated() where row.slip == rounding {
      if row.numbers[quantity].contains(where: { answer.isExplained(by: $0, 2, change) }) {
        return Candidate(rows: [i], rank: [])
      }
    }
    return nil
  }

  // MARK: Order

  /// One slip before two, one place before everywhere, then the order of the catalogue, then what is
  /// nearer to the quantity.
  private func rank(_ rows: [Int], _ quantity: Int) -> [Int] {
    let slips = rows.map { table.rows[$0].slip }
    let isEverywhere = rows.contains { table.rows[$0].isEverywhere }
    return [rows.count, isEverywhere ? 1 : 0, slips.min() ?? 0, slips.max() ?? 0]
      + [rows.reduce(0) { $0 + distance(table.rows[$1].making.place, quantity) }]
  }

  /// Of candidates in order those that are as good as the first; how near each is does not count.
  func best(_ candidates: [Candidate]) -> ArraySlice<Candidate> {
    candidates.prefix { $0.rank.prefix(3) == candidates[0].rank.prefix(3) }
  }

  /// How far a place is from the node of a quantity, in nodes of the program's order.
  private func distance(_ place: NodeID?, _ quantity: Int) -> Int {
    guard let place, let node = table.scene.graph.node(named: table.quantities[quantity].node)
    else { return 0 }
    return abs(place.index - node.index)
  }

  private func sorted(_ candidates: [Candidate]) -> [Candidate] {
    let ids = Set(candidates.flatMap { $0.rows.map { Slip.all[table.rows[$0].slip].id } })
    let ranked = candidates.map { candidate in
      var candidate = candidate
      let general = candidate.rows.contains { row in
        let making = table.rows[row]
        return Diagnosis.isGeneral(
          Slip.all[making.slip].id,
          isForward: making.making.isForward,
          beside: ids
        )
          || isPowerOfTwo(making, beside: ids)
      }
      candidate.rank.insert(general ? 1 : 0, at: 1)
      return candidate
    }
    var seen: [[String]] = []
    return ranked.sorted { $0.rank.lexicographicallyPrecedes($1.rank) }.filter { candidate in
      let names = candidate.rows.flatMap { row in
        let applied = applied(row, nil)
        return [applied.id, applied.place]
      }
      guard !seen.contains(names) else { return false }
      seen.append(names)
      return true
    }
  }

  /// Whether a slip is the general case of another that explains the same number.
  private static func isGeneral(
    _ id: String,
    isForward: Bool,
    beside ids: Set<String>
  ) -> Bool {
    switch id {
    case "sign-flip":
      // A sign lost on the way forward explains almost anything.
      isForward
        || !ids.isDisjoint(with: ["subtraction-sign", "quotient-rule", "target-minus-prediction"])
    case "no-activation-derivative": ids.contains("relu-gate-ignored")
    default: false
    }
  }

  /// Of a square, the missing 2 says it better than the power rule.
  private func isPowerOfTwo(_ row: SlipTable.Row, beside ids: Set<String>) -> Bool {
    guard Slip.all[row.slip].id == "power-rule", ids.contains("missing-two") else { return false }
    return row.making.place.map { table.scene.squares.contains($0) } ?? true
  }

  // MARK: Words

  /// A slip with its place, as it is told; `quantity` is the place of what is made of the whole answer.
  func applied(_ row: Int, _ quantity: Quantity?) -> Explanation.AppliedSlip {
    let row = table.rows[row]
    let place: String
    if row.isEverywhere {
      place = "everywhere"
    } else if let node = row.making.place {
      place = table.scene.label(node)
    } else {
      place = quantity?.node ?? ""
    }
    return Explanation.AppliedSlip(id: Slip.all[row.slip].id, at: place)
  }

  /// An explanation in words.
  func explanation(_ candidate: Candidate, of quantity: Quantity) -> Explanation {
    var message = ""
    for (i, place) in candidate.rows.enumerated() {
      let row = table.rows[place]
      let applied = applied(place, quantity)
      let end = row.making.place == nil && !row.isEverywhere
      let start = row.isEverywhere ? "everywhere, " : end ? "" : "at \(applied.place), "
      message += (i == 0 ? "" : "; and ") + start + row.making.told
    }
    return Explanation(
      slips: candidate.rows.map { applied($0, quantity) },
      message: Diagnosis.sentence(message)
    )
  }

  private static func sentence(_ text: String) -> String {
    guard let first = text.utf8.first, first >= 0x61, first <= 0x7A else { return text + "." }
    return String(decoding: [first - 0x20] + text.utf8.dropFirst(), as: UTF8.self) + "."
  }

  // MARK: Telling apart

  /// A quantity whose value would tell explanations apart that fit equally well; nil where there is none.
  ///
  /// - Parameters:
  ///   - candidates: The explanations, at most so many as are worth a run each.
  ///   - answered: What is known of the person's work already.
  func telling(_ candidates: [Candidate], besides answered: Set<Quantity>) -> Quantity? {
    let runs = candidates.prefix(12).map { candidate in
      table.scene.run(with: candidate.rows.map { table.rows[$0].making.effect })
    }
    var best: (distinct: Int, quantity: Quantity)?
    for quantity in table.scene.namedQuantities where !answered.contains(quantity) {
      var numbers: [Tensor] = []
      for run in runs {
        guard let (run, program) = run,
          let number = quantity.read(from: run, of: program), number.elements.count <= 64
        else { continue }
        if !numbers.contains(where: { $0.isNear(number) }) { numbers.append(number) }
      }
      if numbers.count > 1, numbers.count > best?.distinct ?? 1 {
        best = (numbers.count, quantity)
      }
    }
    return best?.quantity
  }
}

extension Scene {
  /// What may be asked of a program: values of what it computes, gradients of everything named.
  var namedQuantities: [Quantity] {
    var found: [Quantity] = []
    for node in graph.namedNodes.prefix(200) {
      guard let name = graph.name(of: node) else { continue }
      if !graph.isLeaf(node) { found.append(Quantity(name)) }
    }
    guard let output = right.lastPass?.pass?.output else { return found }
    for node in graph.namedNodes.prefix(200).reversed() where node < output && graph.varies(node) {
      if let name = graph.name(of: node) { found.append(Quantity(name, .gradient)) }
    }
    return found
  }
}

extension WrittenTensor {
  /// Whether a slip's number explains the answer: entry by entry, exactly what is written exactly, and what
  /// is rounded with so many significant digits at least.
  func isExplained(by number: Tensor, _ digits: Int, _ change: Tensor?) -> Bool {
    guard isShaped(like: number.shape) else { return false }
    var most = 0
    var isExact = true
    for (i, written) in numbers.enumerated() {
      let value = number.elements[i]
      if Rounding.isEqual(written.value, value) {
        if written.value != 0 || numbers.count == 1 { most = .max }
        continue
      }
      guard case .decimal(var known, let unit) = written.precision, !written.isWhole,
        written.value != 0, Rounding.rounds(value, to: written.value, unit: unit)
      else { return false }
      isExact = false
      if let change, change.elements.count == numbers.count, change.elements[i] != 0 {
        known = Rounding.significantDigits(of: change.elements[i].magnitude, unit: unit)
      }
      most = max(most, known)
    }
    return isExact || most >= digits
  }

  /// Whether two slips may be meant: of 0, 1 and −1 too many pairs are.
  var allowsPairs: Bool { !numbers.allSatisfy { $0.value.magnitude == 1 || $0.value == 0 } }

  /// Whether it is arranged in that way; a row or a column may be written as a vector.
  func isShaped(like other: Shape) -> Bool {
    if shape.rank == other.rank { return shape == other }
    return shape.axes.filter { $0 != 1 } == other.axes.filter { $0 != 1 }
  }
}
