internal import Exercises
internal import Notation

/// A line of an exercise that says which numbers may be drawn for some leaves.
///
///     choose x, y in {-3..3} without 0
///     choose w in {0.1, 0.2, 0.5}
///     choose b in {-1..1 step 0.25, 2}
struct ChooseLine {
  /// At most so many numbers in a set.
  static let limit = 1_000

  /// The leaves, each with the place of its name.
  private(set) var names: [(name: String, place: Int)] = []
  /// What is drawn from.
  private(set) var numbers: [VariantNumber] = []
  let line: BlockLine

  /// Reads a line that begins with `choose`.
  init(_ line: BlockLine) throws(Diagnostics) {
    self.line = line
    let words = line.words(from: line.start, to: line.end)
    let begin = line.start + (words.first?.text.unicodeScalars.count ?? 0)
    guard let joint = words.dropFirst().first(where: { $0.text == "in" }) else {
      throw mistake("expected 'choose x in {…}', found '\(line.text)'", at: line.start)
    }
    let colon = begin < line.end && line.scalars[begin] == ":" ? 1 : 0
    try readNames(from: begin + colon, to: joint.start)
    let (inside, end) = try brackets(from: joint.start + 2)
    var seen: Set<Double> = []
    for part in line.parts(from: inside.lowerBound, to: inside.upperBound) {
      for number in try read(part) where seen.insert(number.value).inserted {
        numbers.append(number)
        guard numbers.count <= ChooseLine.limit else {
          throw mistake(
            "expected at most \(ChooseLine.limit) numbers to choose from, found more",
            at: part.lowerBound
          )
        }
      }
    }
    if numbers.isEmpty {
      throw mistake("expected at least one number, found '{}'", at: inside.lowerBound - 1)
    }
    try leaveOut(from: end)
  }

  private func mistake(_ message: String, at place: Int) -> Diagnostics {
    line.mistake(
      message,
      at: place,
      help: "for instance: choose x in {-3..3} without 0, choose w in {0.1, 0.2, 0.5}"
    )
  }

  // MARK: Names

  private mutating func readNames(from start: Int, to end: Int) throws(Diagnostics) {
    for part in line.parts(from: start, to: end) {
      let words = line.words(from: part.lowerBound, to: part.upperBound)
      let name = words.first?.text ?? ""
      let isName = words.count == 1 && name.unicodeScalars.count == part.count
      guard isName, name.unicodeScalars.first.map({ !("0"..."9").contains($0) }) ?? false else {
        let found = line.text(from: part.lowerBound, to: part.upperBound)
        throw mistake(
          "expected the name of an input or a parameter, found '\(found)'",
          at: part.lowerBound
        )
      }
      guard !names.contains(where: { $0.name == name }) else {
        throw mistake("found the name '\(name)' twice", at: part.lowerBound)
      }
      names.append((name, part.lowerBound))
    }
    if names.isEmpty { throw mistake("expected a name after 'choose', found 'in'", at: end) }
  }

  // MARK: Sets

  /// What stands in the brackets behind `in`, and where they end.
  private func brackets(from start: Int) throws(Diagnostics) -> (Range<Int>, Int) {
    var index = start
    while index < line.end, line.isBlank(index) { index += 1 }
    guard index < line.end, line.scalars[index] == "{" || line.scalars[index] == "[" else {
      let found = line.text(from: index, to: line.end)
      throw mistake(
        "expected numbers in braces after 'in', found "
          + (found.isEmpty ? "the end of the line" : "'\(found)'"),
        at: index
      )
    }
    let close: Unicode.Scalar = line.scalars[index] == "{" ? "}" : "]"
    var end = index + 1
    while end < line.end, line.scalars[end] != close { end += 1 }
    guard end < line.end else {
      throw mistake("expected '\(close)' that closes this, found none", at: index)
    }
    return (index + 1..<end, end + 1)
  }

  /// A number, or all of a range: `0.5`, `1/3`, `-3..3`, `0..1 step 0.25`.
  private func read(_ part: Range<Int>) throws(Diagnostics) -> [VariantNumber] {
    let dots = part.dropLast().first { line.scalars[$0] == "." && line.scalars[$0 + 1] == "." }
    guard let dots else { return [try number(part)] }
    let step = line.words(from: dots, to: part.upperBound).first { $0.text == "step" }
    let low = try decimal(part.lowerBound..<dots)
    let high = try decimal(dots + 2..<(step?.start ?? part.upperBound))
    let stride = try step.map { (word) throws(Diagnostics) in
      try decimal(word.start + 4..<part.upperBound)
    }
    guard
      let range = DecimalRange(from: low, to: high, step: stride ?? Decimal(units: 1, places: 0))
    else {
      throw mistake(
        "expected a range from a smaller to a larger number in steps above 0, found '"
          + line.text(from: part.lowerBound, to: part.upperBound) + "'",
        at: part.lowerBound
      )
    }
    guard range.count <= ChooseLine.limit else {
      throw mistake(
        "expected at most \(ChooseLine.limit) numbers to choose from, found \(range.count)",
        at: part.lowerBound
      )
    }
    return range.numbers
  }

  private func number(_ part: Range<Int>) throws(Diagnostics) -> VariantNumber {
    if let decimal = Decimal(line.scalars[part]) { return decimal.number }
    return VariantNumber(
      line.text(from: part.lowerBound, to: part.upperBound),
      try line.number(part)
    )
  }

  private func decimal(_ range: Range<Int>) throws(Diagnostics) -> Decimal {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, line.isBlank(low) { low += 1 }
    while high > low, line.isBlank(high - 1) { high -= 1 }
    guard let decimal = Decimal(line.scalars[low..<high]) else {
      let found = line.text(from: low, to: high)
      throw mistake(
        "expected a decimal of at most 9 digits, found "
          + (found.isEmpty ? "nothing" : "'\(found)'"),
        at: min(low, max(line.end - 1, line.start))
      )
    }
    return decimal
  }

  // MARK: Without

  private mutating func leaveOut(from start: Int) throws(Diagnostics) {
    var (low, high) = (start, line.end)
    while low < high, line.isBlank(low) { low += 1 }
    guard low < high else { return }
    let word = line.words(from: low, to: high).first
    guard let word, word.start == low, word.text == "without" else {
      let nearest = Suggestion.nearest(to: word?.text ?? "", in: ["without"])
      throw mistake(
        "expected the end of the line or 'without' and numbers, found '"
          + line.text(from: low, to: high) + "'"
          + (nearest.map { "; did you mean '\($0)'?" } ?? ""),
        at: low
      )
    }
    low += 7
    while low < high, line.isBlank(low) { low += 1 }
    if low + 1 < high, ["{", "["].contains(line.scalars[low]),
      ["}", "]"].contains(line.scalars[high - 1])
    {
      (low, high) = (low + 1, high - 1)
    }
    var unwanted: [Double] = []
    for part in line.parts(from: low, to: high) { unwanted += try read(part).map { $0.value } }
    guard !unwanted.isEmpty else {
      throw mistake("expected numbers after 'without', found none", at: word.start)
    }
    numbers.removeAll { unwanted.contains($0.value) }
    if numbers.isEmpty {
      throw mistake("expected a number that is left, found none", at: word.start)
    }
  }
}
