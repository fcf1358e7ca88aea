/// How many inputs of each kind were tried, and how many of them ran.
struct Tally: CustomStringConvertible {
  private var tried = [Int](repeating: 0, count: Input.Kind.allCases.count)
  private var ran = [Int](repeating: 0, count: Input.Kind.allCases.count)

  init() {}

  /// Reads what ``text`` wrote; zeros where that is something else.
  init(_ numbers: [Int]) {
    guard numbers.count == tried.count + ran.count else { return }
    tried = Array(numbers.prefix(tried.count))
    ran = Array(numbers.suffix(ran.count))
  }

  /// All counts in a row, for ``init(_:)``.
  var text: String { (tried + ran).map(String.init).joined(separator: " ") }

  mutating func count(_ kind: Input.Kind, ran hasRun: Bool) {
    for (place, other) in Input.Kind.allCases.enumerated() where other == kind {
      tried[place] += 1
      if hasRun { ran[place] += 1 }
    }
  }

  mutating func add(_ other: Tally) {
    for place in tried.indices {
      tried[place] += other.tried[place]
      ran[place] += other.ran[place]
    }
  }

  var description: String {
    var parts: [String] = []
    for (place, kind) in Input.Kind.allCases.enumerated() {
      parts.append("\(ran[place]) of \(tried[place]) \(kind.rawValue)")
    }
    return "ran: " + parts.joined(separator: ", ")
  }
}
