/// The text that is handed to the Markdown parser in place of a lesson: formulas, `{{ }}` and
/// labels are replaced by stand-ins that mean nothing to Markdown, and every byte knows where in
/// the lesson it comes from.
///
/// Its line ends are all LF.
struct StandInText: Sendable {
  private struct Segment {
    var start: Int
    var source: SourceRange
    var isCopy: Bool
  }

  /// The text.
  private(set) var bytes: [UInt8] = []
  private var segments: [Segment] = []

  /// Appends a part of the lesson as it stands.
  mutating func copy(_ range: SourceRange, of source: LessonSource) {
    guard !range.isEmpty else { return }
    if let last = segments.last, last.isCopy, last.source.upperBound == range.lowerBound {
      segments[segments.count - 1].source = last.source.lowerBound..<range.upperBound
    } else {
      segments.append(Segment(start: bytes.count, source: range, isCopy: true))
    }
    bytes.append(contentsOf: source.bytes[range])
  }

  /// Appends something else in place of a part of the lesson.
  mutating func replace(_ range: SourceRange, by replacement: [UInt8]) {
    segments.append(Segment(start: bytes.count, source: range, isCopy: false))
    bytes.append(contentsOf: replacement)
  }

  /// The byte of the lesson that a byte of this text comes from; inside a stand-in, the first one
  /// that it stands for.
  func sourceOffset(_ offset: Int) -> Int {
    guard let index = segment(at: offset) else { return 0 }
    let segment = segments[index]
    guard segment.isCopy else {
      return offset == segment.start ? segment.source.lowerBound : segment.source.upperBound
    }
    return min(segment.source.lowerBound + offset - segment.start, segment.source.upperBound)
  }

  /// The part of the lesson that a part of this text comes from.
  func sourceRange(_ range: Range<Int>) -> SourceRange {
    let start = sourceOffset(range.lowerBound)
    guard !range.isEmpty, let index = segment(at: range.upperBound - 1) else {
      return start..<start
    }
    let last = segments[index]
    let end =
      last.isCopy
      ? last.source.lowerBound + range.upperBound - last.start : last.source.upperBound
    return start..<max(start, end)
  }

  private func segment(at offset: Int) -> Int? {
    guard !segments.isEmpty else { return nil }
    var low = 0
    var high = segments.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if segments[middle].start <= offset { low = middle } else { high = middle }
    }
    // Of several that begin here because some are empty, the last one holds the byte.
    return low
  }
}

/// A stand-in: two private-use characters that hold a number.
///
/// Lessons that use characters of these planes themselves are refused, so none can be taken for
/// one.
enum StandIn {
  private static let high = UInt32(0xF_0000)
  private static let low = UInt32(0x10_0000)

  /// The bytes that stand for an item.
  static func bytes(_ item: Int) -> [UInt8] {
    Array(string(item).utf8)
  }

  /// The characters that stand for an item.
  static func string(_ item: Int) -> String {
    var result = String.UnicodeScalarView()
    for value in [high + UInt32(item >> 12 & 0xFFF), low + UInt32(item & 0xFFF)] {
      if let scalar = Unicode.Scalar(value) { result.append(scalar) }
    }
    return String(result)
  }

  /// Whether a lesson may not hold this character because stand-ins are made of such.
  static func isReserved(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= high }

  /// A text, cut at its stand-ins.
  enum Piece: Equatable {
    /// Characters of the lesson.
    case text(String)
    /// The item that stood here.
    case item(Int)
  }

  /// Cuts a text at its stand-ins.
  static func pieces(of text: String) -> [Piece] {
    guard text.unicodeScalars.contains(where: isReserved) else {
      return text.isEmpty ? [] : [.text(text)]
    }
    var pieces: [Piece] = []
    var run = String.UnicodeScalarView()
    var first: UInt32?
    for scalar in text.unicodeScalars {
      if scalar.value >= low {
        if let first { pieces.append(.item(Int(first << 12 | (scalar.value - low)))) }
        first = nil
      } else if scalar.value >= high {
        if !run.isEmpty { pieces.append(.text(String(run))) }
        run = String.UnicodeScalarView()
        first = scalar.value - high
      } else {
        run.append(scalar)
      }
    }
    if !run.isEmpty { pieces.append(.text(String(run))) }
    return pieces
  }
}
