/// Makes any text fit to be shown: nothing in it can break the markup around it, or turn round the
/// order in which it is read.
enum PlainText {
  /// The text with what XML forbids, controls what follows, or is a noncharacter replaced by U+FFFD;
  /// line ends and tabs become spaces.
  static func shown(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { shown.append(harmless(scalar)) }
    return String(shown)
  }

  /// The text with every minus of a number set as U+2212, also in exponents: `−1.5e−7`.
  static func withMinus(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { shown.append(scalar == "-" ? "\u{2212}" : scalar) }
    return String(shown)
  }

  private static func harmless(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: " "
    case 0x00...0x1F, 0x7F...0x9F: "\u{FFFD}"
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
    case 0xFDD0...0xFDEF, 0xFEFF: "\u{FFFD}"
    default: scalar.value & 0xFFFE == 0xFFFE ? "\u{FFFD}" : scalar
    }
  }
}
