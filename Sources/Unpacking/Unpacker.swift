internal import CZlib

/// Unpacks what was deflated, a piece after the other, through zlib.
@safe public struct Unpacker: ~Copyable {
  /// How the packed bytes are wrapped.
  public enum Format: Sendable {
    /// Streams of gzip, one behind the other, each with a checksum.
    case gzip
    /// One bare stream, as in zip archives, which keep its checksum elsewhere.
    case bare
  }

  /// Why something cannot be unpacked.
  public enum Problem: Error, Equatable, Sendable {
    /// There is no memory.
    case noMemory
    /// The stream is damaged, at this byte of what comes out of it.
    case damaged(at: Int)
    /// The stream is cut short.
    case cut(at: Int)
    /// What comes out of it is longer than this.
    case tooLong(limit: Int)
  }

  private let format: Format
  private let limit: Int
  private let inflater: OpaquePointer
  private var output = [UInt8](repeating: 0, count: 1 << 16)
  /// How many bytes came out so far.
  private var made = 0
  /// Whether the last stream is complete.
  private var isComplete = false

  /// Begins.
  ///
  /// - Parameters:
  ///   - format: How the packed bytes are wrapped.
  ///   - limit: The most bytes that may come out.
  /// - Throws: ``Problem/noMemory``.
  public init(_ format: Format, limit: Int) throws(Problem) {
    let wrapping = format == .gzip ? GRADUS_INFLATE_GZIP : GRADUS_INFLATE_BARE
    guard let inflater = unsafe gradus_inflater_make(wrapping) else { throw .noMemory }
    self.format = format
    self.limit = limit
    unsafe self.inflater = inflater
  }

  deinit { unsafe gradus_inflater_free(inflater) }

  /// Unpacks a piece, and hands on what comes out.
  ///
  /// - Parameters:
  ///   - packed: The next packed bytes.
  ///   - body: Takes what comes out, in pieces; what it throws ends this.
  ///   - problem: What is thrown where the bytes cannot be unpacked.
  /// - Throws: What `body` throws, or what `problem` makes.
  public mutating func unpack<Mistake>(
    _ packed: Span<UInt8>,
    _ body: (Span<UInt8>) throws(Mistake) -> Void,
    problem: (Problem) -> Mistake
  ) throws(Mistake) {
    var place = 0
    while place < packed.count {
      if isComplete {
        guard format == .gzip else { throw problem(.damaged(at: made)) }
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
        if made > limit { throw problem(.tooLong(limit: limit)) }
        if count > 0 { try body(output.span.extracting(first: count)) }
        switch status {
        case GRADUS_INFLATE_MORE.rawValue: break
        case GRADUS_INFLATE_END.rawValue:
          isComplete = true
          count = 0
        case GRADUS_INFLATE_MEMORY.rawValue: throw problem(.noMemory)
        default: throw problem(.damaged(at: made))
        }
      }
    }
  }

  /// Ends.
  ///
  /// - Throws: ``Problem/cut(at:)`` if the last stream is not complete.
  public func finish() throws(Problem) {
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
