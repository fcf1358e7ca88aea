internal import Autodiff
internal import Notation

/// What every slip would give for some quantities of a program: made once, looked up for every answer.
struct SlipTable: Sendable {
  /// One way to make a slip, at one place or everywhere, and its numbers.
  struct Row: Sendable {
    /// The place of the slip in the catalogue.
    var slip: Int
    var making: Making
    var isEverywhere: Bool
    /// For each quantity the numbers that differ from the right ones.
    var numbers: [[Tensor]]
  }

  /// Two slips at once, and a number of one quantity.
  struct Pair: Sendable {
    var first: Int
    var second: Int
    var quantity: Int
    var number: Tensor
  }

  /// The program and its right run.
  let scene: Scene
  /// What is asked, in canonical form.
  let quantities: [Quantity]
  /// The right values; nil where there is none.
  let right: [Tensor?]
  /// Slips that make a difference to some quantity.
  private(set) var rows: [Row] = []
  /// Slips, as places in the catalogue with what they would do, that make no difference.
  private(set) var silent: [(slip: Int, making: Making)] = []
  /// Two slips at once; nil as long as nobody has asked.
  private(set) var pairs: [Pair]?

  /// About how many numbers are computed for single slips at the most, and for pairs.
  private static let budgets = (single: 20_000_000, pairs: 12_000_000)

  /// Makes all slips of the catalogue but those left out.
  init(_ scene: Scene, _ quantities: [Quantity], leavingOut: Set<String> = []) {
    self.scene = scene
    self.quantities = quantities
    right = quantities.map { $0.read(from: scene.right, of: scene.program) }
    // In a large program each slip is tried where it matters most: near what is asked.
    let share = SlipTable.budgets.single / Slip.all.count / max(1, scene.program.workload)
    let asked = quantities.compactMap { scene.graph.node(named: $0.node) }
    for (place, slip) in Slip.all.enumerated() where !leavingOut.contains(slip.id) {
      let makings = slip.makings(scene)
      for making in SlipTable.nearest(makings, to: asked, limit: max(8, share)) {
        add(place, making, isEverywhere: making.isEverywhereByItself)
      }
      for making in SlipTable.everywhere(makings) { add(place, making, isEverywhere: true) }
    }
  }

  /// At most so many makings: those nearest to what is asked, in their order.
  private static func nearest(_ makings: [Making], to asked: [NodeID], limit: Int) -> [Making] {
    guard makings.count > limit else { return makings }
    func distance(_ making: Making) -> Int {
      guard let node = making.place else { return 0 }
      return asked.map { abs($0.index - node.index) }.min() ?? 0
    }
    let order = makings.indices.map { (distance(makings[$0]), $0) }.sorted { $0 < $1 }
    return order.prefix(limit).map { $0.1 }.sorted().map { makings[$0] }
  }

  private mutating func add(_ slip: Int, _ making: Making, isEverywhere: Bool) {
    var numbers = [[Tensor]](repeating: [], count: quantities.count)
    var makesDifference = false
    if case .answer(let give) = making.effect {
      for (i, quantity) in quantities.enumerated() {
        numbers[i] = give(quantity, scene.right, scene.program)
      }
    } else if let (run, program) = scene.run(with: [making.effect]) {
      for (i, quantity) in quantities.enumerated() {
        numbers[i] = quantity.read(from: run, of: program).map { [$0] } ?? []
      }
    }
    for i in numbers.indices {
      numbers[i].removeAll { number in
        right[i].map { $0.shape == number.shape && $0.isNear(number) } ?? true || !number.isFinite
      }
      makesDifference = makesDifference || !numbers[i].isEmpty
    }
    if makesDifference {
      rows.append(Row(slip: slip, making: making, isEverywhere: isEverywhere, numbers: numbers))
    } else {
      silent.append((slip, making))
    }
  }

  /// Makings in the same manner at several places, put together.
  private static func everywhere(_ makings: [Making]) -> [Making] {
    var merged: [(manner: Int, count: Int, making: Making)] = []
    for making in makings {
      guard let manner = making.manner, case .rules(let rules) = making.effect else { continue }
      if let i = merged.firstIndex(where: { $0.manner == manner }) {
        guard case .rules(let earlier) = merged[i].making.effect else { continue }
        merged[i].making.effect = .rules(earlier + rules)
        merged[i].count += 1
      } else {
        var first = making
        first.place = nil
        merged.append((manner, 1, first))
      }
    }
    return merged.filter { $0.count > 1 }.map { $0.making }
  }

