/// Changes inputs: bytes, pieces, lines, and crossings with other inputs.
enum Mutator {
  /// Changes `bytes` once, in one of many ways.
  static func mutate(_ bytes: inout [UInt8], _ others: [[UInt8]], _ random: inout SplitMix) {
    let place = random.below(bytes.count + 1)
    let length = min(bytes.count - place, random.below(12))
    switch random.below(16) {
    case 0: bytes.removeSubrange(place..<place + length)
    case 1:
      bytes.insert(contentsOf: bytes[place..<place + length], at: random.below(bytes.count + 1))
    case 2: bytes.insert(UInt8(random.below(256)), at: place)
    case 3: if place < bytes.count { bytes[place] ^= 1 << UInt8(random.below(8)) }
    case 4: if place < bytes.count { bytes[place] = bytes[random.below(bytes.count)] }
    case 5:
      let other = random.pick(others)
      let start = random.below(other.count + 1)
      let end = min(other.count, start + random.below(40))
      bytes.insert(contentsOf: other[start..<end], at: place)
    case 6: cross(&bytes, random.pick(others), &random)
    case 7: exchangeTokens(&bytes, &random)
    case 12...15: replaceNumber(&bytes, &random)
    case 8: repeatPiece(&bytes, place, length, &random)
    default: bytes.insert(contentsOf: random.pick(Corpus.pieces).utf8, at: place)
    }
  }

  /// The beginning of one input and the end of another, cut at lines.
  private static func cross(_ bytes: inout [UInt8], _ other: [UInt8], _ random: inout SplitMix) {
    let own = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let foreign = other.split(separator: 0x0A, omittingEmptySubsequences: false)
    let head = own.prefix(random.below(own.count + 1))
    let tail = foreign.suffix(random.below(foreign.count + 1))
    bytes = Array((Array(head) + Array(tail)).joined(separator: [0x0A]))
  }

  /// Two words, numbers or signs change places.
  private static func exchangeTokens(_ bytes: inout [UInt8], _ random: inout SplitMix) {
    var tokens: [[UInt8]] = []
    for byte in bytes {
      if let last = tokens.last?.last, isWord(last), isWord(byte) {
        tokens[tokens.count - 1].append(byte)
      } else {
        tokens.append([byte])
      }
    }
    guard tokens.count > 1 else { return }
    tokens.swapAt(random.below(tokens.count), random.below(tokens.count))
    bytes = Array(tokens.joined())
  }

  /// A number becomes another one, so that what ran mostly runs on.
  private static func replaceNumber(_ bytes: inout [UInt8], _ random: inout SplitMix) {
    let digits = bytes.indices.filter { (0x30...0x39).contains(bytes[$0]) }
    guard !digits.isEmpty else { return }
    let start = random.pick(digits)
    var end = start
    while end < bytes.count, (0x30...0x39).contains(bytes[end]) || bytes[end] == 0x2E { end += 1 }
    bytes.replaceSubrange(start..<end, with: random.pick(AnyCalls.numbers).utf8)
  }

  private static func repeatPiece(
    _ bytes: inout [UInt8],
    _ place: Int,
    _ length: Int,
    _ random: inout SplitMix
  ) {
    let piece = bytes[place..<place + length]
    for _ in 0..<random.below(random.once(in: 20) ? 300 : 8) {
      bytes.insert(contentsOf: piece, at: place)
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == 0x5F || byte == 0x2E || byte >= 0x80
  }
}
