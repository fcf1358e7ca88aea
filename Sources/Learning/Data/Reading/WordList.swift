internal import Autodiff

/// The different words of a column, each with a number: classes and categories.
struct WordList {
  private var numbers: [[UInt8]: Int] = [:]
  private var words: [[UInt8]] = []
  /// What each word is as a number; nil if it is none.
  private var values: [Double?] = []
  /// Whether words that are not on the list yet are refused.
  let isClosed: Bool

  /// An empty list that takes any word.
  init() { isClosed = false }

  /// A list of these words and no others.
  init(only names: [String]) {
    isClosed = true
    for name in names { _ = add(Array(name.utf8)) }
  }

  /// How many different words there are.
  var count: Int { words.count }

  /// Whether every word is a number.
  var isNumeric: Bool { values.allSatisfy { $0 != nil } }

  /// Whether every word is a whole number.
  var isWhole: Bool { values.allSatisfy { $0.map { $0.rounded() == $0 } ?? false } }

  /// The number of a word; nil if the list is closed and it is not on it.
  ///
  /// Words that write the same number, such as 1, 01 and 1.0, are the same.
  mutating func number(of word: [UInt8]) -> Int? {
    if let number = numbers[word] { return number }
    if case .number(let value) = DecimalReader.read(word.span) {
      let plain = Array(NumberFormat.exact(value).utf8)
      if let number = numbers[plain] { return number }
    }
    return isClosed ? nil : add(word)
  }

  private mutating func add(_ word: [UInt8]) -> Int {
    var entry = word
    var value: Double?
    if case .number(let number) = DecimalReader.read(word.span) {
      value = number == 0 ? 0 : number
      entry = Array(NumberFormat.exact(number == 0 ? 0 : number).utf8)
    }
    numbers[entry] = words.count
    words.append(entry)
    values.append(value)
    return words.count - 1
  }

  /// The words in ascending order, and for each number so far the one in this order; a closed list stays as
  /// it is.
  func ordered() -> (names: [String], place: [Int]) {
    var order = Array(words.indices)
    if !isClosed {
      if isNumeric {
        order.sort { (values[$0] ?? 0) < (values[$1] ?? 0) }
      } else {
        order.sort { words[$0].lexicographicallyPrecedes(words[$1]) }
      }
    }
    var place = [Int](repeating: 0, count: words.count)
    for (i, number) in order.enumerated() { place[number] = i }
    return (order.map { String(decoding: words[$0], as: UTF8.self) }, place)
  }
}
