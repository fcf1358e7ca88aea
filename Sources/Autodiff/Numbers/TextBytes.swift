/// A text in the making, in UTF-8: whatever has a text can write it to the end.
///
/// The JSON of a long run is made of millions of short texts. As a `String` each, they would cost more than
/// everything else about it.
package struct TextBytes {
  /// What is written.
  package var bytes: [UInt8] = []
  /// The digits of numbers written lately, each at the place that its bits lead to; empty if none are kept.
  private var recent: [RecentNumber] = []

  private struct RecentNumber {
    var bits: UInt64
    var digits: DecimalDigits
  }

  /// How many places there are for numbers written lately, as a power of two.
  private static let placeBits = 10

  /// An empty text.
  ///
  /// - Parameter remembersNumbers: Whether the digits of numbers are kept for the next time that they are
  ///   written, as they are in a long run, where the value of one step is an operand of the next.
  package init(remembersNumbers: Bool = false) {
    guard remembersNumbers else { return }
    let zero = RecentNumber(bits: 0, digits: DecimalDigits(0))
    recent = [RecentNumber](repeating: zero, count: 1 << TextBytes.placeBits)
  }

  /// What `write` writes, as a string.
  package static func string(_ write: (inout TextBytes) -> Void) -> String {
    var text = TextBytes()
    write(&text)
    return String(decoding: text.bytes, as: UTF8.self)
  }

  /// Adds a text.
  package mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Adds a number as ``NumberFormat/exact(_:)`` has it.
  package mutating func write(exactly number: Double) {
    if number.isNaN { return write("NaN") }
    if number.isInfinite { return write(number < 0 ? "-Infinity" : "Infinity") }
    if number == 0 { return write(number.sign == .minus ? "-0" : "0") }
    let digits = digits(of: number)
    // From there on, doubles leave out whole numbers, and trailing zeros would not be digits.
    if digits.exponent < -3 || number.magnitude > 0x1p53 {
      digits.writeScientific(isPadded: true, to: &self)
    } else {
      digits.writeFixed(to: &self)
    }
  }

  /// The digits of a finite number.
  mutating func digits(of number: Double) -> DecimalDigits {
    guard !recent.isEmpty else { return DecimalDigits(number) }
    let bits = number.bitPattern
    // Neighbouring numbers differ in the lowest bits, round ones in the highest: a product mixes both.
    let place = Int((bits &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - TextBytes.placeBits))
    if recent[place].bits != bits {
      recent[place] = RecentNumber(bits: bits, digits: DecimalDigits(number))
    }
    return recent[place].digits
  }
}
