internal import Autodiff
public import Notation

/// How well the numbers of an exercise tell slips from the right rule, and from each other.
///
/// An exercise in which both factors of a product are 3 cannot tell who takes one for the other. Its author
/// is told so, with a number that would.
public struct Certificate: Sendable {
  /// A slip that gives the right answers.
  public struct Confusion: Equatable, Sendable {
    /// The id of the slip.
    public var slip: String
    /// Why its numbers are right: "since x = z"; empty where no simple reason is known.
    public var reason: String
    /// A better number: "x = 3"; empty where none was found.
    public var remedy: String
  }

  /// How many slips can be made on the way to some question.
  public private(set) var applicable = 0
  /// How many of them lead to an answer that is marked wrong.
  public private(set) var toldApart = 0
  /// Those that do not.
  public private(set) var confusions: [Confusion] = []
  /// How many different answers the slips lead to, over all questions.
  public private(set) var distinct = 0

  /// Whether every slip that can be made is noticed.
  public var isPerfect: Bool { confusions.isEmpty }

  /// How good the numbers are: first how many slips are noticed, then how many answers differ.
  public var score: Int { toldApart * 10_000 + Swift.min(distinct, 9_999) }

  /// "16 of 18 slips told apart".
  public var summary: String {
    "\(toldApart) of \(applicable) \(applicable == 1 ? "slip" : "slips") told apart"
  }

  /// Tries every slip on an exercise.
  ///
  /// - Parameter suggesting: Whether better numbers are looked for, which takes a run of all slips for each.
  /// - Throws: What is wrong with its program, and which of its right values are not finite.
  public init(_ exercise: Exercise, suggesting: Bool = false) throws(Diagnostics) {
    let marker = try Marker(exercise)
    let questions = exercise.questions
    guard let table = marker.table(for: questions.map { $0.quantity }) else { return }
    var marks = SlipMarks(table, questions)
    marks.judge()
    applicable = marks.applicable.count
    toldApart = marks.noticed.count
    distinct = marks.distinct
    for slip in marks.applicable where !marks.noticed.contains(slip) {
      let id = Slip.all[slip].id
      confusions.append(
        Confusion(slip: id, reason: marks.reason(slip), remedy: "")
      )
    }
    guard suggesting, !confusions.isEmpty else { return }
    let remedies = BetterNumbers(exercise, score: score).remedies(
      against: confusions.map { $0.slip }
    )
    for i in confusions.indices { confusions[i].remedy = remedies[i] }
  }

  /// Whether a slip is noticed.
  func notices(_ slip: String) -> Bool { !confusions.contains { $0.slip == slip } }
}

/// Which slips an exercise's questions notice.
struct SlipMarks {
  let table: SlipTable
  let questions: [Exercise.Question]
  /// Slips that can be made on the way to a question, as places in the catalogue.
  private(set) var applicable: [Int] = []
  /// Those that are noticed.
  private(set) var noticed: [Int] = []
  /// How many different wrong answers there are.
  private(set) var distinct = 0
  private var quiet: [Int: Making] = [:]

  init(_ table: SlipTable, _ questions: [Exercise.Question]) {
    self.table = table
    self.questions = questions
  }

  mutating func judge() {
    let program = table.scene.program
    let asked = questions.compactMap { question -> (place: Int, digits: Int)? in
      let quantity = question.quantity.canonical(in: program)
      guard let place = table.quantities.firstIndex(of: quantity) else { return nil }
      return (place, question.digits ?? 2)
    }
    // Rounding on the way is meant to come near.
    let rounding = Slip.all.firstIndex { $0.id == "rounded-early" }
    var answers: [[Tensor]] = asked.map { _ in [] }
    for row in table.rows where row.slip != rounding {
      for (i, question) in asked.enumerated() {
        for number in row.numbers[question.place] {
          guard let right = table.right[question.place],
            !SlipMarks.passes(number, for: right, digits: question.digits)
          else { continue }
          note(row.slip, isNoticed: true)
          if !answers[i].contains(where: { $0.isNear(number) }) { answers[i].append(number) }
        }
      }
      if !row.numbers.allSatisfy({ $0.isEmpty }) { note(row.slip, isNoticed: false) }
    }
    distinct = answers.reduce(0) { $0 + $1.count }
    for (slip, making) in table.silent where slip != rounding && isRelevant(slip, making) {
      note(slip, isNoticed: false)
      if quiet[slip] == nil { quiet[slip] = making }
    }
    applicable.sort()
  }

