internal import Notation

/// What a page gets for a question.
struct Answer {
  /// As the exit status of the command: 0 fine, 1 a claim does not hold, 64 the options are unusable,
  /// 65 the program is.
  var status: UInt32
  /// The JSON that the command prints on standard output; empty where it prints none.
  var output: [UInt8] = []
  /// The messages that the command prints on standard error.
  var complaints = Diagnostics([])

  /// The answer in memory of its own: the status, the length of the output, and the length of the
  /// complaints as JSON, 32 bits each, the lowest byte first; then both texts in UTF-8.
  func packed() -> UnsafeMutableRawPointer {
    let messages = complaints.json()
    let head = [status, UInt32(output.count), UInt32(messages.count)].flatMap { number in
      (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
    let count = head.count + output.count + messages.count
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 8)
    var place = 0
    for part in [head, output, messages] {
      unsafe UnsafeMutableRawBufferPointer(rebasing: memory[place...]).copyBytes(from: part)
      place += part.count
    }
    return unsafe memory.baseAddress.unsafelyUnwrapped
  }
}
