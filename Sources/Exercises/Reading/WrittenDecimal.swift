/// A number in digits, as it stands in an answer: `-` and `+` are not of it.
struct WrittenDecimal: Equatable {
  /// Its digits, with a point at most: `1234.5` for `1,234.5`.
  var mantissa: String
  /// Its exponent, at most 100000 either way; 0 where it has none.
  var exponent = 0
  /// How many digits are significant: from the first that is not 0 on.
  var digits = 0
  /// How many digits stand behind the point.
  var decimals = 0
  /// Whether it is made of digits alone, and of commas that part thousands.
  var isWhole = true
  /// Whether it is made of digits alone.
  var isDigits = true
  /// Whether its comma was taken for a decimal point.
  var hasDecimalComma = false

  /// Its value times a power of ten, to the nearest double; infinite where it is too large.
  func value(times power: Int = 0) -> Double {
    let scale = exponent + power
    guard scale != 0 else { return Double(mantissa) ?? .nan }
    return Double(mantissa + "e" + String(scale)) ?? .nan
  }

  /// As an answer of its own, times a power of ten.
  func number(times power: Int = 0, isNegative: Bool, isWhole: Bool = false) -> WrittenNumber {
    let size = value(times: power)
    return WrittenNumber(
      isNegative && size != 0 ? -size : size,
      .decimal(digits: digits, unit: WrittenDecimal.powerOfTen(exponent + power - decimals)),
      isWhole: isWhole
    )
  }

  /// In the notation, which knows no commas.
  var text: String { exponent == 0 ? mantissa : mantissa + "e" + String(exponent) }

  /// The double nearest to a power of ten that is neither 0 nor infinite.
  ///
  /// Up to 10²² powers of ten are doubles, and a quotient of doubles is rounded once.
  static func powerOfTen(_ exponent: Int) -> Double {
    guard (-22...22).contains(exponent) else {
      return Double("1e" + String(max(-320, min(308, exponent)))) ?? 1
    }
    var power = 1.0
    for _ in 0..<exponent.magnitude { power *= 10 }
    return exponent < 0 ? 1 / power : power
  }
}

extension WrittenDecimal {
  /// What is wrong with the digits of a number.
  struct Fault: Error {
    var kind: ReadingMistake.Kind
  }

  /// Reads the digits, points and commas of a number; `exponent` is what stands behind its `e`.
  ///
  /// Commas are here only where they do not part entries: outside brackets.
  ///
  /// - Throws: What is wrong with them.
  init(_ written: some Collection<UInt8>, exponent: Int?) throws(Fault) {
    var groups: [[UInt8]] = [[]]
    var marks: [UInt8] = []
    for byte in written {
      if byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") {
        marks.append(byte)
        groups.append([])
      } else {
        groups[groups.count - 1].append(byte)
      }
    }
    let text = String(decoding: Array(written), as: UTF8.self)
    let commas = marks.count { $0 == UInt8(ascii: ",") }
    let points = marks.count - commas
    let areThousands = WrittenDecimal.areThousands(groups.dropLast(points))
    guard points <= 1 else {
      let isGrouped = commas == 0 && WrittenDecimal.areThousands(groups[...])
      throw Fault(
        kind: .twoPoints(text, meant: isGrouped ? WrittenDecimal.digits(groups[...]) : nil)
      )
    }
    if points == 1, marks.last == UInt8(ascii: ",") {
      let front = WrittenDecimal.digits(groups.dropLast())
      let meant = front + "." + WrittenDecimal.digits(groups.suffix(1))
      throw Fault(kind: .pointBeforeComma(text, meant: meant))
    }
    var whole = groups
    var fraction: [UInt8] = []
    if points == 1 { fraction = whole.removeLast() }
    switch commas {
    case 0: break
    case 1 where points == 0:
      fraction = whole.removeLast()
      if areThousands {
        let front = WrittenDecimal.digits(whole[...])
        let back = WrittenDecimal.digits([fraction])
        throw Fault(
          kind: .ambiguousComma(text, thousands: front + back, decimal: front + "." + back)
        )
      }
      hasDecimalComma = true
    default: guard areThousands else { throw Fault(kind: .misplacedCommas(text)) }
    }
    let hasPoint = points == 1 || hasDecimalComma
    mantissa = WrittenDecimal.digits(whole[...])
    var isLeading = true
    for digit in whole.joined() + fraction {
      if digit != UInt8(ascii: "0") { isLeading = false }
      if !isLeading { digits += 1 }
    }
    decimals = fraction.count
    if hasPoint { mantissa += "." + String(decoding: fraction, as: UTF8.self) }
    if mantissa.utf8.first == UInt8(ascii: ".") { mantissa = "0" + mantissa }
    if mantissa.utf8.last == UInt8(ascii: ".") { mantissa.removeLast() }
    self.exponent = exponent ?? 0
    isWhole = !hasPoint && exponent == nil
    isDigits = isWhole && commas == 0
  }

  /// Whether groups of digits are those of a number in thousands: one to three digits, not a lone 0, then
  /// three each.
  private static func areThousands(_ groups: ArraySlice<[UInt8]>) -> Bool {
    guard let first = groups.first, (1...3).contains(first.count), first != [UInt8(ascii: "0")]
    else { return false }
    return groups.dropFirst().allSatisfy { $0.count == 3 }
  }

  private static func digits(_ groups: ArraySlice<[UInt8]>) -> String {
    String(decoding: Array(groups.joined()), as: UTF8.self)
  }
}
