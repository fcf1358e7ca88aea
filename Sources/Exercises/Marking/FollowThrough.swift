internal import Autodiff
internal import Notation

/// Follows wrong numbers on: what the right rule gives from a person's own answers, put in as values or, on
/// the way back, as upstream gradients.
struct FollowThrough {
  /// What was found out about an answer.
  struct Finding {
    var verdict: Verdict
    var from: Int?
    var diagnosis: [Explanation] = []
  }

  let scene: Scene
  var items: [SheetMarking.Item]
  /// So many wrong answers are followed at the most.
  private static let limit = 300
  /// For each wrong answer the run that goes on with it alone.
  private var alone: [Int: Rehearsal] = [:]

  init(_ scene: Scene, _ items: [SheetMarking.Item]) {
    self.scene = scene
    self.items = items
  }

  /// Whether an answer is what the right rule gives from others, and where that began; nil where it is not.
  ///
  /// - Parameters:
  ///   - i: The answer.
  ///   - wrong: All wrong answers, in the order of computation; those before it have their verdicts.
  mutating func origin(of i: Int, among wrong: [Int]) -> Finding? {
    let before = wrong.prefix { $0 != i }.suffix(FollowThrough.limit)
    let rounded = items.indices.filter { items[$0].isRounded && precedes($0, i) }
    if !rounded.isEmpty, let run = run(with: rounded, besides: i), fits(i, run) {
      return roundedEarly(i, rounded)
    }
    let carried = before.filter { place in
      guard let answer = items[place].answer, let right = items[place].right else { return false }
      return answer.isShaped(like: right.shape)
    }
    guard !carried.isEmpty else { return nil }
    // All of them, then each alone, each time also with what was only rounded.
    var attempts = [Array(carried)]
    if carried.count > 1 { attempts += carried.map { [$0] } }
    for attempt in attempts {
      for given in rounded.isEmpty ? [attempt] : [attempt, attempt + rounded] {
        guard let run = run(with: given, besides: i),
          fits(i, run) || fitsUnrounded(i, run, given)
        else { continue }
        let roots = attempt.filter { influences($0, i) }
        guard let root = roots.first else { continue }
        if roots.allSatisfy({ isTrivial($0, i) }) { return nil }
        return Finding(verdict: .follows, from: items[root].from ?? root)
      }
    }
    return nil
  }

  /// Whether one quantity is computed before another.
  private func precedes(_ a: Int, _ b: Int) -> Bool {
    scene.order(items[a].quantity).lexicographicallyPrecedes(scene.order(items[b].quantity))
  }

  private func fits(_ i: Int, _ run: Rehearsal) -> Bool {
    guard let answer = items[i].answer,
      let value = items[i].quantity.read(from: run, of: scene.program),
      answer.isShaped(like: value.shape)
    else { return false }
    return answer.fit(value, digits: items[i].digits, change: items[i].change).isRight
  }

  /// Whether an answer is what follows from the numbers that were rounded when they were written down: from
  /// some numbers between half a unit below and half a unit above.
  private func fitsUnrounded(_ i: Int, _ run: Rehearsal, _ given: [Int]) -> Bool {
    guard let answer = items[i].answer,
      let value = items[i].quantity.read(from: run, of: scene.program),
      answer.isShaped(like: value.shape)
    else { return false }
    var spread = [Double](repeating: 0, count: value.elements.count)
    for sign in [1.0, -1] {
      let shifted = carried(given, for: i, shiftedBy: sign)
      guard let run = scene.carrying(shifted)?.right,
        let other = items[i].quantity.read(from: run, of: scene.program)
      else { return false }
      for k in spread.indices {
        spread[k] = max(spread[k], (other.elements[k] - value.elements[k]).magnitude)
      }
    }
    for (k, number) in answer.numbers.enumerated() {
      guard case .decimal(let digits, let unit) = number.precision, digits >= items[i].digits
      else {
        guard Rounding.isEqual(number.value, value.elements[k]) else { return false }
        continue
      }
      let room = (0.5 * unit + spread[k]) * (1 + 1e-9)
      guard (number.value - value.elements[k]).magnitude <= room else { return false }
    }
    return true
  }

  /// Runs the program with answers put in.
  private func run(with places: [Int], besides i: Int) -> Rehearsal? {
    scene.carrying(carried(places, for: i))?.right
  }

  /// Answers as numbers to go on with; moved by half a unit of what is written where `sign` is not 0.
  func carried(_ places: [Int], for i: Int, shiftedBy sign: Double = 0) -> [Scene.Carried] {
    places.compactMap { place in
      let item = items[place]
      guard place != i, let answer = item.answer, let right = item.right,
        answer.isShaped(like: right.shape)
      else { return nil }
      return Scene.Carried(
        quantity: item.quantity,
        value: Tensor(
          shape: right.shape,
          elements: answer.numbers.map { number in
            guard case .decimal(_, let unit) = number.precision else { return number.value }
            return number.value + sign * 0.5 * unit
          }
        ),
        target: items[i].quantity
      )
    }
  }

  /// Whether an answer, put in alone, changes another quantity.
  private mutating func influences(_ place: Int, _ i: Int) -> Bool {
    guard let right = items[i].right,
      let run = run(with: [place], besides: i),
      let value = items[i].quantity.read(from: run, of: scene.program)
    else { return false }
    return !value.isNear(right)
  }

  // MARK: Trivial steps

  /// Whether a carried number makes the step trivial: as a factor 0 or 1, or by switching a unit off.
  private func isTrivial(_ place: Int, _ i: Int) -> Bool {
    guard let answer = items[place].answer, let mine = items[i].answer,
      let node = scene.graph.node(named: items[place].quantity.node)
    else { return false }
    if mine.numbers.allSatisfy({ $0.value == 0 }) { return true }
    guard answer.numbers.allSatisfy({ $0.value == 0 || $0.value == 1 }) else { return false }
    if items[place].quantity.kind != .value { return true }
    return scene.uses[node.index].contains {
      scene.isOperation($0.consumer, .multiply, .divide, .matmul, .dot, .linear, .power, .outer)
    }
  }

  // MARK: Rounding

  private mutating func roundedEarly(_ i: Int, _ rounded: [Int]) -> Finding {
    let root = rounded.first { influences($0, i) } ?? rounded[0]
    let name = items[root].name
    return Finding(
      verdict: .imprecise,
      from: nil,
      diagnosis: [
        Explanation(
          slips: [Explanation.AppliedSlip(id: "rounded-early", at: items[root].quantity.node)],
          message:
            "At \(name), an intermediate value was rounded before it was used: keep more digits on the way."
        )
      ]
    )
  }
}
