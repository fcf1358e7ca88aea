/// Right values that stand in a text by themselves.
///
/// A value is found in every form that says it: to 2 to 17 digits, rounded or cut off, as a fraction, a
/// percentage, with a power of ten, with a decimal comma or groups of three, with or without its sign. Whole
/// numbers from −9 to 99 are on every page for other reasons, as numbers of steps and of exercises: those
/// count only where something names them (``NamedLeaks``).
enum NumberLeaks {
  /// Whether a value says nothing without a name.
  static func isSmall(_ value: Double) -> Bool {
    value == value.rounded() && value > -10 && value < 100
  }

  /// Whether a number of a text tells a value.
  ///
  /// - Parameters:
  ///   - reading: The number.
  ///   - value: The right value; not a small whole number.
  /// - Returns: True if it is the value, rounded to at least two digits, or cut off after at least three.
  static func tells(_ reading: LeakTokens.Reading, _ value: Double) -> Bool {
    let written = reading.value.magnitude
    guard written.isFinite, reading.unit.isFinite else { return false }
    let right = value.magnitude
    let isExact = (written - right).magnitude <= 1e-9 * right
    guard let digits = reading.digits else { return (written - right).magnitude <= 1e-6 * right }
    if reading.isWhole {
      // Two digits are the number of something; a negative number is not.
      if digits < 3 { return isExact && reading.value < 0 && reading.value == value }
      return (written - right).magnitude <= reading.unit / 2
    }
    if isExact { return true }
    guard digits >= 2 else { return false }
    // A tie may go either way; a little more than half a unit, since neither number is exact in binary.
    if (written - right).magnitude <= reading.unit * 0.5000001 { return true }
    return digits >= 3 && right >= written && right - written < reading.unit
  }

  /// Every number of a text, in every way that it can be read.
  static func readings(_ text: LeakTokens) -> [LeakTokens.Reading] {
    text.tokens.indices.flatMap { readings(at: $0, text) }
  }

  /// The number at a place, alone and with what follows it; none where there is no number, or where it is
  /// one of points.
  static func readings(at place: Int, _ text: LeakTokens) -> [LeakTokens.Reading] {
    guard text.tokens.indices.contains(place), case .number(var own) = text.tokens[place] else {
      return []
    }
    if place + 1 < text.tokens.count, case .word(let next) = text.tokens[place + 1],
      next.hasPrefix("point")
    {
      return []
    }
    own.tokens = place..<place + 1
    return [own] + others(own, text, place)
  }

  /// What a number is together with what follows it.
  private static func others(
    _ own: LeakTokens.Reading,
    _ text: LeakTokens,
    _ place: Int
  ) -> [LeakTokens.Reading] {
    let tokens = text.tokens
    func number(_ place: Int) -> LeakTokens.Reading? {
      guard tokens.indices.contains(place), case .number(let reading) = tokens[place] else {
        return nil
      }
      return reading
    }
    func sign(_ place: Int) -> Unicode.Scalar? {
      guard tokens.indices.contains(place), case .sign(let sign) = tokens[place] else { return nil }
      return sign
    }
    var found: [LeakTokens.Reading] = []
    let next = tokens.indices.contains(place + 1) ? tokens[place + 1] : nil
    if next == .sign("%") || next == .word("percent") || next == .sign("٪") {
      found.append(own.scaled(by: -2, form: "a percentage", place..<place + 2))
    }
    if next == .sign("‰") {
      found.append(own.scaled(by: -3, form: "per mille", place..<place + 2))
    }
    if let mark = sign(place + 1), "/⁄∕÷".unicodeScalars.contains(mark),
      let below = number(place + 2),
      below.value != 0
    {
      found.append(.fraction(own.value / below.value, place..<place + 3))
    }
    if own.isWhole, let above = number(place + 1), above.isWhole, let mark = sign(place + 2),
      mark == "/" || mark == "⁄", let below = number(place + 3), below.value != 0
    {
      let part = above.value / below.value
      found.append(
        .fraction(own.value < 0 ? own.value - part : own.value + part, place..<place + 4)
      )
    }
    // 7.3 · 10^-1
    if let mark = sign(place + 1), "·×*⋅∙".unicodeScalars.contains(mark),
      let ten = number(place + 2),
      ten.value == 10, sign(place + 3) == "^"
    {
      let bracketed = sign(place + 4) == "{" || sign(place + 4) == "("
      let at = bracketed ? place + 5 : place + 4
      if let power = number(at), power.isWhole, power.value.magnitude < 400 {
        found.append(own.scaled(by: Int(power.value), form: "a power of ten", place..<at + 1))
      }
    }
    // 0,73
    if own.isWhole, sign(place + 1) == ",", let decimals = number(place + 2), decimals.isWhole,
      decimals.value >= 0, text.isTight(place + 1)
    {
      found.append(own.joined(with: decimals, place..<place + 3))
    }
    return found
  }
}

extension LeakTokens.Reading {
  /// An exact number.
  static func fraction(_ value: Double, _ tokens: Range<Int>) -> Self {
    Self(value: value, digits: nil, unit: 0, isWhole: false, form: "a fraction", tokens: tokens)
  }

  /// The same digits, the point moved.
  func scaled(by power: Int, form: String, _ tokens: Range<Int>) -> Self {
    let factor = Double("1e\(power)") ?? 0
    return Self(
      value: value * factor,
      digits: digits,
      unit: unit * factor,
      isWhole: false,
      form: form,
      tokens: tokens
    )
  }

  /// A decimal comma between two whole numbers.
  func joined(with decimals: Self, _ tokens: Range<Int>) -> Self {
    let unit = Double("1e\(-decimals.written)") ?? 0
    let part = decimals.value * unit
    return Self(
      value: value < 0 ? value - part : value + part,
      digits: (digits ?? 0) > 0 ? (digits ?? 0) + decimals.written : decimals.digits,
      unit: unit,
      isWhole: false,
      form: "a decimal comma",
      tokens: tokens
    )
  }
}
