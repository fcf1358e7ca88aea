/// Reads plain decimals such as `-1.5`.
enum DecimalReading {
  /// The number, or nil if it is no decimal of at most 17 digits.
  static func number(_ text: String) -> Double? {
    var value = 0.0
    var scale = 1.0
    var digits = 0
    var seenPoint = false
    var negative = false
    for (i, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where i == 0: negative = true
      case UInt8(ascii: "+") where i == 0: break
      case UInt8(ascii: "."):
        if seenPoint { return nil }
        seenPoint = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits += 1
        if digits > 17 { return nil }
        value = value * 10 + Double(byte - UInt8(ascii: "0"))
        if seenPoint { scale *= 10 }
      default: return nil
      }
    }
    guard digits > 0 else { return nil }
    return (negative ? -value : value) / scale
  }
}
