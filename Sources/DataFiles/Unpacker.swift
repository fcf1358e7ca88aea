internal import CZlib

/// Unpacks gzip streams, one behind the other, through zlib.
@safe struct Unpacker: ~Copyable {
  private let inflater: OpaquePointer
  private var output = [UInt8](repeating: 0, count: ByteStream.piece)
  /// How many bytes came out so far.
  private var made = 0
  /// Whether the last stream is complete.
  private var isComplete = false

  init() throws(FileProblem) {
    guard let inflater = unsafe gradus_inflater_make() else { throw .system("no memory") }
    unsafe self.inflater = inflater
  }

  deinit { unsafe gradus_inflater_free(inflater) }

  /// Unpacks a piece, and hands on what comes out.
  mutating func unpack<Mistake>(
    _ packed: Span<UInt8>,
    _ body: (Span<UInt8>) throws(Mistake) -> Void,
    problem: (FileProblem) -> Mistake
  ) throws(Mistake) {
    var place = 0
    while place < packed.count {
      if isComplete {
        // What fills the last block of a tape or disk is passed over.
        if packed[place] == 0 {
          place += 1
          continue
        }
        guard unsafe gradus_inflater_reset(inflater) == GRADUS_INFLATE_MORE.rawValue else {
          throw problem(.damaged(at: made))
        }
        isComplete = false
      }
      // As long as the room was filled, there may be more to come out of the same input.
      var count = output.count
      while count == output.count {
        let rest = packed.extracting(place..<packed.count)
        let (status, taken, came) = step(rest)
        place += taken
        count = came
        made += came
        if made > ByteStream.limit { throw problem(.tooLong(limit: ByteStream.limit)) }
        if count > 0 { try body(output.span.extracting(first: count)) }
        switch status {
        case GRADUS_INFLATE_MORE.rawValue: break
        case GRADUS_INFLATE_END.rawValue:
          isComplete = true
          count = 0
        case GRADUS_INFLATE_MEMORY.rawValue: throw problem(.system("no memory"))
        default: throw problem(.damaged(at: made))
        }
      }
    }
  }

  /// Ends; throws if the last stream is not complete.
  func finish() throws(FileProblem) {
    guard isComplete else { throw .cut(at: made) }
  }

  private mutating func step(_ packed: Span<UInt8>) -> (status: UInt32, taken: Int, made: Int) {
    var (taken, came) = (0, 0)
    let status = unsafe packed.withUnsafeBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        unsafe gradus_inflate(
          inflater,
          input.baseAddress,
          input.count,
          &taken,
          output.baseAddress,
          output.count,
          &came
        )
      }
    }
    return (UInt32(status), taken, came)
  }
}
