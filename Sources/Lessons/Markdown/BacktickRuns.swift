/// The runs of backticks of a text, to find the end of a code span at once.
struct BacktickRuns {
  /// libcmark takes longer runs as plain text.
  private static let longest = 80

  private var starts: [Int: [Int]] = [:]
  private var next: [Int: Int] = [:]

  /// Finds the runs.
  init(_ bytes: [UInt8], in range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      guard bytes[index] == .backtick else {
        index += 1
        continue
      }
      let length = Self.length(bytes, at: index, before: range.upperBound)
      starts[length, default: []].append(index)
      index += length
    }
  }

  /// How many backticks stand at a place.
  static func length(_ bytes: [UInt8], at index: Int, before end: Int) -> Int {
    var length = 0
    while index + length < end, bytes[index + length] == .backtick { length += 1 }
    return length
  }

  /// Where the run of this length begins that closes a code span opened before `index`; nil if
  /// there is none.
  ///
  /// Asked with growing indices only.
  mutating func closing(length: Int, from index: Int) -> Int? {
    guard length <= Self.longest, let all = starts[length] else { return nil }
    var candidate = next[length, default: 0]
    while candidate < all.count, all[candidate] < index { candidate += 1 }
    next[length] = candidate
    return candidate < all.count ? all[candidate] : nil
  }
}
