/// The first byte of `bytes` that is not well-formed UTF-8, if there is one.
///
/// Overlong forms, surrogates and what lies beyond U+10FFFF are not well-formed. (The Unicode
/// Standard, table 3-7.)
public func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
  var i = 0
  let count = bytes.count
  while i < count {
    let lead = bytes[i]
    if lead < 0x80 {
      i += 1
      continue
    }
    let length: Int
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      if lead == 0xE0 { low = 0xA0 }
      if lead == 0xED { high = 0x9F }
    case 0xF0...0xF4:
      length = 4
      if lead == 0xF0 { low = 0x90 }
      if lead == 0xF4 { high = 0x8F }
    default: return i
    }
    guard i + length <= count, bytes[i + 1] >= low, bytes[i + 1] <= high else { return i }
    for k in 2..<max(2, length) where bytes[i + k] & 0xC0 != 0x80 { return i }
    i += length
  }
  return nil
}
