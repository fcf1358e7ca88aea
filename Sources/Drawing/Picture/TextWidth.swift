/// How wide a text is, estimated without a font at hand.
///
/// Every advance is that of the DejaVu family, the widest of the fonts that a page falls back to, so
/// that a text set in any other is narrower than the room kept for it.
enum TextWidth {
  /// The width of a text on one line, in points.
  static func of(_ text: String, size: Double, face: Picture.Face) -> Double {
    var hundredths = 0
    for scalar in text.unicodeScalars { hundredths += advance(of: scalar, face) }
    return Double(hundredths) * size / 100
  }

  /// The width of a text with subscripts and superscripts, in points.
  static func of(_ runs: [Picture.Run], size: Double, face: Picture.Face) -> Double {
    var sum = 0.0
    for run in runs {
      sum += of(run.text, size: run.level == 0 ? size : scriptSize(size), face: face)
    }
    return sum
  }

  /// The size of a subscript or superscript: smaller, but never too small to read.
  static func scriptSize(_ size: Double) -> Double {
    max(12, 0.72 * size)
  }

  /// The advance of a scalar in hundredths of an em.
  private static func advance(of scalar: Unicode.Scalar, _ face: Picture.Face) -> Int {
    switch scalar.value {
    case 0x20...0x7E: Int(advances(face)[Int(scalar.value) - 0x20])
    case 0x300...0x36F, 0x200B...0x200F, 0x20D0...0x20FF, 0xFE00...0xFE0F: 0
    case 0xB7, 0x2080...0x2089, 0x2070...0x2079: 45
    case 0x2212, 0xD7, 0xF7: 84
    case 0x391...0x3A9: 95
    case 0x3AA...0x3FF: 80
    default: face == .strong || face == .symbol ? 115 : 105
    }
  }

  private static func advances(_ face: Picture.Face) -> [UInt8] {
    switch face {
    case .plain: sans
    case .strong: boldSans
    case .name: italicSerif
    case .symbol: boldSerif
    }
  }

  // From the space to the tilde, in hundredths of an em, rounded up.
  private static let sans: [UInt8] = [
    32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 34, 34, 84, 84, 84, 54, 100, 69, 69, 70, 78, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75, 79,
    61, 79, 70, 64, 62, 74, 69, 99, 69, 62, 69, 40, 34, 40, 84, 50, 50, 62, 64, 55, 64, 62, 36, 64,
    64, 28, 28, 58, 28, 98, 64, 62, 64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84,
  ]
  private static let boldSans: [UInt8] = [
    35, 46, 53, 84, 70, 101, 88, 31, 46, 46, 53, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70,
    70, 70, 40, 40, 84, 84, 84, 59, 100, 78, 77, 74, 84, 69, 69, 83, 84, 38, 38, 78, 64, 100, 84,
    86, 74, 86, 78, 73, 69, 82, 78, 111, 78, 73, 73, 46, 37, 46, 84, 50, 50, 68, 72, 60, 72, 68, 44,
    72, 72, 35, 35, 67, 35, 105, 72, 69, 72, 72, 50, 60, 48, 72, 66, 93, 65, 66, 59, 72, 37, 72, 84,
  ]
  private static let italicSerif: [UInt8] = [
    32, 41, 46, 84, 64, 96, 90, 28, 40, 40, 50, 84, 32, 34, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 34, 34, 84, 84, 84, 54, 100, 73, 74, 77, 81, 73, 70, 80, 88, 40, 41, 75, 67, 103, 88,
    82, 68, 82, 76, 69, 67, 85, 73, 103, 72, 67, 70, 40, 34, 40, 84, 50, 50, 60, 65, 57, 65, 60, 38,
    65, 65, 32, 32, 61, 32, 95, 65, 61, 65, 65, 48, 52, 41, 65, 57, 86, 57, 57, 53, 64, 34, 64, 84,
  ]
  private static let boldSerif: [UInt8] = [
    35, 44, 53, 84, 70, 96, 91, 31, 48, 48, 53, 84, 35, 42, 35, 37, 70, 70, 70, 70, 70, 70, 70, 70,
    70, 70, 37, 37, 84, 84, 84, 59, 100, 78, 85, 80, 87, 77, 71, 86, 95, 47, 48, 87, 71, 111, 92,
    88, 76, 88, 84, 73, 75, 88, 78, 113, 78, 72, 73, 48, 37, 48, 84, 50, 50, 65, 70, 61, 70, 64, 44,
    70, 73, 38, 37, 70, 38, 106, 73, 67, 70, 70, 53, 57, 47, 73, 59, 87, 60, 59, 57, 65, 37, 65, 84,
  ]
}