  // MARK: Pairs

  /// Makes pairs of slips, each at one place, for every quantity to which both make a difference.
  mutating func makePairs() {
    guard pairs == nil else { return }
    let rounding = Slip.all.firstIndex { $0.id == "rounded-early" }
    var makers = rows.indices.filter { !rows[$0].isEverywhere && rows[$0].slip != rounding }
    makers = distinct(makers)
    var found: [Pair] = []
    var budget = SlipTable.budgets.pairs
    for (i, a) in makers.enumerated() {
      for b in makers[(i + 1)...] {
        let both = quantities.indices.filter {
          !rows[a].numbers[$0].isEmpty && !rows[b].numbers[$0].isEmpty
        }
        guard !both.isEmpty else { continue }
        budget -= scene.program.workload + 50
        guard budget > 0 else {
          pairs = found
          return
        }
        for (quantity, number) in numbers(a, b, of: both) where number.isFinite {
          guard let right = right[quantity] else { continue }
          if number.shape == right.shape, number.isNear(right) { continue }
          if rows[a].numbers[quantity].contains(where: { $0.isNear(number) }) { continue }
          if rows[b].numbers[quantity].contains(where: { $0.isNear(number) }) { continue }
          found.append(Pair(first: a, second: b, quantity: quantity, number: number))
        }
      }
    }
    pairs = found
  }

  /// One of those rows of a slip that give the same numbers for every quantity.
  private func distinct(_ places: [Int]) -> [Int] {
    var kept: [Int] = []
    for place in places {
      let isNew = !kept.contains { other in
        rows[other].slip == rows[place].slip
          && zip(rows[other].numbers, rows[place].numbers).allSatisfy { a, b in
            a.count == b.count
              && zip(a, b).allSatisfy { $0.shape == $1.shape && $0.isNear($1) }
          }
      }
      if isNew { kept.append(place) }
    }
    return kept
  }

  private func numbers(_ a: Int, _ b: Int, of places: [Int]) -> [(Int, Tensor)] {
    let (first, second) = (rows[a].making.effect, rows[b].making.effect)
    var found: [(Int, Tensor)] = []
    switch (first, second) {
    case (.answer, .answer): break
    case (.answer(let give), let other), (let other, .answer(let give)):
      guard let (run, program) = scene.run(with: [other]) else { break }
      for place in places {
        found += give(quantities[place], run, program).map { (place, $0) }
      }
    default:
      guard let (run, program) = scene.run(with: [first, second]) else { break }
      for place in places {
        if let number = quantities[place].read(from: run, of: program) {
          found.append((place, number))
        }
      }
    }
    return found
  }
}

extension Making {
  /// Whether it changes all of a program at once.
  fileprivate var isEverywhereByItself: Bool {
    guard place == nil else { return false }
    switch effect {
    case .rules, .early, .reading: return true
    case .answer, .rate, .leaf: return false
    }
  }
}

extension Scene {
  /// Runs the program with slips made in it; nil where two cannot be made together.
  func run(with effects: [Making.Effect]) -> (Rehearsal, Program)? {
    var program = self.program
    var conditions = self.conditions
    for effect in effects {
      guard case .reading(let other) = effect else { continue }
      guard effects.count == 1 else { return nil }
      program = other
      conditions = Rehearsal.Conditions(other)
      conditions.steps = Scene.neighbours(of: steps)
    }
    for effect in effects {
      switch effect {
      case .rules(let rules):
        for (node, change) in rules { conditions.graph.change(node, change) }
      case .leaf(let leaf, let value): conditions.graph.give(leaf, value)
      case .rate(let rate):
        conditions.rate.isNegated = conditions.rate.isNegated || rate.isNegated
        conditions.rate.isLeftOut = conditions.rate.isLeftOut || rate.isLeftOut
      case .early(let nodes): conditions.updatedEarly.formUnion(nodes)
      case .reading, .answer: break
      }
    }
    guard let run = try? Rehearsal(program, conditions) else { return nil }
    return (run, program)
  }
}