  private mutating func note(_ slip: Int, isNoticed: Bool) {
    if !applicable.contains(slip) { applicable.append(slip) }
    if isNoticed, !noticed.contains(slip) { noticed.append(slip) }
  }

  /// Whether what a slip gives, rounded as a person would, is taken for right.
  private static func passes(_ number: Tensor, for right: Tensor, digits: Int) -> Bool {
    guard number.shape == right.shape else { return false }
    for (slip, value) in zip(number.elements, right.elements) {
      var unit = 1.0
      let size = slip.magnitude
      guard size > 0 else {
        if value.magnitude > 1e-9 { return false }
        continue
      }
      while Rounding.significantDigits(of: size, unit: unit) < digits { unit /= 10 }
      while Rounding.significantDigits(of: size, unit: unit) > digits { unit *= 10 }
      let written = WrittenNumber(
        (slip / unit).rounded() * unit,
        .decimal(digits: digits, unit: unit)
      )
      if !Rounding.fit(written, value, digits: digits).isRight { return false }
    }
    return true
  }

  /// Whether a slip without effect could have had one: it is made on the way to some question, and its rule
  /// has something to do there.
  private func isRelevant(_ slip: Int, _ making: Making) -> Bool {
    guard let node = making.place else { return false }
    switch Slip.all[slip].id {
    // With ones arriving from the output there is nothing to leave out, and signs that cancel are no slip.
    case "no-upstream", "sign-flip", "target-minus-prediction", "updated-too-early": return false
    default: break
    }
    return questions.contains { question in
      guard let asked = table.scene.graph.node(named: question.quantity.node) else { return false }
      if making.isForward {
        return table.scene.reaches(node, asked) || question.quantity.kind != .value
      }
      guard question.quantity.kind != .value else { return false }
      return table.scene.reaches(asked, node)
    }
  }

  /// Why a slip makes no difference.
  func reason(_ slip: Int) -> String {
    guard let making = quiet[slip], let node = making.place else { return "" }
    let scene = table.scene
    func equal(_ a: NodeID, _ b: NodeID) -> String {
      "since \(scene.label(a)) = \(scene.label(b))"
    }
    switch Slip.all[slip].id {
    case "swapped-operands": return equal(scene.operand(node, 0), scene.operand(node, 1))
    case "relu-gate-ignored": return "since \(scene.label(node)) is on"
    case "power-rule": return "since \(scene.label(scene.operand(node, 0))) is 0 or 1"
    case "bias-forgotten": return "since the bias is 0"
    case "log-base": return "since the logarithm is 0"
    case "activation-forgotten", "no-activation-derivative":
      return "since \(scene.label(node)) changes nothing here"
    case "threshold-strict": return "since nothing lies exactly at the threshold"
    case "missing-path": return "since what comes back over another path is 0"
    case "transposed": return "since the matrix is symmetric"
    default: return ""
    }
  }
}

extension Scene {
  /// Whether a node is computed, in however many steps, from another.
  func reaches(_ source: NodeID, _ target: NodeID) -> Bool {
    guard source <= target else { return false }
    var reached = [Bool](repeating: false, count: target.index - source.index + 1)
    reached[0] = true
    for node in graph.nodes where node > source && node <= target {
      reached[node.index - source.index] = graph.operands(of: node).contains {
        $0 >= source && reached[$0.index - source.index]
      }
    }
    return reached[reached.count - 1]
  }
}
