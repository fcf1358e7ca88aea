internal import Autodiff

/// How the rows of a set are parted: one part to learn from, one to choose by, one to report on.
public struct Split: Equatable, Sendable {
  /// The rows to train on.
  public let training: [Int]
  /// The rows to choose hyperparameters and the best epoch by; may be empty.
  public let validation: [Int]
  /// The rows to report on in the end; may be empty.
  public let test: [Int]

  /// How many rows a part gets.
  public enum Size: Equatable, Sendable {
    /// A share of all rows, from 0 to below 1; rounded to the nearest count, halves up.
    case share(Double)
    /// So many.
    case count(Int)
  }

  /// How rows are dealt to the parts.
  public enum Order: Equatable, Sendable {
    /// As they stand: training first, then validation, then test.
    case kept
    /// Shuffled before, and the same for the same seed.
    case shuffled(seed: UInt64)
    /// Shuffled, and each class shared out among the parts as all rows are, to within one row.
    case stratified(seed: UInt64)
  }

  /// Parts `rows` rows; the training part gets what the others leave.
  ///
  /// `classes` are the classes of the rows, from 0, which ``Order/stratified(seed:)`` goes by.
  public init(
    rows: Int,
    validation: Size = .share(0),
    test: Size = .share(0),
    order: Order,
    classes: [Int]? = nil
  ) throws(SplitMistake) {
    let counts = (
      validation: try Split.count(validation, of: rows, part: "validation"),
      test: try Split.count(test, of: rows, part: "test")
    )
    guard counts.validation < rows - counts.test else {
      throw .noTraining(rows: rows, taken: counts.validation + counts.test)
    }
    let first = rows - counts.validation - counts.test
    var order = order
    var dealt = Array(0..<max(0, rows))
    if case .stratified(let seed) = order {
      guard let classes, classes.count == rows, classes.allSatisfy({ $0 >= 0 }) else {
        throw .noClasses
      }
      dealt = Split.mixed(classes, seed: seed)
      order = .kept
    }
    if case .shuffled(let seed) = order {
      var random = RandomNumbers(seed: seed)
      random.shuffle(&dealt)
    }
    training = Array(dealt[..<first])
    self.validation = Array(dealt[first..<(first + counts.validation)])
    self.test = Array(dealt[(first + counts.validation)...])
  }

  /// The classes of which no row is in the training part.
  public func classesNotTrained(_ classes: [Int], count: Int) -> [Int] {
    var occurs = [Bool](repeating: false, count: count)
    for row in training where classes[row] < count { occurs[classes[row]] = true }
    return occurs.indices.filter { !occurs[$0] }
  }

  private static func count(
    _ size: Size,
    of rows: Int,
    part: String
  ) throws(SplitMistake) -> Int {
    switch size {
    case .share(let share):
      guard share >= 0, share < 1 else { throw .badShare(part: part, share) }
      return Int((share * Double(rows) + 0.5).rounded(.down))
    case .count(let count):
      guard count >= 0, count <= rows else { throw .badCount(part: part, count, rows: rows) }
      return count
    }
  }

  /// All rows in an order of which every stretch holds the classes as the whole does, to within one row.
  ///
  /// The i-th of the m shuffled members of a class stands at (i + ½) / m of the way, each class moved a little
  /// so that their members do not meet.
  static func mixed(_ classes: [Int], seed: UInt64) -> [Int] {
    var random = RandomNumbers(seed: seed)
    var rows = Array(classes.indices)
    random.shuffle(&rows)
    var counts: [Int: Int] = [:]
    for row in rows { counts[classes[row], default: 0] += 1 }
    var seen: [Int: Int] = [:]
    var places: [(way: Double, turn: Int, row: Int)] = []
    for (turn, row) in rows.enumerated() {
      let i = seen[classes[row], default: 0]
      seen[classes[row]] = i + 1
      places.append(((Double(i) + 0.5) / Double(counts[classes[row]] ?? 1), turn, row))
    }
    places.sort { $0.way != $1.way ? $0.way < $1.way : $0.turn < $1.turn }
    return places.map { $0.row }
  }
}

/// Why rows cannot be parted.
public enum SplitMistake: Error, Equatable, Sendable {
  /// Nothing is left to train on.
  case noTraining(rows: Int, taken: Int)
  /// A share that is none.
  case badShare(part: String, Double)
  /// More rows than there are, or fewer than 0.
  case badCount(part: String, Int, rows: Int)
  /// Parts with the same classes are asked for, of rows without classes.
  case noClasses
  /// Fewer than two folds, or more than rows.
  case badFolds(Int, rows: Int)

  /// What is wrong, with what was expected and what was found, on one line.
  public var message: String {
    switch self {
    case .noTraining(let rows, let taken):
      "training expects at least 1 of \(rows) rows, found \(taken) taken by the other parts"
    case .badShare(let part, let found):
      "\(part) expects a share from 0 to below 1, found \(NumberFormat.exact(found))"
    case .badCount(let part, let found, let rows):
      "\(part) expects 0 to \(rows) rows, found \(found)"
    case .noClasses: "stratified expects rows with classes, found none"
    case .badFolds(let found, let rows):
      rows < 2
        ? "folds expect at least 2 rows, found \(rows)"
        : "expected 2 to \(rows) folds of \(rows) rows, found \(found)"
    }
  }

  /// What to do about it, where there is advice.
  public var help: String? {
    switch self {
    case .noTraining: "make them smaller"
    case .badShare: "write 0.2 for a fifth of the rows"
    case .badCount: nil
    case .noClasses: "shuffle instead"
    case .badFolds: nil
    }
  }
}
