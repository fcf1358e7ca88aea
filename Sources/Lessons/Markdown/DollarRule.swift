/// When a dollar sign begins a formula in a line of text, and when it is a dollar.
///
/// As in Pandoc: no white space behind the opening sign or before the closing one, and no digit
/// behind the closing one. A backslash before a sign makes it a dollar, and a code span ends every
/// hope of a formula.
enum DollarRule {
  /// The index of the sign that closes the formula opened at `start`; nil if it is a dollar.
  static func closing(_ bytes: [UInt8], openedAt start: Int, before end: Int) -> Int? {
    guard start + 1 < end, !isSpace(bytes[start + 1]), bytes[start + 1] != .dollar else {
      return nil
    }
    var index = start + 1
    while index < end {
      switch bytes[index] {
      case .backslash:
        index += 2
        continue
      case .backtick:
        return nil
      case .dollar:
        let isFollowedByDigit = index + 1 < end && bytes[index + 1].isDigit
        if !isSpace(bytes[index - 1]), !isFollowedByDigit { return index }
      default:
        break
      }
      index += 1
    }
    return nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte.isBlank || byte == .lineFeed || byte == .carriageReturn
  }
}
