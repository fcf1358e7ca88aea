import Autodiff
import Learning
import Testing

/// Whatever comes in gives a set of finite numbers or mistakes, and the same in pieces as at once.
struct ReaderFuzzTests {
  enum Outcome<Number: BinaryFloatingPoint & Sendable>: Equatable {
    case set(DataSet<Number>)
    case content(IDXContent<Number>)
    case mistakes(DataMistakes)
  }

  static func table(_ bytes: [UInt8], _ format: TableFormat, pieces: [Int]) -> Outcome<Float> {
    var reader = TableReader<Float>(name: "fuzz", format: format)
    do throws(DataMistakes) {
      var start = 0
      for length in pieces {
        let piece = Array(bytes[start..<min(bytes.count, start + length)])
        try reader.feed(piece.span)
        start = min(bytes.count, start + length)
      }
      let rest = Array(bytes[start...])
      try reader.feed(rest.span)
      return .set(try reader.finish())
    } catch {
      return .mistakes(error)
    }
  }

  static func idx(_ bytes: [UInt8], pieces: [Int]) -> Outcome<Float> {
    var reader = IDXReader<Float>(most: bytes.count)
    do throws(DataMistake) {
      var start = 0
      for length in pieces {
        let piece = Array(bytes[start..<min(bytes.count, start + length)])
        try reader.feed(piece.span)
        start = min(bytes.count, start + length)
      }
      let rest = Array(bytes[start...])
      try reader.feed(rest.span)
      return .content(try reader.finish())
    } catch {
      return .mistakes(DataMistakes([error]))
    }
  }

  static let words = [
    "1", "2.5", "-3e2", "0", "nan", "", " ", "\t", ",", ",", ",", ";", "\n", "\n", "\n", "\r\n",
    "\r", "\"",
    "\"\"", "a", "b", "->", "→", "#", "1,5", "\u{FEFF}", "é", "−1", "1e999", "?",
    "12345678901234567890123",
    "\u{0}", "x y", "->\n",
  ]

  @Test func `tables made at random`() {
    var random = RandomNumbers(seed: 1)
    var sets = 0
    for _ in 0..<4000 {
      var bytes: [UInt8] = []
      for _ in 0..<random.integer(below: 30) {
        bytes += Array(Self.words[random.integer(below: Self.words.count)].utf8)
        if random.integer(below: 40) == 0 { bytes.append(UInt8(random.integer(below: 256))) }
      }
      var format = random.integer(below: 2) == 0 ? TableFormat() : .block
      let column = random.integer(below: 7) - 3
      if random.integer(below: 2) == 0 { format.targets = [.number(column)] }
      if random.integer(below: 4) == 0 { format.categories = [.number(1)] }
      if random.integer(below: 4) == 0 { format.header = .present }
      format.separator =
        [.automatic, .comma, .semicolon, .tab, .blanks][random.integer(below: 5)]
      let whole = Self.table(bytes, format, pieces: [])
      let pieces = (0..<10).map { _ in random.integer(below: 6) }
      #expect(whole == Self.table(bytes, format, pieces: pieces), "\(bytes)")
      if case .set(let set) = whole {
        sets += 1
        #expect(set.features.allSatisfy { $0.isFinite })
        #expect(set.features.count == set.rowCount * set.columnCount)
        #expect(set.targets == .none || set.targets.width > 0)
      }
      if case .mistakes(let mistakes) = whole {
        #expect(!mistakes.all.isEmpty)
        for mistake in mistakes.all { #expect(!mistake.message.isEmpty) }
      }
    }
    #expect(sets > 100)
  }

  @Test func `files of numbers made at random`() {
    var random = RandomNumbers(seed: 2)
    var contents = 0
    for _ in 0..<4000 {
      let types: [UInt8] = [0x08, 0x09, 0x0B, 0x0C, 0x0D, 0x0E]
      var bytes: [UInt8] = [0, 0, types[random.integer(below: 6)], UInt8(random.integer(below: 4))]
      for _ in 0..<bytes[3] { bytes += [0, 0, 0, UInt8(random.integer(below: 4))] }
      for _ in 0..<random.integer(below: 30) { bytes.append(UInt8(random.integer(below: 256))) }
      if random.integer(below: 3) == 0 {
        bytes[random.integer(below: bytes.count)] = UInt8(random.integer(below: 256))
      }
      let whole = Self.idx(bytes, pieces: [])
      let pieces = (0..<10).map { _ in random.integer(below: 6) }
      #expect(whole == Self.idx(bytes, pieces: pieces), "\(bytes)")
      if case .content(let content) = whole {
        contents += 1
        #expect(content.numbers.count == content.axes.reduce(1, *))
      }
    }
    #expect(contents > 50)
  }
}
