internal import Foundation

/// What a stretch says in another encoding: base64, hexadecimal digits, percent signs.
enum Encodings {
  /// Everything in a stretch that decodes to something readable, twice encoded too.
  static func decoded(_ stretch: Stretch, depth: Int = 0) -> [Stretch] {
    guard depth < 2 else { return [] }
    var found = base64(stretch) + hexadecimal(stretch) + percent(stretch)
    // A drawing or a page inside of an address.
    for inner in found where inner.text.contains("<") {
      found += MarkupText.stretches(of: inner.text).map { markup in
        var markup = markup
        markup.line = stretch.line
        return markup
      }
    }
    return found + found.flatMap { decoded($0, depth: depth + 1) }
  }

  // MARK: base64

  private static func base64(_ stretch: Stretch) -> [Stretch] {
    var found: [Stretch] = []
    for (run, padding) in runs(of: stretch.text, where: isBase64)
    where run.count >= 4 || (run.count >= 2 && padding > 0) {
      if let bytes = bytes(ofBase64: run[...]) {
        if let text = readable(bytes) {
          found.append(Stretch(.encoded("base64"), text, line: stretch.line))
          continue
        }
        if run.count > 400 {
          found += BinaryText.stretches(of: bytes).map {
            Stretch(.bytes, $0.text, line: stretch.line)
          }
          continue
        }
      }
      // Characters may have been put before it.
      guard run.count >= 10 else { continue }
      for skipped in 1...3 {
        guard let bytes = bytes(ofBase64: run.dropFirst(skipped)) else { continue }
        for digits in digitRuns(bytes) {
          found.append(Stretch(.bytes, digits, line: stretch.line))
        }
      }
    }
    return found
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"),
      UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// The bytes of base64 with or without its padding, in either alphabet.
  private static func bytes(ofBase64 run: ArraySlice<UInt8>) -> [UInt8]? {
    var out: [UInt8] = []
    out.reserveCapacity(run.count * 3 / 4)
    var bits: UInt32 = 0
    var count = 0
    for byte in run {
      let six: UInt8 =
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte + 4
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        default: 63
        }
      bits = bits << 6 | UInt32(six)
      count += 6
      if count >= 8 {
        count -= 8
        out.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    // A lone character holds less than a byte.
    return run.count % 4 == 1 ? nil : out
  }

  /// Runs of digits, points, signs and exponents among other bytes.
  private static func digitRuns(_ bytes: [UInt8]) -> [String] {
    var found: [String] = []
    var run: [UInt8] = []
    for byte in bytes + [0] {
      if (0x30...0x39).contains(byte) || byte == 0x2E || byte == 0x2D || byte == 0x65 {
        run.append(byte)
      } else {
        if run.count >= 5 { found.append(String(decoding: run, as: UTF8.self)) }
        run.removeAll()
      }
    }
    return found
  }

  // MARK: Others

  private static func hexadecimal(_ stretch: Stretch) -> [Stretch] {
    runs(of: stretch.text, where: { hexadecimal($0) != nil }).compactMap { run, _ in
      guard run.count >= 6, run.count % 2 == 0 else { return nil }
      let bytes = stride(from: 0, to: run.count, by: 2).map { place in
        (hexadecimal(run[place]) ?? 0) << 4 | (hexadecimal(run[place + 1]) ?? 0)
      }
      return readable(bytes).map { Stretch(.encoded("hexadecimal"), $0, line: stretch.line) }
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 48
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - 87
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - 55
    default: nil
    }
  }

  private static func percent(_ stretch: Stretch) -> [Stretch] {
    guard case .text = stretch.place else {
      guard stretch.text.contains("%"), let text = stretch.text.removingPercentEncoding,
        text != stretch.text
      else { return [] }
      return [Stretch(.encoded("percent signs"), text, line: stretch.line)]
    }
    return []
  }

  /// The text that bytes are, if all of it can be read.
  private static func readable(_ bytes: [UInt8]) -> String? {
    guard !bytes.isEmpty, let text = String(validating: bytes, as: UTF8.self),
      text.unicodeScalars.allSatisfy({ $0.value >= 0x20 || $0 == "\n" || $0 == "\t" || $0 == "\r" })
    else { return nil }
    return text
  }

  /// Runs of characters that belong together, each with how many signs of equality follow it.
  private static func runs(
    of text: String,
    where belongs: (UInt8) -> Bool
  ) -> [(run: [UInt8], padding: Int)] {
    var found: [(run: [UInt8], padding: Int)] = []
    var run: [UInt8] = []
    for byte in text.utf8 {
      if belongs(byte) {
        run.append(byte)
      } else {
        if !run.isEmpty { found.append((run, 0)) }
        run.removeAll(keepingCapacity: true)
        if byte == UInt8(ascii: "="), let last = found.indices.last { found[last].padding += 1 }
      }
    }
    if !run.isEmpty { found.append((run, 0)) }
    return found
  }
}
