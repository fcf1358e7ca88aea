// A program as a person sees it who is to work out its answers.

extension Program {
  /// Its text without claims and without questions that are not wanted.
  ///
  /// A line on which nothing is left goes, with its comment; comments beside other statements stay.
  ///
  /// - Parameter isWanted: Whether a question stays.
  /// - Returns: The text, its lines ended by LF.
  public func textWithoutClaims(keeping isWanted: (Question) -> Bool) -> String {
    var dropped: [Range<Int>] = []
    for case .claim(let claim) in actions { dropped.append(claim.start..<claim.end) }
    for question in questions where !isWanted(question) { dropped.append(question.bytes) }
    guard !dropped.isEmpty else { return source.text(0, source.bytes.count) }
    var isDropped = [Bool](repeating: false, count: source.bytes.count)
    for range in dropped { for byte in range { isDropped[byte] = true } }
    var text: [UInt8] = []
    var start = 0
    while start < source.bytes.count {
      var end = start
      while end < source.bytes.count, source.bytes[end] != 0x0A, source.bytes[end] != 0x0D {
        end += 1
      }
      let line = start..<end
      if !isDropped[line].contains(true) {
        text += source.bytes[line] + [0x0A]
      } else if let rest = rest(of: line, isDropped) {
        text += rest + [0x0A]
      }
      let isPair =
        end + 1 < source.bytes.count && source.bytes[end] == 0x0D && source.bytes[end + 1] == 0x0A
      start = end + (isPair ? 2 : 1)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// What is left of a line, its statements parted by single semicolons; nil for nothing.
  private func rest(of line: Range<Int>, _ isDropped: [Bool]) -> [UInt8]? {
    var statements: [[UInt8]] = [[]]
    var comment: [UInt8] = []
    var isQuoted = false
    for i in line {
      let byte = source.bytes[i]
      if isDropped[i] { continue }
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: "#"), !isQuoted {
        comment = Array(source.bytes[i..<line.upperBound])
        break
      }
      if byte == UInt8(ascii: ";"), !isQuoted {
        statements.append([])
      } else {
        statements[statements.count - 1].append(byte)
      }
    }
    let indent = source.bytes[line].prefix { PlainProgram.isBlank($0) }
    let kept = statements.map(PlainProgram.trimmed).filter { !$0.isEmpty }
    guard !kept.isEmpty else { return nil }
    var rest = Array(indent)
    for (i, statement) in kept.enumerated() {
      if i > 0 { rest += Array("; ".utf8) }
      rest += statement
    }
    if !comment.isEmpty { rest += Array("  ".utf8) + comment }
    return rest
  }
}

private enum PlainProgram {
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    var rest = bytes[...]
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    while let first = rest.first, isBlank(first) { rest.removeFirst() }
    return Array(rest)
  }
}
