internal import Notation

/// Where one line of a block inside a lesson comes from: the lesson's line, and how many scalars of
/// it stand before the block's own, such as the marks of quotes and lists around the block.
typealias LineOrigin = SourceText.Origin

/// A text taken from a lesson whose pieces lie apart there: a formula over several lines of a quote,
/// an attribute with escapes.
struct MappedText: Equatable, Sendable {
  /// Where a stretch of the text comes from.
  struct Piece: Equatable, Sendable {
    /// The first scalar of the stretch in the text.
    var scalar: Int
    /// The byte of the lesson that it comes from.
    var byte: Int
  }

  /// The text.
  private(set) var text = ""
  /// How many scalars it has.
  private(set) var scalarCount = 0
  /// Its stretches in order; each is contiguous in the lesson.
  private(set) var pieces: [Piece] = []

  /// Appends what stands at a byte of the lesson.
  mutating func append(_ more: String, at byte: Int) {
    pieces.append(Piece(scalar: scalarCount, byte: byte))
    text += more
    scalarCount += more.unicodeScalars.count
  }

  /// The byte of the lesson where a scalar of the text stands; past the end, the place behind the
  /// last one.
  func byte(atScalar scalar: Int, in source: LessonSource) -> Int {
    guard let piece = pieces.last(where: { $0.scalar <= max(scalar, 0) }) ?? pieces.first else {
      return 0
    }
    var byte = piece.byte
    var rest = min(scalar, scalarCount) - piece.scalar
    while rest > 0, byte < source.bytes.count {
      byte += 1
      while byte < source.bytes.count, source.bytes[byte] & 0xC0 == 0x80 { byte += 1 }
      rest -= 1
    }
    return byte
  }
}
